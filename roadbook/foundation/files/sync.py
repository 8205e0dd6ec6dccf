"""The synced type of files: the uploader's devices know them."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.foundation.changes.types import SyncType
from roadbook.foundation.files.models import StoredFile


def _scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    rows = StoredFile.objects.filter(pk__in=list(ids)).values_list("pk", "uploaded_by")
    return {pk: {f"u:{owner}"} for pk, owner in rows}


def _readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    rows = StoredFile.objects.filter(pk__in=list(ids))
    if not actor.sees_everything:
        rows = rows.filter(uploaded_by=actor.person_id)
    return set(rows.values_list("pk", flat=True))


SYNC_TYPES = (
    SyncType(rtype=140, name="file", model=StoredFile, scopes=_scopes, readable=_readable),
)
