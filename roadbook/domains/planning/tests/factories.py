"""Typed builders of planning, for the tests of every slice above.

plan = make_plan(owner=rep)              # asked for and made by the job
"""

from datetime import date, datetime

from roadbook.core.actor import Role
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId, PlanId
from roadbook.domains.cadence import commands as cadence
from roadbook.domains.cadence.jobs import CLOCKWORK
from roadbook.domains.customers.contracts import CustomerClass
from roadbook.domains.customers.tests.factories import NOW, make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_actor
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    AreaChoice,
    HotelRecord,
    HotelValues,
    PlanRecord,
    PlanRequest,
    ProfileHours,
    ProfileValues,
)
from roadbook.foundation.jobs.runner import run_due

TUESDAY, WEDNESDAY, THURSDAY = date(2026, 12, 1), date(2026, 12, 2), date(2026, 12, 3)
HOME = Position(lat=31.22, lon=121.48)
SUZHOU = Position(lat=31.30, lon=120.60)


def make_profile(person: Person, *, max_visits: int = 8) -> None:
    commands.save_profile(
        actor=actor_for(person),
        person_id=PersonId(person.id),
        values=profile_values(max_visits=max_visits),
        now=NOW,
    )


def profile_values(*, max_visits: int = 8) -> ProfileValues:
    return ProfileValues(
        start_name="家",
        start=HOME,
        hours=tuple(
            ProfileHours(weekday=weekday, from_minute=480, until_minute=1_080)
            for weekday in range(5)
        ),
        break_from_minute=690,
        break_until_minute=810,
        break_minutes=60,
        max_visits=max_visits,
        max_drive_minutes=300,
        hour_cost_minor=12_000,
    )


def make_hotel(
    name: str = "园区湖畔酒店", *, price_minor: int = 40_000, position: Position = SUZHOU
) -> HotelRecord:
    return commands.add_hotel(
        actor=make_actor(role=Role.ADMIN, name="管理员"),
        values=HotelValues(
            name=name,
            city_code="320500",
            address="",
            position=position,
            price_minor=price_minor,
            currency="CNY",
            is_preferred=False,
        ),
        now=NOW,
    )


def make_customers(owner: Person, count: int, *, around: Position = SUZHOU) -> list[AccountId]:
    """Make customers of class A a little apart from each other, all of them long due in
    December."""
    made = []
    for i in range(count):
        place = Position(lat=around.lat + i * 0.01, lon=around.lon + (i % 3) * 0.01)
        account = make_account(
            owner=owner,
            name=f"苏州客户{i}",
            customer_class=CustomerClass.A,
            city_code="320500",
            position=place,
        )
        made.append(account.id)
    back_then = datetime(2026, 6, 1, tzinfo=NOW.tzinfo)
    cadence.recalculate(actor=CLOCKWORK, account_ids=made, now=back_then)
    return made


def wish(
    person: Person,
    *,
    first: date = TUESDAY,
    last: date = WEDNESDAY,
    sleeps_away: bool = True,
    account_ids: tuple[AccountId, ...] = (),
) -> PlanRequest:
    return PlanRequest(
        person_id=PersonId(person.id),
        first_day=first,
        last_day=last,
        area=AreaChoice(),
        sleeps_away=sleeps_away,
        account_ids=account_ids,
    )


def make_plan(owner: Person, *, customers: int = 5, sleeps_away: bool = True) -> PlanRecord:
    """Make customers, a hotel, a profile, ask for a plan of two days and let the job make it."""
    make_profile(owner)
    make_customers(owner, customers)
    if sleeps_away:
        make_hotel()
    return ask(owner, wish(owner, sleeps_away=sleeps_away))


def ask(owner: Person, request: PlanRequest) -> PlanRecord:
    asked = commands.request_plan(actor=actor_for(owner), request=request, now=NOW)
    run_due()
    return queries.plan(actor_for(owner), PlanId(asked.id))
