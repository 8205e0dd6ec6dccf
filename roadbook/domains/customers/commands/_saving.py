"""Write what changed of a loaded row, and record it."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet

from roadbook.core.actor import Actor
from roadbook.domains.customers.contracts import IdTaken
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import SyncedModel

R = TypeVar("R", bound=SyncedModel)


def already_made(row_id: UUID | None, *, seen: QuerySet[R]) -> R | None:
    """Give the row that an earlier sending of the same request made, None when there is none.

    Raises IdTaken when the id belongs to a row that is not among those seen.
    """
    if row_id is None:
        return None
    row = seen.filter(pk=row_id).first()
    if row is None and seen.model._default_manager.filter(pk=row_id).exists():
        raise IdTaken
    return row


def save_changed(row: SyncedModel, *, actor: Actor, kind: str, now: datetime) -> bool:
    """Write the changed columns and record them. False, and no change, when none changed."""
    changed = list(row.changed_fields())
    if not changed:
        return False
    row.save(update_fields=changed)
    changes.record(actor=actor, kind=kind, row=row, happened_at=now)
    return True


def save_new(row: SyncedModel, *, actor: Actor, kind: str, now: datetime) -> None:
    """Insert a row and record it."""
    row.save(force_insert=True)
    changes.record(actor=actor, kind=kind, row=row, happened_at=now)


def remove(row: SyncedModel, *, actor: Actor, kind: str, now: datetime) -> None:
    """Mark a row deleted and record it."""
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind=kind, row=row, happened_at=now)
