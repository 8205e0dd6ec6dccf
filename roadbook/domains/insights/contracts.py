"""Records of insights. Money in minor units of the company's currency."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from roadbook.core.errors import Invalid
from roadbook.core.ids import AccountId, OpportunityId, OrderId, TripId, VisitId

WINDOW_DAYS = 60
"""How long after a visit an order may be its effect."""

FEW_ORDERS = 5
"""Fewer orders than this say little about cause and effect."""


class CostBasis(StrEnum):
    """Where the money of a trip is from: expense lines, or the estimate while there are none."""

    EXPENSES = "expenses"
    ESTIMATE = "estimate"


class Grouping(StrEnum):
    """By what results are laid side by side."""

    REP = "rep"
    REGION = "region"
    CUSTOMER = "customer"


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultVisit:
    """A visit of the trip, with its share of the cost (X12) and of the orders."""

    visit_id: VisitId
    account_id: AccountId
    account_name: str
    day: date
    status: str
    outcome: str
    minutes: int
    cost_minor: int
    order_share_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultMove:
    """An opportunity that moved during the trip or in the week after it."""

    opportunity_id: OpportunityId
    account_id: AccountId
    account_name: str
    opportunity_name: str
    to_stage: str
    is_won: bool
    is_lost: bool
    moved_at: datetime
    amount_minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultOrder:
    """An order inside the window. `share_minor` is what the rule gives to this trip.

    `visit_count` is among how many of our visits the order is shared.
    """

    order_id: OrderId
    account_id: AccountId
    account_name: str
    number: str
    ordered_on: date
    amount_minor: int
    currency: str
    visit_count: int
    share_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TripResult:
    """What a trip has cost and brought so far.

    `return_pct` is order shares per cost in per cent, None without cost. `is_window_open` says
    that orders may still come; `is_few` that the numbers are too small to conclude from.
    """

    trip_id: TripId
    title: str
    traveller_name: str
    first_day: date
    last_day: date
    currency: str
    cost_basis: CostBasis
    cost_minor: int
    estimate_minor: int
    work_minutes: int
    visit_minutes: int
    visits_planned: int
    visits_done: int
    visits: Sequence[ResultVisit]
    moves: Sequence[ResultMove]
    orders: Sequence[ResultOrder]
    order_minor: int
    order_share_minor: int
    return_pct: int | None
    window_days: int
    window_last_day: date
    is_window_open: bool
    is_few: bool
    forecast_low_minor: int | None
    forecast_mid_minor: int | None
    forecast_high_minor: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendPeriod:
    """One month of a customer: travel cost and time beside what was bought."""

    first_day: date
    last_day: date
    cost_minor: int
    visit_count: int
    visit_minutes: int
    order_count: int
    revenue_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerSpend:
    """Cost to serve beside revenue over the last twelve months (A4), oldest month first."""

    account_id: AccountId
    account_name: str
    currency: str
    cost_minor: int
    visit_count: int
    visit_minutes: int
    order_count: int
    revenue_minor: int
    cost_pct: int | None
    periods: Sequence[SpendPeriod]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultRow:
    """One rep, region or customer over a period."""

    key: str
    name: str
    trip_count: int
    visit_count: int
    cost_minor: int
    order_count: int
    order_share_minor: int
    return_pct: int | None
    is_few: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultTrip:
    """A finished trip behind the numbers of an overview."""

    trip_id: TripId
    title: str
    traveller_name: str
    first_day: date
    last_day: date
    visit_count: int
    cost_minor: int
    order_share_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultOverview:
    """Results of finished trips side by side, the largest cost first."""

    by: Grouping
    first_day: date
    last_day: date
    currency: str
    window_days: int
    trip_count: int
    visit_count: int
    order_count: int
    cost_minor: int
    order_share_minor: int
    return_pct: int | None
    trips: Sequence[ResultTrip]
    rows: Sequence[ResultRow]
    is_cut: bool


class BadPeriod(Invalid):
    """The period runs backward or is longer than a year and a half."""

    code = "insights.bad_period"
