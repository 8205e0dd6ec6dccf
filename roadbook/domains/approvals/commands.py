"""Writes of approvals: open a chain, decide, hand over, recall, change the rules."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId, TaskId, TeamId
from roadbook.domains.approvals import policies, queries
from roadbook.domains.approvals.contracts import (
    AlreadyDecided,
    AlreadyWaiting,
    BadDecision,
    BadRule,
    ChainAction,
    ChainId,
    ChainState,
    ChangedSinceSeen,
    Decision,
    DecisionOutcome,
    OwnSubject,
    RoutingRule,
    RuleChanged,
    RuleId,
    RuleStepSpec,
    SubjectKind,
    TaskAction,
    TaskState,
)
from roadbook.domains.approvals.models import (
    ApprovalBar,
    ApprovalChain,
    ApprovalRule,
    ApprovalRuleStep,
    ApprovalStep,
    ApprovalTask,
)
from roadbook.domains.approvals.ports import ApprovalSubject, Subjects
from roadbook.domains.approvals.rules import (
    DEFAULT_STEPS,
    check_comment,
    check_kind,
    check_rule,
    effect_of,
    next_chain_state,
    next_task_state,
    rule_for,
)
from roadbook.domains.identity import queries as identity
from roadbook.foundation.changes import door as changes

_ACTION = {
    Decision.APPROVE: TaskAction.APPROVE,
    Decision.REJECT: TaskAction.REJECT,
    Decision.RETURN: TaskAction.RETURN,
}


@changes.unit_of_work
def open_chain(  # noqa: PLR0913  # what is decided, by whom asked, and what routing depends on
    *,
    actor: Actor,
    subject_kind: SubjectKind,
    subject_id: UUID,
    requester_id: PersonId,
    barred_ids: Collection[PersonId] = (),
    amount_minor: int,
    currency: str,
    is_over_standard: bool = False,
    seen: str,
    now: datetime,
) -> ChainId:
    """Ask for a decision: choose the rule, copy its steps, ask the first.

    The caller has checked that the actor may ask. `barred_ids` (beside requester and actor) never
    decide here. Raises AlreadyWaiting, NoApprover.
    """
    open_chains = ApprovalChain.objects.filter(
        subject_kind=subject_kind, subject_id=subject_id, state=ChainState.OPEN, deleted_at=None
    )
    if open_chains.exists():
        raise AlreadyWaiting
    rule = rule_for(
        queries.routing_rules(actor=actor, kind=subject_kind),
        team_ids=identity.team_line(requester_id),
        amount_minor=amount_minor,
        is_over_standard=is_over_standard,
    )
    steps = rule.steps if rule else DEFAULT_STEPS
    chain = ApprovalChain.objects.create(
        subject_kind=subject_kind,
        subject_id=subject_id,
        requester_id=requester_id,
        step_count=len(steps),
        rule_name=rule.name if rule else "",
        amount_minor=amount_minor,
        currency=currency,
        seen=seen,
        opened_at=now,
    )
    barred = {requester_id, *barred_ids} | (set() if actor.is_clockwork else {actor.person_id})
    ApprovalBar.objects.bulk_create(
        ApprovalBar(chain=chain, person_id=person) for person in sorted(barred)
    )
    ApprovalStep.objects.bulk_create(
        ApprovalStep(
            chain=chain,
            position=i,
            approver=step.approver,
            level=step.level,
            role=step.role,
            person_id=step.person_id,
        )
        for i, step in enumerate(steps, start=1)
    )
    changes.record(actor=actor, kind="approval.opened", row=chain, happened_at=now)
    _ask(actor=actor, chain=chain, now=now)
    return ChainId(chain.id)


@changes.unit_of_work
def decide(  # a decision is all of these
    *,
    actor: Actor,
    task_id: TaskId,
    decision: Decision,
    comment: str,
    back_to: int = 0,
    seen: str,
    subjects: Subjects,
    now: datetime,
) -> DecisionOutcome:
    """Approve, refuse or return, if the content is still what the approver was shown.

    Of two deciding at once one wins; the other gets AlreadyDecided. Raises TaskNotFound,
    OwnSubject, NotTheApprover, ChangedSinceSeen, BadDecision.
    """
    check_comment(decision, comment)
    task = policies.access_task(actor=actor, task_id=task_id)
    chain = task.chain
    effect = effect_of(decision, step=task.step, step_count=chain.step_count, back_to=back_to)
    subject = subjects[SubjectKind(chain.subject_kind)]
    facts = subject.describe(subject_ids=[chain.subject_id]).get(chain.subject_id)
    if facts is None or facts.seen != seen or chain.seen != seen:
        raise ChangedSinceSeen
    _settle(actor=actor, task=task, action=_ACTION[decision], comment=comment.strip(), now=now)
    _close_others(actor=actor, chain=chain, now=now)
    _move(actor=actor, chain=chain, effect=effect, back_to=back_to, now=now)
    if ChainState(chain.state) is ChainState.OPEN:
        _ask(actor=actor, chain=chain, now=now)
    _tell(subject, actor=actor, chain=chain, comment=comment.strip(), now=now)
    return DecisionOutcome(
        task_id=task_id,
        task_state=TaskState(task.state),
        chain_state=ChainState(chain.state),
        subject_kind=SubjectKind(chain.subject_kind),
        subject_id=chain.subject_id,
        next_task_id=queries.next_waiting_id(actor=actor, but=task_id),
    )


@changes.unit_of_work
def transfer_task(
    *,
    actor: Actor,
    task_id: TaskId,
    to_id: PersonId,
    comment: str,
    subjects: Subjects,
    now: datetime,
) -> TaskId:
    """Hand one's turn to a colleague, who then reads and decides instead.

    Raises OwnSubject when the colleague is barred, BadDecision when there is no such colleague.
    """
    check_comment(Decision.APPROVE, comment)
    task = policies.access_task(actor=actor, task_id=task_id)
    chain = task.chain
    if to_id == actor.person_id or not identity.person_is_active(to_id):
        raise BadDecision({"to_id": "not_a_colleague"})
    if ApprovalBar.objects.filter(chain_id=chain.id, person_id=to_id).exists():
        raise OwnSubject
    pending = ApprovalTask.objects.filter(
        chain_id=chain.id, step=task.step, assignee_id=to_id, state=TaskState.PENDING
    )
    if pending.exists():
        raise BadDecision({"to_id": "asked_already"})
    _settle(actor=actor, task=task, action=TaskAction.TRANSFER, comment=comment.strip(), now=now)
    handed = ApprovalTask.objects.create(
        chain=chain,
        step=task.step,
        assignee_id=to_id,
        on_behalf_of_id=task.on_behalf_of_id or actor.person_id,
        waiting_since=now,
    )
    changes.record(actor=actor, kind="approval.asked", row=handed, happened_at=now)
    subjects[SubjectKind(chain.subject_kind)].forwarded(
        actor=actor, subject_id=chain.subject_id, now=now
    )
    return TaskId(handed.id)


@changes.unit_of_work
def recall_chain(
    *, actor: Actor, subject_kind: SubjectKind, subject_id: UUID, now: datetime
) -> ChainId:
    """Take a request back before it is decided; its slice has checked who asks.

    Raises ChainNotFound when nothing waits.
    """
    chain = policies.access_open_chain(kind=subject_kind, subject_id=subject_id)
    _close_others(actor=actor, chain=chain, now=now)
    _move(actor=actor, chain=chain, effect=ChainAction.RECALL, back_to=0, now=now)
    return ChainId(chain.id)


@changes.unit_of_work
def put_rule(  # noqa: PLR0913  # a rule is all of these
    *,
    actor: Actor,
    rule_id: RuleId | None,
    version: int,
    subject_kind: SubjectKind,
    name: str,
    team_id: TeamId | None,
    min_amount_minor: int,
    is_only_over_standard: bool,
    steps: Sequence[RuleStepSpec],
    now: datetime,
) -> RoutingRule:
    """Make or replace a routing rule; open chains keep the steps they began with."""
    policies.require_rule_admin(actor)
    check_kind(subject_kind)
    check_rule(name=name, min_amount_minor=min_amount_minor, steps=steps)
    _check_names(team_id=team_id, steps=steps)
    if rule_id is None:
        rule = ApprovalRule()
    else:
        rule = policies.access_rule(actor=actor, rule_id=rule_id)
        if rule.version != version:
            raise RuleChanged(version=rule.version)
    rule.subject_kind, rule.name, rule.team_id = subject_kind, name.strip(), team_id
    rule.min_amount_minor = min_amount_minor
    rule.is_only_over_standard = is_only_over_standard
    rule.save()
    changes.record(actor=actor, kind="approval_rule.changed", row=rule, happened_at=now)
    _replace_steps(actor=actor, rule=rule, steps=steps, now=now)
    return next(
        r for r in queries.routing_rules(actor=actor, kind=subject_kind) if r.id == RuleId(rule.id)
    )


@changes.unit_of_work
def remove_rule(*, actor: Actor, rule_id: RuleId, now: datetime) -> RuleId:
    """Stop using a routing rule; open chains go on."""
    rule = policies.access_rule(actor=actor, rule_id=rule_id)
    _replace_steps(actor=actor, rule=rule, steps=(), now=now)
    rule.deleted_at = now
    rule.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="approval_rule.removed", row=rule, happened_at=now)
    return rule_id


def _check_names(*, team_id: TeamId | None, steps: Sequence[RuleStepSpec]) -> None:
    fields: dict[str, str] = {}
    if team_id is not None and not identity.team_is_known(team_id):
        fields["team_id"] = "unknown"
    for i, step in enumerate(steps):
        if step.person_id is not None and not identity.person_is_active(step.person_id):
            fields[f"steps.{i}.person_id"] = "unknown"
    if fields:
        raise BadRule(fields)


def _replace_steps(
    *, actor: Actor, rule: ApprovalRule, steps: Sequence[RuleStepSpec], now: datetime
) -> None:
    for old in ApprovalRuleStep.objects.filter(rule=rule, deleted_at=None):
        old.deleted_at = now
        old.save(update_fields=["deleted_at"])
        changes.record(actor=actor, kind="approval_rule.changed", row=old, happened_at=now)
    for i, step in enumerate(steps, start=1):
        row = ApprovalRuleStep.objects.create(
            rule=rule,
            position=i,
            approver=step.approver,
            level=step.level,
            role=step.role,
            person_id=step.person_id,
        )
        changes.record(actor=actor, kind="approval_rule.changed", row=row, happened_at=now)


def _ask(*, actor: Actor, chain: ApprovalChain, now: datetime) -> None:
    """Ask the approvers of the present step, as the company stands now."""
    step = ApprovalStep.objects.get(chain_id=chain.id, position=chain.step)
    barred = {
        PersonId(person)
        for person in ApprovalBar.objects.filter(chain_id=chain.id).values_list(
            "person_id", flat=True
        )
    }
    people, is_replacement = queries.resolve(
        queries.step_spec(step), requester_id=PersonId(chain.requester_id), barred=barred
    )
    for person in people:
        task = ApprovalTask.objects.create(
            chain=chain,
            step=chain.step,
            assignee_id=person,
            is_replacement=is_replacement,
            waiting_since=now,
        )
        changes.record(actor=actor, kind="approval.asked", row=task, happened_at=now)


def _settle(
    *, actor: Actor, task: ApprovalTask, action: TaskAction, comment: str, now: datetime
) -> None:
    """Write a task's end, if nobody was faster."""
    state = next_task_state(TaskState(task.state), action)
    won = ApprovalTask.objects.filter(id=task.id, state=task.state).update(
        state=state, decided_at=now, comment=comment
    )
    if not won:
        raise AlreadyDecided(state=task.state)
    task.state, task.decided_at, task.comment = state, now, comment
    changes.record(actor=actor, kind=f"approval.{state.value}", row=task, happened_at=now)


