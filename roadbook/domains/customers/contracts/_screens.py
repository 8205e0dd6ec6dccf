"""Records that screens show: the customer's page, the board, what lists are made with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roadbook.core.ids import PersonId
from roadbook.domains.customers.contracts._records import (
    AccountSummary,
    ContactSummary,
    OpportunitySummary,
    OrderSummary,
)
from roadbook.domains.customers.contracts._values import Closure, VisitWindow
from roadbook.domains.customers.contracts._vocabulary import MemberRole, StageType


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountDetail:
    """An account as its own page shows it."""

    summary: AccountSummary
    owner_name: str
    name_latin: str
    address: str
    phone: str
    email: str
    website: str
    tax_number: str
    note: str
    service_minutes: int
    visit_windows: Sequence[VisitWindow]
    closures: Sequence[Closure]
    created_at: datetime
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecord:
    person_id: PersonId
    name: str
    role: MemberRole


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractRecord:
    id: UUID
    title: str
    number: str
    starts_on: date
    ends_on: date | None
    amount_minor: int
    currency: str
    renews_itself: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneRecord:
    id: UUID
    name: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectRecord:
    id: UUID
    name: str
    milestones: Sequence[MilestoneRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDateRecord:
    """A key date; `next_on` is the solar day on which it falls next within a year."""

    id: UUID
    kind: str
    title: str
    calendar: str
    year: int | None
    month: int
    day: int
    repeats_yearly: bool
    contact_name: str
    next_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRecord:
    """A custom field, with its value on a record as it is typed ("" when empty)."""

    field_id: UUID
    name: str
    kind: str
    choices: Sequence[str]
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPage:
    """The file of one account: all that customers owns of it."""

    account: AccountDetail
    members: Sequence[MemberRecord]
    contacts: Sequence[ContactSummary]
    open_opportunities: Sequence[OpportunitySummary]
    closed_opportunities: Sequence[OpportunitySummary]
    contracts: Sequence[ContractRecord]
    projects: Sequence[ProjectRecord]
    key_dates: Sequence[KeyDateRecord]
    orders: Sequence[OrderSummary]
    fields: Sequence[FieldRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRecord:
    id: UUID
    name: str
    stage_type: StageType
    probability_pct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PipelineRecord:
    id: UUID
    name: str
    is_default: bool
    stages: Sequence[StageRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardColumn:
    """A stage with its sum over all opportunities in it and its largest cards."""

    stage_id: UUID
    name: str
    stage_type: StageType
    probability_pct: int
    number: int
    amount_minor: int
    currency: str
    cards: Sequence[OpportunitySummary]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMoveRecord:
    """One line of an opportunity's stage log."""

    id: UUID
    stage_name: str
    moved_at: datetime
    person_name: str
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagRecord:
    id: UUID
    name: str
    color: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedViewRecord:
    id: UUID
    name: str
    query: Mapping[str, object]
    is_shared: bool
    is_mine: bool
