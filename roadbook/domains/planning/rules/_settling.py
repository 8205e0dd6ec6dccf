"""A re-planned rest joined with what is behind, and what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from roadbook.domains.planning.rules._diary import DoneVisit
from roadbook.domains.planning.rules._living import Lived
from roadbook.engines.routing.problem import (
    DAY_S,
    MAX_S,
    BadProblem,
    Break,
    Candidate,
    Day,
    Hotel,
    PlanProblem,
)
from roadbook.engines.routing.replanning import Replanned
from roadbook.engines.routing.result import DayPlan, PlanResult, Stop
from roadbook.engines.routing.writing import written_on

GAP: Final = "gap"  # the label of a break between the last visit and going on
UNCAPPED: Final = 1_000
At = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A visit before and after, (day, start); None: it is not planned."""

    key: str
    before: At | None
    after: At | None


def settled(lived: Lived, replanned: Replanned) -> tuple[PlanProblem, PlanResult]:
    """Join what is behind with the new rest: the whole plan's question and answer.

    A visit that keeps its day is not put earlier than it was, where the day allows it. Raises
    BadProblem when the whole does not hold together.
    """
    skeleton = _skeleton(lived, replanned)
    problem = _whole(lived, replanned, skeleton)
    held = {each.id: each for each in problem.candidates}
    result = written_on(problem, skeleton)
    if result is None:
        raise BadProblem("plan", "does not hold together")
    for k in range(lived.moment.day, len(skeleton.days)):
        holding = _holding(held, lived.before.days[k], result.days[k], k)
        if not holding:
            continue
        candidates = tuple(holding.get(each.id, each) for each in problem.candidates)
        waiting = replace(problem, candidates=candidates)
        after = written_on(waiting, skeleton)
        if after is not None:
            problem, result = waiting, after
    return problem, result


def changes(before: PlanResult, after: PlanResult, done: frozenset[str]) -> list[Change]:
    """List the visits to come, before or after, in the order of their new times."""
    old, new = _times(before), _times(after)
    latest = {**old, **new}
    keys = sorted({*latest} - done, key=lambda key: (latest[key], key))
    return [Change(key=key, before=old.get(key), after=new.get(key)) for key in keys]


def _times(plan: PlanResult) -> Mapping[str, At]:
    return {
        stop.candidate_id: (k, stop.start_s)
        for k, day in enumerate(plan.days)
        for stop in day.stops
    }


def _skeleton(lived: Lived, replanned: Replanned) -> PlanResult:
    """Routes and beds of all days; the times are written later."""
    before, day = lived.before.days, lived.moment.day
    after = replanned.result.days
    behind = lived.moment.done or frozenset()
    first = replace(
        after[0],
        start=before[day].start if lived.today else after[0].start,
        stops=(
            *(stop for stop in before[day].stops if stop.candidate_id in behind),
            *after[0].stops,
        ),
    )
    past = [
        replace(each, stops=tuple(stop for stop in each.stops if stop.candidate_id in behind))
        for each in before[:day]
    ]
    later = after[1:] if len(after) > 1 else before[day + 1 :]
    return replace(replanned.result, days=(*past, first, *later))


def _whole(lived: Lived, replanned: Replanned, skeleton: PlanResult) -> PlanProblem:
    served = {stop.candidate_id for day in skeleton.days for stop in day.stops}
    ours, day = lived.problem, lived.moment.day
    rest = replanned.rest
    days: list[Day] = []
    for k, each in enumerate(ours.days):
        if k == day:
            days.append(_today(lived, rest.days[0], skeleton.days[k]))
        elif k > day and len(rest.days) > 1:
            days.append(rest.days[k - day])
        else:
            days.append(_as_it_is(lived, each, skeleton.days[k]))
    return PlanProblem(
        days=tuple(days),
        candidates=tuple(
            each if each.id in served else replace(each, required=False) for each in ours.candidates
        ),
        travel=ours.travel,
        hotels=tuple(_hotel(each, lived, rest) for each in ours.hotels),
        weights=ours.weights,
        rides=tuple(
            replace(each, is_behind=True) if each.day < day else each for each in ours.rides
        ),
    )


def _hotel(hotel: Hotel, lived: Lived, rest: PlanProblem) -> Hotel:
    if len(rest.days) == 1:
        return hotel
    later = {each.id: each.nights for each in rest.hotels}[hotel.id]
    past = [k for k in hotel.nights if k < lived.moment.day]
    return replace(hotel, nights=(*past, *(k + lived.moment.day for k in later)))


def _today(lived: Lived, rest: Day, plan: DayPlan) -> Day:
    """Today with its visits so far, the time until one goes on, and the rest's own limits."""
    if not lived.today:
        return rest
    day = lived.problem.days[lived.moment.day]
    first, last = lived.today[0], lived.today[-1]
    gap = []
    if last.leave_s < rest.earliest_s:
        length = rest.earliest_s - last.leave_s
        gap.append(
            Break(opens_s=last.leave_s, closes_s=rest.earliest_s, length_s=length, label=GAP)
        )
    return replace(
        rest,
        start=day.start,
        earliest_s=_leaving(lived, plan.start, first, day),
        latest_s=max(rest.latest_s, rest.earliest_s),
        max_drive_s=rest.max_drive_s + sum(stop.leg_s for stop in _behind(lived)),
        max_visits=rest.max_visits + len(lived.today),
        breaks=(*gap, *rest.breaks),
    )


def _behind(lived: Lived) -> list[Stop]:
    keys = {each.key for each in lived.today}
    return [s for s in lived.before.days[lived.moment.day].stops if s.candidate_id in keys]


def _as_it_is(lived: Lived, day: Day, plan: DayPlan) -> Day:
    """A day that is settled: nothing holds it back but its own visits."""
    earliest = day.earliest_s
    if plan.stops:
        key, start_s = plan.stops[0].candidate_id, plan.stops[0].start_s
        first = DoneVisit(key=key, day=0, start_s=start_s, leave_s=start_s)
        earliest = _leaving(lived, plan.start, first, day)
    return replace(
        day,
        earliest_s=earliest,
        latest_s=MAX_S,
        max_drive_s=DAY_S,
        max_visits=UNCAPPED,
        breaks=(),
    )


def _leaving(lived: Lived, start: int, first: DoneVisit, day: Day) -> int:
    place = next(each.place for each in lived.problem.candidates if each.id == first.key)
    way = lived.problem.travel.seconds[start][place]
    return max(0, min(day.earliest_s, first.start_s - way))


def _holding(
    candidates: Mapping[str, Candidate], before: DayPlan, after: DayPlan, k: int
) -> dict[str, Candidate]:
    """Give the visits of a day that would come earlier than before, held at their old time."""
    old = {stop.candidate_id: stop.start_s for stop in before.stops}
    held = {}
    for stop in after.stops:
        known = old.get(stop.candidate_id)
        if known is not None and stop.start_s < known:
            candidate = candidates[stop.candidate_id]
            windows = tuple(
                replace(each, from_s=max(each.from_s, known))
                for each in candidate.windows
                if each.day == k and each.until_s >= known
            )
            if windows:
                held[stop.candidate_id] = replace(candidate, windows=windows)
    return held
