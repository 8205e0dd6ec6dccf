"""The audit trail: append-only and hash-chained. Each line's hash covers the line before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from roadbook.foundation.changes.encoding import canonical, jsonable
from roadbook.foundation.changes.models import AuditEntry, SyncHead
from roadbook.foundation.changes.types import registry
from roadbook.foundation.changes.unit import Change, Diff

_BATCH = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainReport:
    """What verification found; `broken_at` is the first line that does not follow."""

    checked: int
    broken_at: int | None
    reason: str


def append(changes: Sequence[Change], head: SyncHead) -> None:
    """Append one line per change, under the head's row lock, and move the chain's end."""
    seq, last_hash = head.audit_seq, head.audit_hash
    entries: list[AuditEntry] = []
    for change in changes:
        seq += 1
        entry = _entry(change, seq=seq, version=head.version, previous_hash=last_hash)
        entry.hash = last_hash = hash_of(entry)
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries)
    SyncHead.objects.filter(pk=1).update(audit_seq=seq, audit_hash=last_hash)


def hash_of(entry: AuditEntry) -> str:
    """Give SHA-256 over the previous hash and every other column, in canonical JSON."""
    content = {
        f.attname: getattr(entry, f.attname)
        for f in AuditEntry._meta.concrete_fields
        if f.attname != "hash"
    }
    return sha256(canonical(content)).hexdigest()


def verify() -> ChainReport:
    """Walk the whole chain. Finds an edited, removed or inserted line, and a missing end."""
    previous_hash, seq = "", 0
    for entry in AuditEntry.objects.order_by("seq").iterator(chunk_size=_BATCH):
        seq += 1
        if entry.seq != seq:
            return ChainReport(checked=seq, broken_at=seq, reason="line is missing")
        if entry.previous_hash != previous_hash or entry.hash != hash_of(entry):
            return ChainReport(checked=seq, broken_at=seq, reason="line was changed")
        previous_hash = entry.hash
    head = SyncHead.objects.filter(pk=1).first()
    if head is not None and (head.audit_seq, head.audit_hash) != (seq, previous_hash):
        return ChainReport(checked=seq, broken_at=seq + 1, reason="the end is missing")
    return ChainReport(checked=seq, broken_at=None, reason="")


def _entry(change: Change, *, seq: int, version: int, previous_hash: str) -> AuditEntry:
    sync_type = registry.by_model.get(change.model) if change.model else None
    private = sync_type.private_fields if sync_type else frozenset[str]()
    shown: Diff = {k: v for k, v in change.fields.items() if k not in private}
    return AuditEntry(
        seq=seq,
        at=change.happened_at,
        version=version,
        kind=change.kind,
        actor_id=change.actor.person_id,
        device=change.actor.device[:64],
        address=change.actor.address[:64],
        request_id=change.actor.request_id[:64],
        subject_type=sync_type.name if sync_type else str(change.facts.get("subject", "")),
        subject_id=change.row_id,
        before={} if change.is_new else {k: jsonable(old) for k, (old, _) in shown.items()},
        after={k: jsonable(new) for k, (_, new) in shown.items()},
        facts=jsonable(dict(change.facts)),
        previous_hash=previous_hash,
    )
