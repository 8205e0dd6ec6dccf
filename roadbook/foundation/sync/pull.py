"""One page of a pull, from one snapshot (SYNC_PROTOCOL.md section 7.1)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from hashlib import sha256
from heapq import merge
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction

from roadbook.core.actor import Actor
from roadbook.core.errors import Conflict
from roadbook.foundation.changes.encoding import jsonable
from roadbook.foundation.changes.flush import sql_id
from roadbook.foundation.changes.models import EntryOp, SyncHead
from roadbook.foundation.changes.types import SyncType, registry
from roadbook.foundation.http.metrics import LEAK_ALARMS
from roadbook.foundation.sync.cursor import Cursor, Lag, Place, read_cursor
from roadbook.foundation.sync.ports import ScopesOfPerson

MOST_ENTRIES = 2_000
_NO_HEAD = SyncHead(epoch=UUID(int=0))  # a database in which nothing was written yet


class EpochChanged(Conflict):
    """The server was restored from a backup; the fact `epoch` is its present life."""

    code = "sync.epoch_changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row that entered or changed in a scope (`put`, with the row), or left it (`leave`)."""

    op: str
    scope: str
    type: str
    id: UUID
    v: int
    row: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PullPage:
    """One page; `reset` types and `drop` scopes are removed before its entries are applied."""

    epoch: UUID
    version: int
    durable_version: int
    complete: bool
    reset: Sequence[str]
    drop: Sequence[str]
    entries: Sequence[Entry]
    cursor: str


def pull_page(
    *,
    actor: Actor,
    device: str,
    epoch: UUID | None,
    cursor: str | None,
    scopes: ScopesOfPerson,
    limit: int = MOST_ENTRIES,
) -> PullPage:
    """Give the next page of what a replica lacks. Raises BadPullCursor, EpochChanged."""
    with transaction.atomic(using=settings.SNAPSHOT_ALIAS):
        head = SyncHead.objects.using(settings.SNAPSHOT_ALIAS).filter(pk=1).first() or _NO_HEAD
        if epoch is not None and epoch != head.epoch and head.version:
            raise EpochChanged(epoch=str(head.epoch))
        held = scopes.scopes_of(actor)
        masks = {rtype: mask_of(t, actor) for rtype, t in registry.by_rtype.items()}
        known = read_cursor(cursor, device=device) if cursor else None
        if known is not None and known.epoch == _NO_HEAD.epoch:
            known = None
        if known is not None and known.epoch != head.epoch:
            raise EpochChanged(epoch=str(head.epoch))
        drop: list[str] = []
        reset: list[int] = []
        if known is None:
            now = _first(head, device, held, masks)
        else:
            drop = sorted(known.scopes - held)
            reset = sorted(t for t in masks if known.masks.get(t) != masks[t])
            if known.safe < head.floor:
                reset = sorted(masks)
            now = _continued(known, head.version, held, masks, reset)
        found = _entries(now, head.version, limit + 1)
        is_complete = len(found) <= limit
        shown = found[:limit]
        after = now.complete(head.version) if is_complete else now.after_page(shown[-1][0])
        return PullPage(
            epoch=head.epoch,
            version=head.version,
            durable_version=head.durable_version,
            complete=is_complete,
            reset=[registry.by_rtype[t].name for t in reset],
            drop=drop,
            entries=_with_rows(actor, shown),
            cursor=after.write(),
        )


def mask_of(sync_type: SyncType, actor: Actor) -> str:
    """Give the fingerprint of the fields this person gets of a type, and its schema version."""
    served = f"{sync_type.schema}:{','.join(sync_type.served_fields(actor.roles))}"
    return sha256(served.encode()).hexdigest()[:16]


def _first(head: SyncHead, device: str, held: AbstractSet[str], masks: dict[int, str]) -> Cursor:
    return Cursor(
        epoch=head.epoch,
        device=device,
        version=0,
        safe=head.version,
        scopes=frozenset(held),
        masks=masks,
        base=Lag(Place.start(), head.version),
    )


