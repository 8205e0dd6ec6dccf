"""What planning tells others. Times of day are seconds after local midnight."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, HotelId, JobId, PersonId, PlanId
from roadbook.domains.cadence.contracts import DueState, OpenDeal
from roadbook.domains.customers.contracts import KeyDateKind
from roadbook.domains.planning.contracts._asked import ProfileHours, TravelWay
from roadbook.domains.planning.contracts._load import TerritoryLoad
from roadbook.domains.planning.contracts._roads import TravelNote
from roadbook.domains.planning.contracts._timetable import RideTicket
from roadbook.domains.standards.contracts import StandardFinding
from roadbook.engines.routing.problem import Certainty
from roadbook.engines.routing.result import Constraint


class PlanState(StrEnum):
    """Where a plan stands: being made, ready to change, could not be made, or in the calendar."""

    MAKING = "making"
    READY = "ready"
    REFUSED = "refused"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPlace:
    """A start, an end, a bed."""

    name: str
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class NearDate:
    """A key date of a customer on the solar day it falls on."""

    kind: KeyDateKind
    title: str
    falls_on: date
    is_lunar: bool


class Why(StrEnum):
    """A reason to visit somebody, the strongest first."""

    APPOINTMENT = "appointment"
    PINNED = "pinned"
    REQUIRED = "required"
    OVERDUE = "overdue"
    KEY_DATE = "key_date"
    DEAL = "deal"
    DUE = "due"
    ON_THE_WAY = "on_the_way"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFacts:
    """A candidate as it stood when the plan was made; reasons are sentences of these."""

    account_id: AccountId
    name: str
    customer_class: str
    lifecycle_stage: str
    city_code: str
    city_name: str
    address: str
    position: Position
    is_place_exact: bool
    interval_days: int | None
    days_overdue: int
    ratio_pct: int
    due_state: DueState | None
    last_visit_on: date | None
    deal: OpenDeal | None
    expected_deal_minor: int = 0
    key_dates: Sequence[NearDate] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StopReason:
    """Why a stop is in, the strongest reason first, and what the day would save without it."""

    detour_s: int
    detour_m: int
    detour_minor: int
    prize_rank: int
    why: Sequence[Why]
    key_date: NearDate | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanStop:
    """One visit; the leg leads to it, its time is told by `leg_source`."""

    account: AccountFacts
    arrive_s: int
    start_s: int
    leave_s: int
    wait_s: int
    slack_s: int
    leg_s: int
    leg_m: int
    leg_source: str
    certainty: Certainty
    is_pinned: bool
    reason: StopReason


@dataclass(frozen=True, slots=True, kw_only=True)
class HotelStay:
    """The bed of a night. `over_minor` above the standard; `limit_minor` None: no standard."""

    hotel_id: HotelId
    name: str
    city_code: str
    city_name: str
    position: Position
    price_minor: int
    currency: str
    limit_minor: int | None
    over_minor: int
    is_preferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPause:
    from_s: int
    until_s: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRide:
    """A train or flight of a day, after its first `after_stops` visits.

    One sets off for the station at `leave_s`, is there at `reach_s` and has to be by `ready_s`; at
    `free_s` one has left the other station. `way_s` and `way_m` are the way to the station.
    """

    ticket: RideTicket
    after_stops: int
    leave_s: int
    reach_s: int
    ready_s: int
    departs_s: int
    arrives_s: int
    free_s: int
    way_s: int
    way_m: int
    way_source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanDay:
    """One day. A day off has no hours and no stops. `drive_m` are the ways beside the `rides`."""

    day: date
    start: PlanPlace
    end: PlanPlace
    leave_s: int
    back_s: int
    stops: Sequence[PlanStop]
    pauses: Sequence[PlanPause]
    last_leg_s: int
    last_leg_m: int
    last_leg_source: str
    drive_s: int
    drive_m: int
    visit_s: int
    wait_s: int
    cost_minor: int
    hotel: HotelStay | None
    rides: Sequence[PlanRide] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcedPrice:
    """What the cheapest way to force a candidate in costs."""

    day: date
    extra_drive_s: int
    extra_drive_m: int
    extra_minor: int
    dropped: Sequence[AccountId]
    dropped_names: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOutRecord:
    """Why a candidate is out; `is_excluded`: by hand."""

    account: AccountFacts
    constraint: Constraint
    day: date | None
    is_excluded: bool
    forced: ForcedPrice | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMoney:
    """What the trip costs. `cash_minor` leaves the company; `total_minor` adds the hours.

    `per_km_minor` is what a kilometre costs: by one's own car, or by taxi where the plan rides.
    """

    currency: str
    hotel_minor: int
    mileage_minor: int
    per_diem_minor: int
    cash_minor: int
    hours_minor: int
    total_minor: int
    hours_s: int
    drive_m: int
    nights: int
    per_km_minor: int
    hour_cost_minor: int
    tickets_minor: int = 0
    tickets: int = 0
    taxi_minor: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReturn:
    """Orders to be expected within `window_days`, with a range of 80 %.

    `deals` of the open opportunities by their probability; `uplift` what visited customers
    ordered above unvisited ones, over `sample` customer quarters. `is_small`: too few to lean on.
    """

    currency: str
    window_days: int
    low_minor: int
    mid_minor: int
    high_minor: int
    deals_minor: int
    deal_count: int
    uplift_minor: int
    sample: int
    is_small: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanChange:
    """What the last change did to the plan before it."""

    cause: str
    account_id: AccountId | None
    account_name: str
    added: Sequence[AccountId]
    removed: Sequence[AccountId]
    moved: Sequence[AccountId]
    drive_s: int
    drive_m: int
    cash_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWeights:
    """The weights a plan was made with: minor units an hour, a kilometre; points by class, which
    grow with the elapsed share of the interval to an exponent that follows the load."""

    hour_minor: int
    km_minor: int
    minor_per_point: int
    class_points: Mapping[str, int]
    ratio_exponent_pct: int
    load: TerritoryLoad


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSettings:
    """What a plan was made from, beside the customers."""

    sleeps_away: bool
    way: TravelWay
    city_codes: Sequence[str]
    seed: int
    engine: str
    iterations: int
    inputs_hash: str
    candidate_count: int
    considered_count: int
    travel_sources: Sequence[str]
    travel: TravelNote
    weights: PlanWeights


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTrouble:
    """Why a plan could not be made."""

    code: str
    account_id: AccountId | None = None
    account_name: str = ""
    constraint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSummary:
    """A plan in a list."""

    id: PlanId
    title: str
    person_id: PersonId
    person_name: str
    first_day: date
    last_day: date
    state: PlanState
    stop_count: int
    cash_minor: int
    currency: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRecord:
    """A plan with everything it says. Empty parts while it is being made or was refused."""

    id: PlanId
    title: str
    person_id: PersonId
    person_name: str
    first_day: date
    last_day: date
    state: PlanState
    job_id: JobId | None
    revision: int
    can_undo: bool
    can_edit: bool
    frozen_until: date | None
    previous_id: PlanId | None
    trip_id: UUID | None
    days: Sequence[PlanDay]
    left_out: Sequence[LeftOutRecord]
    money: PlanMoney | None
    expected: PlanReturn | None
    findings: Sequence[StandardFinding]
    change: PlanChange | None
    settings: PlanSettings | None
    trouble: PlanTrouble | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePrice:
    """What a move by hand would cost, with who gives way; or what stands against it."""

    is_possible: bool
    constraint: Constraint | None
    drive_s: int
    drive_m: int
    cash_minor: int
    hours_minor: int
    start_s: int | None
    position: int | None
    gives_way: tuple[str, ...]  # names of the customers that fit nowhere after it


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileRecord:
    """How somebody travels; `is_default` when nobody has set it yet."""

    person_id: PersonId
    start_name: str
    start: Position | None
    hours: Sequence[ProfileHours] = field(default_factory=tuple)
    break_from_minute: int = 0
    break_until_minute: int = 0
    break_minutes: int = 0
    max_visits: int = 0
    max_drive_minutes: int = 0
    hour_cost_minor: int = 0
    way: TravelWay = TravelWay.CAR
    is_default: bool = False
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HotelRecord:
    id: HotelId
    name: str
    city_code: str
    city_name: str
    address: str
    position: Position
    price_minor: int
    currency: str
    is_preferred: bool
    version: int
