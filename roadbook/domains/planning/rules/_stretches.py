"""Dates and the stretches that rides part them into: a plan's days are counted in both ways."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, pairwise

from roadbook.engines.routing.problem import Day, PlanProblem, Ride
from roadbook.engines.routing.result import DayPlan


def dates_of(days: Sequence[Day] | Sequence[DayPlan]) -> list[int]:
    """Number the date of each stretch, the plan's first date 0."""
    dates = [each.date for each in days]
    steps = (int(a != b) for a, b in pairwise(dates))
    return list(accumulate(steps, initial=0))


def stretches_on(problem: PlanProblem, day: int) -> list[int]:
    """List the stretches of the `day`-th date; empty when there is no such date."""
    return [k for k, date_number in enumerate(dates_of(problem.days)) if date_number == day]


def stretch_at(problem: PlanProblem, day: int, at_s: int) -> int:
    """Give the stretch of the `day`-th date in which a time lies; from a departure on it is the
    one behind the ride. A date outside the plan counts on from its ends."""
    found = stretches_on(problem, day)
    if not found:
        return day if day < 0 else len(problem.days) + day - dates_of(problem.days)[-1] - 1
    departed = [ride.day + 1 for ride in problem.rides if ride.departs_s <= at_s]
    return max([found[0], *(k for k in departed if k in found)])


def date_of(problem: PlanProblem, k: int) -> date:
    return date.fromisoformat(problem.days[k].date)


def ride_after(problem: PlanProblem, k: int) -> Ride | None:
    """Give the ride that ends a stretch, if one does."""
    return next((ride for ride in problem.rides if ride.day == k), None)
