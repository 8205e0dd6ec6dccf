"""A push: operations in order, each (or each group) one transaction with its own answer."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db import IntegrityError, InterfaceError, OperationalError

from roadbook.core.errors import Refusal, Throttled, Unavailable
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.flush import present_version
from roadbook.foundation.sync.pushing import ledger
from roadbook.foundation.sync.pushing.answering import Desk, answered
from roadbook.foundation.sync.pushing.converting import (
    SchemaLost,
    converted,
)
from roadbook.foundation.sync.pushing.ops import (
    MOST_IN_GROUP,
    MOST_OPS,
    Sent,
    Unnumbered,
    read_op,
)
from roadbook.foundation.sync.pushing.results import (
    BadPush,
    DeviceForked,
    OpResult,
    OpReused,
    OpStatus,
    PushAnswer,
    SeqGap,
    SessionOver,
    StoppedAt,
    TooLargePush,
)

log = logging.getLogger(__name__)
_PASSING = (OperationalError, InterfaceError, Throttled, Unavailable)
_RETRY_AFTER_S = 5


def push(desk: Desk, ops: Sequence[Mapping[str, Any]]) -> PushAnswer:
    """Apply operations in order and answer each; a failure that may pass ends the batch.

    Raises BadPush, TooLargePush, and, at its first operation, OpReused, DeviceForked and SeqGap;
    further on these end the batch too, and the next push meets them.
    """
    if len(ops) > MOST_OPS:
        raise TooLargePush(most=MOST_OPS)
    results: list[OpResult] = []
    stopped: StoppedAt | None = None
    seen_groups: set[UUID] = set()
    for chunk in _chunks([_read(desk, content) for content in ops]):
        fault = _group_fault(chunk, seen_groups)
        try:
            results += _worked(desk, chunk, fault)
        except (OpReused, DeviceForked, SeqGap) as refusal:
            if not results:
                raise
            stopped = _stopped(chunk, refusal.code, refusal)
        except _PASSING as passing:
            log.warning("a push stopped", exc_info=passing)
            stopped = _stopped(chunk, "core.retry_later", passing)
        if stopped is not None:
            break
    return PushAnswer(results=results, version=present_version(), stopped_at=stopped)


def _read(desk: Desk, content: Mapping[str, Any]) -> Sent:
    try:
        try:
            today = converted(content, schema=desk.schema, converters=desk.converters)
        except SchemaLost:
            return replace(read_op(content), op=None, fault={"schema": content.get("schema")})
        return read_op(content, converted=today)
    except Unnumbered as error:
        raise BadPush({"ops": "unnumbered"}) from error


def _chunks(sent: Sequence[Sent]) -> Iterator[list[Sent]]:
    """Cut operations into transactions: each alone, those of a group together."""
    chunk: list[Sent] = []
    for one in sent:
        if chunk and (one.group is None or one.group != chunk[-1].group):
            yield chunk
            chunk = []
        chunk.append(one)
    if chunk:
        yield chunk


def _group_fault(chunk: Sequence[Sent], seen: set[UUID]) -> str:
    """Say what is wrong with a group: too many, or its parts lie apart."""
    group = chunk[0].group
    if group is None:
        return ""
    is_torn = group in seen
    seen.add(group)
    if is_torn:
        return "group_not_contiguous"
    return "group_too_large" if len(chunk) > MOST_IN_GROUP else ""


def _worked(desk: Desk, chunk: Sequence[Sent], fault: str) -> list[OpResult]:
    """Work on a chunk, once more when another one was in its way.

    What fails for no reason that is known here is a defect: it is logged, and the operations are
    refused with that word, because a device that sent them for ever would send nothing else.
    """
    settled: dict[UUID, OpResult] = {}
    try:
        _work(desk, chunk, fault, settled)
    except (Refusal, *_PASSING):
        raise
    except IntegrityError:
        _work(replace(desk, is_last_try=True), chunk, fault, settled)
    except Exception:  # the outermost edge of an operation
        log.exception("an operation failed")
        _work(desk, chunk, fault or "defect", settled)
    return [settled[sent.op_id] for sent in chunk]


@changes.unit_of_work
def _work(desk: Desk, chunk: Sequence[Sent], fault: str, settled: dict[UUID, OpResult]) -> None:
    """Answer a chunk in one transaction: its effects, its answers and the device's last number."""
    device = ledger.locked_device(device_id=desk.device_id, actor=desk.actor)
    actor = desk.people.present(desk.actor)
    if actor is None:
        raise SessionOver
    desk = replace(desk, actor=actor)
    recalled = ledger.recall(actor=actor, device=device, chunk=chunk)
    settled.clear()
    settled.update(recalled.known)
    if not recalled.fresh:
        return
    if recalled.known:
        fault = fault or "group_in_parts"
    fresh = recalled.fresh
    drafts = answered(desk, fresh, fault=fault)

    def settle(version: int) -> None:
        final = [
            draft if draft.status is OpStatus.REJECTED else replace(draft, version=version)
            for draft in drafts
        ]
        pairs = list(zip(fresh, final, strict=True))
        settled.update(ledger.store(actor=desk.actor, device=device, answered=pairs, now=desk.now))

    changes.when_settled(settle)


def _stopped(chunk: Sequence[Sent], code: str, cause: BaseException) -> StoppedAt:
    facts = cause.facts if isinstance(cause, Refusal) else {}
    expected = facts.get("expected")
    after = facts.get("retry_after_s", _RETRY_AFTER_S)
    is_passing = not isinstance(cause, OpReused | DeviceForked | SeqGap)
    return StoppedAt(
        op_id=chunk[0].op_id,
        code=code,
        retry_after_s=int(after or 0) if is_passing else 0,
        expected=expected if isinstance(expected, int) else None,
    )
