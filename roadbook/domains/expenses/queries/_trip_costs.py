"""What journeys and customers have cost, line by line's owner, for the insights above."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Case, F, Sum, When

from roadbook.core.ids import AccountId, TripId
from roadbook.domains.expenses.models import Expense

_CHUNK = 500
_COUNTS = Sum(Case(When(is_approved=True, then=F("approved_minor")), default=F("base_minor")))


def trip_cost_parts(
    trip_ids: Iterable[TripId],
) -> Mapping[TripId, Mapping[AccountId | None, int]]:
    """Give the cost of trips by customer, None for what belongs to the whole trip; base currency.

    A line counts with what was approved, before that with what was claimed; refused and reversed
    lines do not. Whoever asks has checked the right to the trips.
    """
    found: dict[TripId, dict[AccountId | None, int]] = {}
    wanted = list(dict.fromkeys(trip_ids))
    for start in range(0, len(wanted), _CHUNK):
        rows = (
            Expense.objects.filter(trip_id__in=wanted[start : start + _CHUNK], deleted_at=None)
            .exclude(is_approved=False)
            .filter(reversed_at=None)
            .values_list("trip_id", "account_id")
            .annotate(cost=_COUNTS)
        )
        for trip_id, account_id, cost in rows:
            if trip_id is not None:
                account = AccountId(account_id) if account_id else None
                found.setdefault(TripId(trip_id), {})[account] = cost
    return found


def cost_outside_trips(
    account_ids: Collection[AccountId], *, first: date, last: date
) -> Mapping[tuple[AccountId, date], int]:
    """Give what was spent on customers outside trips, by customer and day, ends included."""
    rows = (
        Expense.objects.filter(
            account_id__in=list(account_ids),
            trip_id=None,
            deleted_at=None,
            reversed_at=None,
            spent_on__range=(first, last),
        )
        .exclude(is_approved=False)
        .values_list("account_id", "spent_on")
        .annotate(cost=_COUNTS)
    )
    return {(AccountId(a), day): cost for a, day, cost in rows if a is not None}
