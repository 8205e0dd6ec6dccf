"""Read what was overwritten."""

from collections.abc import Collection
from uuid import UUID

from roadbook.foundation.changes.models import RowHistory, SyncedModel
from roadbook.foundation.changes.types import registry


def overwritten_rows(model: type[SyncedModel], ids: Collection[UUID]) -> set[UUID]:
    """Give those of the rows of a synced type that changed since they were created."""
    rtype = registry.by_model[model].rtype
    found = RowHistory.objects.filter(rtype=rtype, rid__in=list(ids))
    return set(found.values_list("rid", flat=True))
