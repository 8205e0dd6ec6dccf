"""Planning a whole team: who is given what, the board, giving away, stopping, accepting."""

from datetime import UTC, datetime

import pytest

from roadbook.core.errors import Invalid
from roadbook.core.ids import PersonId, PlanId, TeamPlanId
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.tests.factories import NOW
from roadbook.domains.identity.tests.factories import (
    actor_for,
    make_person,
)
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    NobodyToPlan,
    NotInTeamPlan,
    NotYourPlan,
    PlanChanged,
    PlanNotReady,
    PlanState,
    TeamGap,
    TeamPlanNotReady,
    TeamPlanRequest,
    TeamPlanState,
    TeamPlanUnknown,
    TeamTie,
)
from roadbook.domains.planning.models import Plan, TeamPlan
from roadbook.domains.planning.tests.factories import (
    TUESDAY,
    WEDNESDAY,
    make_customers,
)
from roadbook.domains.planning.tests.team_factories import (
    Team,
    give_out,
    plan_of,
    request,
    shared,
    stops_of,
)
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits import queries as visit_queries
from roadbook.domains.visits.contracts import VisitDraft, VisitStatus
from roadbook.foundation.jobs.models import Job
from roadbook.foundation.jobs.runner import run_due

pytestmark = pytest.mark.django_db


def test_plans_everybody_and_nobody_twice() -> None:
    team = Team()
    own = make_customers(team.one, 3)
    common = shared(team.manager, 4)

    board = team.plan()

    assert board.state is TeamPlanState.PLANNED
    assert [each.state for each in board.people] == [PlanState.READY] * 2
    one, two = stops_of(board, team.one), stops_of(board, team.two)
    assert not one & two
    assert set(own) <= one
    assert one | two == {*own, *common}
    assert len(two) >= 3  # the balance: who has none of their own takes the common ones
    ties = {s.account_id: s.tie for p in board.people for d in p.days for s in d.stops}
    assert {ties[each] for each in own} == {TeamTie.OWNER}
    assert {ties[each] for each in common} == {TeamTie.NEAREST}
    assert board.totals.stop_count == 7
    assert board.totals.drive_m == sum(each.drive_m for each in board.people)
    assert 0 < board.totals.lightest_pct <= board.totals.heaviest_pct <= 100
    assert board.people[0].territory.capacity_s == 5 * 9 * 3_600


def test_leaves_standing_visits_with_whoever_has_them() -> None:
    team = Team()
    outsider = make_person(team=team.one.team, name="外勤")
    taken, kept = shared(team.manager, 2)
    for person, account_id in ((outsider, taken), (team.two, kept)):
        visits.plan_visit(
            actor=actor_for(team.manager),
            person_id=PersonId(person.id),
            draft=VisitDraft(
                account_id=account_id,
                starts_at=datetime(2026, 12, 1, 3, tzinfo=UTC),
                ends_at=datetime(2026, 12, 1, 4, tzinfo=UTC),
            ),
            now=NOW,
        )

    board = team.plan(team.one, team.two)

    assert stops_of(board, team.one) == set()
    assert stops_of(board, team.two) == {kept}
    assert [(each.account_id, each.gap) for each in board.unassigned] == [
        (taken, TeamGap.ELSEWHERE)
    ]


def test_asks_for_one_job_a_person() -> None:
    team = Team()
    make_customers(team.one, 1)
    make_customers(team.two, 1)
    asked = team.ask()

    give_out(asked)

    assert Job.objects.filter(name="make_plan", state="queued").count() == 2


def test_says_why_somebody_cannot_be_planned() -> None:
    team = Team()
    nowhere = make_person(team=team.one.team, name="无起点")
    make_customers(team.one, 1)

    board = team.plan(team.one, nowhere)

    (line,) = [each for each in board.people if each.person_id == nowhere.id]
    assert line.plan_id is None
    assert line.trouble is not None
    assert line.trouble.code == "planning.start_place_missing"


