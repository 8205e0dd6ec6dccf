"""Write what a geocoder said; accept it, or say that a customer cannot be found."""

from datetime import datetime
from typing import Final

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId
from roadbook.domains.customers import policies
from roadbook.domains.customers.commands._accounts import place_at, set_position
from roadbook.domains.customers.commands._saving import save_changed
from roadbook.domains.customers.contracts import (
    AccountAction,
    AccountSummary,
    FoundPlace,
    NothingSuggested,
    PlaceConfidence,
    PositionReason,
    PositionState,
)
from roadbook.domains.customers.models import Account, PositionSearch
from roadbook.foundation.changes import door as changes

_UNPLACED: Final = frozenset({PositionState.NONE, PositionState.CITY})


@changes.unit_of_work
def settle_search(
    *,
    actor: Actor,
    account_id: AccountId,
    asked: str,
    source: str,
    found: FoundPlace | None,
    trouble: str,
    now: datetime,
) -> PositionReason:
    """Keep what a geocoder said of an address, and use what is certain.

    A city fills an account without one. A pin is put by itself only at the very house and in the
    city the account names; everything else is a suggestion.
    """
    account = policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    row = PositionSearch.objects.filter(account=account).first() or PositionSearch(account=account)
    row.asked, row.source, row.trouble, row.searched_at = asked, source, trouble, now
    row.label = found.label if found else ""
    row.city_code = found.city_code if found else ""
    row.confidence = found.confidence.value if found else ""
    position = found.position if found else None
    row.lat, row.lon = (position.lat, position.lon) if position else (None, None)
    row.outcome = _outcome(found, trouble)
    row.save()
    changes.record(actor=actor, kind="position.searched", row=row, happened_at=now)
    if found is not None and account.position_state in _UNPLACED:
        _use(account, found)
        save_changed(account, actor=actor, kind="account.positioned", now=now)
    return PositionReason(row.outcome)


def _outcome(found: FoundPlace | None, trouble: str) -> str:
    if trouble:
        return PositionReason.SERVICE_TROUBLE
    if found is not None and found.position is not None:
        return PositionReason.SUGGESTED
    return PositionReason.NOT_FOUND


def _use(account: Account, found: FoundPlace) -> None:
    is_here = not account.city_code or account.city_code == found.city_code
    if not account.city_code and found.city_code:
        account.city_code = found.city_code
        account.position_state = PositionState.CITY
    if found.position is not None and is_here and found.confidence is PlaceConfidence.HOUSE:
        place_at(account, found.position, PositionState.GEOCODED)


@changes.unit_of_work
def accept_suggestion(*, actor: Actor, account_id: AccountId, now: datetime) -> AccountSummary:
    """Put the pin where the geocoder suggests. Raises NothingSuggested."""
    account = policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    row = PositionSearch.objects.filter(account=account).first()
    if row is None or row.lat is None or row.lon is None:
        raise NothingSuggested
    if account.position_state not in _UNPLACED:
        raise NothingSuggested(state=account.position_state)
    return set_position(
        actor=actor,
        account_id=account_id,
        position=Position(lat=row.lat, lon=row.lon),
        state=PositionState.GEOCODED,
        now=now,
    )


@changes.unit_of_work
def mark_unfindable(
    *, actor: Actor, account_id: AccountId, is_unfindable: bool, now: datetime
) -> PositionReason:
    """Say that a customer cannot be put on the map, or take that back: it is searched again."""
    account = policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    row = PositionSearch.objects.filter(account=account).first() or PositionSearch(account=account)
    row.outcome = PositionReason.UNFINDABLE if is_unfindable else PositionReason.WAITING
    row.searched_at = now
    row.save()
    changes.record(actor=actor, kind="position.judged", row=row, happened_at=now)
    return PositionReason(row.outcome)
