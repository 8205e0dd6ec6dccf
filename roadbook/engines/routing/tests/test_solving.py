"""What the solver chooses in trips small enough to know the answer."""

from dataclasses import replace

import pytest

from roadbook.engines.routing.checking import check
from roadbook.engines.routing.problem import (
    UNREACHABLE,
    BadProblem,
    Break,
    Candidate,
    Hotel,
    PlanProblem,
    TravelMatrix,
)
from roadbook.engines.routing.result import Constraint, PlanResult, RequiredDoesNotFit
from roadbook.engines.routing.solving import Budget, solve
from roadbook.engines.routing.tests.builders import HOUR, WEIGHTS, day, line, visit

BUDGET = Budget(iterations=120)


def names(result: PlanResult) -> list[list[str]]:
    return [[stop.candidate_id for stop in each.stops] for each in result.days]


def test_orders_the_stops_along_the_road() -> None:
    visits = (visit("c", 3), visit("a", 1), visit("b", 2))
    problem = PlanProblem(
        days=(day(end=4),), candidates=visits, travel=line(0, 10, 20, 30, 40), weights=WEIGHTS
    )

    result = solve(problem, budget=BUDGET)

    assert names(result) == [["a", "b", "c"]]
    assert (result.drive_s, result.drive_m) == (40 * 60, 40_000)


def test_sleeps_where_the_next_day_is() -> None:
    far = tuple(visit(f"far{i}", 2, days=(0, 1)) for i in range(9))
    hotels = (
        Hotel(id="at home", place=0, nights=(0,), price_minor=100),
        Hotel(id="out there", place=3, nights=(0,), price_minor=30_000),
    )
    days = (day(end=None), day(start=None))
    problem = PlanProblem(
        days=days, candidates=far, hotels=hotels, travel=line(0, 1, 120, 125), weights=WEIGHTS
    )

    result = solve(problem, budget=BUDGET)

    assert result.days[0].hotel_id == "out there"
    assert sum(len(each.stops) for each in result.days) == 9
    assert result.hotel_minor == 30_000


def test_leaves_out_what_costs_more_than_it_brings() -> None:
    problem = PlanProblem(
        days=(day(),),
        candidates=(visit("near", 1), visit("far", 2, prize=100)),
        travel=line(0, 10, 200),
        weights=WEIGHTS,
    )

    result = solve(problem, budget=BUDGET)

    assert names(result) == [["near"]]
    assert result.left_out == ("far",)


def test_takes_lunch_between_visits() -> None:
    lunch = Break(opens_s=12 * HOUR, closes_s=13 * HOUR, length_s=HOUR, label="lunch")
    visits = tuple(visit(f"v{i}", 1) for i in range(12))
    problem = PlanProblem(days=(day(breaks=(lunch,)),), candidates=visits, travel=line(0, 0))

    result = solve(problem, budget=BUDGET)

    assert len(result.days[0].stops) == 9
    assert [(p.from_s, p.until_s, p.label) for p in result.days[0].pauses] == [
        (12 * HOUR, 13 * HOUR, "lunch")
    ]


def test_keeps_an_appointment_though_it_costs() -> None:
    appointment = visit("appointment", 2, prize=0, hours=(10, 10), required=True)
    others = tuple(visit(f"v{i}", 1) for i in range(9))
    problem = PlanProblem(
        days=(day(),), candidates=(appointment, *others), travel=line(0, 0, 90), weights=WEIGHTS
    )

    result = solve(problem, budget=BUDGET)

    at = next(s for s in result.days[0].stops if s.candidate_id == "appointment")
    assert at.start_s == 10 * HOUR
    assert check(problem, result).is_clean


@pytest.mark.parametrize(
    ("candidate", "constraint"),
    [
        (visit("x", 1, days=(), required=True), Constraint.NO_WINDOW),
        (visit("x", 2, required=True), Constraint.UNREACHABLE),
        (visit("x", 1, hours=(6, 7), required=True), Constraint.WINDOW_TOO_FAR),
    ],
)
def test_refuses_a_required_visit_that_never_fits(
    candidate: Candidate, constraint: Constraint
) -> None:
    no_way = TravelMatrix(seconds=((0, 60, -1), (60, 0, -1), (-1, -1, 0)), metres=((0,) * 3,) * 3)
    problem = PlanProblem(days=(day(),), candidates=(candidate,), travel=no_way)

    with pytest.raises(RequiredDoesNotFit) as refused:
        solve(problem, budget=BUDGET)

    assert [(b.candidate_id, b.constraint) for b in refused.value.blocked] == [("x", constraint)]


