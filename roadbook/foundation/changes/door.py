"""What commands use: `unit_of_work` around them, `record` for each row, `note` for other facts."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar
from uuid import UUID

from django.db import OperationalError, connection, transaction

from roadbook.core.actor import Actor
from roadbook.core.errors import Fact, Unavailable
from roadbook.foundation.changes.flush import flush
from roadbook.foundation.changes.models import SyncedModel
from roadbook.foundation.changes.unit import Change, KeptValue, Settled, Unit

P = ParamSpec("P")
R = TypeVar("R")

_current: ContextVar[Unit | None] = ContextVar("unit_of_work", default=None)
_ATTEMPTS = 3
_PASSING_SQLSTATES = frozenset({"40P01", "40001", "55P03"})  # deadlock, serialisation, lock timeout


class RetryLater(Unavailable):
    """The database was too busy to decide this; nothing was changed."""

    code = "core.retry_later"


class OutsideUnitOfWork(RuntimeError):
    """A change was recorded outside a unit of work: a defect of the command."""


def unit_of_work(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command in one transaction and settle what it recorded at its end.

    A command called by another joins the outer unit inside a savepoint: when it refuses, its own
    changes are taken back and the outer one may go on. Passing database failures (deadlock, lock
    timeout) repeat the whole unit, at most three times; then RetryLater.
    """

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        outer = _current.get()
        if outer is not None:
            with transaction.atomic(), outer.savepoint():
                return command(*args, **kwargs)
        may_repeat = not connection.in_atomic_block
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return _run_once(command, *args, **kwargs)
            except OperationalError as error:
                if not may_repeat or not _is_passing(error):
                    raise
                if attempt == _ATTEMPTS:
                    raise RetryLater(retry_after_s=2) from error
                time.sleep(0.02 * 2**attempt)
        raise AssertionError("unreachable")

    return run


def _run_once(command: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    unit = Unit()
    token = _current.set(unit)
    try:
        with transaction.atomic():
            result = command(*args, **kwargs)
            flush(unit)
            return result
    finally:
        _current.reset(token)


def _is_passing(error: OperationalError) -> bool:
    if connection.vendor == "sqlite":
        return "locked" in str(error)
    return getattr(error.__cause__, "sqlstate", None) in _PASSING_SQLSTATES


def _unit() -> Unit:
    unit = _current.get()
    if unit is None:
        raise OutsideUnitOfWork("record() and note() are called inside @unit_of_work")
    return unit


def record(
    *,
    actor: Actor,
    kind: str,
    row: SyncedModel,
    happened_at: datetime,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Record that `row` was created, changed or (`deleted_at` set) deleted; `kind` is past tense.

    The row must have been written already. Changed fields are found against what was loaded.
    """
    fields = row.changed_fields()
    is_new = row.is_unrecorded
    row.mark_recorded()
    _unit().add(
        Change(
            actor=actor,
            kind=kind,
            happened_at=happened_at,
            model=type(row),
            row_id=row.id,
            fields=fields,
            is_new=is_new,
            facts=dict(facts or {}),
        )
    )


def record_many(
    *, actor: Actor, kind: str, rows: Sequence[SyncedModel], happened_at: datetime
) -> None:
    """Record a bulk write of one model (import, demo, nightly job): one audit line for all of them.

    At most 5,000 rows a unit: slice longer work into several units.
    """
    if not rows:
        return
    unit = _unit()
    for row in rows:
        unit.touch(
            type(row),
            row.id,
            {} if row.is_unrecorded else row.changed_fields(),
            at=happened_at,
            by=actor,
        )
        row.mark_recorded()
    unit.changes.append(
        Change(
            actor=actor,
            kind=kind,
            happened_at=happened_at,
            model=type(rows[0]),
            row_id=None,
            fields={},
            is_new=False,
            facts={"count": len(rows), "first": str(rows[0].id), "last": str(rows[-1].id)},
            bulk_ids=tuple(row.id for row in rows),
        )
    )


def note(
    *,
    actor: Actor,
    kind: str,
    happened_at: datetime,
    subject_type: str = "",
    subject_id: UUID | None = None,
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Append a fact that changes no row to the audit trail: a sign-in, an export, a read."""
    _unit().add(
        Change(
            actor=actor,
            kind=kind,
            happened_at=happened_at,
            model=None,
            row_id=subject_id,
            fields={},
            is_new=False,
            facts={**(facts or {}), **({"subject": subject_type} if subject_type else {})},
        )
    )


def when_settled(call: Settled) -> None:
    """Have a function called with this unit's version, as its last act before the commit.

    A unit that changed nothing takes no version; then it is the present one.
    """
    _unit().settled.append(call)


@contextmanager
def on_behalf_of_op(op_id: UUID) -> Iterator[None]:
    """Note in the history of what is recorded inside that this operation of a device did it."""
    unit = _unit()
    before, unit.op_id = unit.op_id, op_id
    try:
        yield
    finally:
        unit.op_id = before


def note_conflict(row: SyncedModel, field: str, *, written_by: UUID | None) -> None:
    """Mark in the history that this unit overwrites a value that somebody else wrote meanwhile."""
    _unit().conflicts[(type(row), row.id, field)] = written_by


def keep_sent_value(  # the field, and what was sent, stored, when and by whom
    row: SyncedModel,
    field: str,
    *,
    sent: object,
    stored: object,
    actor: Actor,
    at: datetime,
) -> None:
    """Keep in the history what was sent for a field where something else is stored."""
    unit = _unit()
    unit.kept.append(
        KeptValue(
            field=(type(row), row.id, field),
            sent=sent,
            stored=stored,
            at=at,
            by=actor,
            op_id=unit.op_id,
        )
    )