def test_gives_a_customer_to_somebody_else_and_plans_both_again() -> None:
    team = Team()
    own = make_customers(team.one, 3)
    make_customers(team.two, 1)
    board = team.plan()

    making = commands.give_customer(
        actor=actor_for(team.manager),
        team_plan_id=board.id,
        account_id=own[0],
        person_id=PersonId(team.two.id),
        now=NOW,
    )
    run_due()
    after = team.board(board)

    assert [each.state for each in making.people] == [PlanState.MAKING] * 2
    assert own[0] in stops_of(after, team.two)
    assert stops_of(after, team.one) == set(own[1:])
    assert [each.revision for each in after.people] == [2, 2]


def test_keeps_pins_when_a_plan_is_made_again() -> None:
    team = Team()
    own = make_customers(team.one, 4)
    board = team.plan(team.one, team.two)
    plan = queries.plan(actor_for(team.one), plan_of(board, team.one))
    day = next(k for k, each in enumerate(plan.days) if each.stops)
    first = plan.days[day].stops[0].account.account_id
    out = next(each for each in own if each != first)
    commands.move_stop(
        actor=actor_for(team.one),
        plan_id=plan.id,
        account_id=first,
        day=1 - day,
        position=None,
        revision=1,
        now=NOW,
    )
    commands.exclude_account(
        actor=actor_for(team.one), plan_id=plan.id, account_id=out, revision=2, now=NOW
    )
    given = next(each for each in own if each not in {first, out})

    commands.give_customer(
        actor=actor_for(team.manager),
        team_plan_id=board.id,
        account_id=given,
        person_id=PersonId(team.two.id),
        now=NOW,
    )
    run_due()

    after = queries.plan(actor_for(team.one), plan.id)
    assert first in {stop.account.account_id for stop in after.days[1 - day].stops}
    assert not {out, given} & {s.account.account_id for d in after.days for s in d.stops}
    restored = commands.restore_account(
        actor=actor_for(team.one),
        plan_id=plan.id,
        account_id=out,
        revision=after.revision,
        now=NOW,
    )
    assert [each.is_excluded for each in restored.left_out] == [False]


def test_accepts_all_or_none_and_leaves_the_visits_to_the_seller() -> None:
    team = Team()
    make_customers(team.one, 2)
    common = shared(team.manager, 2)
    board = team.plan()
    seen = {each.plan_id: each.revision for each in board.people if each.plan_id is not None}
    manager = actor_for(team.manager)
    stale = {plan_id: revision + 1 for plan_id, revision in seen.items()}

    with pytest.raises(PlanChanged):
        commands.accept_team_plan(actor=manager, team_plan_id=board.id, seen=stale, now=NOW)
    assert not Plan.objects.filter(state=PlanState.ACCEPTED).exists()

    after = commands.accept_team_plan(actor=manager, team_plan_id=board.id, seen=seen, now=NOW)

    assert after.plans == {"accepted": 2}
    seller = actor_for(team.two)
    mine = visit_queries.visits_between(
        actor=seller, first=TUESDAY, last=WEDNESDAY, person_ids=[PersonId(team.two.id)]
    )
    assert {each.account_id for each in mine} == stops_of(board, team.two)
    assert customers.readable_accounts(seller, common) >= stops_of(board, team.two)
    moved = visits.reschedule_visit(
        actor=seller,
        visit_id=mine[0].id,
        starts_at=datetime(2026, 12, 2, 1, tzinfo=UTC),
        ends_at=datetime(2026, 12, 2, 2, tzinfo=UTC),
        now=NOW,
    )
    assert moved.visit.status is VisitStatus.PLANNED


def test_lets_the_seller_accept_what_the_manager_gave_out() -> None:
    team = Team()
    common = shared(team.manager, 2)
    board = team.plan(team.two)
    plan_id = plan_of(board, team.two)
    seller = actor_for(team.two)
    assert customers.readable_accounts(seller, common) == set()

    accepted = commands.accept_plan(actor=seller, plan_id=plan_id, revision=1, now=NOW)

    assert accepted.state is PlanState.ACCEPTED
    assert customers.readable_accounts(seller, common) == set(common)


