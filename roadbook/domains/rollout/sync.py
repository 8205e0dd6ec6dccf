"""Synced types of rollout: an import is seen by who started it, so its screen is live."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.rollout.models import ImportBatch
from roadbook.domains.rollout.policies import visible_imports
from roadbook.foundation.changes.types import SyncType


def _scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    owners = ImportBatch.objects.filter(id__in=ids).values_list("id", "owner_id")
    return {row: {f"u:{owner}"} for row, owner in owners}


def _readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(visible_imports(actor).filter(id__in=ids).values_list("id", flat=True))


SYNC_TYPES = (
    SyncType(
        rtype=130,
        name="import",
        model=ImportBatch,
        scopes=_scopes,
        readable=_readable,
        private_fields=frozenset({"sample"}),
    ),
)
