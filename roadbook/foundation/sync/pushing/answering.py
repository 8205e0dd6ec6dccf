"""Run the operations of one transaction and say what became of each. Nothing is in part."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, InterfaceError, OperationalError

from roadbook.core.actor import Actor
from roadbook.core.errors import Refusal, Throttled, Unavailable
from roadbook.foundation.changes import door as changes
from roadbook.foundation.sync.ports import ScopesOfPerson
from roadbook.foundation.sync.pushing import ledger
from roadbook.foundation.sync.pushing.applying import Applied, apply_op
from roadbook.foundation.sync.pushing.converting import CONVERTERS, SCHEMA, Converter
from roadbook.foundation.sync.pushing.declarations import OpContext, write_types
from roadbook.foundation.sync.pushing.ops import Op, Sent
from roadbook.foundation.sync.pushing.ports import PeopleBehindOps
from roadbook.foundation.sync.pushing.rejecting import rejected_for
from roadbook.foundation.sync.pushing.results import OpResult, OpStatus, RejectCode, Rejected
from roadbook.foundation.sync.pushing.rows import shown_row

log = logging.getLogger(__name__)
_MAY_HANG_ON_OTHERS = frozenset({RejectCode.FORBIDDEN, RejectCode.REF_GONE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Where a push is worked on: who sends it, from which device, when, and whom to ask."""

    actor: Actor
    device_id: UUID
    now: datetime
    scopes: ScopesOfPerson
    people: PeopleBehindOps
    schema: int = SCHEMA
    converters: Mapping[int, Converter] = field(default_factory=lambda: CONVERTERS)
    is_last_try: bool = False


class _Refused(Exception):  # carries the answer out of the savepoint
    def __init__(self, sent: Sent, rejected: Rejected) -> None:
        super().__init__(rejected.code)
        self.sent, self.rejected = sent, rejected


def answered(desk: Desk, chunk: Sequence[Sent], *, fault: str) -> list[OpResult]:
    """Run a chunk inside the present unit of work; give the answers, without their version.

    With a `fault` nothing is run. A refusal takes back everything the chunk did.
    """
    if fault:
        bad = _Refused(chunk[0], Rejected(RejectCode.BAD_OP, {"fault": fault}))
        return [_refusal(desk, sent, bad, whole=True) for sent in chunk]
    try:
        done = _run(desk, chunk)
    except _Refused as refused:
        return [_refusal(desk, sent, refused, whole=False) for sent in chunk]
    return [
        OpResult(
            op_id=sent.op_id,
            seq=sent.seq,
            status=OpStatus.MERGED if applied.merged else OpStatus.APPLIED,
            merged=applied.merged,
            warnings=applied.warnings,
        )
        for sent, applied in zip(chunk, done, strict=True)
    ]


@changes.unit_of_work
def _run(desk: Desk, chunk: Sequence[Sent]) -> list[Applied]:
    return [_run_one(desk, sent) for sent in chunk]


def _run_one(desk: Desk, sent: Sent) -> Applied:
    op = sent.op
    if op is None:
        code = RejectCode.SCHEMA_LOST if "schema" in (sent.fault or {}) else RejectCode.BAD_OP
        raise _Refused(sent, Rejected(code, sent.fault))
    context = OpContext(actor=desk.actor, now=desk.now, op=op)
    try:
        with changes.on_behalf_of_op(sent.op_id):
            return apply_op(context, scopes=desk.scopes, people=desk.people)
    except Rejected as rejected:
        raise _Refused(sent, _hanging(desk, op, rejected)) from rejected
    except (Throttled, Unavailable, OperationalError, InterfaceError):
        raise
    except Refusal as refusal:
        declared = write_types.by_name[op.type]
        told = rejected_for(refusal, declared=declared, op=op, actor=desk.actor)
        raise _Refused(sent, _hanging(desk, op, told)) from refusal
    except IntegrityError as error:
        if not desk.is_last_try:
            raise
        log.exception("an operation breaks a constraint")
        raise _Refused(sent, _out_of_range()) from error
    except (DataError, OverflowError) as error:
        raise _Refused(sent, _out_of_range()) from error


def _out_of_range() -> Rejected:
    return Rejected(RejectCode.INVALID, {"refusal": "core.out_of_range", "fields": {}})


def _hanging(desk: Desk, op: Op, rejected: Rejected) -> Rejected:
    """Say that an operation hangs on a create of the same person that was rejected, if it does."""
    if rejected.code not in _MAY_HANG_ON_OTHERS:
        return rejected
    ids = {op.id} if rejected.code is RejectCode.FORBIDDEN else set(_ids_in([op.args, op.new]))
    if not ledger.is_of_rejected_create(actor=desk.actor, ids=ids):
        return rejected
    return Rejected(RejectCode.DEPENDS_ON_REJECTED)


def _ids_in(value: object) -> list[UUID]:
    match value:
        case str():
            try:
                return [UUID(value)]
            except ValueError:
                return []
        case dict():
            return [found for part in value.values() for found in _ids_in(part)]
        case list():
            return [found for part in value for found in _ids_in(part)]
    return _ids_in(value.to) if hasattr(value, "to") else []


def _refusal(desk: Desk, sent: Sent, refused: _Refused, *, whole: bool) -> OpResult:
    """Give a refused operation's answer; those of its group hang on it."""
    rejected = refused.rejected
    if sent is not refused.sent and not whole:
        detail = {"op_id": str(refused.sent.op_id)}
        rejected = Rejected(RejectCode.DEPENDS_ON_REJECTED, detail)
    op = sent.op
    changes.note(
        actor=desk.actor,
        kind="sync.op_refused",
        happened_at=desk.now,
        subject_type=op.type if op else "",
        subject_id=op.id if op else None,
        facts={"op_id": str(sent.op_id), "code": rejected.code.value},
    )
    shown: tuple[int, Mapping[str, Any]] | None = None
    if op is not None and rejected.shows_current:
        shown = shown_row(actor=desk.actor, name=op.type, row_id=op.id)
    return OpResult(
        op_id=sent.op_id,
        seq=sent.seq,
        status=OpStatus.REJECTED,
        code=rejected.code,
        detail=rejected.detail,
        current_version=shown[0] if shown else None,
        current=shown[1] if shown else None,
    )
