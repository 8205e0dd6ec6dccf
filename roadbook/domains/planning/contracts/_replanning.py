"""Re-planning: what happened on the way, and what it would change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from roadbook.core.errors import Conflict
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, HotelId, PlanId
from roadbook.domains.planning.contracts._records import PlanState
from roadbook.engines.routing.replanning import Scope
from roadbook.engines.routing.result import Constraint


class Happening(StrEnum):
    """What made the day turn out otherwise."""

    CANCELLED = "cancelled"  # a visit falls away
    LATE = "late"
    INSERTED = "inserted"  # an appointment must get in
    HOTEL_FULL = "hotel_full"
    CALENDAR = "calendar"  # somebody took time in the calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A fixed time on a day, in minutes after midnight."""

    day: date
    from_minute: int
    until_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanRequest:
    """What happened. The same request on an unchanged plan and diary gives the same proposal.

    `account_id` is the visit that falls away or the customer to get in, in `slot`; `position`
    None: where the last visit was.
    """

    kind: Happening
    scope: Scope
    asked_at: datetime
    position: Position | None = None
    account_id: AccountId | None = None
    hotel_id: HotelId | None = None
    late_minutes: int = 0
    slot: Slot | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitShift:
    """One visit before and after; None: it is not planned. Seconds after local midnight.

    `must_be_told`: its time was agreed with the customer.
    """

    account_id: AccountId
    account_name: str
    day_before: date | None
    start_before_s: int | None
    day_after: date | None
    start_after_s: int | None
    must_be_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DroppedVisit:
    """A visit that no longer fits, and why.

    `must_be_told`: an appointment that somebody made; it stays in the calendar until they move or
    call it off.
    """

    account_id: AccountId
    account_name: str
    day: date
    start_s: int
    constraint: Constraint
    must_be_told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NightShift:
    """A night with another bed; empty names: none."""

    day: date
    hotel_before: str
    hotel_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanProposal:
    """What a re-planning would change; nothing is written before it is accepted with `seen`.

    Differences of way, hours and money are of the whole plan; `back_*` and `overtime_s` of
    `today`. `free_s` is when the traveller goes on today.
    """

    plan_id: PlanId
    state: PlanState
    seen: str
    asked_at: datetime
    kind: Happening
    scope: Scope
    today: date
    free_s: int
    done_count: int
    unchanged_count: int
    cancelled: VisitShift | None
    dropped: Sequence[DroppedVisit]
    moved: Sequence[VisitShift]
    retimed: Sequence[VisitShift]
    added: Sequence[VisitShift]
    nights: Sequence[NightShift]
    drive_s: int
    drive_m: int
    hours_s: int
    cash_minor: int
    currency: str
    back_before_s: int
    back_after_s: int
    overtime_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarClash:
    """A visit that is still to come and lies in taken time of the traveller's calendar."""

    account_id: AccountId
    account_name: str
    day: date
    starts_at: datetime
    zone: str
    busy_from: datetime
    busy_until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneVisit:
    """A visit of today that will not take place and is still in the plan."""

    account_id: AccountId
    account_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningPlan:
    """The plan by which somebody is on the road on a day, with what has come in its way."""

    plan_id: PlanId
    title: str
    state: PlanState
    clashes: Sequence[CalendarClash]
    gone: Sequence[GoneVisit]


class ProposalOutdated(Conflict):
    """The plan, its visits or the calendar changed since the proposal was made."""

    code = "planning.proposal_outdated"


class TripIsOver(Conflict):
    """All days of the plan are past; `last_day` is the last one."""

    code = "planning.trip_is_over"


class NoWayOn(Conflict):
    """No way leads on from here: no bed for the night, or no road."""

    code = "planning.no_way_on"


class DiaryChanged(Conflict):
    """Visits of the re-planning were changed since; it cannot be taken back."""

    code = "planning.diary_changed"
