"""The rows that operations are about: found with the actor's eyes, locked, shown masked."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from roadbook.core.actor import Actor
from roadbook.foundation.changes.encoding import jsonable
from roadbook.foundation.changes.flush import sql_id
from roadbook.foundation.changes.models import EntryOp, SyncedModel, SyncEntry
from roadbook.foundation.changes.types import SyncType, registry
from roadbook.foundation.sync.ports import ScopesOfPerson
from roadbook.foundation.sync.pushing.results import RejectCode, Rejected


def readable_row(*, actor: Actor, name: str, row_id: UUID, scopes: ScopesOfPerson) -> SyncedModel:
    """Give a row that the actor may read.

    A row deleted where the actor held it is `gone`; another one is `forbidden`, there or not.
    """
    sync_type = registry.by_name[name]
    if row_id not in sync_type.readable(actor, {row_id}):
        was_held = SyncEntry.objects.filter(
            rtype=sync_type.rtype, rid=row_id, op=EntryOp.LEAVE, scope__in=scopes.scopes_of(actor)
        )
        gone = sync_type.model._default_manager.filter(pk=row_id, deleted_at__isnull=False)
        is_gone = was_held.exists() and gone.exists()
        raise Rejected(RejectCode.GONE if is_gone else RejectCode.FORBIDDEN)
    return sync_type.model._default_manager.get(pk=row_id)


def locked_row(name: str, row_id: UUID) -> SyncedModel:
    """Lock a row and give it as it is then. Raises Rejected when it was deleted meanwhile."""
    model = registry.by_name[name].model
    row = model._default_manager.select_for_update(of=("self",)).filter(pk=row_id).first()
    if row is None or row.deleted_at is not None:
        raise Rejected(RejectCode.GONE)
    return row


def shown_row(*, actor: Actor, name: str, row_id: UUID) -> tuple[int, Mapping[str, Any]] | None:
    """Give a row's version and the fields that the actor gets, None when they may not read it."""
    sync_type: SyncType | None = registry.by_name.get(name)
    if sync_type is None or row_id not in sync_type.readable(actor, {row_id}):
        return None
    fields = sync_type.served_fields(actor.roles)
    rows = sync_type.model._default_manager.filter(pk=row_id, deleted_at__isnull=True)
    found = rows.values("version", *fields).first()
    if found is None:
        return None
    version = found.pop("version")
    return version, jsonable(found)


def id_is_taken(row_id: UUID) -> bool:
    """Tell whether a row of any synced type has this id, deleted ones too."""
    sql, count = _by_id_in_all(tuple(sorted(t.model._meta.db_table for t in _types())))
    with connection.cursor() as cursor:
        cursor.execute(sql, [sql_id(row_id)] * count)
        return cursor.fetchone() is not None


def _types() -> list[SyncType]:
    return list(registry.by_rtype.values())


@lru_cache(maxsize=4)
def _by_id_in_all(tables: tuple[str, ...]) -> tuple[str, int]:
    parts = [f'SELECT 1 FROM "{table}" WHERE id = %s' for table in tables]  # noqa: S608  # nosec B608  # our own tables
    return " UNION ALL ".join(parts) + " LIMIT 1", len(tables)
