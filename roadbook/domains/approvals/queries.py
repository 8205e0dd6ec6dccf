"""Reads of approvals."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import PersonId, TaskId, TeamId
from roadbook.domains.approvals import policies
from roadbook.domains.approvals.contracts import (
    ApproverKind,
    ChainId,
    ChainNotFound,
    ChainRecord,
    ChainState,
    DryRun,
    DryRunStep,
    InboxItem,
    RoutingRule,
    RuleId,
    RuleStepSpec,
    SubjectKind,
    TaskNotFound,
    TaskRecord,
    TaskState,
)
from roadbook.domains.approvals.models import (
    ApprovalChain,
    ApprovalRule,
    ApprovalRuleStep,
    ApprovalStep,
    ApprovalTask,
)
from roadbook.domains.approvals.ports import InboxKey, OwnDesks, SubjectFacts, Subjects
from roadbook.domains.approvals.rules import DEFAULT_STEPS, approvers_of, check_kind, rule_for
from roadbook.domains.identity import queries as identity

RULES_BOUND = 500
CHAINS_BOUND = 50


def asked_subject_ids(actor: Actor, kind: SubjectKind) -> QuerySet[ApprovalTask, UUID]:
    """Give the ids of the subjects the actor is or was asked about, as a subquery."""
    return policies.asked_subject_ids(actor, kind)


def approver_ids_of(kind: SubjectKind, subject_ids: Iterable[UUID]) -> dict[UUID, set[PersonId]]:
    """Give who is or was asked, by subject, for the scopes of the subject's rows."""
    approvers: dict[UUID, set[PersonId]] = {}
    asked = ApprovalTask.objects.filter(
        chain__subject_kind=kind, chain__subject_id__in=list(subject_ids), deleted_at=None
    ).exclude(state__in=[TaskState.TRANSFERRED, TaskState.SKIPPED, TaskState.EXPIRED])
    for subject_id, person_id in asked.values_list("chain__subject_id", "assignee_id"):
        approvers.setdefault(subject_id, set()).add(PersonId(person_id))
    return approvers


def waiting_count(*, actor: Actor, desks: OwnDesks) -> int:
    """Count the decisions that wait for the actor."""
    return _waiting(actor).count() + desks.waiting_count(actor=actor)


def inbox(
    *,
    actor: Actor,
    subjects: Subjects,
    desks: OwnDesks,
    after: InboxKey | None = None,
    limit: int = 50,
) -> Sequence[InboxItem]:
    """Give what waits for the actor's decision, in chains and on own desks, longest first."""
    found = [
        *_tasks_waiting(actor=actor, subjects=subjects, after=after, limit=limit),
        *desks.waiting(actor=actor, after=after, limit=limit),
    ]
    return sorted(found, key=lambda item: (item.waiting_since, item.key))[:limit]


def task(*, actor: Actor, task_id: TaskId, subjects: Subjects) -> InboxItem:
    """Give one waiting task of the actor. Raises TaskNotFound."""
    row = (
        _waiting(actor)
        .select_related("chain", "chain__requester", "on_behalf_of")
        .filter(id=task_id)
        .first()
    )
    facts = _facts([row], subjects) if row else {}
    if row is None or row.chain.subject_id not in facts:
        raise TaskNotFound
    return _inbox_item(row, facts[row.chain.subject_id])


def next_waiting_id(*, actor: Actor, but: TaskId) -> TaskId | None:
    """Give the next task that waits for the actor, if there is one."""
    found = _waiting(actor).exclude(id=but).order_by("waiting_since", "id").first()
    return TaskId(found.id) if found else None


def waiting_task_id(*, actor: Actor, kind: SubjectKind, subject_id: UUID) -> TaskId | None:
    """Give the actor's own waiting task on a subject, if there is one."""
    found = (
        _waiting(actor)
        .filter(chain__subject_kind=kind, chain__subject_id=subject_id)
        .values_list("id", flat=True)
        .first()
    )
    return TaskId(found) if found else None


def chains_of(*, actor: Actor, kind: SubjectKind, subject_id: UUID) -> Sequence[ChainRecord]:
    """Give all ways a subject went, newest first."""
    tasks = ApprovalTask.objects.filter(deleted_at=None).select_related("assignee", "on_behalf_of")
    rows = (
        policies.visible_chains(actor)
        .filter(subject_kind=kind, subject_id=subject_id)
        .prefetch_related(Prefetch("tasks", queryset=tasks.order_by("step", "waiting_since", "id")))
        .order_by("-opened_at", "-id")[:CHAINS_BOUND]
    )
    return [_chain_record(row) for row in rows]


def chain_of(*, actor: Actor, kind: SubjectKind, subject_id: UUID) -> ChainRecord:
    """Give the newest chain of a subject. Raises ChainNotFound."""
    chains = chains_of(actor=actor, kind=kind, subject_id=subject_id)
    if not chains:
        raise ChainNotFound
    return chains[0]


def routing_rules(*, actor: Actor, kind: SubjectKind | None = None) -> Sequence[RoutingRule]:
    """Give the rules, by kind, team-less first, then by threshold."""
    rules = policies.visible_rules(actor)
    if kind is not None:
        rules = rules.filter(subject_kind=kind)
    steps = ApprovalRuleStep.objects.filter(deleted_at=None).order_by("position")
    ordered = rules.prefetch_related(Prefetch("steps", queryset=steps)).order_by(
        "subject_kind", "team__path", "is_only_over_standard", "min_amount_minor", "id"
    )[:RULES_BOUND]
    return [_rule_record(row) for row in ordered]


