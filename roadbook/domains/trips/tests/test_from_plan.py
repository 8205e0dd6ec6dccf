import pytest

from roadbook.core.ids import PersonId
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.planning import queries as plans
from roadbook.domains.planning.contracts import PlanRecord, PlanState, PlanUnknown
from roadbook.domains.planning.tests.factories import (
    make_customers,
    make_hotel,
    make_plan,
    make_profile,
)
from roadbook.domains.planning.tests.train_factories import make_train_plan, make_traveller_by_train
from roadbook.domains.trips import commands, queries
from roadbook.domains.trips.contracts import CostCategory, Mode, PlanNotUsable
from roadbook.domains.trips.models import Trip
from roadbook.domains.trips.tests.factories import NOW, install_standards
from roadbook.domains.visits import queries as visits

pytestmark = pytest.mark.django_db


@pytest.fixture
def rep() -> Person:
    install_standards()
    person = make_person(team=make_team())
    make_profile(person)
    make_hotel()
    make_customers(person, 4)
    return person


@pytest.fixture
def plan(rep: Person) -> PlanRecord:
    return make_plan(owner=rep)


def test_fills_the_trip_in_from_the_plan(rep: Person, plan: PlanRecord) -> None:
    actor = actor_for(rep)

    trip_id = commands.draft_from_plan(actor=actor, plan_id=plan.id, now=NOW)

    page = queries.trip_page(actor=actor, trip_id=trip_id)
    planned = [stop.account.account_id for day in plan.days for stop in day.stops]
    assert plan.money is not None
    assert [stop.account_id for stop in page.stops] == planned
    assert (page.first_day, page.last_day) == (plan.first_day, plan.last_day)
    assert page.distance_m == plan.money.drive_m
    assert sum(stay.nights for stay in page.stays) == plan.money.nights
    assert page.work_minutes == plan.money.hours_s // 60
    assert (page.cost_minor, page.traveller_id) == (plan.money.cash_minor, PersonId(rep.id))


def test_accepts_the_plan_and_links_its_visits(rep: Person, plan: PlanRecord) -> None:
    actor = actor_for(rep)

    trip_id = commands.draft_from_plan(actor=actor, plan_id=plan.id, now=NOW)

    accepted = plans.plan(actor, plan.id)
    stops = queries.trip_page(actor=actor, trip_id=trip_id).stops
    linked = visits.visits_of_trip(actor=actor, trip_id=trip_id)
    assert (accepted.state, accepted.trip_id) == (PlanState.ACCEPTED, trip_id)
    assert {visit.id for visit in linked} == {stop.visit_id for stop in stops}


def test_a_plan_becomes_one_trip_and_a_strangers_none(rep: Person, plan: PlanRecord) -> None:
    commands.draft_from_plan(actor=actor_for(rep), plan_id=plan.id, now=NOW)

    stranger = actor_for(make_person("吴刚", team=make_team("华北")))

    with pytest.raises(PlanNotUsable):
        commands.draft_from_plan(actor=actor_for(rep), plan_id=plan.id, now=NOW)
    with pytest.raises(PlanUnknown):
        commands.draft_from_plan(actor=stranger, plan_id=plan.id, now=NOW)

    assert Trip.objects.count() == 1


def test_fills_the_tickets_in_and_the_ways_by_taxi() -> None:
    install_standards()
    rep = make_traveller_by_train()
    plan = make_train_plan(rep)
    actor = actor_for(rep)

    page = queries.trip_page(
        actor=actor, trip_id=commands.draft_from_plan(actor=actor, plan_id=plan.id, now=NOW)
    )

    rides = [ride for day in plan.days for ride in day.rides]
    trains = [segment for segment in page.segments if segment.mode is Mode.RAIL]
    assert plan.money is not None
    assert len(rides) == plan.money.tickets == 2
    assert [(each.origin_name, each.destination_name, each.fare_minor) for each in trains] == [
        (ride.ticket.origin.name, ride.ticket.destination.name, ride.ticket.price_minor)
        for ride in rides
    ]
    assert {each.travel_class for each in trains} == {"second"}
    assert {each.mode for each in page.segments} == {Mode.RAIL, Mode.TAXI}
    costs = {cost.category: 0 for cost in page.costs}
    for cost in page.costs:
        costs[cost.category] += cost.amount_minor
    assert costs[CostCategory.RAIL] == plan.money.tickets_minor
    assert costs[CostCategory.LOCAL] == plan.money.taxi_minor
    assert CostCategory.MILEAGE not in costs
    assert page.cost_minor == plan.money.cash_minor
