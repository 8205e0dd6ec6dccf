"""What customers is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict
from uuid import UUID

from roadbook.core.ids import (
    AccountId,
    ContactId,
    PersonId,
    TerritoryId,
)
from roadbook.domains.customers.contracts._vocabulary import (
    CustomerClass,
    KeyDateCalendar,
    KeyDateKind,
    LifecycleStage,
    PositionState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitWindow:
    """When the customer receives visitors: weekday 0 is Monday, minutes of the day, [from, to)."""

    weekday: int
    opens_minute: int
    closes_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days on which the customer must not be visited, both ends included."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFilters:
    """Which customers are meant; empty parts do not restrict."""

    owner_ids: Sequence[PersonId] = ()
    customer_classes: Sequence[CustomerClass] = ()
    lifecycle_stages: Sequence[LifecycleStage] = ()
    city_codes: Sequence[str] = ()
    territory_ids: Sequence[TerritoryId] = ()
    tag_ids: Sequence[UUID] = ()
    position_states: Sequence[PositionState] = ()
    account_ids: Sequence[AccountId] = ()
    name_part: str = ""
    field_values: Mapping[UUID, str] = field(default_factory=dict)


class AccountValues(TypedDict, total=False):
    """Fields of an account that a person may write; absent keys stay as they are."""

    name: str
    name_latin: str
    industry: str
    customer_class: CustomerClass
    lifecycle_stage: LifecycleStage
    territory_id: TerritoryId | None
    parent_id: AccountId | None
    city_code: str
    district: str
    address: str
    phone: str
    email: str
    website: str
    tax_number: str
    note: str
    service_minutes: int
    visit_windows: Sequence[VisitWindow]
    closures: Sequence[Closure]


class ContactValues(TypedDict, total=False):
    name: str
    name_latin: str
    title: str
    department: str
    phone: str
    mobile: str
    email: str
    wechat: str
    note: str


class LeadValues(TypedDict, total=False):
    name: str
    company: str
    title: str
    phone: str
    email: str
    source: str
    city_code: str
    address: str
    note: str
    territory_id: TerritoryId | None


class OpportunityValues(TypedDict, total=False):
    name: str
    amount_minor: int
    currency: str
    close_date: date | None
    next_step: str
    competitor: str
    primary_contact_id: ContactId | None
    probability_pct: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderLineValues:
    """One line of an order. Quantity in thousandths of a unit; the amount is the line's total."""

    product: str
    quantity_milli: int
    unit: str
    amount_minor: int


class KeyDateValues(TypedDict, total=False):
    kind: KeyDateKind
    title: str
    calendar: KeyDateCalendar
    year: int | None
    month: int
    day: int
    repeats_yearly: bool


class ContractValues(TypedDict, total=False):
    title: str
    number: str
    starts_on: date
    ends_on: date | None
    amount_minor: int
    currency: str
    renews_itself: bool
    note: str
