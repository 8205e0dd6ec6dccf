"""What was answered already, and which number comes next: the tables `sync_op` and `device`."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.foundation.changes.door import RetryLater
from roadbook.foundation.changes.encoding import jsonable
from roadbook.foundation.changes.types import registry
from roadbook.foundation.sync.models import Device, DeviceStatus, SyncOp
from roadbook.foundation.sync.pushing.ops import OpKind, Sent
from roadbook.foundation.sync.pushing.results import (
    DeviceForked,
    MergedField,
    NoSuchDevice,
    OpResult,
    OpReused,
    OpStatus,
    RejectCode,
    SeqGap,
    stored_form,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """The operations of a chunk: answers known already, and those to be run now."""

    known: Mapping[UUID, OpResult]
    fresh: Sequence[Sent]


def locked_device(*, device_id: UUID, actor: Actor) -> Device:
    """Lock the line of the actor's own device. Raises NoSuchDevice.

    One that was suspended or is to be wiped stops here; the next request hears which.
    """
    device = (
        Device.objects.select_for_update(of=("self",))
        .filter(pk=device_id, person_id=actor.person_id)
        .first()
    )
    if device is None:
        raise NoSuchDevice
    if device.status != DeviceStatus.ACTIVE:
        raise RetryLater(retry_after_s=1)
    return device


def recall(*, actor: Actor, device: Device, chunk: Sequence[Sent]) -> Recall:
    """Find the answers that were given, and check the numbers of the rest.

    Raises OpReused, DeviceForked, SeqGap.
    """
    stored = SyncOp.objects.in_bulk([sent.op_id for sent in chunk])
    known: dict[UUID, OpResult] = {}
    fresh: list[Sent] = []
    last = device.last_seq
    for sent in chunk:
        line = stored.get(sent.op_id)
        if line is not None:
            if line.request_hash != sent.digest or line.person_id != actor.person_id:
                raise OpReused(op_id=str(sent.op_id))
            known[sent.op_id] = _as_may_be_read(line, actor, result_of(line, seq=sent.seq))
            last += sent.seq == last + 1
            continue
        if sent.seq <= last:
            raise DeviceForked(last_seq=last)
        if sent.seq > last + 1:
            raise SeqGap(expected=last + 1)
        fresh.append(sent)
        last += 1
    if last != device.last_seq:
        _advance(device, chunk, last)
    return Recall(known=known, fresh=fresh)


def store(
    *, actor: Actor, device: Device, answered: Sequence[tuple[Sent, OpResult]], now: datetime
) -> dict[UUID, OpResult]:
    """Write the answers down, in the transaction of their effects; give them as they are kept."""
    lines = [
        SyncOp(
            op_id=sent.op_id,
            device_id=device.pk,
            seq=sent.seq,
            person_id=actor.person_id,
            request_hash=sent.digest,
            status=result.status,
            code=result.code or "",
            version=result.version,
            result=jsonable(_kept(sent, result)),
            row_id=_made_row(sent),
            at=now,
        )
        for sent, result in answered
    ]
    SyncOp.objects.bulk_create(lines)
    return {line.op_id: result_of(line, seq=line.seq) for line in lines}


def answers(*, actor: Actor, op_ids: Collection[UUID]) -> list[OpResult]:
    """Give the stored answers to the actor's own operations; unknown ones are left out."""
    lines = SyncOp.objects.filter(op_id__in=list(op_ids), person_id=actor.person_id)
    return [
        _as_may_be_read(line, actor, result_of(line, seq=line.seq))
        for line in lines.order_by("op_id")
    ]


def is_of_rejected_create(*, actor: Actor, ids: Collection[UUID]) -> bool:
    """Tell whether one of these rows would exist, had its create not been rejected."""
    lines = SyncOp.objects.filter(row_id__in=list(ids), person_id=actor.person_id)
    return bool(ids) and lines.filter(status=OpStatus.REJECTED).exists()


def result_of(line: SyncOp, *, seq: int) -> OpResult:
    """Give a stored answer as it was given."""
    kept = line.result
    return OpResult(
        op_id=line.op_id,
        seq=seq,
        status=OpStatus(line.status),
        version=line.version,
        code=RejectCode(line.code) if line.code else None,
        detail=kept["detail"],
        merged=[_merged(one) for one in kept["merged"]],
        warnings=kept["warnings"],
        current_version=kept["current_version"],
        current=kept["current"],
    )


def _as_may_be_read(line: SyncOp, actor: Actor, result: OpResult) -> OpResult:
    """Leave out of a stored answer what the actor may not read any more."""
    if not (result.current or result.merged or result.warnings):
        return result
    subject = line.result["subject"]
    row_id, sync_type = UUID(subject["id"]), registry.by_name[subject["type"]]
    if row_id not in sync_type.readable(actor, {row_id}):
        return replace(result, current=None, current_version=None, merged=[], warnings=[])
    served = {"id", *sync_type.served_fields(actor.roles)}
    shown = result.current and {k: v for k, v in result.current.items() if k in served}
    merged = [one for one in result.merged if one.field in served]
    return replace(result, current=shown, merged=merged)


def _merged(kept: Mapping[str, Any]) -> MergedField:
    return MergedField(
        field=kept["field"],
        other=kept["other"],
        by=UUID(kept["by"]) if kept["by"] else None,
        at=datetime.fromisoformat(kept["at"]) if kept["at"] else None,
    )


def _advance(device: Device, chunk: Sequence[Sent], last: int) -> None:
    device.last_seq = last
    device.last_op_id = next((s.op_id for s in chunk if s.seq == last), device.last_op_id)
    Device.objects.filter(pk=device.pk).update(
        last_seq=device.last_seq, last_op_id=device.last_op_id
    )


def _kept(sent: Sent, result: OpResult) -> dict[str, Any]:
    kept = stored_form(result)
    if sent.op is not None:
        kept["subject"] = {"type": sent.op.type, "id": str(sent.op.id)}
    if result.code is RejectCode.SCHEMA_LOST:
        kept["content"] = json.dumps(sent.content, ensure_ascii=False)
    return kept


def _made_row(sent: Sent) -> UUID | None:
    """Give the row that an operation makes, so that others can be told they depend on it."""
    return sent.op.id if sent.op is not None and sent.op.kind is OpKind.CREATE else None
