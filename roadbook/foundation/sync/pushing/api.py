"""Routes of what devices send: the push, the answers to it, and what met another's edit."""

from typing import Annotated, Any
from uuid import UUID

from ninja import Router, Schema
from pydantic import ConfigDict, Field

from roadbook.foundation.changes.models import SyncHead
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.sync.ports import ScopesOfPerson
from roadbook.foundation.sync.pull import EpochChanged
from roadbook.foundation.sync.pushing import ledger
from roadbook.foundation.sync.pushing.answering import Desk
from roadbook.foundation.sync.pushing.batch import push
from roadbook.foundation.sync.pushing.conflicts import Overwritten, overwritten_values
from roadbook.foundation.sync.pushing.ops import MOST_BYTES
from roadbook.foundation.sync.pushing.ports import PeopleBehindOps
from roadbook.foundation.sync.pushing.results import (
    NoSuchDevice,
    OpResult,
    PushAnswer,
    TooLargePush,
)
from roadbook.foundation.wiring import port

router = Router(tags=["sync"])
_MOST_ASKED = 1_000


class PushBody(Schema):
    """Operations in rising order of their numbers, as they were saved on the device."""

    model_config = ConfigDict(extra="forbid")

    epoch: UUID
    written_under: Annotated[int, Field(alias="schema", ge=1, le=1_000_000)]
    ops: Annotated[list[dict[str, Any]], Field(max_length=1_000)]


class OpIdsBody(Schema):
    """Operations whose answers are wanted."""

    model_config = ConfigDict(extra="forbid")

    ids: Annotated[list[UUID], Field(max_length=_MOST_ASKED)]


class OpAnswers(Schema):
    """The stored answers; operations without one are left out."""

    results: list[OpResult]


@router.post("/push", response=PushAnswer, operation_id="push", summary="Send saved changes")
def push_ops(request: ActorRequest, body: PushBody) -> PushAnswer:
    """Apply operations in order and answer each; what was answered before is answered again.

    Refused: sync.epoch_changed, sync.op_reused, sync.device_forked, sync.seq_gap, sync.too_large.
    """
    if len(request.body) > MOST_BYTES:
        raise TooLargePush(most_bytes=MOST_BYTES)
    epoch = SyncHead.objects.filter(pk=1).values_list("epoch", flat=True).first()
    if epoch is not None and epoch != body.epoch:
        raise EpochChanged(epoch=str(epoch))
    desk = Desk(
        actor=request.actor,
        device_id=_device_id(request),
        now=now(),
        scopes=port(ScopesOfPerson),  # type: ignore[type-abstract]
        people=port(PeopleBehindOps),  # type: ignore[type-abstract]
    )
    return push(desk, body.ops)


@router.post(
    "/ops/status", response=OpAnswers, operation_id="opStatus", summary="Answers to sent changes"
)
def op_status(request: ActorRequest, body: OpIdsBody) -> OpAnswers:
    """Give the stored answers to one's own operations, whichever device sent them."""
    return OpAnswers(results=ledger.answers(actor=request.actor, op_ids=body.ids))


@router.get(
    "/conflicts",
    response=list[Overwritten],
    operation_id="listOverwritten",
    summary="Changed by others",
)
def list_overwritten(request: ActorRequest) -> list[Overwritten]:
    """List values overwritten unseen, one's own and those one overwrote, newest first."""
    return overwritten_values(actor=request.actor, people=port(PeopleBehindOps))  # type: ignore[type-abstract]


def _device_id(request: ActorRequest) -> UUID:
    """Read which device sends; that it is the actor's own and active is checked with its line."""
    try:
        return UUID(request.headers.get("X-Roadbook-Device", ""))
    except ValueError as error:
        raise NoSuchDevice from error
