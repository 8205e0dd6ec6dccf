"""The facts that results are computed from.

Attribution counts everybody's visits, whoever looks: else two readers would see two truths.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from roadbook.core.ids import AccountId
from roadbook.domains.customers.contracts import OrderSummary
from roadbook.domains.insights.contracts import WINDOW_DAYS
from roadbook.domains.insights.rules import Bought
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import DoneVisitFact

_WINDOW = timedelta(days=WINDOW_DAYS)


def causes_between(
    account_ids: Collection[AccountId], first: date, last: date
) -> Sequence[DoneVisitFact]:
    """Give everybody's visits to customers that may have caused an order of [first, last]."""
    return visits.done_visits_to(account_ids, first=first - _WINDOW, last=last)


def bought(orders: Sequence[OrderSummary], *, currency: str) -> list[Bought]:
    """Give the orders in the company's currency as facts; others are listed, not added up."""
    return [
        Bought(
            id=order.id,
            account_id=order.account_id,
            day=order.ordered_on,
            amount_minor=order.amount_minor,
        )
        for order in orders
        if order.currency == currency
    ]
