"""A finished trip to two customers, with its costs and orders, for the tests of insights."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import AccountId, TripId, VisitId
from roadbook.domains.customers import commands as customers
from roadbook.domains.customers.contracts import OrderLineValues
from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.expenses.models import Expense
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import (
    actor_for,
    make_company,
    make_person,
    make_team,
)
from roadbook.domains.trips.models import Trip
from roadbook.domains.trips.tests.factories import delta_content, install_standards, make_trip
from roadbook.domains.visits.models import Visit

NOW = datetime(2026, 12, 20, 2, tzinfo=UTC)
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


@dataclass(slots=True, kw_only=True)
class Journey:
    """Who travelled, whom they saw, on which trip."""

    rep: Actor
    boss: Actor
    stranger: Actor
    finance: Actor
    first: AccountId
    second: AccountId
    trip_id: TripId


def make_journey() -> Journey:
    """Make a trip of one rep that visited the first customer once and the second once."""
    make_company()
    install_standards()
    team = make_team("华东一区")
    person = make_person("林晓雯", team=team)
    boss = make_person("王建国", role=Role.MANAGER, leads=team)
    stranger = make_person("赵鹏", team=make_team("华北区"))
    rep = actor_for(person)
    first = make_account(owner=person, name="苏州华源化工").id
    second = make_account(owner=person, name="无锡瑞达医药").id
    trip_id = make_trip(rep, delta_content(account_ids=[first, second]))
    journey = Journey(
        rep=rep,
        boss=actor_for(boss),
        stranger=actor_for(stranger),
        finance=actor_for(make_person("孙秀英", role=Role.FINANCE)),
        first=first,
        second=second,
        trip_id=trip_id,
    )
    make_done_visit(person, first, TUESDAY, trip_id=trip_id)
    make_done_visit(person, second, WEDNESDAY, trip_id=trip_id)
    return journey


def make_done_visit(
    person: Person, account_id: AccountId, day: date, *, trip_id: TripId | None = None
) -> VisitId:
    """Write a reported visit of an hour."""
    starts = datetime.combine(day, time(2), UTC)
    row = Visit._default_manager.create(
        account_id=account_id,
        person=person,
        status="reported",
        day=day,
        starts_at=starts,
        ends_at=starts + timedelta(hours=1),
        checked_in_at=starts,
        checked_out_at=starts + timedelta(minutes=50),
        trip_id=trip_id,
        created_at=starts,
    )
    return VisitId(row.id)


def make_order(journey: Journey, account_id: AccountId, day: date, amount_minor: int) -> None:
    """Record an order of one line."""
    line = OrderLineValues(
        product="多级泵", quantity_milli=1000, unit="台", amount_minor=amount_minor
    )
    customers.record_order(
        actor=journey.rep,
        account_id=account_id,
        number=f"SO{day:%m%d}{amount_minor}",
        ordered_on=day,
        currency="CNY",
        lines=[line],
        now=NOW,
    )


def make_cost(
    journey: Journey,
    amount_minor: int,
    *,
    account_id: AccountId | None = None,
    is_approved: bool | None = None,
    approved_minor: int = 0,
    trip: bool = True,
) -> None:
    """Write an expense line of the trip."""
    Expense._default_manager.create(
        owner_id=journey.rep.person_id,
        created_by_id=journey.rep.person_id,
        edited_by_id=journey.rep.person_id,
        category="local",
        spent_on=TUESDAY,
        amount_minor=amount_minor,
        currency="CNY",
        rate_on=TUESDAY,
        base_minor=amount_minor,
        base_currency="CNY",
        trip_id=journey.trip_id if trip else None,
        account_id=account_id,
        is_approved=is_approved,
        approved_minor=approved_minor,
        created_at=NOW,
    )


def finish(journey: Journey) -> None:
    """Put the trip into its last state."""
    Trip._default_manager.filter(id=journey.trip_id).update(state="closed")
