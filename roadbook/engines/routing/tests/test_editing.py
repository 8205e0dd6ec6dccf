"""Moves by hand, forcing in, and the reasons."""

from dataclasses import replace

from roadbook.engines.routing.checking import check
from roadbook.engines.routing.editing import Move, insert, pinned, price_of
from roadbook.engines.routing.explaining import explain, why_not
from roadbook.engines.routing.problem import PlanProblem
from roadbook.engines.routing.result import Constraint
from roadbook.engines.routing.solving import Budget, solve
from roadbook.engines.routing.tests.builders import WEIGHTS, day, line, visit
from roadbook.engines.routing.wire import hash_of

BUDGET = Budget(iterations=80)


def two_days() -> PlanProblem:
    """East on one day, west on the other."""
    visits = (
        visit("east", 1, days=(0, 1)),
        visit("east too", 2, days=(0, 1)),
        visit("west", 3, days=(0, 1)),
    )
    return PlanProblem(
        days=(day(max_visits=2), day(max_visits=2)),
        candidates=visits,
        travel=line(60, 120, 125, 0),
        weights=WEIGHTS,
    )


def test_prices_a_move() -> None:
    problem = two_days()
    result = solve(problem, budget=BUDGET)
    alone = result.day_of("west")
    assert alone is not None

    price = price_of(problem, result, Move(candidate_id="east", day=alone))

    assert price.drive_s == 120 * 60
    assert price.value < 0
    assert price.result is not None
    assert check(problem, price.result).is_clean


def test_lets_others_give_way_on_a_full_day() -> None:
    problem = two_days()
    result = solve(problem, budget=BUDGET)
    crowded = result.day_of("east")
    assert crowded is not None

    price = price_of(problem, result, Move(candidate_id="west", day=crowded))

    assert price.result is not None
    assert price.result.day_of("west") == crowded
    assert len(price.result.days[crowded].stops) == 2
    assert price.dropped == price.result.left_out
    assert check(problem, price.result).is_clean


def test_names_what_blocks_a_move() -> None:
    problem = two_days()
    result = solve(problem, budget=BUDGET)
    crowded = result.day_of("east")
    assert crowded is not None
    for stop in result.days[crowded].stops:
        problem = pinned(problem, stop.candidate_id, crowded)
    result = replace(result, problem_hash=hash_of(problem))

    price = price_of(problem, result, Move(candidate_id="west", day=crowded))

    assert price.result is None
    assert price.blocked is not None
    assert price.blocked.constraint == Constraint.MAX_VISITS


def test_drops_the_least_valuable_to_force_one_in() -> None:
    visits = (visit("rich", 1), visit("poor", 1, prize=200), visit("wanted", 1, prize=100))
    problem = PlanProblem(
        days=(day(max_visits=2),), candidates=visits, travel=line(0, 5), weights=WEIGHTS
    )
    result = solve(problem, budget=BUDGET)

    price = insert(problem, result, "wanted")

    assert price.dropped == ("poor",)
    assert price.value == -100 * 18_000


def test_says_why_not_and_what_it_would_cost() -> None:
    visits = (visit("rich", 1), visit("poor", 2, prize=120))
    problem = PlanProblem(days=(day(),), candidates=visits, travel=line(0, 5, 100), weights=WEIGHTS)
    result = solve(problem, budget=BUDGET)

    out = why_not(problem, result, "poor")

    assert out.constraint == Constraint.NOT_WORTH
    assert out.forced is not None
    assert (out.forced.extra_drive_s, out.forced.dropped) == (190 * 60, ())


def test_says_what_a_stop_brings_and_costs() -> None:
    problem = two_days()
    result = solve(problem, budget=BUDGET)

    told = {each.candidate_id: each for each in explain(problem, result).chosen}

    assert told["west"].detour_s == 120 * 60
    assert told["east too"].detour_s == 10 * 60
    assert told["east"].prize_rank == 1
