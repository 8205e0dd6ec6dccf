"""Read what was overwritten."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from roadbook.foundation.changes.models import RowHistory, SyncedModel
from roadbook.foundation.changes.types import registry

_NOBODY: Final = UUID(int=0)  # jobs act as nobody


def overwritten_rows(model: type[SyncedModel], ids: Collection[UUID]) -> set[UUID]:
    """Give those of the rows of a synced type that a person changed since they were created."""
    rtype = registry.by_model[model].rtype
    found = RowHistory.objects.filter(rtype=rtype, rid__in=list(ids)).exclude(actor_id=_NOBODY)
    return set(found.values_list("rid", flat=True))
