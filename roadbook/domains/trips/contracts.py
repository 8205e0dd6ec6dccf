"""Ids, enums, records and refusals of trips. Pure: no framework, no tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from roadbook.core.errors import Conflict, Forbidden, Invalid, NotFound
from roadbook.core.ids import AccountId, HotelId, OpportunityId, PersonId, PlanId, TripId, VisitId

CostId = NewType("CostId", UUID)


class TripState(StrEnum):
    """Where a trip stands. The two last of the first row only follow an approved version."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    REJECTED = "rejected"
    RECALLED = "recalled"
    APPROVED = "approved"
    IN_PROGRESS = "in_progress"
    CHANGING = "changing"
    CHANGE_SUBMITTED = "change_submitted"
    COMPLETED = "completed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class TripAction(StrEnum):
    """What may be done to a trip."""

    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    REJECT = "reject"
    RETURN = "return"
    RECALL = "recall"
    REQUEST_CHANGE = "request_change"
    DROP_CHANGE = "drop_change"
    START = "start"
    COMPLETE = "complete"
    CLOSE = "close"
    CANCEL = "cancel"


class Mode(StrEnum):
    """Means of transport of a segment."""

    RAIL = "rail"
    AIR = "air"
    CAR = "car"
    TAXI = "taxi"
    BUS = "bus"
    SHIP = "ship"
    OTHER = "other"


class CostCategory(StrEnum):
    """What money is estimated for; the values are those of the standards."""

    LODGING = "lodging"
    RAIL = "rail"
    AIR = "air"
    ROAD = "road"
    MILEAGE = "mileage"
    TOLLS = "tolls"
    LOCAL = "local"
    PER_DIEM = "per_diem"
    ENTERTAINMENT = "entertainment"
    OTHER = "other"


class CostUnit(StrEnum):
    """What the quantity of a cost counts."""

    NIGHT = "night"
    DAY = "day"
    KM = "km"
    ITEM = "item"


class FindingAction(StrEnum):
    """What a standard asks for when it is exceeded."""

    INFORM = "inform"
    REASON = "reason"
    APPROVAL = "approval"
    EMPLOYEE_PAYS = "employee_pays"
    BLOCK = "block"


