"""The smallest trip: solving it compiles all there is to compile."""

from roadbook.engines.routing.problem import Candidate, Day, PlanProblem, TravelMatrix, Window
from roadbook.engines.routing.result import PlanResult
from roadbook.engines.routing.solving import Budget, solve


def solve_smallest() -> PlanResult:
    """Plan two visits on one day."""
    visits = tuple(
        Candidate(
            id=str(place),
            place=place,
            service_s=3_600,
            windows=(Window(day=0, from_s=36_000, until_s=50_000),),
            prize=1,
        )
        for place in (1, 2)
    )
    day = Day(date="2026-01-05", start=0, end=0, earliest_s=30_000, latest_s=64_000)
    table = ((0, 60, 60), (60, 0, 60), (60, 60, 0))
    problem = PlanProblem(
        days=(day,), candidates=visits, travel=TravelMatrix(seconds=table, metres=table)
    )
    return solve(problem, budget=Budget(iterations=1))
