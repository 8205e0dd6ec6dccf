"""Edges of approvals: the inbox, decisions, routing rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Query, Router, Status

from roadbook.core.ids import PersonId, TaskId, TeamId
from roadbook.domains.approvals import commands, queries
from roadbook.domains.approvals.contracts import (
    ChainRecord,
    DecisionOutcome,
    DryRun,
    InboxItem,
    RoutingRule,
    RuleId,
    RuleStepSpec,
    SubjectKind,
)
from roadbook.domains.approvals.ports import OwnDesks, Subjects
from roadbook.domains.approvals.schemas import (
    DecisionBody,
    DryRunBody,
    RuleBody,
    TransferBody,
)
from roadbook.foundation.http.fields import CursorText, PageLimit
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.wiring import port

router = Router(tags=["approvals"])
_INBOX = "approvals.inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingCount:
    """How many decisions wait for the asking person."""

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The task that the colleague got."""

    task_id: TaskId


@router.get("/inbox", response=Page[InboxItem], operation_id="approvalInbox", summary="Waiting")
def inbox(
    request: ActorRequest,
    cursor: Annotated[CursorText | None, Query()] = None,
    limit: PageLimit = 50,
) -> Page[InboxItem]:
    """Give what waits for one's own decision, longest waiting first."""
    key = read_cursor(_INBOX, cursor, parts=2)
    after = (datetime.fromisoformat(key[0]), UUID(key[1])) if key else None
    items = queries.inbox(
        actor=request.actor, subjects=_subjects(), desks=_desks(), after=after, limit=limit + 1
    )
    page, more = items[:limit], len(items) > limit
    last = page[-1] if more else None
    return Page(
        items=page,
        next_cursor=write_cursor(_INBOX, [last.waiting_since.isoformat(), str(last.key)])
        if last
        else None,
    )


@router.get(
    "/inbox/count", response=WaitingCount, operation_id="approvalCount", summary="How many wait"
)
def waiting_count(request: ActorRequest) -> WaitingCount:
    return WaitingCount(count=queries.waiting_count(actor=request.actor, desks=_desks()))


@router.get(
    "/tasks/{task_id}", response=InboxItem, operation_id="approvalTask", summary="One waiting task"
)
def task(request: ActorRequest, task_id: UUID) -> InboxItem:
    """Refused with approvals.task_not_found when it does not wait for the asking person."""
    return queries.task(actor=request.actor, task_id=TaskId(task_id), subjects=_subjects())


@router.post(
    "/tasks/{task_id}/decide",
    response=DecisionOutcome,
    operation_id="decideTask",
    summary="Approve, refuse or return",
)
def decide(request: ActorRequest, task_id: UUID, body: DecisionBody) -> DecisionOutcome:
    """Refused with approvals.task_not_found, own_subject, not_the_approver, already_decided,
    changed_since_seen, bad_decision.
    """
    return commands.decide(
        actor=request.actor,
        task_id=TaskId(task_id),
        decision=body.decision,
        comment=body.comment,
        back_to=body.back_to,
        seen=body.seen,
        subjects=_subjects(),
        now=now(),
    )


@router.post(
    "/tasks/{task_id}/transfer",
    response=HandedOver,
    operation_id="transferTask",
    summary="Hand over to a colleague",
)
def transfer(request: ActorRequest, task_id: UUID, body: TransferBody) -> HandedOver:
    """Refused with approvals.own_subject for a barred colleague, bad_decision for none."""
    handed = commands.transfer_task(
        actor=request.actor,
        task_id=TaskId(task_id),
        to_id=PersonId(body.to_id),
        comment=body.comment,
        subjects=_subjects(),
        now=now(),
    )
    return HandedOver(task_id=handed)


@router.get(
    "/chains/{subject_kind}/{subject_id}",
    response=list[ChainRecord],
    operation_id="approvalChains",
    summary="How a request went",
)
def chains(
    request: ActorRequest, subject_kind: SubjectKind, subject_id: UUID
) -> Sequence[ChainRecord]:
    return queries.chains_of(actor=request.actor, kind=subject_kind, subject_id=subject_id)


@router.get(
    "/rules", response=list[RoutingRule], operation_id="approvalRules", summary="Routing rules"
)
def rules(request: ActorRequest) -> Sequence[RoutingRule]:
    return queries.routing_rules(actor=request.actor)


@router.post(
    "/rules", response=RoutingRule, operation_id="addApprovalRule", summary="Add a routing rule"
)
def add_rule(request: ActorRequest, body: RuleBody) -> RoutingRule:
    """Refused with approvals.rules_are_admins, bad_rule."""
    return _put_rule(request, None, body)


@router.post(
    "/rules/dry-run", response=DryRun, operation_id="dryRunApproval", summary="Who would be asked"
)
def dry_run(request: ActorRequest, body: DryRunBody) -> DryRun:
    """Refused with approvals.no_approver, identity.person_not_found."""
    return queries.dry_run(
        actor=request.actor,
        kind=body.subject_kind,
        requester_id=PersonId(body.requester_id),
        amount_minor=body.amount_minor,
        is_over_standard=body.is_over_standard,
    )


@router.put(
    "/rules/{rule_id}",
    response=RoutingRule,
    operation_id="changeApprovalRule",
    summary="Change a routing rule",
)
def change_rule(request: ActorRequest, rule_id: UUID, body: RuleBody) -> RoutingRule:
    """Refused with approvals.rule_not_found, rules_are_admins, rule_changed, bad_rule."""
    return _put_rule(request, RuleId(rule_id), body)


@router.delete(
    "/rules/{rule_id}",
    response={204: None},
    operation_id="removeApprovalRule",
    summary="Remove a routing rule",
)
def remove_rule(request: ActorRequest, rule_id: UUID) -> Status[None]:
    commands.remove_rule(actor=request.actor, rule_id=RuleId(rule_id), now=now())
    return Status(204, None)


def _desks() -> OwnDesks:
    return port(OwnDesks)


def _subjects() -> Subjects:
    return port(Subjects)


def _put_rule(request: ActorRequest, rule_id: RuleId | None, body: RuleBody) -> RoutingRule:
    return commands.put_rule(
        actor=request.actor,
        rule_id=rule_id,
        version=body.version,
        subject_kind=body.subject_kind,
        name=body.name,
        team_id=TeamId(body.team_id) if body.team_id else None,
        min_amount_minor=body.min_amount_minor,
        is_only_over_standard=body.is_only_over_standard,
        steps=[
            RuleStepSpec(
                approver=step.approver,
                level=step.level,
                role=step.role,
                person_id=PersonId(step.person_id) if step.person_id else None,
            )
            for step in body.steps
        ],
        now=now(),
    )
