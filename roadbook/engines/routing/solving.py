"""`solve`: the door of the engine."""

from collections.abc import Callable
from dataclasses import dataclass

from roadbook.engines.routing import blocking, writing
from roadbook.engines.routing.draft import Draft, drivable_chains
from roadbook.engines.routing.problem import FIRMNESS, BadProblem, PlanProblem
from roadbook.engines.routing.result import PlanResult, RequiredDoesNotFit
from roadbook.engines.routing.search import Search
from roadbook.engines.routing.sheet import Sheet

ENGINE = "ruin-recreate/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """When to stop: after `iterations`, or after `cpu_s` by `clock` (seconds, any origin).

    Only an iteration budget makes the plan repeatable.
    """

    iterations: int | None = 1_000
    cpu_s: float | None = None
    clock: Callable[[], float] | None = None

    def __post_init__(self) -> None:
        if self.iterations is None and (self.cpu_s is None or self.clock is None):
            raise ValueError("a budget needs iterations, or seconds and a clock")


def solve(
    problem: PlanProblem,
    *,
    budget: Budget | None = None,
    seed: int = 0,
    warm_start: PlanResult | None = None,
    on_progress: Callable[[int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> PlanResult:
    """Choose visits, days, order and hotels.

    `on_progress` hears per mille. A cancelled search gives the best plan so far. Raises
    RequiredDoesNotFit when a required visit is in no plan found, BadProblem when the nights
    cannot even
    be driven without visits.
    """
    sheet = Sheet(problem)
    blocking.refuse_impossible(sheet)
    if problem.days and not drivable_chains(sheet):
        raise BadProblem("days", "cannot be driven even without visits")
    search = Search.over(sheet, seed)
    draft = search.construct()
    if warm_start is not None:
        draft = _better(draft, _warm(sheet, search, warm_start))
    steps = _steps(budget or Budget(), on_progress, is_cancelled)
    best, iterations = search.run(draft, steps) if problem.days else (draft, 0)
    _refuse_missing(best)
    return writing.write_result(best, engine=ENGINE, seed=seed, iterations=iterations)


def _steps(
    budget: Budget,
    on_progress: Callable[[int], None] | None,
    is_cancelled: Callable[[], bool] | None,
) -> Callable[[int], int]:
    begun = budget.clock() if budget.clock else 0.0
    told = -1

    def done_of(iteration: int) -> int:
        nonlocal told
        done = iteration * 1000 // budget.iterations if budget.iterations else 0
        if budget.iterations == 0:
            done = 1000
        if budget.cpu_s is not None and budget.clock is not None:
            done = max(
                done, int((budget.clock() - begun) * 1000 / budget.cpu_s) if budget.cpu_s else 1000
            )
        if on_progress and done // 20 > told:
            told = done // 20
            on_progress(min(done, 1000))
        return 1000 if is_cancelled and is_cancelled() else done

    return done_of


def _better(one: Draft, other: Draft | None) -> Draft:
    return other if other is not None and other.value >= one.value else one


def _warm(sheet: Sheet, search: Search, plan: PlanResult) -> Draft | None:
    """Rebuild an earlier plan as far as it still holds, and fill it up."""
    draft = writing.draft_of(sheet, plan)
    if draft is None:
        return None
    search.recreate(draft)
    return draft


def _refuse_missing(best: Draft) -> None:
    missing = [
        (candidate, i)
        for i, candidate in enumerate(best.sheet.problem.candidates)
        if candidate.required and best.left[i]
    ]
    if missing:
        missing.sort(key=lambda pair: (-FIRMNESS[pair[0].certainty], pair[0].id))
        raise RequiredDoesNotFit(tuple(blocking.blocked_by(best, i) for _, i in missing))
