"""Room for one more visit, and whom free time reaches. Times of day are seconds after midnight."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from roadbook.core.errors import Conflict
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId, PlanId, VisitId
from roadbook.domains.planning.contracts._records import AccountFacts
from roadbook.engines.routing.result import Constraint


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotWish:
    """For whom a time is looked for; without `minutes` as long as visits there usually take.

    The visit lies within [from_minute, until_minute] of its day.
    """

    account_id: AccountId
    minutes: int | None = None
    from_minute: int | None = None
    until_minute: int | None = None
    first_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotOffer:
    """A time to take. `before_name` and `after_name` are the visits it lies between; "" is the
    start or end of the day. `near_name` is the visit of that day next to it, `near_m` away.

    `plan_id`: taking it also moves and pins the visit in this plan, at `position` of its day.
    """

    day: date
    start_s: int
    leave_s: int
    latest_start_s: int
    extra_drive_s: int
    extra_drive_m: int
    extra_minor: int
    visit_count: int
    before_name: str
    after_name: str
    near_name: str
    near_m: int | None
    plan_id: PlanId | None
    plan_title: str
    plan_revision: int
    position: int | None


class RelaxationKind(StrEnum):
    """What would have to give for a time to be found."""

    ANY_TIME = "any_time"
    SHORTER = "shorter"
    EARLIER = "earlier"
    LONGER = "longer"
    MORE_DRIVING = "more_driving"
    ANOTHER_DAY = "another_day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """The smallest step of a kind that helps, and the time it gives."""

    kind: RelaxationKind
    minutes: int
    day: date
    start_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotAnswer:
    """The cheapest times, or what stands against any (`constraint`) and what would help."""

    account_id: AccountId
    account_name: str
    person_id: PersonId
    zone: str
    currency: str
    minutes: int
    first_day: date
    last_day: date
    standing_days: Sequence[date]
    offers: Sequence[SlotOffer]
    constraint: Constraint | None
    relaxations: Sequence[Relaxation]


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotChoice:
    """The time that was chosen."""

    account_id: AccountId
    day: date
    start_s: int
    minutes: int
    plan_id: PlanId | None = None
    plan_revision: int = 0
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenSlot:
    """The visit that was made of it; `plan_revision` where a plan took it too."""

    visit_id: VisitId
    day: date
    starts_at: datetime
    clash: str
    plan_id: PlanId | None
    plan_revision: int


class PositionSource(StrEnum):
    """Where free time is thought to begin."""

    DEVICE = "device"
    CHECK_IN = "check_in"
    NEXT_STOP = "next_stop"
    START = "start"


class FreeUntil(StrEnum):
    """What ends free time."""

    CHOSEN = "chosen"
    VISIT = "visit"
    BUSY = "busy"
    DAY_END = "day_end"


class FreeTrouble(StrEnum):
    """Why free time reaches nobody."""

    NO_TIME = "no_time"  # it is over before it begins
    NOBODY_DUE = "nobody_due"  # nobody nearby is due
    NOTHING_FITS = "nothing_fits"  # due customers are nearby, none within the time


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTimeWish:
    """Free time from an instant for some minutes; without them until the next fixed thing."""

    starts_at: datetime
    minutes: int | None = None
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearbyOffer:
    """A customer who can be seen in free time. `away_m` is the way there from here."""

    account: AccountFacts
    start_s: int
    leave_s: int
    away_s: int
    away_m: int
    detour_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceStop:
    """A stop of the suggested sequence."""

    account_id: AccountId
    name: str
    start_s: int
    leave_s: int
    leg_s: int
    leg_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeTime:
    """Whom free time reaches, the most worth an hour first, and a sequence of them that fits."""

    day: date
    zone: str
    from_s: int
    until_s: int
    until: FreeUntil
    until_name: str
    place_source: PositionSource
    place_name: str
    place: Position
    offers: Sequence[NearbyOffer]
    sequence: Sequence[SequenceStop]
    back_s: int
    due_nearby: int
    trouble: FreeTrouble | None


class AccountWithoutPlace(Conflict):
    """Nobody knows where the customer is, not even the city."""

    code = "planning.account_without_place"


class SlotGone(Conflict):
    """The time is no longer free, or is over."""

    code = "planning.slot_gone"
