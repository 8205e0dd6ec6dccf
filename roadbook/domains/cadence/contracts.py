"""Records and refusals of cadence. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadbook.core.errors import Forbidden, NotFound
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers.contracts import CustomerClass, LifecycleStage


class Channel(StrEnum):
    """How the customer is best kept in touch with."""

    VISIT = "visit"
    CALL = "call"
    MESSAGE = "message"


class DueState(StrEnum):
    """Where a customer stands in their interval."""

    RESTING = "resting"
    SOON = "soon"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmReason:
    """The facts an interval rests on: `base_days` of the class, times each per cent.

    `set_days` and `note` when a person has set it.
    """

    customer_class: CustomerClass
    lifecycle_stage: LifecycleStage
    base_days: int
    stage_pct: int
    opportunity_pct: int
    set_days: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """The interval and channel that hold for an account, and what they rest on."""

    account_id: AccountId
    interval_days: int
    channel: Channel
    tolerance_pct: int
    is_set_by_hand: bool
    recommended_days: int
    recommended_channel: Channel
    reason: RhythmReason
    last_visit_on: date | None
    last_contact_on: date | None
    due_on: date
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFacts:
    """How due an account is on a day. `ratio_pct` is the elapsed share of the interval."""

    interval_days: int
    channel: Channel
    due_on: date
    ratio_pct: int
    days_overdue: int
    state: DueState
    reason: RhythmReason
    last_visit_on: date | None
    last_contact_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDeal:
    """What is being negotiated with the customer, all open opportunities together."""

    count: int
    amount_minor: int
    currency: str
    stage_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueItem:
    """A line of the due list."""

    account_id: AccountId
    name: str
    owner_id: PersonId
    owner_name: str
    customer_class: CustomerClass
    lifecycle_stage: LifecycleStage
    city_code: str
    city_name: str
    district: str
    position: Position | None
    due: DueFacts
    deal: OpenDeal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFilters:
    """Which lines are meant; empty parts do not restrict."""

    owner_ids: Sequence[PersonId] = ()
    customer_classes: Sequence[CustomerClass] = ()
    lifecycle_stages: Sequence[LifecycleStage] = ()
    city_codes: Sequence[str] = ()
    channels: Sequence[Channel] = ()
    states: Sequence[DueState] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitNeed:
    """A customer who is to be visited once an interval."""

    account_id: AccountId
    owner_id: PersonId
    customer_class: CustomerClass
    interval_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueCounts:
    """How many customers stand where."""

    overdue: int
    due: int
    soon: int
    resting: int


class RhythmUnknown(NotFound):
    """The account is not there, or has no rhythm yet."""

    code = "cadence.rhythm_unknown"


class NotYourRhythm(Forbidden):
    """A customer's interval is set by who works the customer."""

    code = "cadence.not_yours"
