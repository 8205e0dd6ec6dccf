"""Re-planning on the way: proposed, accepted as shown, taken back."""

from dataclasses import replace
from datetime import timedelta

import pytest

from roadbook.core.geo import Position
from roadbook.domains.customers.contracts import CustomerClass
from roadbook.domains.customers.tests.factories import NOW, make_account
from roadbook.domains.identity.tests.factories import actor_for, make_person
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    Happening,
    HotelUnknown,
    PlanState,
    Slot,
)
from roadbook.domains.planning.tests.factories import (
    SUZHOU,
    TUESDAY,
    WEDNESDAY,
    make_hotel,
    make_plan,
)
from roadbook.domains.planning.tests.road import Road, asked, assert_agree, on_the_road
from roadbook.domains.schedule import commands as schedule
from roadbook.domains.schedule.contracts import BusyState, EventDraft, EventKind
from roadbook.domains.schedule.models import CalendarEvent
from roadbook.domains.visits import commands as visit_commands
from roadbook.domains.visits.contracts import Certainty, VisitDraft, VisitStatus
from roadbook.engines.routing.replanning import Scope
from tests.matrix.traces import differences, fingerprint

pytestmark = pytest.mark.django_db


def test_says_the_same_twice_and_writes_nothing() -> None:
    road = on_the_road()
    request = asked(Happening.LATE, road.at(10), late_minutes=60)
    before = fingerprint()

    first, second = road.propose(request), road.propose(request)

    assert first == second
    assert differences(before, fingerprint()) == []
    assert first.retimed or first.dropped or first.moved


def test_fills_the_gap_of_a_cancelled_visit() -> None:
    road = on_the_road()
    gone = road.today()[1]
    visit_commands.cancel_visit(
        actor=road.actor, visit_id=road.visit(gone).id, reason="客户出差", now=road.at(9)
    )
    request = asked(Happening.CANCELLED, road.at(9, 5), account_id=gone)
    before = queries.running_plans(actor=road.actor, day=TUESDAY, now=road.at(9, 5))

    proposal = road.propose(request)
    plan = road.accept(request, proposal.seen)
    after = queries.running_plans(actor=road.actor, day=TUESDAY, now=road.at(9, 6))

    assert [each.account_id for each in before[0].gone] == [gone]
    assert after[0].gone == []
    assert proposal.cancelled is not None
    assert proposal.cancelled.account_id == gone
    assert gone not in {stop.account.account_id for day in plan.days for stop in day.stops}
    assert (plan.revision, plan.state, plan.can_undo) == (2, PlanState.ACCEPTED, True)
    assert_agree(road, plan)


def test_calls_off_an_open_visit_with_the_acceptance() -> None:
    road = on_the_road()
    gone = road.today()[-1]
    request = asked(Happening.CANCELLED, road.at(9, 5), account_id=gone)

    plan = road.accept(request, road.propose(request).seen)

    visit = road.visit(gone)
    assert (visit.status, visit.reason) == (VisitStatus.CANCELLED, "客户取消")
    assert not CalendarEvent.objects.filter(subject_id=visit.id, deleted_at=None).exists()
    assert_agree(road, plan)


def test_shifts_what_is_left_when_one_is_late() -> None:
    road = on_the_road()
    first, *rest = road.today()
    road.do(first, road.at(9, 30), road.at(10, 50))
    request = asked(Happening.LATE, road.at(10, 50), late_minutes=45)

    proposal = road.propose(request)
    plan = road.accept(request, proposal.seen)

    assert (proposal.done_count, proposal.free_s) == (1, (11 * 60 + 35) * 60)
    done = plan.days[0].stops[0]
    assert (done.account.account_id, done.start_s, done.leave_s) == (
        first,
        (9 * 60 + 30) * 60,
        (10 * 60 + 50) * 60,
    )
    assert all(stop.start_s > proposal.free_s for stop in plan.days[0].stops[1:])
    told = {each.account_id for each in (*proposal.moved, *proposal.retimed)}
    told |= {each.account_id for each in proposal.dropped}
    assert set(rest[:1]) <= told
    assert_agree(road, plan)


def test_keeps_who_is_being_visited_and_who_is_driven_to() -> None:
    road = on_the_road()
    first, second, *_ = road.today()
    road.do(first, road.at(8, 40), None)

    inside = road.propose(asked(Happening.CALENDAR, road.at(9)))
    visit_commands.check_out(
        actor=road.actor, visit_id=road.visit(first).id, fix=None, now=road.at(9, 45)
    )
    visit_commands.set_off(actor=road.actor, visit_id=road.visit(second).id, now=road.at(9, 46))
    driving = road.propose(asked(Happening.CALENDAR, road.at(9, 50)))

    assert inside.done_count == 1
    assert inside.free_s > road.at(9, 30).hour * 3600
    assert driving.done_count == 2
    touched = [each.account_id for each in (*driving.moved, *driving.retimed)]
    touched += [each.account_id for each in driving.dropped]
    assert not {first, second} & set(touched)


def test_gets_an_appointment_in_at_its_time() -> None:
    road = on_the_road()
    new = make_account(
        owner=road.rep,
        name="新约客户",
        customer_class=CustomerClass.B,
        city_code="320500",
        position=Position(lat=SUZHOU.lat + 0.02, lon=SUZHOU.lon),
    ).id
    slot = Slot(day=TUESDAY, from_minute=15 * 60, until_minute=16 * 60)
    request = asked(Happening.INSERTED, road.at(10), account_id=new, slot=slot)

    proposal = road.propose(request)
    plan = road.accept(request, proposal.seen)

    assert [(s.account_id, s.start_after_s) for s in proposal.added] == [(new, 15 * 3600)]
    visit = road.visit(new)
    assert (visit.certainty, visit.starts_at) == (Certainty.EXACT, road.at(15))
    assert_agree(road, plan)


