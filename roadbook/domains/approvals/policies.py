"""The doors to the rows of approvals.

A task is read by who was asked, who asks, and those who lead either; it is decided by who is asked
now, and by nobody whom the chain bars. Routing rules are read by everybody, changed by admins.
"""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import TaskId
from roadbook.domains.approvals.contracts import (
    AlreadyDecided,
    ChainNotFound,
    ChainState,
    NotTheApprover,
    OwnSubject,
    RuleId,
    RuleNotFound,
    RulesAreAdmins,
    SubjectKind,
    TaskNotFound,
    TaskState,
)
from roadbook.domains.approvals.models import (
    ApprovalBar,
    ApprovalChain,
    ApprovalRule,
    ApprovalRuleStep,
    ApprovalTask,
)
from roadbook.domains.identity import queries as identity

_TAKES_PART = (TaskState.PENDING, TaskState.APPROVED, TaskState.REJECTED, TaskState.RETURNED)


def visible_tasks(actor: Actor) -> QuerySet[ApprovalTask]:
    tasks = ApprovalTask.objects.filter(deleted_at=None)
    if actor.sees_everything:
        return tasks
    led = identity.led_person_ids(actor)
    mine = Q(assignee_id=actor.person_id) | Q(chain__requester_id=actor.person_id)
    return tasks.filter(mine | Q(assignee_id__in=led) | Q(chain__requester_id__in=led))


def visible_chains(actor: Actor) -> QuerySet[ApprovalChain]:
    chains = ApprovalChain.objects.filter(deleted_at=None)
    if actor.sees_everything:
        return chains
    asked = ApprovalTask.objects.filter(
        chain_id=OuterRef("pk"), assignee_id=actor.person_id, deleted_at=None
    )
    return chains.filter(
        Q(requester_id=actor.person_id)
        | Q(requester_id__in=identity.led_person_ids(actor))
        | Exists(asked)
    )


def visible_rules(actor: Actor) -> QuerySet[ApprovalRule]:
    return ApprovalRule.objects.filter(deleted_at=None)


def visible_rule_steps(actor: Actor) -> QuerySet[ApprovalRuleStep]:
    return ApprovalRuleStep.objects.filter(deleted_at=None, rule__deleted_at=None)


def asked_subject_ids(actor: Actor, kind: SubjectKind) -> QuerySet[ApprovalTask, UUID]:
    """Give the subjects that the actor is or was asked about: a task is the right to read."""
    return ApprovalTask.objects.filter(
        assignee_id=actor.person_id,
        state__in=_TAKES_PART,
        deleted_at=None,
        chain__subject_kind=kind,
        chain__deleted_at=None,
    ).values_list("chain__subject_id", flat=True)


def access_task(*, actor: Actor, task_id: TaskId) -> ApprovalTask:
    """Lock a task and its chain for a decision of the actor.

    Raises TaskNotFound when it is invisible, OwnSubject for a barred person, NotTheApprover for
    anybody but who is asked, AlreadyDecided when the chain is over.
    """
    task = visible_tasks(actor).filter(id=task_id).first()
    if task is None:
        raise TaskNotFound
    chain = ApprovalChain.objects.select_for_update().get(id=task.chain_id)
    if ApprovalBar.objects.filter(chain_id=chain.id, person_id=actor.person_id).exists():
        raise OwnSubject
    if task.assignee_id != actor.person_id:
        raise NotTheApprover
    task = ApprovalTask.objects.select_for_update().get(id=task_id)
    if task.state != TaskState.PENDING or chain.state != ChainState.OPEN:
        raise AlreadyDecided(state=task.state if chain.state == ChainState.OPEN else chain.state)
    task.chain = chain
    return task


def lock_chain_of_task(task_id: UUID) -> None:
    """Lock the chain of a task, as every decision does first."""
    chains = ApprovalTask.objects.filter(id=task_id).values("chain_id")
    list(ApprovalChain.objects.select_for_update().filter(id__in=chains))


def access_open_chain(*, kind: SubjectKind, subject_id: UUID) -> ApprovalChain:
    """Lock the open chain of a subject for its slice, which has checked the actor's right."""
    chain = (
        ApprovalChain.objects.select_for_update()
        .filter(subject_kind=kind, subject_id=subject_id, state=ChainState.OPEN, deleted_at=None)
        .first()
    )
    if chain is None:
        raise ChainNotFound
    return chain


def access_rule(*, actor: Actor, rule_id: RuleId) -> ApprovalRule:
    rule = visible_rules(actor).select_for_update().filter(id=rule_id).first()
    if rule is None:
        raise RuleNotFound
    require_rule_admin(actor)
    return rule


def require_rule_admin(actor: Actor) -> None:
    """Raise unless the actor may change routing."""
    if not (actor.is_clockwork or actor.has(Role.ADMIN)):
        raise RulesAreAdmins
