"""Plans with trains: rides at their times, in the calendar, the trip and the next re-planning."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from roadbook.core.clock import clock_seconds, instant_at
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers.tests.factories import NOW
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import (
    actor_for,
)
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    Happening,
    NoWayOn,
    PlanRecord,
    PlanRide,
    ReplanRequest,
    TravelWay,
)
from roadbook.domains.planning.models import TimetableService
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.tests.factories import (
    THURSDAY,
    TUESDAY,
    WEDNESDAY,
    ask,
    profile_values,
    wish,
)
from roadbook.domains.planning.tests.train_factories import (
    HANGZHOU,
    NANJING,
    make_customers_in,
    make_train_plan,
    make_traveller_by_train,
)
from roadbook.domains.schedule import commands as schedule
from roadbook.domains.schedule.contracts import EventDraft, EventKind
from roadbook.domains.schedule.models import CalendarEvent
from roadbook.engines.routing.replanning import Scope
from roadbook.engines.routing.result import Constraint
from roadbook.foundation.jobs.runner import run_due
from roadbook.foundation.wiring import port

pytestmark = pytest.mark.django_db
pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def rep() -> Person:
    return make_traveller_by_train()


def estimate() -> TravelTimes:
    return port(TravelTimes)  # type: ignore[type-abstract]  # a port is asked by type


def rides_of(plan: PlanRecord) -> list[PlanRide]:
    return [ride for day in plan.days for ride in day.rides]


def visited(plan: PlanRecord) -> set[AccountId]:
    return {stop.account.account_id for day in plan.days for stop in day.stops}


def test_goes_by_train_to_the_city_of_the_customers(rep: Person) -> None:
    far = make_customers_in(rep, 12, around=NANJING, code="320100")

    plan = make_train_plan(rep)

    there, back = rides_of(plan)
    assert (there.ticket.code, there.ticket.origin.name) == ("G7", "上海虹桥")
    assert (there.departs_s, there.arrives_s) == (8 * 3_600, 9 * 3_600 + 39 * 60)
    assert back.ticket.destination.name == "上海虹桥"
    assert visited(plan) == set(far)
    assert [day.day for day in plan.days] == [TUESDAY, WEDNESDAY, THURSDAY]
    assert plan.money is not None
    assert (plan.money.tickets, plan.money.tickets_minor) == (2, 27_900)
    assert plan.money.mileage_minor == 0
    assert plan.money.taxi_minor > 0


def test_is_at_the_station_in_time_and_sees_nobody_on_board(rep: Person) -> None:
    make_customers_in(rep, 6, around=NANJING, code="320100")
    make_customers_in(rep, 6, around=HANGZHOU, code="330100")

    plan = make_train_plan(rep)

    assert len(rides_of(plan)) >= 2
    for day in plan.days:
        for ride in day.rides:
            assert ride.reach_s <= ride.ready_s == ride.departs_s - 30 * 60
            assert ride.free_s == ride.arrives_s + 15 * 60
            before, after = day.stops[: ride.after_stops], day.stops[ride.after_stops :]
            assert all(stop.leave_s + ride.way_s <= ride.ready_s for stop in before[-1:])
            assert all(stop.arrive_s >= ride.free_s for stop in after)


def test_goes_on_from_city_to_city_by_train(rep: Person) -> None:
    make_customers_in(rep, 6, around=NANJING, code="320100")
    make_customers_in(rep, 6, around=HANGZHOU, code="330100")

    plan = make_train_plan(rep)

    cities = {stop.account.city_code for day in plan.days for stop in day.stops}
    assert cities == {"320100", "330100"}
    places = [ride.ticket.origin.city_code for ride in rides_of(plan)]
    assert places[0] == "310000"
    assert rides_of(plan)[-1].ticket.destination.city_code == "310000"


def test_the_same_question_gives_the_same_plan(rep: Person) -> None:
    make_customers_in(rep, 8, around=NANJING, code="320100")

    first, second = make_train_plan(rep), make_train_plan(rep)

    assert first.days == second.days


def test_without_a_train_the_other_city_is_out_of_reach(rep: Person) -> None:
    TimetableService.objects.all().delete()
    far = make_customers_in(rep, 3, around=NANJING, code="320100")

    plan = make_train_plan(rep)

    assert rides_of(plan) == []
    out = {each.account.account_id: each.constraint for each in plan.left_out}
    assert out == dict.fromkeys(far, Constraint.UNREACHABLE)


def test_by_car_as_before_and_of_both_the_better(rep: Person) -> None:
    make_customers_in(rep, 8, around=NANJING, code="320100")

    by_car, best = make_train_plan(rep, way=TravelWay.CAR), make_train_plan(rep, way=TravelWay.BEST)

    assert rides_of(by_car) == []
    assert by_car.money is not None
    assert by_car.money.mileage_minor == 0
    assert by_car.money.drive_m > 200_000
    assert best.settings is not None
    assert best.settings.way is TravelWay.BEST
    assert len(rides_of(best)) == 2


def test_the_profile_says_how_one_travels(rep: Person) -> None:
    make_customers_in(rep, 3, around=NANJING, code="320100")
    commands.save_profile(
        actor=actor_for(rep),
        person_id=PersonId(rep.id),
        values=replace(profile_values(), way=TravelWay.RIDES),
        now=NOW,
    )

    plan = ask(rep, wish(rep, first=TUESDAY, last=THURSDAY))

    assert len(rides_of(plan)) == 2


def test_no_train_during_what_the_calendar_has_taken(rep: Person) -> None:
    make_customers_in(rep, 8, around=NANJING, code="320100")
    start = instant_at(TUESDAY, 7 * 3_600, ZONE)
    schedule.put_event(
        actor=actor_for(rep),
        draft=EventDraft(
            person_id=PersonId(rep.id),
            kind=EventKind.MEETING,
            title="晨会",
            starts_at=start,
            ends_at=start + timedelta(hours=2),
        ),
        now=NOW,
    )

    plan = make_train_plan(rep)

    assert "G7" not in {ride.ticket.code for ride in plan.days[0].rides}
    assert len(rides_of(plan)) == 2


def test_accepting_puts_the_rides_into_the_calendar(rep: Person) -> None:
    make_customers_in(rep, 8, around=NANJING, code="320100")
    plan, actor = make_train_plan(rep), actor_for(rep)

    commands.accept_plan(actor=actor, plan_id=plan.id, revision=plan.revision, now=NOW)

    found = CalendarEvent.objects.filter(kind=EventKind.OTHER, person=rep).order_by("starts_at")
    assert [event.title for event in found] == [
        f"{ride.ticket.code} {ride.ticket.origin.name} → {ride.ticket.destination.name}"
        for ride in rides_of(plan)
    ]
    assert [clock_seconds(event.starts_at, event.first_day, ZONE) for event in found] == [
        ride.departs_s for ride in rides_of(plan)
    ]
    assert {event.busy_state for event in found} == {"busy"}


def test_moving_by_hand_keeps_the_rides(rep: Person) -> None:
    make_customers_in(rep, 10, around=NANJING, code="320100")
    plan, actor = make_train_plan(rep), actor_for(rep)
    moved = plan.days[0].stops[0].account.account_id

    price = queries.price_move(actor=actor, plan_id=plan.id, account_id=moved, day=1, position=None)
    assert price.is_possible
    after = commands.move_stop(
        actor=actor,
        plan_id=plan.id,
        account_id=moved,
        day=1,
        position=None,
        revision=plan.revision,
        now=NOW,
    )

    assert moved in {stop.account.account_id for stop in after.days[1].stops}
    assert [ride.ticket for ride in rides_of(after)] == [ride.ticket for ride in rides_of(plan)]
    assert after.days[1].stops[price.position or 0].account.account_id == moved


def test_nobody_is_moved_to_a_day_in_another_city(rep: Person) -> None:
    make_customers_in(rep, 10, around=NANJING, code="320100")
    plan = make_train_plan(rep)
    moved = plan.days[0].stops[0].account.account_id
    at_home = next(n for n, day in enumerate(plan.days) if not day.rides and day.hotel is None)

    price = queries.price_move(
        actor=actor_for(rep), plan_id=plan.id, account_id=moved, day=at_home, position=None
    )

    assert not price.is_possible


def test_working_it_over_keeps_the_rides(rep: Person) -> None:
    make_customers_in(rep, 10, around=NANJING, code="320100")
    plan = make_train_plan(rep)

    commands.improve_plan(actor=actor_for(rep), plan_id=plan.id, now=NOW)
    run_due()

    after = queries.plan(actor_for(rep), plan.id)
    assert after.revision == plan.revision + 1
    assert [ride.ticket for ride in rides_of(after)] == [ride.ticket for ride in rides_of(plan)]


def test_planning_the_rest_again_keeps_the_rides(rep: Person) -> None:
    make_customers_in(rep, 10, around=NANJING, code="320100")
    plan, actor = make_train_plan(rep), actor_for(rep)
    commands.accept_plan(actor=actor, plan_id=plan.id, revision=plan.revision, now=NOW)
    last = next(n for n, day in enumerate(plan.days) if n and day.stops)
    gone = plan.days[last].stops[0].account.account_id
    asked_at = instant_at(TUESDAY, 9 * 3_600, ZONE)  # on board
    request = ReplanRequest(
        kind=Happening.CANCELLED, scope=Scope.TRIP, asked_at=asked_at, account_id=gone
    )

    told = queries.propose_replanning(
        actor=actor, plan_id=plan.id, request=request, times=estimate(), now=asked_at
    )
    after = commands.accept_replanning(
        actor=actor,
        plan_id=plan.id,
        request=request,
        seen=told.seen,
        times=estimate(),
        now=asked_at,
    )

    assert gone not in visited(after)
    assert [ride.ticket for ride in rides_of(after)] == [ride.ticket for ride in rides_of(plan)]
    assert (told.today, told.free_s) == (TUESDAY, rides_of(plan)[0].free_s)


def test_a_train_that_cannot_be_reached_any_more_is_said(rep: Person) -> None:
    make_customers_in(rep, 10, around=NANJING, code="320100")
    plan, actor = make_train_plan(rep), actor_for(rep)
    asked_at = instant_at(TUESDAY, 7 * 3_600 + 50 * 60, ZONE)
    request = ReplanRequest(
        kind=Happening.LATE, scope=Scope.TRIP, asked_at=asked_at, late_minutes=60
    )

    with pytest.raises(NoWayOn):
        queries.propose_replanning(
            actor=actor, plan_id=plan.id, request=request, times=estimate(), now=asked_at
        )
