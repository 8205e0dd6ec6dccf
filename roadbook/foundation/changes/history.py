"""Read what was overwritten, by whom, and who wrote what stands there now."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q

from roadbook.foundation.changes.models import AuditEntry, RowHistory, SyncedModel
from roadbook.foundation.changes.types import registry

_NOBODY: Final = UUID(int=0)  # jobs act as nobody


def overwritten_rows(model: type[SyncedModel], ids: Collection[UUID]) -> set[UUID]:
    """Give those of the rows of a synced type that a person changed since they were created."""
    rtype = registry.by_model[model].rtype
    found = RowHistory.objects.filter(rtype=rtype, rid__in=list(ids)).exclude(actor_id=_NOBODY)
    return set(found.values_list("rid", flat=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """Who wrote a value, and when; nobody known for rows of an import."""

    by: UUID | None
    at: datetime | None


def last_writing(row: SyncedModel, field: str) -> Writing:
    """Say who wrote the present value of a field last; at first it was who created the row."""
    rtype = registry.by_model[type(row)].rtype
    written = RowHistory.objects.filter(rtype=rtype, rid=row.id, field=field)
    last = written.order_by("-version", "-id").first()
    return created(row) if last is None else Writing(by=last.actor_id, at=last.at)


def created(row: SyncedModel) -> Writing:
    """Say who made a row, from its first line in the audit trail."""
    name = registry.by_model[type(row)].name
    lines = AuditEntry.objects.filter(subject_type=name, subject_id=row.id)
    first = lines.order_by("seq").first()
    return Writing(by=None, at=None) if first is None else Writing(by=first.actor_id, at=first.at)


def changed_by_others(row: SyncedModel, *, since: int, but: UUID) -> bool:
    """Tell whether somebody else changed a row after a version."""
    rtype = registry.by_model[type(row)].rtype
    later = RowHistory.objects.filter(rtype=rtype, rid=row.id, version__gt=since)
    return later.exclude(actor_id=but).exists()


def earlier_values(row: SyncedModel, field: str) -> Iterator[object]:
    """Give the values that a field had and that were sent for it, newest first, without limit."""
    rtype = registry.by_model[type(row)].rtype
    lines = RowHistory.objects.filter(rtype=rtype, rid=row.id, field=field)
    pairs = lines.order_by("-version", "-id").values_list("old", "new")
    for old, new in pairs.iterator(chunk_size=100):
        yield new
        yield old


def conflicts_of(person_id: UUID, *, limit: int) -> list[RowHistory]:
    """Give the values overwritten unseen that a person wrote or overwrote, newest first."""
    theirs = Q(actor_id=person_id) | Q(other_id=person_id)
    return list(RowHistory.objects.filter(theirs, conflict=True).order_by("-at", "-id")[:limit])