def test_finds_another_bed_when_the_hotel_is_full() -> None:
    rep = make_person()
    other = make_hotel("平江府", price_minor=60_000)
    plan = make_plan(rep, customers=7)
    actor = actor_for(rep)
    plan = commands.accept_plan(actor=actor, plan_id=plan.id, revision=1, now=NOW)
    road = Road(rep=rep, actor=actor, plan=plan)
    bed = plan.days[0].hotel
    assert bed is not None
    request = asked(Happening.HOTEL_FULL, road.at(10), hotel_id=bed.hotel_id)

    proposal = road.propose(request)
    after = road.accept(request, proposal.seen)

    assert [(n.day, n.hotel_before, n.hotel_after) for n in proposal.nights] == [
        (TUESDAY, bed.name, other.name)
    ]
    assert after.days[0].hotel is not None
    assert after.days[0].hotel.hotel_id == other.id
    with pytest.raises(HotelUnknown):
        road.propose(replace(request, hotel_id=None))


def test_plans_around_a_new_appointment_of_the_calendar() -> None:
    road = on_the_road()
    target = road.visit(road.today()[1])
    schedule.put_event(
        actor=road.actor,
        draft=EventDraft(
            person_id=road.plan.person_id,
            kind=EventKind.MEETING,
            title="总部电话会",
            zone="Asia/Shanghai",
            starts_at=target.starts_at,
            ends_at=target.ends_at,
            busy_state=BusyState.BUSY,
        ),
        now=road.at(8),
    )
    clashes = queries.clashes(actor=road.actor, plan_id=road.plan.id, now=road.at(8))
    running = queries.running_plans(actor=road.actor, day=TUESDAY, now=road.at(8))
    request = asked(Happening.CALENDAR, road.at(8))

    plan = road.accept(request, road.propose(request).seen)

    assert [each.account_id for each in clashes] == [target.account_id]
    assert [(each.plan_id, list(each.clashes)) for each in running] == [
        (road.plan.id, list(clashes))
    ]
    assert queries.clashes(actor=road.actor, plan_id=road.plan.id, now=road.at(8)) == []
    assert any(pause.label == "busy" for pause in plan.days[0].pauses)
    assert_agree(road, plan)


def test_leaves_the_other_days_when_only_today_is_asked() -> None:
    road = on_the_road(sleeps_away=False)
    tomorrow = {each.account_id: each.starts_at for each in road.visits() if each.day == WEDNESDAY}
    request = asked(Happening.LATE, road.at(10), late_minutes=90, scope=Scope.TODAY)

    proposal = road.propose(request)
    plan = road.accept(request, proposal.seen)

    after = {each.account_id: each.starts_at for each in road.visits() if each.day == WEDNESDAY}
    assert after == tomorrow
    assert not proposal.moved
    assert_agree(road, plan)


def test_adds_a_visit_made_by_hand_to_the_plan() -> None:
    road = on_the_road()
    new = make_account(owner=road.rep, name="手工约的", position=SUZHOU, city_code="320500").id
    start = road.at(16)
    visit_commands.plan_visit(
        actor=road.actor,
        person_id=road.plan.person_id,
        draft=VisitDraft(
            account_id=new,
            starts_at=start,
            ends_at=start + timedelta(minutes=45),
            certainty=Certainty.EXACT,
        ),
        now=road.at(8),
    )
    request = asked(Happening.CALENDAR, road.at(8, 30))

    plan = road.accept(request, road.propose(request).seen)

    assert new in {stop.account.account_id for stop in plan.days[0].stops}
    assert road.visit(new).starts_at == start
    assert_agree(road, plan)


@pytest.mark.parametrize("hour", [6, 8, 11, 13, 16, 19, 23])
@pytest.mark.parametrize("visited", [0, 2])
def test_finds_a_way_on_at_any_hour(hour: int, visited: int) -> None:
    road = on_the_road(customers=9)
    begun = road.at(min(hour, 20), 0) - timedelta(hours=2)
    for n, account_id in enumerate(reversed(road.today()[:visited])):
        start = begun + timedelta(minutes=50 * n)
        road.do(account_id, start, start + timedelta(minutes=30))
    here = Position(lat=31.25, lon=120.9)
    for kind in (Happening.LATE, Happening.CALENDAR):
        request = asked(kind, road.at(hour), late_minutes=30, position=here)

        proposal = road.propose(request)
        plan = road.accept(request, proposal.seen)

        assert proposal.done_count == visited
        assert_agree(road, plan)


def test_keeps_a_visit_that_was_made_again_after_it_was_called_off() -> None:
    road = on_the_road()
    again = road.visit(road.today()[-1])
    visit_commands.cancel_visit(
        actor=road.actor, visit_id=again.id, reason="客户出差", now=road.at(8)
    )
    visit_commands.plan_visit(
        actor=road.actor,
        person_id=road.plan.person_id,
        draft=VisitDraft(
            account_id=again.account_id,
            starts_at=again.starts_at,
            ends_at=again.ends_at,
            certainty=Certainty.EXACT,
        ),
        now=road.at(8),
    )
    request = asked(Happening.LATE, road.at(8, 30), late_minutes=10)

    plan = road.accept(request, road.propose(request).seen)

    kept = [s for s in plan.days[0].stops if s.account.account_id == again.account_id]
    assert [road.plan.days[0].stops[-1].start_s] == [stop.start_s for stop in kept]
