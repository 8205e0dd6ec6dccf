"""`solve`: the door of the engine."""

from collections.abc import Callable
from dataclasses import dataclass

from roadbook.engines.routing import blocking, writing
from roadbook.engines.routing.checking import verify
from roadbook.engines.routing.draft import Draft, drivable_chains
from roadbook.engines.routing.framing import Frame, cheapest_nights
from roadbook.engines.routing.kernel import tuning
from roadbook.engines.routing.problem import FIRMNESS, BadProblem, PlanProblem
from roadbook.engines.routing.result import PlanResult, RequiredDoesNotFit
from roadbook.engines.routing.sheet import Sheet

ENGINE = "ruin-recreate/2"
WHOLE = 1_000  # per mille: done
FIRST_CHUNK, MOST_CHUNK = 8, 512  # iterations between two looks at the clock
WARM_HOT = 8  # a warm start is heated to so small a part of a cold one


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
    links = drivable_chains(sheet)
    if problem.days and not links:
        raise BadProblem("days", "cannot be driven even without visits")
    draft = Draft.empty(sheet, cheapest_nights(sheet, links))
    if problem.rides and not draft.is_feasible:
        raise BadProblem("days", "cannot be driven even without visits")
    warm = writing.draft_of(sheet, warm_start) if warm_start is not None else None
    watch = _Watch(budget or Budget(), on_progress, is_cancelled)
    best, iterations = _search(warm or draft, watch, seed, is_warm=warm is not None)
    _refuse_missing(best)
    result = writing.write_result(best, engine=ENGINE, seed=seed, iterations=iterations)
    verify(problem, result)
    return result


def _search(draft: Draft, watch: "_Watch", seed: int, *, is_warm: bool) -> tuple[Draft, int]:
    """Improve a draft until the budget is spent; give the best and the iterations done."""
    from roadbook.engines.routing.racing import Race

    if not draft.routes or not draft.sheet.problem.candidates:
        watch.per_mille(0)
        return draft, 0
    frame = Frame.of(draft.sheet, {tuning.WARM: WARM_HOT} if is_warm else {})
    race = Race(frame.model, frame.state_of(draft, seed), seed=seed, is_warm=is_warm)
    done = 0
    while (chunk := watch.next_chunk(done)) > 0:
        race.run(chunk)
        done += chunk
    return frame.draft_of(race.best.routes, race.best.beds), done


class _Watch:
    """Doles out iterations and tells the progress. What a chunk's length is changes no plan."""

    def __init__(
        self,
        budget: Budget,
        on_progress: Callable[[int], None] | None,
        is_cancelled: Callable[[], bool] | None,
    ) -> None:
        self._budget, self._on_progress, self._is_cancelled = budget, on_progress, is_cancelled
        self._begun = budget.clock() if budget.clock else 0.0
        self._told = -1
        self._chunk = FIRST_CHUNK
        self._looked = self._begun

    def next_chunk(self, done: int) -> int:
        if self.per_mille(done) >= WHOLE:
            return 0
        if self._budget.clock is not None:
            now = self._budget.clock()
            slow = now - self._looked > (self._budget.cpu_s or 1.0) / 50
            self._chunk = max(1, self._chunk // 2) if slow else min(MOST_CHUNK, self._chunk * 2)
            self._looked = now
        left = MOST_CHUNK if self._budget.iterations is None else self._budget.iterations - done
        return min(left, self._chunk if self._budget.clock is not None else MOST_CHUNK // 4)

    def per_mille(self, iteration: int) -> int:
        """Give how much of the budget is spent, and tell it in steps of 2 %."""
        budget, done = self._budget, 0
        if budget.iterations is not None:
            done = iteration * WHOLE // budget.iterations if budget.iterations else WHOLE
        if budget.cpu_s is not None and budget.clock is not None:
            spent = budget.clock() - self._begun
            done = max(done, int(spent * WHOLE / budget.cpu_s) if budget.cpu_s else WHOLE)
        if self._on_progress and done // 20 > self._told:
            self._told = done // 20
            self._on_progress(min(done, WHOLE))
        return WHOLE if self._is_cancelled and self._is_cancelled() else done


def _refuse_missing(best: Draft) -> None:
    missing = [
        (candidate, i)
        for i, candidate in enumerate(best.sheet.problem.candidates)
        if candidate.required and best.left[i]
    ]
    if missing:
        missing.sort(key=lambda pair: (-FIRMNESS[pair[0].certainty], pair[0].id))
        raise RequiredDoesNotFit(tuple(blocking.blocked_by(best, i) for _, i in missing))
