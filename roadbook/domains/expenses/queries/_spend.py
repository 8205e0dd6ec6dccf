"""What trips and customers have cost, for the slices above."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from roadbook.core.ids import AccountId, TripId
from roadbook.domains.expenses.contracts import SpendOfAccount, SpendOfTrip
from roadbook.domains.expenses.models import Expense, ExpenseSplit
from roadbook.domains.identity import queries as identity


def spend_by_trip(trip_ids: Iterable[TripId]) -> Mapping[TripId, SpendOfTrip]:
    """Give what trips have cost, whoever asks: the caller has checked the right to the trip.

    A line counts with what was approved, before that with what was claimed.
    """
    currency = identity.base_currency()
    rows = (
        _counting()
        .filter(trip_id__in=list(trip_ids))
        .values("trip_id")
        .annotate(
            claimed=Sum("base_minor"),
            approved=Sum("approved_minor", filter=Q(is_approved=True), default=0),
        )
        .values_list("trip_id", "claimed", "approved")
    )
    return {
        TripId(trip): SpendOfTrip(
            trip_id=TripId(trip),
            claimed_minor=claimed,
            approved_minor=approved,
            currency=currency,
        )
        for trip, claimed, approved in rows
        if trip is not None
    }


def spend_by_account(
    account_ids: Collection[AccountId], *, first: date, last: date
) -> Mapping[AccountId, SpendOfAccount]:
    """Give what was spent on customers between two days, both included.

    A split line counts for each customer with its part only.
    """
    currency, ids = identity.base_currency(), list(account_ids)
    parts = ExpenseSplit.objects.filter(
        deleted_at=None,
        account_id__in=ids,
        expense__in=_counting().filter(spent_on__range=(first, last)),
    )
    whole = (
        _counting()
        .filter(account_id__in=ids, spent_on__range=(first, last))
        .exclude(id__in=ExpenseSplit.objects.filter(deleted_at=None).values("expense_id"))
    )
    totals: dict[UUID, tuple[int, int]] = {}
    for rows in (whole, parts):
        summed = rows.values("account_id").annotate(spent=Sum("base_minor"), n=Count("id"))
        for account, more, lines in summed.values_list("account_id", "spent", "n"):
            if account is not None:
                spent, count = totals.get(account, (0, 0))
                totals[account] = (spent + more, count + lines)
    return {
        AccountId(account): SpendOfAccount(
            account_id=AccountId(account), spent_minor=spent, currency=currency, line_count=count
        )
        for account, (spent, count) in totals.items()
    }


def _counting() -> QuerySet[Expense]:
    return Expense.objects.filter(deleted_at=None, reversed_at=None).exclude(is_approved=False)


def accounts_with_expenses(account_ids: Collection[AccountId]) -> set[AccountId]:
    """Give those that lines, or parts of lines, were spent on, whoever asks."""
    ids, found = list(account_ids), set[AccountId]()
    for model in (Expense, ExpenseSplit):
        rows = model._default_manager.filter(account_id__in=ids, deleted_at=None)
        found.update(AccountId(pk) for pk in rows.values_list("account_id", flat=True) if pk)
    return found
