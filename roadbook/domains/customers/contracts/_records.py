"""What customers tells others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from roadbook.core.geo import Position
from roadbook.core.ids import (
    AccountId,
    ContactId,
    LeadId,
    OpportunityId,
    OrderId,
    PersonId,
    TerritoryId,
)
from roadbook.domains.customers.contracts._values import Closure, VisitWindow
from roadbook.domains.customers.contracts._vocabulary import (
    ContactRole,
    CustomerClass,
    KeyDateKind,
    LeadStatus,
    LifecycleStage,
    PositionState,
    StageType,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSummary:
    """A customer as others see it in a list, on a map, in a plan."""

    id: AccountId
    name: str
    owner_id: PersonId
    customer_class: CustomerClass
    lifecycle_stage: LifecycleStage
    city_code: str
    district: str
    industry: str
    territory_id: TerritoryId | None
    position: Position | None
    position_state: PositionState
    tag_ids: Sequence[UUID] = ()
    owner_name: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountPlace:
    """What a planner needs to know of a customer's place."""

    id: AccountId
    name: str
    customer_class: CustomerClass
    city_code: str
    address: str
    position: Position | None
    position_state: PositionState
    phone: str
    service_minutes: int
    visit_windows: Sequence[VisitWindow]
    closures: Sequence[Closure]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactSummary:
    id: ContactId
    name: str
    title: str
    phone: str
    email: str
    department: str = ""
    wechat: str = ""
    role: ContactRole | None = None
    is_primary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunitySummary:
    id: OpportunityId
    account_id: AccountId
    account_name: str
    name: str
    owner_id: PersonId
    stage_id: UUID
    stage_name: str
    stage_type: StageType
    probability_pct: int
    amount_minor: int
    currency: str
    close_date: date | None
    stage_since: datetime | None = None
    next_step: str = ""
    competitor: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderSummary:
    id: OrderId
    account_id: AccountId
    opportunity_id: OpportunityId | None
    number: str
    ordered_on: date
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageChoice:
    """A stage that an opportunity may be moved to."""

    id: UUID
    pipeline_id: UUID
    name: str
    stage_type: StageType


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMoveFact:
    """One step of an opportunity through its pipeline."""

    id: UUID
    opportunity_id: OpportunityId
    account_id: AccountId
    from_type: StageType | None
    to_type: StageType
    to_stage_name: str
    moved_at: datetime
    moved_by_id: PersonId
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyDateFact:
    """One occurrence of a key date, on a day of the solar calendar."""

    id: UUID
    account_id: AccountId
    contact_id: ContactId | None
    kind: KeyDateKind
    title: str
    falls_on: date
    is_lunar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSummary:
    id: LeadId
    name: str
    company: str
    status: LeadStatus
    owner_id: PersonId
    city_code: str
    phone: str
    email: str
    source: str
    created_at: datetime
    title: str = ""
    note: str = ""
    reason: str = ""
    account_id: AccountId | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversion:
    """What a lead became."""

    lead_id: LeadId
    account_id: AccountId
    contact_id: ContactId
    opportunity_id: OpportunityId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoints:
    """Accounts with a position, as columns of equal length in one order.

    `classes` and `confirmed` have one letter per account; `owner_numbers` point into `owners`.
    """

    ids: Sequence[UUID]
    lats: Sequence[float]
    lons: Sequence[float]
    classes: str
    stages: Sequence[str]
    owners: Sequence[UUID]
    owner_numbers: Sequence[int]
    confirmed: str
    without_position: int