def _continued(
    known: Cursor,
    head_version: int,
    held: AbstractSet[str],
    masks: dict[int, str],
    reset: Sequence[int],
) -> Cursor:
    fresh = Lag(Place.start(), head_version)
    by_scope = {s: lag for s, lag in known.by_scope.items() if s in held}
    by_scope |= dict.fromkeys(held - known.scopes, fresh)
    everything = len(reset) == len(masks)
    return replace(
        known,
        scopes=frozenset(held),
        masks=masks,
        safe=head_version if everything else known.safe,
        by_scope=by_scope,
        by_type=known.by_type | dict.fromkeys(reset, fresh),
    )


def _entries(cursor: Cursor, head: int, limit: int) -> list[tuple[Place, str]]:
    """Read the entries after each stream's position, merged in order, at most `limit`."""
    scopes_at: dict[Lag, list[str]] = defaultdict(list)
    types_at: dict[Lag, list[int]] = defaultdict(list)
    for scope in sorted(cursor.scopes):
        scopes_at[cursor.scope_lag(scope)].append(scope)
    for rtype in sorted(cursor.masks):
        types_at[cursor.type_lag(rtype)].append(rtype)
    parts = [
        _part(scopes, types, min(scope_lag, type_lag, key=lambda lag: lag.place), head, limit)
        for scope_lag, scopes in scopes_at.items()
        for type_lag, types in types_at.items()
    ]
    return list(islice(merge(*parts, key=lambda found: found[0]), limit))


def _part(
    scopes: Sequence[str], types: Sequence[int], lag: Lag, head: int, limit: int
) -> list[tuple[Place, str]]:
    connection = connections[settings.SNAPSHOT_ALIAS]
    is_sqlite = connection.vendor == "sqlite"
    scope_order = "scope" if is_sqlite else 'scope COLLATE "C"'
    place = lag.place
    sql = f"""
        SELECT version, rtype, rid, scope, op FROM sync_entry
        WHERE scope IN ({_marks(scopes)}) AND rtype IN ({_marks(types)}) AND version <= %s
          AND version >= %s AND (version, rtype, rid, {scope_order}) > (%s, %s, %s, %s)
          AND NOT (op = 'leave' AND version <= %s)
        ORDER BY version, rtype, rid, {scope_order} LIMIT %s"""  # noqa: S608  # nosec B608  # only marks are put in
    values: list[str | int | UUID] = [
        *scopes,
        *types,
        head,
        place.version,
        place.version,
        place.rtype,
    ]
    values += [sql_id(place.rid), place.scope, lag.born, limit]
    with connection.cursor() as rows:
        rows.execute(sql, values)
        return [
            (Place(version, rtype, rid if isinstance(rid, UUID) else UUID(rid), scope), op)
            for version, rtype, rid, scope, op in rows.fetchall()
        ]


def _marks(values: Sequence[object]) -> str:
    return ", ".join(["%s"] * len(values))


def _with_rows(actor: Actor, found: Sequence[tuple[Place, str]]) -> list[Entry]:
    ids: dict[int, set[UUID]] = defaultdict(set)
    for place, op in found:
        if op == EntryOp.PUT:
            ids[place.rtype].add(place.rid)
    rows: dict[int, dict[UUID, Mapping[str, Any]]] = {}
    for rtype, wanted in ids.items():
        rows[rtype] = _served_rows(actor, registry.by_rtype[rtype], wanted)
    return [
        Entry(
            op=op if place.rid in rows.get(place.rtype, {}) else EntryOp.LEAVE,
            scope=place.scope,
            type=registry.by_rtype[place.rtype].name,
            id=place.rid,
            v=place.version,
            row=rows.get(place.rtype, {}).get(place.rid) if op == EntryOp.PUT else None,
        )
        for place, op in found
    ]


def _served_rows(
    actor: Actor, sync_type: SyncType, ids: AbstractSet[UUID]
) -> dict[UUID, Mapping[str, Any]]:
    """Read the rows, masked; what the general read rule denies is left out and alarmed."""
    readable = sync_type.readable(actor, ids)
    denied = ids - readable
    if denied:
        LEAK_ALARMS.inc(len(denied))
    living = sync_type.model._default_manager.using(settings.SNAPSHOT_ALIAS).filter(
        pk__in=readable, deleted_at__isnull=True
    )
    served = living.values(*sync_type.served_fields(actor.roles))
    return {row["id"]: jsonable(row) for row in served}
