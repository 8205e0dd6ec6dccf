"""Decisions that devices send, against the state and the content that the person saw."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from roadbook.core.ids import TaskId
from roadbook.domains.approvals import commands, policies
from roadbook.domains.approvals.contracts import (
    AlreadyDecided,
    ChangedSinceSeen,
    Decision,
    OwnSubject,
    TaskNotFound,
)
from roadbook.domains.approvals.models import ApprovalTask
from roadbook.domains.approvals.ports import Subjects
from roadbook.domains.approvals.schemas import Comment, Seen
from roadbook.foundation.sync.pushing.declarations import (
    CommandRule,
    OpContext,
    RunBody,
    WriteType,
)
from roadbook.foundation.sync.pushing.results import RejectCode
from roadbook.foundation.wiring import port


class SentDecisionBody(Schema):
    """A decision whose kind is the command's name; the rest is as in `DecisionBody`."""

    model_config = ConfigDict(extra="forbid")

    comment: Comment = ""
    back_to: Annotated[int, Field(ge=0, le=20)] = 0
    seen: Seen


def _decide(decision: Decision) -> RunBody:
    def run(context: OpContext, task_id: UUID, body: SentDecisionBody) -> None:
        commands.decide(
            actor=context.actor,
            task_id=TaskId(task_id),
            decision=decision,
            comment=body.comment,
            back_to=body.back_to,
            seen=body.seen,
            subjects=port(Subjects),
            now=context.now,
        )

    return run


def _rule(decision: Decision) -> CommandRule:
    return CommandRule(
        body=SentDecisionBody, run=_decide(decision), is_guarded=True, seen_in_body=True
    )


def _state(task: ApprovalTask) -> str:
    return task.state


OPS = (
    WriteType(
        name="approval_task",
        commands={decision.value: _rule(decision) for decision in Decision},
        state=_state,
        lock=policies.lock_chain_of_task,
        unknown=frozenset({TaskNotFound}),
        codes={
            AlreadyDecided: RejectCode.STATE_CHANGED,
            ChangedSinceSeen: RejectCode.CHANGED_SINCE_SEEN,
            OwnSubject: RejectCode.SELF_APPROVAL,
        },
    ),
)
