"""The synced type of documents: the owner's devices and finance know them."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.recognition import policies
from roadbook.domains.recognition.models import Document
from roadbook.foundation.changes.types import SyncType


def _scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    rows = Document.objects.filter(id__in=ids).values_list("id", "owner_id")
    return {row: {f"u:{owner}", "r:finance"} for row, owner in rows}


def _readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(policies.visible_documents(actor).filter(id__in=ids).values_list("id", flat=True))


SYNC_TYPES = (
    SyncType(rtype=20, name="document", model=Document, scopes=_scopes, readable=_readable),
)
