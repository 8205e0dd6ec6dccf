"""Records and refusals of visits. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from roadbook.core.errors import Conflict, Forbidden, Invalid, NotFound
from roadbook.core.geo import Position
from roadbook.core.ids import (
    AccountId,
    ContactId,
    InteractionId,
    OpportunityId,
    PersonId,
    PlanId,
    TripId,
    VisitId,
)
from roadbook.domains.customers.contracts import ContactSummary, OpportunitySummary, StageChoice
from roadbook.domains.schedule.contracts import EventRecord


class VisitStatus(StrEnum):
    """How far a visit has come."""

    PLANNED = "planned"
    EN_ROUTE = "en_route"
    CHECKED_IN = "checked_in"
    CHECKED_OUT = "checked_out"
    REPORTED = "reported"
    MISSED = "missed"
    CANCELLED = "cancelled"


class Certainty(StrEnum):
    """How settled, so how movable, the appointment is; from free to fixed."""

    SUGGESTED = "suggested"
    RESERVED = "reserved"
    FLEXIBLE_WEEK = "flexible_week"
    FLEXIBLE_DAY = "flexible_day"
    LEEWAY = "leeway"
    EXACT = "exact"
    CONFIRMED = "confirmed"


class VisitAction(StrEnum):
    """What can be done to a visit."""

    SET_OFF = "set_off"
    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    REPORT = "report"
    MISS = "miss"
    CANCEL = "cancel"
    RESCHEDULE = "reschedule"
    REOPEN = "reopen"
    EDIT = "edit"


class CheckKind(StrEnum):
    """Arriving or leaving."""

    IN = "in"
    OUT = "out"


class CheckGrade(StrEnum):
    """What the position says about being there."""

    VERIFIED = "verified"
    NEAR = "near"
    OUT_OF_RANGE = "out_of_range"
    UNVERIFIED = "unverified"


class CheckDoubt(StrEnum):
    """Why a check could not be verified."""

    NONE = ""
    NO_FIX = "no_fix"
    OLD_FIX = "old_fix"
    COARSE_FIX = "coarse_fix"
    NO_PLACE = "no_place"


class Outcome(StrEnum):
    """What the visit achieved of its goal."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """A position as the device told it: metres of accuracy, seconds of age when it was sent."""

    position: Position
    accuracy_m: float
    age_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When something happened by a device without network; doubtful when its clock was wrong."""

    at: datetime
    is_doubtful: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grading:
    """The verdict on a fix; `distance_m` is None when there is nothing to measure."""

    grade: CheckGrade
    doubt: CheckDoubt
    distance_m: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDraft:
    """A visit to plan."""

    account_id: AccountId
    starts_at: datetime
    ends_at: datetime
    zone: str = "Asia/Shanghai"
    certainty: Certainty = Certainty.FLEXIBLE_DAY
    goal: str = ""
    opportunity_id: OpportunityId | None = None
    contact_ids: Sequence[ContactId] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDraft:
    """What the visit form says."""

    outcome: Outcome
    notes: str = ""
    next_step: str = ""
    next_step_due: date | None = None
    opportunity_id: OpportunityId | None = None
    stage_id: UUID | None = None
    next_starts_at: datetime | None = None
    next_minutes: int = 60
    contact_ids: Sequence[ContactId] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRecord:
    """A check-in or check-out with its evidence."""

    kind: CheckKind
    happened_at: datetime
    position: Position | None
    accuracy_m: float | None
    fix_age_s: float | None
    distance_m: float | None
    grade: CheckGrade
    doubt: CheckDoubt


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitSummary:
    """A visit in a list, on a map, on a customer's page."""

    id: VisitId
    account_id: AccountId
    account_name: str
    person_id: PersonId
    person_name: str
    status: VisitStatus
    certainty: Certainty
    day: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    goal: str
    reason: str
    opportunity_id: OpportunityId | None
    plan_id: PlanId | None
    trip_id: TripId | None
    checked_in_at: datetime | None
    checked_out_at: datetime | None
    check_grade: CheckGrade | None
    outcome: Outcome | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneVisitFact:
    """The bare fact of a visit that took place; `minutes` by its checks, else as planned."""

    id: VisitId
    account_id: AccountId
    person_id: PersonId
    trip_id: TripId | None
    day: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitMove:
    """A way that somebody went from one visit to the next, and how long it took."""

    start: Position
    end: Position
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """An estimated way to the next stop (straight line times a detour factor)."""

    distance_m: float
    duration_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A visit of a day, where it is, and the way to it from the stop before."""

    visit: VisitSummary
    position: Position | None
    address: str
    phone: str
    leg: Leg | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One person's visits of a day in order. `next_id` is the visit to turn to now."""

    day: date
    person_id: PersonId
    person_name: str
    stops: Sequence[Stop]
    next_id: VisitId | None
    done_count: int
    distance_m: float
    duration_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamDay:
    """Everybody's day, in the order of names; people without visits are left out."""

    day: date
    days: Sequence[Day]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecord:
    """What was reported."""

    outcome: Outcome
    notes: str
    next_step: str
    next_step_due: date | None
    opportunity_id: OpportunityId | None
    stage_id: UUID | None
    interaction_id: InteractionId | None
    next_visit_id: VisitId | None
    reported_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A next step that was promised at an earlier visit."""

    visit_id: VisitId
    person_name: str
    text: str
    due_on: date
    made_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitPage:
    """A visit with all that its screen shows; `actions` are those the reader may take now."""

    visit: VisitSummary
    stop: Stop
    checks: Sequence[CheckRecord]
    report: ReportRecord | None
    promises: Sequence[Promise]
    earlier: Sequence[VisitSummary]
    contact_ids: Sequence[ContactId]
    contacts: Sequence[ContactSummary]
    opportunities: Sequence[OpportunitySummary]
    stages: Sequence[StageChoice]
    actions: Sequence[VisitAction]
    offers_position: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedVisit:
    """A visit after a check; `offers_position` when its place is better than the customer's."""

    visit: VisitSummary
    check: CheckRecord
    offers_position: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedVisit:
    """A visit after planning or moving, with what it overlaps in the visitor's calendar."""

    visit: VisitSummary
    clashes: Sequence[EventRecord]


class VisitNotFound(NotFound):
    """No such visit."""

    code = "visits.not_found"


class NotYourVisit(Forbidden):
    """Only the visitor (for planning: also who leads them) does this."""

    code = "visits.not_yours"


class NotInThisState(Conflict):
    """The visit's state does not allow this; the facts name both."""

    code = "visits.not_in_this_state"


class ReasonMissing(Invalid):
    """Missing or cancelling a visit takes a reason."""

    code = "visits.reason_missing"


class NoPositionToAdopt(Conflict):
    """No check-in of this visit has a position better than the customer's."""

    code = "visits.no_position_to_adopt"
