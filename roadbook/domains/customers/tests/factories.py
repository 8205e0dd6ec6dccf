"""Typed builders of customers, for the tests of every slice above.

account = make_account(owner=rep, name="华辰泵业")
opportunity = make_opportunity(account=account, actor=actor_for(rep))
"""

from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import commands
from roadbook.domains.customers.contracts import (
    AccountSummary,
    AccountValues,
    ContactSummary,
    CustomerClass,
    LeadSummary,
    OpportunitySummary,
)
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
SHANGHAI = Position(lat=31.2304, lon=121.4737)
CLOCKWORK = Actor(person_id=PersonId(UUID(int=1)), is_clockwork=True)
_numbers = count(1)


def make_account(
    *,
    owner: Person,
    name: str = "",
    customer_class: CustomerClass = CustomerClass.B,
    city_code: str = "310000",
    position: Position | None = SHANGHAI,
    values: AccountValues | None = None,
) -> AccountSummary:
    base: AccountValues = {
        "name": name or f"测试客户{next(_numbers)}",
        "customer_class": customer_class,
        "city_code": city_code,
    }
    return commands.create_account(
        actor=actor_for(owner), values={**base, **(values or {})}, position=position, now=NOW
    )


def make_contact(
    *, owner: Person, account_id: AccountId, name: str = "王敏", is_primary: bool = False
) -> ContactSummary:
    return commands.add_contact(
        actor=actor_for(owner),
        account_id=account_id,
        values={"name": name},
        is_primary=is_primary,
        now=NOW,
    )


def make_pipeline() -> UUID:
    return commands.ensure_default_pipeline(actor=CLOCKWORK, now=NOW)


def make_opportunity(
    *,
    owner: Person,
    account_id: AccountId,
    name: str = "离心泵 12 台",
    amount_minor: int = 42_000_000,
) -> OpportunitySummary:
    make_pipeline()
    return commands.create_opportunity(
        actor=actor_for(owner),
        account_id=account_id,
        values={"name": name, "amount_minor": amount_minor},
        now=NOW,
    )


def make_lead(*, owner: Person, company: str = "宁波永固阀门") -> LeadSummary:
    return commands.create_lead(
        actor=actor_for(owner),
        values={"company": company, "name": "陈立", "phone": "13812345678"},
        now=NOW,
    )