class ChainStep(StrEnum):
    """The steps of the one chain, as the bar on every trip shows them."""

    PLAN = "plan"
    REQUEST = "request"
    APPROVAL = "approval"
    JOURNEY = "journey"
    EXPENSES = "expenses"
    RESULT = "result"


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentContent:
    """One move. Local times are stored with their zone; `fare_minor` is the ticket's price."""

    mode: Mode
    origin_code: str
    origin_name: str
    destination_code: str
    destination_name: str
    departs_at: datetime
    departs_zone: str
    arrives_at: datetime
    arrives_zone: str
    distance_m: int = 0
    fare_minor: int = 0
    tolls_minor: int = 0
    travel_class: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StayContent:
    """Consecutive nights in one house at one price a night."""

    city_code: str
    city_name: str
    hotel_id: HotelId | None = None
    hotel_name: str = ""
    first_night: date
    nights: int
    night_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopContent:
    """A planned visit of the trip."""

    visit_id: VisitId | None = None
    account_id: AccountId
    opportunity_id: OpportunityId | None = None
    on: date
    starts_at: datetime | None = None
    why: str = ""
    is_overdue: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TripForecast:
    """What business the trip is expected to bring, with its range and what it rests on."""

    low_minor: int
    mid_minor: int
    high_minor: int
    window_days: int
    sample_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TripContent:
    """Everything of one version that its traveller decides on."""

    title: str
    purpose: str
    segments: Sequence[SegmentContent] = ()
    stays: Sequence[StayContent] = ()
    stops: Sequence[StopContent] = ()
    companion_ids: Sequence[PersonId] = ()
    work_minutes: int = 0
    hour_cost_minor: int = 0
    expected_return: TripForecast | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripSummary:
    """A line of the list of trips."""

    id: TripId
    title: str
    traveller_id: PersonId
    traveller_name: str
    first_day: date
    last_day: date
    state: TripState
    cost_minor: int
    currency: str
    stop_count: int
    city_names: Sequence[str]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CostRecord:
    """One line of the estimate: `computed_minor` by the itinerary, `amount_minor` asked for."""

    id: CostId
    category: CostCategory
    label: str
    city_code: str
    on: date
    quantity: int
    unit: CostUnit
    computed_minor: int
    amount_minor: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """A night, ride or day above its standard. `label` names the thing, `city_name` the place."""

    cost_id: CostId
    category: CostCategory
    label: str
    city_code: str
    city_name: str
    on: date
    limit_minor: int | None
    asked_minor: int
    over_minor: int
    is_class_over: bool
    action: FindingAction
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRecord:
    """A planned visit as the itinerary shows it."""

    visit_id: VisitId | None
    account_id: AccountId
    account_name: str
    opportunity_id: OpportunityId | None
    on: date
    starts_at: datetime | None
    why: str
    is_overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRecord:
    """One version, kept for ever once it was submitted."""

    number: int
    is_current: bool
    is_approved: bool
    reason: str
    first_day: date
    last_day: date
    cost_minor: int
    submitted_at: datetime | None
    approved_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ColleagueNear:
    """A colleague's trip near in time at the same customer or city."""

    person_id: PersonId
    person_name: str
    trip_id: TripId | None
    on: date
    city_name: str
    account_id: AccountId | None
    account_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainPoint:
    """A step of the bar: who, since when. Exactly one is the present one."""

    step: ChainStep
    is_done: bool
    is_present: bool
    since: datetime | None
    by_names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TripPage:
    """All that the page of a trip shows, to whom it is shown."""

    id: TripId
    version: int
    state: TripState
    number: int
    title: str
    purpose: str
    traveller_id: PersonId
    traveller_name: str
    team_name: str
    companion_names: Sequence[str]
    companion_ids: Sequence[PersonId]
    plan_id: PlanId | None
    first_day: date
    last_day: date
    currency: str
    cost_minor: int
    work_minutes: int
    work_cost_minor: int
    distance_m: int
    overdue_count: int
    expected_return: TripForecast | None
    segments: Sequence[SegmentContent]
    stays: Sequence[StayContent]
    stops: Sequence[StopRecord]
    costs: Sequence[CostRecord]
    findings: Sequence[FindingRecord]
    within_count: int
    versions: Sequence[VersionRecord]
    colleagues: Sequence[ColleagueNear]
    chain: Sequence[ChainPoint]
    actions: Sequence[TripAction]
    approval_task_id: UUID | None
    last_comment: str
    last_comment_by: str
    started_at: datetime | None
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTrip:
    """A trip to a customer, by anyone. `trip_id` is None for who may not open it."""

    trip_id: TripId | None
    title: str
    traveller_id: PersonId
    traveller_name: str
    on: date
    first_day: date
    last_day: date
    state: TripState


class TripNotFound(NotFound):
    """No such trip, or not one this person may see."""

    code = "trips.trip_not_found"


class NotYourTrip(Forbidden):
    """Visible, but moved along by its traveller only."""

    code = "trips.not_your_trip"


class ReadsOnly(Forbidden):
    """Auditors change nothing."""

    code = "trips.reads_only"


class NotNow(Conflict):
    """The trip is in a state in which this is not done; `state` names it."""

    code = "trips.not_now"


class TripChanged(Conflict):
    """The trip changed since it was read."""

    code = "trips.trip_changed"


class ReasonMissing(Invalid):
    """A standard is exceeded, or an estimate changed, and nobody said why."""

    code = "trips.reason_missing"


class OverStandard(Conflict):
    """A standard that is not exceeded: `category` and `over_minor` say by what."""

    code = "trips.over_standard"


class BadTrip(Invalid):
    """A trip that cannot be meant; fields say where."""

    code = "trips.bad_trip"


class PlanNotUsable(Conflict):
    """The plan has no result to make a trip of, or became a trip already."""

    code = "trips.plan_not_usable"


class CostNotFound(NotFound):
    """No such line of the estimate."""

    code = "trips.cost_not_found"
