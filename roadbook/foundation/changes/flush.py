"""The end of a unit of work: version, scopes, entries, history, audit (SYNC_PROTOCOL.md §4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.db import connection, models, transaction

from roadbook.foundation.changes import announce, audit
from roadbook.foundation.changes.encoding import jsonable
from roadbook.foundation.changes.models import EntryOp, RowHistory, SyncedModel, SyncEntry, SyncHead
from roadbook.foundation.changes.reactions import enqueue_reactions
from roadbook.foundation.changes.types import SyncType, registry
from roadbook.foundation.changes.unit import Unit

MAX_ENTRIES = 5_000
_CHUNK = 500
_ACCESS_KINDS = ("identity.", "person.", "session.", "role.", "team.", "territory.", "token.")


class TooManyRows(RuntimeError):
    """A unit touched more than MAX_ENTRIES rows: the command must work in slices."""


def flush(unit: Unit) -> None:
    """Settle a unit inside its transaction. A unit that recorded nothing takes no version."""
    if not unit.changes:
        if unit.settled:
            _tell_settled(unit, present_version())
        return
    head = take_version()
    touched_by_type = _with_dependants(unit)
    for sync_type, ids in touched_by_type.items():
        own = unit.touched.get(sync_type.model, {})
        stamped = _settle_entries(sync_type, ids, always=own.keys(), version=head.version)
        _stamp(sync_type.model, stamped, head.version)
        _index(sync_type, stamped)
    _append_history(unit, head.version)
    audit.append(unit.changes, head)
    enqueue_reactions(unit)
    _tell_settled(unit, head.version)
    access_changed = any(change.kind.startswith(_ACCESS_KINDS) for change in unit.changes)
    transaction.on_commit(partial(announce.head_moved, head.version, access_changed=access_changed))


def take_version() -> SyncHead:
    """Raise the counter and hold its row lock until commit: commit order is version order."""
    head = SyncHead.objects.filter(pk=1)
    if not head.update(version=models.F("version") + 1):
        SyncHead.objects.bulk_create([SyncHead()], ignore_conflicts=True)  # the very first write
        head.update(version=models.F("version") + 1)
    return SyncHead.objects.get(pk=1)


def present_version() -> int:
    """Give the version of the last commit that this transaction sees."""
    found = SyncHead.objects.filter(pk=1).values_list("version", flat=True).first()
    return found or 0


def _tell_settled(unit: Unit, version: int) -> None:
    for call in unit.settled:
        call(version)


def _with_dependants(unit: Unit) -> dict[SyncType, set[UUID]]:
    """Give all rows to settle by type: the touched, and those whose scopes may follow."""
    result: dict[SyncType, set[UUID]] = defaultdict(set)
    waiting: list[tuple[SyncType, dict[UUID, AbstractSet[str]]]] = [
        (registry.by_model[model], {row_id: touch.fields.keys() for row_id, touch in rows.items()})
        for model, rows in unit.touched.items()
        if model in registry.by_model
    ]
    while waiting:
        sync_type, fields_by_id = waiting.pop()
        fresh = {k: v for k, v in fields_by_id.items() if k not in result[sync_type]}
        result[sync_type].update(fresh)
        if not fresh:
            continue
        for name, ids in sync_type.dependants(fresh).items():
            waiting.append((registry.by_name[name], dict.fromkeys(ids, frozenset({"scopes"}))))
    if sum(len(ids) for ids in result.values()) > MAX_ENTRIES:
        raise TooManyRows(f"more than {MAX_ENTRIES} rows in one unit of work")
    return result


def _settle_entries(
    sync_type: SyncType, ids: Collection[UUID], *, always: AbstractSet[UUID], version: int
) -> list[UUID]:
    """Bring sync_entry in line with the scopes of these rows now. Gives the rows to stamp."""
    before: dict[UUID, set[str]] = defaultdict(set)
    after: dict[UUID, AbstractSet[str]] = {}
    for chunk in chunks(list(ids)):
        entries = SyncEntry.objects.filter(rtype=sync_type.rtype, rid__in=chunk, op=EntryOp.PUT)
        for rid, scope in entries.values_list("rid", "scope"):
            before[rid].add(scope)
        after |= _living_scopes(sync_type, chunk)
    rows: list[_Entry] = []
    stamped: list[UUID] = []
    for rid in ids:
        now = after.get(rid, frozenset())
        left = before[rid] - now
        if rid not in always and now == before[rid]:
            continue
        stamped.append(rid)
        rows += [_entry(sync_type.rtype, rid, s, version, EntryOp.LEAVE) for s in sorted(left)]
        rows += [_entry(sync_type.rtype, rid, s, version, EntryOp.PUT) for s in sorted(now)]
    _upsert(rows)
    return stamped


def _living_scopes(sync_type: SyncType, ids: Sequence[UUID]) -> dict[UUID, AbstractSet[str]]:
    living = sync_type.model._default_manager.filter(pk__in=ids, deleted_at__isnull=True)
    alive = set(living.values_list("pk", flat=True))
    return {rid: scopes for rid, scopes in sync_type.scopes(ids).items() if rid in alive}


class _Entry(NamedTuple):
    """A row of sync_entry as the statement takes it: far cheaper than a model instance."""

    scope: str
    rtype: int
    rid: str | UUID
    version: int
    op: str


def _entry(rtype: int, rid: UUID, scope: str, version: int, op: EntryOp) -> _Entry:
    return _Entry(scope, rtype, sql_id(rid), version, op.value)


def _upsert(rows: Sequence[_Entry]) -> None:
    sql = (
        "INSERT INTO sync_entry (scope, rtype, rid, version, op) VALUES (%s, %s, %s, %s, %s) "
        "ON CONFLICT (scope, rtype, rid) DO UPDATE SET version = excluded.version, op = excluded.op"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def sql_id(rid: UUID) -> str | UUID:
    """Give a UUID as raw SQL on this database takes it."""
    return rid.hex if connection.vendor == "sqlite" else rid


def _stamp(model: type[SyncedModel], ids: Sequence[UUID], version: int) -> None:
    for chunk in chunks(ids):
        model._default_manager.filter(pk__in=chunk).update(version=version)


def _index(sync_type: SyncType, ids: Sequence[UUID]) -> None:
    """Hand the stamped rows of a searchable type to the search index, in this transaction."""
    if sync_type.search is not None:
        announce.search_index(sync_type, ids)


def _append_history(unit: Unit, version: int) -> None:
    rows = [
        RowHistory(
            rtype=sync_type.rtype,
            rid=rid,
            version=version,
            field=name,
            old=jsonable(old),
            new=jsonable(new),
            op_id=touch.op_id,
            conflict=(model, rid, name) in unit.conflicts,
            other_id=unit.conflicts.get((model, rid, name)),
            actor_id=touch.by.person_id,
            at=touch.at,
        )
        for model, touches in unit.touched.items()
        if (sync_type := registry.by_model.get(model)) is not None
        for rid, touch in touches.items()
        for name, (old, new) in touch.fields.items()
        if name not in sync_type.private_fields
    ]
    rows += [
        RowHistory(
            rtype=registry.by_model[kept.field[0]].rtype,
            rid=kept.field[1],
            version=version,
            field=kept.field[2],
            old=jsonable(kept.sent),
            new=jsonable(kept.stored),
            op_id=kept.op_id,
            actor_id=kept.by.person_id,
            at=kept.at,
        )
        for kept in unit.kept
    ]
    RowHistory.objects.bulk_create(rows, batch_size=_CHUNK)


def chunks(items: Sequence[UUID]) -> Iterable[Sequence[UUID]]:
    """Cut a sequence into statement-sized pieces."""
    return (items[i : i + _CHUNK] for i in range(0, len(items), _CHUNK))
