"""Synced types of cadence: a rhythm is seen with its account."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.cadence import policies
from roadbook.domains.cadence.models import AccountRhythm
from roadbook.domains.customers import queries as customers
from roadbook.foundation.changes.types import SyncType


def _scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    pairs = list(AccountRhythm.objects.filter(pk__in=ids).values_list("pk", "account_id"))
    audiences = customers.account_audiences([account for _, account in pairs])
    return {row: audiences.get(account, set()) for row, account in pairs}


def _readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(policies.visible_rhythms(actor).filter(pk__in=ids).values_list("pk", flat=True))


def rhythms_of_accounts(account_ids: Collection[UUID], /) -> Mapping[str, Collection[UUID]]:
    """Name the rhythms whose audience follows these accounts."""
    rows = AccountRhythm.objects.filter(account_id__in=account_ids)
    return {"rhythm": list(rows.values_list("pk", flat=True))}


SYNC_TYPES: Final = (
    SyncType(rtype=60, name="rhythm", model=AccountRhythm, scopes=_scopes, readable=_readable),
)