def dry_run(
    *,
    actor: Actor,
    kind: SubjectKind,
    requester_id: PersonId,
    amount_minor: int,
    is_over_standard: bool,
) -> DryRun:
    """Say whom a request would go to, without sending it. Raises BadRule for a kind
    that rules do not route, NoApprover, PersonNotFound.
    """
    check_kind(kind)
    rule = rule_for(
        routing_rules(actor=actor, kind=kind),
        team_ids=identity.team_line(requester_id),
        amount_minor=amount_minor,
        is_over_standard=is_over_standard,
    )
    steps = rule.steps if rule else DEFAULT_STEPS
    asked = [resolve(step, requester_id=requester_id, barred={requester_id}) for step in steps]
    names = identity.person_names(person for people, _ in asked for person in people)
    return DryRun(
        rule_id=rule.id if rule else None,
        rule_name=rule.name if rule else "",
        steps=[
            DryRunStep(
                approver_ids=people,
                approver_names=[names[person] for person in people],
                is_replaced=is_replaced,
            )
            for people, is_replaced in asked
        ],
    )


def resolve(
    step: RuleStepSpec, *, requester_id: PersonId, barred: set[PersonId]
) -> tuple[tuple[PersonId, ...], bool]:
    """Give who is asked at a step as the company stands now. Raises NoApprover."""
    holders = identity.people_with_role(Role(step.role)) if step.role else ()
    return approvers_of(
        step,
        leaders=identity.leaders_of(requester_id),
        holders=holders,
        admins=identity.people_with_role(Role.ADMIN),
        barred=barred,
    )


def step_spec(row: ApprovalStep | ApprovalRuleStep) -> RuleStepSpec:
    """Turn a stored step into the value that the rules read."""
    return RuleStepSpec(
        approver=ApproverKind(row.approver),
        level=row.level,
        role=row.role,
        person_id=PersonId(row.person_id) if row.person_id else None,
    )


def _waiting(actor: Actor) -> QuerySet[ApprovalTask]:
    return policies.visible_tasks(actor).filter(
        assignee_id=actor.person_id, state=TaskState.PENDING, chain__state=ChainState.OPEN
    )


def _tasks_waiting(
    *, actor: Actor, subjects: Subjects, after: InboxKey | None, limit: int
) -> Sequence[InboxItem]:
    tasks = _waiting(actor).select_related("chain", "chain__requester", "on_behalf_of")
    if after is not None:
        since, last_id = after
        tasks = tasks.filter(Q(waiting_since__gt=since) | Q(waiting_since=since, id__gt=last_id))
    rows = list(tasks.order_by("waiting_since", "id")[:limit])
    facts = _facts(rows, subjects)
    return [
        _inbox_item(row, facts[row.chain.subject_id])
        for row in rows
        if row.chain.subject_id in facts
    ]


def _facts(rows: Sequence[ApprovalTask], subjects: Subjects) -> dict[UUID, SubjectFacts]:
    by_kind: dict[SubjectKind, list[UUID]] = {}
    for row in rows:
        by_kind.setdefault(SubjectKind(row.chain.subject_kind), []).append(row.chain.subject_id)
    facts: dict[UUID, SubjectFacts] = {}
    for kind, ids in by_kind.items():
        if kind in subjects:
            facts.update(subjects[kind].describe(subject_ids=ids))
    return facts


def _inbox_item(row: ApprovalTask, facts: SubjectFacts) -> InboxItem:
    chain = row.chain
    return InboxItem(
        task_id=TaskId(row.id),
        subject_kind=SubjectKind(chain.subject_kind),
        subject_id=chain.subject_id,
        title=facts.title,
        subtitle=facts.subtitle,
        requester_id=PersonId(chain.requester_id),
        requester_name=chain.requester.name,
        amount_minor=facts.amount_minor,
        currency=facts.currency,
        is_over_standard=facts.is_over_standard,
        step=row.step,
        step_count=chain.step_count,
        on_behalf_of_name=row.on_behalf_of.name if row.on_behalf_of else "",
        waiting_since=row.waiting_since,
        seen=facts.seen,
        line_count=0,
        marked_count=0,
    )


def _chain_record(row: ApprovalChain) -> ChainRecord:
    return ChainRecord(
        id=ChainId(row.id),
        subject_kind=SubjectKind(row.subject_kind),
        subject_id=row.subject_id,
        requester_id=PersonId(row.requester_id),
        state=ChainState(row.state),
        step=row.step,
        step_count=row.step_count,
        rule_name=row.rule_name,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        tasks=[_task_record(task_row) for task_row in row.tasks.all()],
    )


def _task_record(row: ApprovalTask) -> TaskRecord:
    return TaskRecord(
        id=TaskId(row.id),
        step=row.step,
        assignee_id=PersonId(row.assignee_id),
        assignee_name=row.assignee.name,
        on_behalf_of_id=PersonId(row.on_behalf_of_id) if row.on_behalf_of_id else None,
        on_behalf_of_name=row.on_behalf_of.name if row.on_behalf_of else "",
        state=TaskState(row.state),
        waiting_since=row.waiting_since,
        decided_at=row.decided_at,
        comment=row.comment,
    )


def _rule_record(row: ApprovalRule) -> RoutingRule:
    return RoutingRule(
        id=RuleId(row.id),
        subject_kind=SubjectKind(row.subject_kind),
        name=row.name,
        team_id=TeamId(row.team_id) if row.team_id else None,
        min_amount_minor=row.min_amount_minor,
        is_only_over_standard=row.is_only_over_standard,
        steps=[step_spec(step) for step in row.steps.all()],
        version=row.version,
    )