def test_refuses_required_visits_that_do_not_fit_together() -> None:
    both = (visit("a", 1, hours=(9, 9), required=True), visit("b", 1, hours=(9, 9), required=True))
    problem = PlanProblem(days=(day(),), candidates=both, travel=line(0, 5))

    with pytest.raises(RequiredDoesNotFit) as refused:
        solve(problem, budget=BUDGET)

    assert [b.constraint for b in refused.value.blocked] == [Constraint.WINDOW]


def test_plans_no_days_and_nobody() -> None:
    empty = PlanProblem(days=(), candidates=(), travel=line(0))
    idle = PlanProblem(days=(day(),), candidates=(), travel=line(0))

    assert solve(empty).days == ()
    assert names(solve(idle)) == [[]]


def test_keeps_the_cap_on_visits() -> None:
    visits = tuple(visit(f"v{i}", 1) for i in range(5))
    problem = PlanProblem(days=(day(max_visits=2),), candidates=visits, travel=line(0, 5))

    assert len(solve(problem, budget=BUDGET).days[0].stops) == 2


def test_starts_from_the_plan_before() -> None:
    visits = tuple(visit(f"v{i}", 1, days=(0, 1)) for i in range(4))
    problem = PlanProblem(
        days=(day(max_visits=2), day(max_visits=2)), candidates=visits, travel=line(0, 5)
    )
    before = solve(problem, budget=BUDGET, seed=1)
    kept = tuple(replace(c, keep_day=before.day_of(c.id)) for c in visits)
    steady = replace(problem, candidates=kept, weights=WEIGHTS)

    after = solve(steady, budget=BUDGET, seed=2, warm_start=before)

    assert [after.day_of(c.id) for c in visits] == [before.day_of(c.id) for c in visits]


def test_reports_progress_and_stops_when_told() -> None:
    problem = PlanProblem(
        days=(day(),), candidates=tuple(visit(f"v{i}", 1) for i in range(20)), travel=line(0, 5)
    )
    heard: list[int] = []

    full = solve(problem, budget=BUDGET, on_progress=heard.append)
    cut = solve(problem, budget=BUDGET, is_cancelled=lambda: True)

    assert heard[0] == 0
    assert heard[-1] == 1000
    assert (full.iterations, cut.iterations) == (120, 0)
    assert check(problem, cut).is_clean


def test_refuses_nights_that_cannot_be_driven() -> None:
    hotels = (Hotel(id="h", place=1, nights=(0,)),)
    gap = TravelMatrix(seconds=((0, UNREACHABLE), (UNREACHABLE, 0)), metres=((0, 0), (0, 0)))
    problem = PlanProblem(
        days=(day(end=None), day(start=None)), candidates=(), hotels=hotels, travel=gap
    )

    with pytest.raises(BadProblem, match="cannot be driven"):
        solve(problem)


def test_more_iterations_are_never_worse() -> None:
    visits = tuple(visit(f"v{i}", 1 + i % 7, prize=100 + 37 * i, days=(0, 1)) for i in range(30))
    problem = PlanProblem(
        days=(day(max_visits=6), day(max_visits=6)),
        candidates=visits,
        travel=line(0, 10, 25, 45, 5, 80, 60, 33),
        weights=WEIGHTS,
    )

    values = [
        solve(problem, budget=Budget(iterations=count)).value for count in (1, 10, 100, 300, 1_000)
    ]

    assert values == sorted(values)


def test_seconds_cut_the_same_search_short() -> None:
    ticks = iter(range(100))
    visits = tuple(visit(f"v{i}", 1 + i % 3) for i in range(12))
    problem = PlanProblem(days=(day(max_visits=5),), candidates=visits, travel=line(0, 9, 30, 70))

    timed = solve(
        problem, budget=Budget(iterations=None, cpu_s=5.0, clock=lambda: float(next(ticks)))
    )

    assert timed == solve(problem, budget=Budget(iterations=timed.iterations))
    assert timed.iterations > 0
