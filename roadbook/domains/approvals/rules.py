"""Decisions of approvals: the two life cycles, who is asked, which chain holds."""

from collections.abc import Collection, Iterable, Sequence

from roadbook.core.ids import PersonId, TeamId
from roadbook.domains.approvals.contracts import (
    AlreadyDecided,
    ApproverKind,
    BadDecision,
    BadRule,
    ChainAction,
    ChainState,
    Decision,
    NoApprover,
    RoutingRule,
    RuleStepSpec,
    SubjectKind,
    TaskAction,
    TaskState,
)

MAX_STEPS = 8
MAX_COMMENT = 1000
MAX_AMOUNT_MINOR = 10**13

_TASK = {
    (TaskState.PENDING, TaskAction.APPROVE): TaskState.APPROVED,
    (TaskState.PENDING, TaskAction.REJECT): TaskState.REJECTED,
    (TaskState.PENDING, TaskAction.RETURN): TaskState.RETURNED,
    (TaskState.PENDING, TaskAction.TRANSFER): TaskState.TRANSFERRED,
    (TaskState.PENDING, TaskAction.SKIP): TaskState.SKIPPED,
    (TaskState.PENDING, TaskAction.EXPIRE): TaskState.EXPIRED,
}
_CHAIN = {
    (ChainState.OPEN, ChainAction.ADVANCE): ChainState.OPEN,
    (ChainState.OPEN, ChainAction.STEP_BACK): ChainState.OPEN,
    (ChainState.OPEN, ChainAction.CONCLUDE): ChainState.APPROVED,
    (ChainState.OPEN, ChainAction.REJECT): ChainState.REJECTED,
    (ChainState.OPEN, ChainAction.RETURN): ChainState.RETURNED,
    (ChainState.OPEN, ChainAction.RECALL): ChainState.RECALLED,
}
DEFAULT_STEPS = (RuleStepSpec(approver=ApproverKind.LEADER, level=1),)


def next_task_state(state: TaskState, action: TaskAction) -> TaskState:
    """Give the state after an action. Raises AlreadyDecided."""
    following = _TASK.get((state, action))
    if following is None:
        raise AlreadyDecided(state=state.value)
    return following


def next_chain_state(state: ChainState, action: ChainAction) -> ChainState:
    """Give the state after an action. Raises AlreadyDecided."""
    following = _CHAIN.get((state, action))
    if following is None:
        raise AlreadyDecided(state=state.value)
    return following


def effect_of(decision: Decision, *, step: int, step_count: int, back_to: int) -> ChainAction:
    """Say what a decision at `step` (from 1) does to the chain.

    `back_to` 0 is the requester, k an earlier step; it is only heard with a return. Raises
    BadDecision for a way back that does not lead back.
    """
    if decision is Decision.REJECT:
        return ChainAction.REJECT
    if decision is Decision.APPROVE:
        return ChainAction.CONCLUDE if step >= step_count else ChainAction.ADVANCE
    if not 0 <= back_to < step:
        raise BadDecision({"back_to": "not_an_earlier_step"})
    return ChainAction.RETURN if back_to == 0 else ChainAction.STEP_BACK


def check_comment(decision: Decision, comment: str) -> None:
    """Raise unless a no comes with a reason, and the reason is of a readable length."""
    if len(comment) > MAX_COMMENT:
        raise BadDecision({"comment": "too_long"})
    if decision is not Decision.APPROVE and not comment.strip():
        raise BadDecision({"comment": "required"})


def rule_for(
    rules: Iterable[RoutingRule],
    *,
    team_ids: Sequence[TeamId],
    amount_minor: int,
    is_over_standard: bool,
) -> RoutingRule | None:
    """Choose the rule: the nearest team first, then over standard, then the highest threshold.

    `team_ids` are the requester's team and those above it, nearest first. Total: equal rules are
    ordered by their id.
    """
    depth: dict[TeamId | None, int] = {team: i for i, team in enumerate(team_ids)}
    depth[None] = len(team_ids)
    fitting = [
        rule
        for rule in rules
        if rule.team_id in depth
        and amount_minor >= rule.min_amount_minor
        and (is_over_standard or not rule.is_only_over_standard)
    ]
    return min(
        fitting,
        key=lambda r: (
            depth[r.team_id],
            not r.is_only_over_standard,
            -r.min_amount_minor,
            r.id.hex,
        ),
        default=None,
    )


def approvers_of(
    step: RuleStepSpec,
    *,
    leaders: Sequence[PersonId],
    holders: Sequence[PersonId],
    admins: Sequence[PersonId],
    barred: Collection[PersonId],
) -> tuple[tuple[PersonId, ...], bool]:
    """Give who is asked at a step (any one of them decides) and whether a conflict was avoided.

    `leaders` come nearest first; `holders` hold the step's role. A barred person is passed over:
    the next leader up takes over, then an admin. Raises NoApprover when nobody is left.
    """
    wanted = _wanted(step, leaders=leaders, holders=holders)
    asked = tuple(person for person in wanted if person not in barred)
    if asked:
        return asked, False
    start = step.level - 1 if step.approver is ApproverKind.LEADER else 0
    for person in (*leaders[start:], *leaders, *admins):
        if person not in barred:
            return (person,), True
    raise NoApprover


def _wanted(
    step: RuleStepSpec, *, leaders: Sequence[PersonId], holders: Sequence[PersonId]
) -> Sequence[PersonId]:
    match step.approver:
        case ApproverKind.LEADER:
            return leaders[step.level - 1 : step.level] or leaders[-1:]
        case ApproverKind.ROLE:
            return holders
        case ApproverKind.PERSON:
            return () if step.person_id is None else (step.person_id,)


def check_kind(kind: SubjectKind) -> None:
    """Raise BadRule for a kind that no rule routes: reports go to leader and finance, by line."""
    if kind is not SubjectKind.TRIP:
        raise BadRule({"subject_kind": "not_routed"})


def check_rule(*, name: str, min_amount_minor: int, steps: Sequence[RuleStepSpec]) -> None:
    """Raise BadRule for a rule that cannot be meant."""
    fields: dict[str, str] = {}
    if not name.strip() or len(name) > 120:  # noqa: PLR2004  # the column's length
        fields["name"] = "length"
    if not 0 <= min_amount_minor <= MAX_AMOUNT_MINOR:
        fields["min_amount_minor"] = "out_of_range"
    if not 1 <= len(steps) <= MAX_STEPS:
        fields["steps"] = "count"
    for i, step in enumerate(steps):
        fields |= {f"steps.{i}.{field}": reason for field, reason in _step_faults(step).items()}
    if fields:
        raise BadRule(fields)


def _step_faults(step: RuleStepSpec) -> dict[str, str]:
    if step.approver is ApproverKind.LEADER and not 1 <= step.level <= MAX_STEPS:
        return {"level": "out_of_range"}
    if step.approver is ApproverKind.ROLE and step.role not in {"finance", "admin", "manager"}:
        return {"role": "unknown"}
    if step.approver is ApproverKind.PERSON and step.person_id is None:
        return {"person_id": "required"}
    return {}


def diagram() -> str:
    """Give both life cycles as one Mermaid block each; docs/approvals.md is compared with it."""
    task = [f"    {a.value} --> {b.value}: {action.value}" for (a, action), b in _TASK.items()]
    chain = [f"    {a.value} --> {b.value}: {action.value}" for (a, action), b in _CHAIN.items()]
    return "\n".join(["stateDiagram-v2", *task, "", "stateDiagram-v2", *chain])