def _close_others(*, actor: Actor, chain: ApprovalChain, now: datetime) -> None:
    """End the turns of those whose decision is no longer needed."""
    others = ApprovalTask.objects.filter(
        chain_id=chain.id, state=TaskState.PENDING, deleted_at=None
    ).order_by("id")
    for other in others:
        _settle(actor=actor, task=other, action=TaskAction.EXPIRE, comment="", now=now)


def _move(
    *, actor: Actor, chain: ApprovalChain, effect: ChainAction, back_to: int, now: datetime
) -> None:
    """Write the chain's next step or its end, if nobody was faster."""
    state = next_chain_state(ChainState(chain.state), effect)
    step = chain.step
    if effect is ChainAction.ADVANCE:
        step += 1
    elif effect is ChainAction.STEP_BACK:
        step = back_to
    closed_at = None if state is ChainState.OPEN else now
    won = ApprovalChain.objects.filter(id=chain.id, state=chain.state, step=chain.step).update(
        state=state, step=step, closed_at=closed_at
    )
    if not won:
        raise AlreadyDecided(state=chain.state)
    chain.state, chain.step, chain.closed_at = state, step, closed_at
    changes.record(actor=actor, kind=f"approval.{effect.value}", row=chain, happened_at=now)


def _tell(
    subject: ApprovalSubject, *, actor: Actor, chain: ApprovalChain, comment: str, now: datetime
) -> None:
    match ChainState(chain.state):
        case ChainState.OPEN:
            subject.forwarded(actor=actor, subject_id=chain.subject_id, now=now)
        case ChainState.APPROVED:
            subject.approved(actor=actor, subject_id=chain.subject_id, now=now)
        case ChainState.REJECTED:
            subject.rejected(actor=actor, subject_id=chain.subject_id, comment=comment, now=now)
        case ChainState.RETURNED:
            subject.returned(actor=actor, subject_id=chain.subject_id, comment=comment, now=now)
        case ChainState.RECALLED:
            pass