def test_stops_what_is_being_made_and_keeps_what_is_there() -> None:
    team = Team()
    own = make_customers(team.one, 2)
    board = team.plan(team.one)
    manager = actor_for(team.manager)
    waiting = team.ask(team.one)

    stopped = commands.stop_team_plan(actor=manager, team_plan_id=waiting.id, now=NOW)
    run_due()

    assert stopped.state is TeamPlanState.STOPPED
    assert team.board(waiting).state is TeamPlanState.STOPPED
    again = team.ask(team.one)
    give_out(again)
    halfway = commands.stop_team_plan(actor=manager, team_plan_id=again.id, now=NOW)
    run_due()
    assert halfway.plans == {"refused": 1}
    assert team.board(again).plans == {"refused": 1}
    assert stops_of(team.board(board), team.one) == set(own)


def test_refuses_who_does_not_lead_them() -> None:
    team = Team()
    stranger = make_person(name="外人")
    make_customers(team.one, 1)
    board = team.plan(team.one)
    rep = actor_for(team.one)

    with pytest.raises(NotYourPlan):
        commands.request_team_plan(actor=rep, request=request(team.two), now=NOW)
    with pytest.raises(NotYourPlan):
        team.ask(team.one, stranger)
    with pytest.raises(NobodyToPlan):
        commands.request_team_plan(actor=rep, request=request(), now=NOW)
    with pytest.raises(TeamPlanUnknown):
        queries.team_plan(actor=rep, team_plan_id=board.id)
    with pytest.raises(TeamPlanUnknown):
        commands.stop_team_plan(actor=actor_for(stranger), team_plan_id=board.id, now=NOW)
    assert TeamPlan.objects.count() == 1


def test_refuses_what_is_not_in_the_plan() -> None:
    team = Team()
    own = make_customers(team.one, 1)
    other = shared(make_person(name="外人"), 1)
    board = team.plan(team.one)
    manager = actor_for(team.manager)

    for account_id, person in ((other[0], team.one), (own[0], team.two)):
        with pytest.raises(NotInTeamPlan):
            commands.give_customer(
                actor=manager,
                team_plan_id=board.id,
                account_id=account_id,
                person_id=PersonId(person.id),
                now=NOW,
            )
    with pytest.raises(NotInTeamPlan):
        commands.accept_team_plan(
            actor=manager,
            team_plan_id=board.id,
            seen={PlanId(TeamPlanId(board.id)): 1},
            now=NOW,
        )


def test_refuses_to_give_while_it_is_being_made() -> None:
    team = Team()
    own = make_customers(team.one, 1)
    asked = team.ask()

    def give() -> None:
        commands.give_customer(
            actor=actor_for(team.manager),
            team_plan_id=asked.id,
            account_id=own[0],
            person_id=PersonId(team.two.id),
            now=NOW,
        )

    with pytest.raises(TeamPlanNotReady):
        give()
    give_out(asked)
    with pytest.raises(PlanNotReady):
        give()


def test_refuses_days_that_cannot_be_meant() -> None:
    team = Team()
    backwards = TeamPlanRequest(
        person_ids=(), first_day=WEDNESDAY, last_day=TUESDAY, sleeps_away=False
    )

    with pytest.raises(Invalid):
        commands.request_team_plan(actor=actor_for(team.manager), request=backwards, now=NOW)


def test_tells_the_manager_how_full_territories_are() -> None:
    team = Team()
    make_customers(team.one, 3)

    loads = queries.territory_loads(actor=actor_for(team.manager))
    own = queries.territory_loads(actor=actor_for(team.two))

    assert loads[0].person_name == "一号"
    assert loads[0].load.customers == 3
    assert 0 < loads[0].load.load_pct < 100
    assert {each.person_name for each in loads} == {"经理", "一号", "二号"}
    assert [each.person_name for each in own] == ["二号"]
