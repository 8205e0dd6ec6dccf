"""The repair queue: customers without a good position, with the reason and a suggestion."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId
from roadbook.domains.customers import policies
from roadbook.domains.customers.contracts import (
    FoundPlace,
    PlaceConfidence,
    PositionReason,
    PositionState,
    PositionTask,
)
from roadbook.domains.customers.models import Account, PositionSearch
from roadbook.domains.customers.queries._records import account_summary_of
from roadbook.engines.places.atlas import place_of

_UNPLACED: Final = (PositionState.NONE, PositionState.CITY)
_SEARCHED: Final = (
    PositionReason.SUGGESTED,
    PositionReason.NOT_FOUND,
    PositionReason.SERVICE_TROUBLE,
    PositionReason.UNFINDABLE,
)


def position_tasks(
    *, actor: Actor, reason: PositionReason | None, after: Sequence[Any] | None, limit: int
) -> tuple[Sequence[PositionTask], Sequence[str] | None]:
    """Give customers without a good position, by class and name, and the key to go on after."""
    rows = policies.visible_accounts(actor).filter(position_state__in=_UNPLACED)
    if reason is not None:
        rows = rows.filter(_because(reason))
    if after is not None:
        grade, key, last = str(after[0]), str(after[1]), UUID(str(after[2]))
        later = Q(sort_key__gt=key) | Q(sort_key=key, id__gt=last)
        rows = rows.filter(Q(customer_class__gt=grade) | Q(customer_class=grade) & later)
    ordered = rows.select_related("search").order_by("customer_class", "sort_key", "id")
    page = list(ordered[: limit + 1])
    items = [_task(row) for row in page[:limit]]
    if len(page) <= limit:
        return items, None
    last_row = page[limit - 1]
    return items, [last_row.customer_class, last_row.sort_key, str(last_row.id)]


def _because(reason: PositionReason) -> Q:
    if reason in _SEARCHED:
        return Q(search__outcome=reason.value)
    is_unsearched = Q(search__isnull=True) | Q(search__outcome=PositionReason.WAITING)
    if reason is PositionReason.NO_ADDRESS:
        return is_unsearched & Q(address="")
    return is_unsearched & ~Q(address="")


def _task(row: Account) -> PositionTask:
    search = _search_of(row)
    has_said = search is not None and search.outcome != PositionReason.WAITING
    unsearched = PositionReason.WAITING if row.address else PositionReason.NO_ADDRESS
    return PositionTask(
        account=account_summary_of(row),
        reason=PositionReason(search.outcome) if search and has_said else unsearched,
        suggestion=_suggestion(search) if search and search.confidence else None,
        source=search.source if search else "",
        trouble=search.trouble if search else "",
        searched_at=search.searched_at if search else None,
    )


def _search_of(row: Account) -> PositionSearch | None:
    found: PositionSearch | None = getattr(row, "search", None)
    return found


def _suggestion(search: PositionSearch) -> FoundPlace:
    known = search.lat is not None and search.lon is not None
    return FoundPlace(
        label=search.label,
        city_code=search.city_code,
        confidence=PlaceConfidence(search.confidence),
        position=Position(lat=search.lat or 0, lon=search.lon or 0) if known else None,
    )


def searches_to_make(
    ids: Sequence[AccountId] | None, *, source: str, limit: int
) -> Sequence[tuple[AccountId, str, str]]:
    """Give (account, address, city) of accounts to look up: unplaced, and not asked so before.

    Of these accounts, or of any. What a service failed at is asked again, what was judged by hand
    is not.
    """
    rows = Account.objects.filter(deleted_at=None, position_state__in=_UNPLACED).exclude(address="")
    rows = rows.exclude(search__outcome=PositionReason.UNFINDABLE)
    if ids is None:
        rows = rows.filter(
            Q(search__isnull=True)
            | Q(search__outcome__in=[PositionReason.WAITING, PositionReason.SERVICE_TROUBLE])
            | ~Q(search__source=source)
        )
    else:
        rows = rows.filter(id__in=list(ids))
    found = []
    for row in rows.select_related("search").order_by("customer_class", "id")[:limit]:
        city = place_of(row.city_code)
        asked = f"{row.district}{row.address}"[:400]
        search = _search_of(row)
        settled = search is not None and search.outcome in {
            PositionReason.SUGGESTED,
            PositionReason.NOT_FOUND,
        }
        if settled and search is not None and (search.asked, search.source) == (asked, source):
            continue
        found.append((AccountId(row.id), asked, city.name if city else ""))
    return found


def searches_since(moment: datetime) -> int:
    """Count the accounts looked up since a moment."""
    return PositionSearch.objects.filter(searched_at__gte=moment).exclude(source="").count()
