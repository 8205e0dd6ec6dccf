"""What making a plan is put together from: the question, the search, the road times."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from roadbook.core.geo import Position
from roadbook.domains.planning import rules
from roadbook.domains.planning.contracts import TravelNote
from roadbook.domains.planning.jobs._progress import DRIVEN, Progress
from roadbook.domains.planning.jobs._roads import estimated_travel, with_road_times
from roadbook.domains.planning.ports import Roads
from roadbook.domains.planning.rules import PlanInputs, PlanMaterial
from roadbook.engines.routing.journeys import net_value
from roadbook.engines.routing.problem import PlanProblem, TravelMatrix
from roadbook.engines.routing.result import PlanResult
from roadbook.engines.routing.solving import Budget, solve
from roadbook.foundation.jobs.contracts import JobCancelled, JobLost
from roadbook.foundation.wiring import port

MOST_ITERATIONS: Final = 20_000
_ITERATIONS_A_CANDIDATE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A question with its answer and what it was made from."""

    problem: PlanProblem
    result: PlanResult
    material: PlanMaterial

    @property
    def net(self) -> int:
        return net_value(self.problem, self.result)


def material_of(inputs: PlanInputs, travel: TravelNote) -> PlanMaterial:
    """Freeze what a plan's sentences and prices are made from."""
    kept = {str(each.facts.account_id) for each in inputs.prospects}
    return PlanMaterial(
        zone=inputs.zone,
        start=inputs.start,
        facts={str(each.facts.account_id): each.facts for each in inputs.prospects},
        hotels={str(choice.hotel.id): choice for choice in inputs.hotels},
        deals={key: deals for key, deals in inputs.deals.items() if key in kept},
        rates=inputs.rates,
        uplift=inputs.uplift,
        considered_count=inputs.considered_count,
        travel=travel,
        load=inputs.load,
    )


def question(
    inputs: PlanInputs,
    positions: Sequence[Position],
    problem_of: Callable[[PlanInputs, TravelMatrix], PlanProblem],
) -> tuple[PlanProblem, PlanMaterial]:
    """Put a question on estimated times, with its material."""
    travel, calibrations = estimated_travel(positions)
    material = material_of(inputs, TravelNote(calibrations=calibrations))
    return problem_of(inputs, travel), material


def iterations_for(problem: PlanProblem) -> int:
    return min(MOST_ITERATIONS, _ITERATIONS_A_CANDIDATE * (len(problem.candidates) + 5))


def solved(
    progress: Progress, problem: PlanProblem, *, seed: int, before: PlanResult | None = None
) -> PlanResult:
    """Search with a budget that grows with the question."""
    progress.searched = 0
    return solve(
        problem,
        budget=Budget(iterations=iterations_for(problem)),
        seed=seed,
        warm_start=before,
        on_progress=progress.tell_search,
        is_cancelled=progress.may_end_search,
    )


def on_roads(
    progress: Progress,
    positions: Sequence[Position],
    problem: PlanProblem,
    result: PlanResult,
    now: datetime,
) -> tuple[TravelMatrix, TravelNote]:
    """Put road times between the short-listed places, where a road service is set up.

    A stopped plan stays on what it was solved with.
    """
    roads = port(Roads)

    def tell(done: int, total: int) -> None:
        progress.tell(DRIVEN, f"roads {done}/{total}")
        if progress.is_stopped:
            raise JobCancelled

    if progress.is_stopped:
        return problem.travel, TravelNote()
    try:
        return with_road_times(
            roads=roads,
            travel=problem.travel,
            places=rules.places_to_look_up(problem, result, most=roads.most_points),
            positions=positions,
            tell=tell,
            now=now,
        )
    except JobLost:
        raise
    except JobCancelled:
        return problem.travel, TravelNote()
