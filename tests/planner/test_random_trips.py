"""Many random trips through solving and planning again (`make test-planner-random`: 100,000)."""

import os

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from roadbook.engines.routing.checking import check
from roadbook.engines.routing.problem import BadProblem, PlanProblem
from roadbook.engines.routing.replanning import Event, EventKind, Moment, Scope, replan
from roadbook.engines.routing.result import RequiredDoesNotFit
from roadbook.engines.routing.solving import Budget, solve
from roadbook.engines.routing.tests.builders import HOUR, problems

MANY = settings(
    max_examples=int(os.environ.get("ROADBOOK_RANDOM_TRIPS", "200")),
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
SHORT, LONG = Budget(iterations=40), Budget(iterations=700)  # a long one races chains of nights
LONG_EACH = 5


@MANY
@given(
    problem=problems(),
    clock=st.integers(8 * HOUR, 19 * HOUR),
    pick=st.integers(0, 99),
    kind=st.sampled_from(list(EventKind)),
    scope=st.sampled_from(list(Scope)),
)
def test_plans_and_plans_again_within_every_rule(
    problem: PlanProblem, clock: int, pick: int, kind: EventKind, scope: Scope
) -> None:
    budget = LONG if pick % LONG_EACH == 0 else SHORT
    try:
        plan = solve(problem, budget=budget, seed=pick)
        assert check(problem, plan).violations == ()
        records = problem.hotels if kind is EventKind.HOTEL_FULL else problem.candidates
        ids = [record.id for record in records]
        assume(ids or kind is EventKind.LATE)
        subject = "" if kind is EventKind.LATE else ids[pick % len(ids)]
        first = plan.days[0]
        behind = [stop for stop in first.stops if stop.start_s < clock]
        at = {candidate.id: candidate.place for candidate in problem.candidates}
        place = at[behind[-1].candidate_id] if behind else first.start
        moment = Moment(day=0, clock_s=clock, place=place)
        event = Event(kind=kind, subject_id=subject)
        new = replan(problem, plan, event, moment=moment, scope=scope, budget=budget)
    except (BadProblem, RequiredDoesNotFit):
        return

    assert check(new.rest, new.result).violations == ()
    assert not {stop.candidate_id for stop in new.done} & {
        stop.candidate_id for day in new.result.days for stop in day.stops
    }
