"""What one unit of work has touched so far."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.errors import Fact
from roadbook.foundation.changes.models import SyncedModel

Diff = dict[str, tuple[Any, Any]]
Field = tuple[type[SyncedModel], UUID, str]
Settled = Callable[[int], None]


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
    """One row that this unit changed: field → (value before the unit, value now).

    `op_id` is the last operation of a device that touched it, if one did.
    """

    fields: Diff
    at: datetime
    by: Actor
    op_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptValue:
    """A value that was sent for a field and became another one there: a text that was merged."""

    field: Field
    sent: Any
    stored: Any
    at: datetime
    by: Actor
    op_id: UUID | None


@dataclass(slots=True)
class Unit:
    """Changes in order, and touched rows by model and id.

    `conflicts` names the fields in which somebody else's value was overwritten, with its author.
    `settled` is called with the unit's version at its end, still inside its transaction.
    """

    changes: list[Change] = field(default_factory=list)
    touched: dict[type[SyncedModel], dict[UUID, Touch]] = field(default_factory=dict)
    op_id: UUID | None = None
    conflicts: dict[Field, UUID | None] = field(default_factory=dict)
    kept: list[KeptValue] = field(default_factory=list)
    settled: list[Settled] = field(default_factory=list)

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
            rows[row_id] = Touch(fields=dict(fields), at=at, by=by, op_id=self.op_id)
            return
        merged = dict(known.fields)
        for name, (old, new) in fields.items():
            merged[name] = (merged[name][0] if name in merged else old, new)
        rows[row_id] = Touch(fields=merged, at=at, by=by, op_id=self.op_id or known.op_id)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Forget what a nested command recorded when it refuses."""
        counts = len(self.changes), len(self.kept), len(self.settled)
        touched = {model: dict(rows) for model, rows in self.touched.items()}
        conflicts, op_id = dict(self.conflicts), self.op_id
        try:
            yield
        except BaseException:
            del self.changes[counts[0] :], self.kept[counts[1] :], self.settled[counts[2] :]
            self.touched, self.conflicts, self.op_id = touched, conflicts, op_id
            raise
