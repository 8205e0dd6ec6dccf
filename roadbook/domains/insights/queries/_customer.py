"""What a customer has cost beside what it has bought (A4)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, TripId
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountUnknown, OrderSummary
from roadbook.domains.expenses import queries as expenses
from roadbook.domains.identity import queries as identity
from roadbook.domains.insights.contracts import CustomerSpend, SpendPeriod
from roadbook.domains.insights.rules import last_months, return_pct, visit_costs
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import DoneVisitFact


def customer_spend(*, actor: Actor, account_id: AccountId, now: datetime) -> CustomerSpend:
    """Give cost and time beside revenue for the last twelve months. Raises AccountUnknown.

    A trip's cost is divided among its visits, lines of one customer among that customer's only.
    """
    account = customers.account_summaries(actor, [account_id]).get(account_id)
    if account is None:
        raise AccountUnknown
    months = last_months(now.date())
    first, last = months[0][0], months[-1][1]
    currency = identity.base_currency()
    done = visits.done_visits_to([account_id], first=first, last=last)
    costs = _costs(done)
    outside = expenses.cost_outside_trips([account_id], first=first, last=last)
    orders = [
        order
        for order in customers.orders_between(actor, [account_id], first, last)
        if order.currency == currency
    ]
    periods = [_period(begin, end, done, costs, outside, orders) for begin, end in months]
    cost = sum(period.cost_minor for period in periods)
    revenue = sum(period.revenue_minor for period in periods)
    return CustomerSpend(
        account_id=account_id,
        account_name=account.name,
        currency=currency,
        cost_minor=cost,
        visit_count=len(done),
        visit_minutes=sum(fact.minutes for fact in done),
        order_count=len(orders),
        revenue_minor=revenue,
        cost_pct=return_pct(brought_minor=cost, cost_minor=revenue),
        periods=periods,
    )


def _costs(done: Sequence[DoneVisitFact]) -> Mapping[UUID, int]:
    """Give each visit's part of its trip: all visits of those trips share the cost."""
    trip_ids = list(dict.fromkeys(row.trip_id for row in done if row.trip_id is not None))
    parts = expenses.trip_cost_parts([TripId(trip_id) for trip_id in trip_ids])
    companions = visits.done_visits_of_trips([TripId(trip_id) for trip_id in trip_ids])
    return visit_costs(visits=companions, parts=parts)


def _period(
    first: date,
    last: date,
    done: Sequence[DoneVisitFact],
    costs: Mapping[UUID, int],
    outside: Mapping[tuple[AccountId, date], int],
    orders: Sequence[OrderSummary],
) -> SpendPeriod:
    inside = [row for row in done if first <= row.day <= last]
    bought = [order for order in orders if first <= order.ordered_on <= last]
    direct = sum(cost for (_, day), cost in outside.items() if first <= day <= last)
    return SpendPeriod(
        first_day=first,
        last_day=last,
        cost_minor=direct + sum(costs.get(row.id, 0) for row in inside),
        visit_count=len(inside),
        visit_minutes=sum(fact.minutes for fact in inside),
        order_count=len(bought),
        revenue_minor=sum(order.amount_minor for order in bought),
    )
