"""Who brought an order, and what a visit has cost: pure arithmetic, exact to the minor unit.

Attribution: an order of a customer is shared equally among our visits to that customer in the
window before it. So no order is counted twice, whoever looks and over whatever period.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from roadbook.core.ids import AccountId, TripId
from roadbook.core.money import shares
from roadbook.domains.insights.contracts import FEW_ORDERS, WINDOW_DAYS, BadPeriod
from roadbook.domains.visits.contracts import DoneVisitFact

LONGEST_PERIOD: Final = timedelta(days=550)
MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    """An order of a customer."""

    id: UUID
    account_id: UUID
    day: date
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The part of an order that a visit is given; `among` is how many visits share it."""

    order_id: UUID
    visit_id: UUID
    share_minor: int
    among: int


def attribute(
    *, orders: Sequence[Bought], visits: Sequence[DoneVisitFact], window_days: int = WINDOW_DAYS
) -> list[Share]:
    """Share each order among the visits of the window before it, the day of the order included.

    The shares of an order add up to it exactly; an order without a visit before it has none.
    """
    by_account: dict[UUID, list[DoneVisitFact]] = defaultdict(list)
    for visit in sorted(visits, key=lambda v: (v.day, v.id)):
        by_account[visit.account_id].append(visit)
    found: list[Share] = []
    for order in orders:
        earliest = order.day - timedelta(days=window_days)
        causes = [v for v in by_account[order.account_id] if earliest <= v.day <= order.day]
        if not causes:
            continue
        parts = shares(order.amount_minor, [1] * len(causes))
        found += [
            Share(order_id=order.id, visit_id=visit.id, share_minor=part, among=len(causes))
            for visit, part in zip(causes, parts, strict=True)
        ]
    return found


def visit_costs(
    *,
    visits: Sequence[DoneVisitFact],
    parts: Mapping[TripId, Mapping[AccountId | None, int]],
) -> dict[UUID, int]:
    """Divide what trips cost among their visits: a customer's own lines among its visits only.

    Lines of customers that were not visited after all are divided among all visits of the trip.
    Visits outside trips, and trips without cost, cost nothing. Sums agree exactly.
    """
    by_trip: dict[TripId, list[DoneVisitFact]] = defaultdict(list)
    for visit in sorted(visits, key=lambda v: (v.day, v.id)):
        if visit.trip_id is not None:
            by_trip[visit.trip_id].append(visit)
    costs: dict[UUID, int] = defaultdict(int)
    for trip_id, of_trip in by_trip.items():
        for account_id, cost in parts.get(trip_id, {}).items():
            own = [v for v in of_trip if v.account_id == account_id] or of_trip
            for visit, part in zip(own, shares(cost, [1] * len(own)), strict=True):
                costs[visit.id] += part
    return dict(costs)


def return_pct(*, brought_minor: int, cost_minor: int) -> int | None:
    """Give order shares per cost in per cent, None without cost."""
    return brought_minor * 100 // cost_minor if cost_minor > 0 else None


def is_few(order_count: int) -> bool:
    """Say that the number of orders is too small to conclude from."""
    return order_count < FEW_ORDERS


def check_period(first: date, last: date) -> None:
    """Refuse a period that runs backward or is too long."""
    if last < first:
        raise BadPeriod({"last": "before_first"})
    if last - first > LONGEST_PERIOD:
        raise BadPeriod({"last": "too_long"})


def last_months(today: date, count: int = MONTHS) -> list[tuple[date, date]]:
    """Give the first and last days of the present month and those before it, oldest first."""
    months: list[tuple[date, date]] = []
    first = today.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    for _ in range(count):
        months.append((first, last))
        last = first - timedelta(days=1)
        first = last.replace(day=1)
    return months[::-1]
