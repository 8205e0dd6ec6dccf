"""A move to a date: to the stretch of it that takes the visit best."""

from dataclasses import dataclass

from roadbook.domains.planning.rules._stretches import stretches_on
from roadbook.engines.routing.editing import Move, Price, price_of
from roadbook.engines.routing.problem import BadProblem, PlanProblem
from roadbook.engines.routing.result import PlanResult


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A priced move with the stretch it goes to; `offset` visits of its date are before that."""

    price: Price
    stretch: int
    offset: int


def moved_on_date(
    problem: PlanProblem, result: PlanResult, key: str, day: int, position: int | None
) -> Moved:
    """Price a move to the `day`-th date, before `position` of its visits (None: where it costs
    least). Raises BadProblem for an unknown customer or date."""
    found = []
    offset = 0
    for k in stretches_on(problem, day):
        stops = [each for each in result.days[k].stops if each.candidate_id != key]
        is_in = position is None or offset <= position <= offset + len(stops)
        if is_in:
            at = None if position is None else position - offset
            price = price_of(problem, result, Move(candidate_id=key, day=k, position=at))
            found.append(Moved(price=price, stretch=k, offset=offset))
        offset += len(stops)
    if not found and position is not None and stretches_on(problem, day):
        return moved_on_date(problem, result, key, day, None)
    if not found:
        raise BadProblem("day", "is not one of the plan's")
    fitting = [each for each in found if each.price.result is not None]
    return max(fitting, key=lambda each: each.price.value, default=found[-1])
