"""What one unit of work has touched so far."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.errors import Fact
from roadbook.foundation.changes.models import SyncedModel

Diff = dict[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One recorded change: a line of the audit trail. `model` is None for facts without a row."""

    actor: Actor
    kind: str
    happened_at: datetime
    model: type[SyncedModel] | None
    row_id: UUID | None
    fields: Diff
    is_new: bool
    facts: Mapping[str, Fact]
    bulk_ids: tuple[UUID, ...] = ()


@dataclass(slots=True, kw_only=True)
class Touch:
    """One row that this unit changed: field → (value before the unit, value now)."""

    fields: Diff
    at: datetime
    by: Actor


@dataclass(slots=True)
class Unit:
    """Changes in order, and touched rows by model and id."""

    changes: list[Change] = field(default_factory=list)
    touched: dict[type[SyncedModel], dict[UUID, Touch]] = field(default_factory=dict)

    def add(self, change: Change) -> None:
        self.changes.append(change)
        if change.model is not None and change.row_id is not None:
            fields = {} if change.is_new else change.fields
            self.touch(change.model, change.row_id, fields, at=change.happened_at, by=change.actor)

    def touch(
        self, model: type[SyncedModel], row_id: UUID, fields: Diff, *, at: datetime, by: Actor
    ) -> None:
        """Merge a row's new diff into what the unit knows of it; the first old value stays."""
        rows = self.touched.setdefault(model, {})
        known = rows.get(row_id)
        if known is None:
            rows[row_id] = Touch(fields=dict(fields), at=at, by=by)
            return
        merged = dict(known.fields)
        for name, (old, new) in fields.items():
            merged[name] = (merged[name][0] if name in merged else old, new)
        rows[row_id] = Touch(fields=merged, at=at, by=by)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Forget what a nested command recorded when it refuses."""
        count = len(self.changes)
        touched = {model: dict(rows) for model, rows in self.touched.items()}
        try:
            yield
        except BaseException:
            del self.changes[count:]
            self.touched = touched
            raise
