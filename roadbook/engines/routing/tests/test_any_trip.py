"""Whatever the trip, the plan keeps every rule, twice alike, and survives its own JSON."""

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from roadbook.engines.routing.checking import check
from roadbook.engines.routing.editing import Move, insert, price_of
from roadbook.engines.routing.explaining import explain
from roadbook.engines.routing.problem import BadProblem, PlanProblem
from roadbook.engines.routing.result import Constraint, PlanResult, RequiredDoesNotFit
from roadbook.engines.routing.solving import Budget, solve
from roadbook.engines.routing.tests.builders import problems
from roadbook.engines.routing.wire import dump_problem, dump_result, load_problem, load_result

QUICK = Budget(iterations=25)
STEADY = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)


def solved(problem: PlanProblem) -> PlanResult:
    try:
        return solve(problem, budget=QUICK, seed=7)
    except (BadProblem, RequiredDoesNotFit):
        assume(False)  # noqa: FBT003  # hypothesis' own signature
        raise


@STEADY
@given(problem=problems())
def test_keeps_every_rule(problem: PlanProblem) -> None:
    result = solved(problem)

    assert check(problem, result).violations == ()


@STEADY
@given(problem=problems())
def test_is_the_same_every_time(problem: PlanProblem) -> None:
    first = solved(problem)

    assert solve(load_problem(dump_problem(problem)), budget=QUICK, seed=7) == first
    assert load_result(dump_result(first)) == first


@STEADY
@given(problem=problems())
def test_gives_a_reason_for_every_candidate(problem: PlanProblem) -> None:
    result = solved(problem)

    told = explain(problem, result)

    assert {c.candidate_id for c in told.left_out} == set(result.left_out)
    served = [stop.candidate_id for day in result.days for stop in day.stops]
    assert [c.candidate_id for c in told.chosen] == served
    for out in told.left_out:
        assert out.constraint != Constraint.NO_WINDOW or out.forced is None


@STEADY
@given(problem=problems(), pick=st.integers(0, 99), day=st.none() | st.integers(0, 2))
def test_moves_by_hand_keep_every_rule(problem: PlanProblem, pick: int, day: int | None) -> None:
    result = solved(problem)
    assume(problem.candidates and (day is None or day < len(problem.days)))
    moved = problem.candidates[pick % len(problem.candidates)]

    price = price_of(problem, result, Move(candidate_id=moved.id, day=day))

    assert (price.result is None) == (price.blocked is not None)
    if price.result is not None:
        assert check(problem, price.result).violations == ()
        assert price.result.day_of(moved.id) == day
        assert price.drive_s == price.result.drive_s - result.drive_s


@STEADY
@given(problem=problems())
def test_forces_in_without_breaking_a_rule(problem: PlanProblem) -> None:
    result = solved(problem)
    assume(result.left_out)

    price = insert(problem, result, result.left_out[0])

    if price.result is not None:
        assert check(problem, price.result).violations == ()
        assert price.result.day_of(result.left_out[0]) is not None
        assert not set(price.dropped) & {s.candidate_id for d in price.result.days for s in d.stops}
