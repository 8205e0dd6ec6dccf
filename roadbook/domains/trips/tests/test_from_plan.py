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
from roadbook.domains.trips import commands, queries
from roadbook.domains.trips.contracts import PlanNotUsable
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
