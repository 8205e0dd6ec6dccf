"""Re-planning: what is out of date, taken back, not one's own, or cannot be meant."""

from dataclasses import replace
from datetime import timedelta

import pytest

from roadbook.core.errors import Invalid
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    DiaryChanged,
    Happening,
    PlanNotReady,
    PlanState,
    PlanUnknown,
    ProposalOutdated,
    Slot,
    StopUnknown,
    TripIsOver,
)
from roadbook.domains.planning.tests.factories import (
    TUESDAY,
    make_plan,
)
from roadbook.domains.planning.tests.road import Road, asked, assert_agree, on_the_road
from roadbook.domains.visits import commands as visit_commands
from tests.matrix.traces import differences, fingerprint

pytestmark = pytest.mark.django_db


def test_refuses_a_proposal_that_is_out_of_date() -> None:
    road = on_the_road()
    request = asked(Happening.LATE, road.at(10), late_minutes=60)
    proposal = road.propose(request)
    visit = road.visit(road.today()[-1])
    visit_commands.cancel_visit(
        actor=road.actor, visit_id=visit.id, reason="客户出差", now=road.at(10)
    )
    before = fingerprint()

    with pytest.raises(ProposalOutdated):
        road.accept(request, proposal.seen)

    assert differences(before, fingerprint()) == []
    assert queries.plan(road.actor, road.plan.id).revision == 1


def test_refuses_a_proposal_of_long_ago() -> None:
    road = on_the_road()
    request = asked(Happening.LATE, road.at(10), late_minutes=60)
    proposal = road.propose(request)

    with pytest.raises(ProposalOutdated):
        road.accept(request, proposal.seen, later_s=3_600)

    assert queries.plan(road.actor, road.plan.id).revision == 1


def test_takes_a_re_planning_back_with_its_visits() -> None:
    road = on_the_road()
    before = {
        each.account_id: (each.starts_at, each.ends_at, each.status) for each in road.visits()
    }
    gone = road.today()[0]
    request = asked(Happening.CANCELLED, road.at(9), account_id=gone)
    road.accept(request, road.propose(request).seen)

    plan = commands.undo_plan(
        actor=road.actor, plan_id=road.plan.id, revision=2, now=road.at(9, 10)
    )

    after = {
        each.account_id: (each.starts_at, each.ends_at, each.status)
        for each in road.visits()
        if each.account_id in before
    }
    assert after == before
    assert (plan.revision, plan.can_undo, plan.days) == (1, False, road.plan.days)


def test_refuses_to_take_back_what_has_moved_on() -> None:
    road = on_the_road()
    request = asked(Happening.LATE, road.at(9), late_minutes=60)
    proposal = road.propose(request)
    road.accept(request, proposal.seen)
    changed = next(iter(proposal.retimed)).account_id
    road.do(changed, road.at(11), None)
    before = fingerprint()

    with pytest.raises(DiaryChanged):
        commands.undo_plan(actor=road.actor, plan_id=road.plan.id, revision=2, now=road.at(12))

    assert differences(before, fingerprint()) == []


def test_works_on_a_plan_that_is_only_ready() -> None:
    rep = make_person()
    road = Road(rep=rep, actor=actor_for(rep), plan=make_plan(rep, customers=7))
    gone = road.today()[0]
    request = asked(Happening.CANCELLED, road.at(10), account_id=gone)

    plan = road.accept(request, road.propose(request).seen)

    assert (plan.state, plan.revision, road.visits()) == (PlanState.READY, 2, [])
    assert gone not in {stop.account.account_id for day in plan.days for stop in day.stops}
    assert [each.account.account_id for each in plan.left_out if each.is_excluded] == [gone]
    accepted = commands.accept_plan(actor=road.actor, plan_id=plan.id, revision=2, now=road.at(10))
    assert_agree(road, accepted)
    with pytest.raises(PlanNotReady):
        commands.undo_plan(actor=road.actor, plan_id=plan.id, revision=2, now=road.at(10))


def test_hides_the_plan_of_somebody_else() -> None:
    team = make_team()
    road = on_the_road()
    mate = actor_for(make_person("王磊", team=team))
    request = asked(Happening.LATE, road.at(10), late_minutes=60)
    seen = road.propose(request).seen
    other = replace(road, actor=mate)
    before = fingerprint()

    with pytest.raises(PlanUnknown):
        other.propose(request)
    with pytest.raises(PlanUnknown):
        other.accept(request, seen)

    assert differences(before, fingerprint()) == []
    assert queries.running_plans(actor=mate, day=TUESDAY, now=road.at(8)) == []


def test_refuses_what_cannot_be_meant() -> None:
    road = on_the_road()
    ten, somebody = road.at(10), road.today()[0]
    slot = Slot(day=TUESDAY, from_minute=900, until_minute=960)

    with pytest.raises(Invalid):
        road.propose(asked(Happening.INSERTED, ten, account_id=somebody))
    for bad in (
        replace(slot, from_minute=960),
        replace(slot, from_minute=500),
        replace(slot, day=TUESDAY - timedelta(days=3)),
    ):
        with pytest.raises(Invalid):
            road.propose(asked(Happening.INSERTED, ten, account_id=somebody, slot=bad))
    with pytest.raises(StopUnknown):
        road.propose(asked(Happening.CANCELLED, ten))
    with pytest.raises(TripIsOver):
        road.propose(asked(Happening.LATE, ten + timedelta(days=9)))
