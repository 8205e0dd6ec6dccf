"""Records and refusals of approvals. Pure: no framework, no tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from roadbook.core.errors import Conflict, Forbidden, Invalid, NotFound
from roadbook.core.ids import PersonId, TaskId, TeamId

ChainId = NewType("ChainId", UUID)
RuleId = NewType("RuleId", UUID)


class SubjectKind(StrEnum):
    """What is decided on."""

    TRIP = "trip"
    EXPENSE_REPORT = "expense_report"


class ChainState(StrEnum):
    """Where a request stands."""

    OPEN = "open"
    APPROVED = "approved"
    REJECTED = "rejected"
    RETURNED = "returned"
    RECALLED = "recalled"


class ChainAction(StrEnum):
    """What happens to a chain."""

    ADVANCE = "advance"
    CONCLUDE = "conclude"
    STEP_BACK = "step_back"
    REJECT = "reject"
    RETURN = "return"
    RECALL = "recall"


class TaskState(StrEnum):
    """What became of one approver's turn."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    RETURNED = "returned"
    TRANSFERRED = "transferred"
    SKIPPED = "skipped"
    EXPIRED = "expired"


class TaskAction(StrEnum):
    """What happens to a task."""

    APPROVE = "approve"
    REJECT = "reject"
    RETURN = "return"
    TRANSFER = "transfer"
    SKIP = "skip"
    EXPIRE = "expire"


class Decision(StrEnum):
    """What an approver may say."""

    APPROVE = "approve"
    REJECT = "reject"
    RETURN = "return"


class ApproverKind(StrEnum):
    """How a step names its approver."""

    LEADER = "leader"
    ROLE = "role"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleStepSpec:
    """One step of a rule. `level` 1 is the nearest leader; `role` and `person_id` by `approver`."""

    approver: ApproverKind
    level: int = 1
    role: str = ""
    person_id: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingRule:
    """When a chain of steps is used: from an amount, in a team and below it, only over standard."""

    id: RuleId
    subject_kind: SubjectKind
    name: str
    team_id: TeamId | None
    min_amount_minor: int
    is_only_over_standard: bool
    steps: Sequence[RuleStepSpec]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRunStep:
    """Who would be asked at a step, and whether the one named had to be passed over."""

    approver_ids: Sequence[PersonId]
    approver_names: Sequence[str]
    is_replaced: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DryRun:
    """What routing would do, without doing it. `rule_id` None: the rule that always holds."""

    rule_id: RuleId | None
    rule_name: str
    steps: Sequence[DryRunStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """One approver's turn. `on_behalf_of_*` names whose turn it was before the hand-over."""

    id: TaskId
    step: int
    assignee_id: PersonId
    assignee_name: str
    on_behalf_of_id: PersonId | None
    on_behalf_of_name: str
    state: TaskState
    waiting_since: datetime
    decided_at: datetime | None
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainRecord:
    """A request's way through its approvers, oldest task first."""

    id: ChainId
    subject_kind: SubjectKind
    subject_id: UUID
    requester_id: PersonId
    state: ChainState
    step: int
    step_count: int
    rule_name: str
    opened_at: datetime
    closed_at: datetime | None
    tasks: Sequence[TaskRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxItem:
    """A waiting decision with what is needed to choose where to begin.

    `task_id` None: decided line by line on the subject's own page, which gives `seen` too.
    `line_count` lines wait there, `marked_count` of them marked by a rule; 0 where there are none.
    """

    task_id: TaskId | None
    subject_kind: SubjectKind
    subject_id: UUID
    title: str
    subtitle: str
    requester_id: PersonId
    requester_name: str
    amount_minor: int
    currency: str
    is_over_standard: bool
    step: int
    step_count: int
    on_behalf_of_name: str
    waiting_since: datetime
    seen: str
    line_count: int
    marked_count: int

    @property
    def key(self) -> UUID:
        """Give what orders items that wait since the same moment."""
        return self.task_id or self.subject_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOutcome:
    """What a decision led to; `next_task_id` is the next thing waiting for the same person."""

    task_id: TaskId
    task_state: TaskState
    chain_state: ChainState
    subject_kind: SubjectKind
    subject_id: UUID
    next_task_id: TaskId | None


class TaskNotFound(NotFound):
    """No such task, or not this person's."""

    code = "approvals.task_not_found"


class ChainNotFound(NotFound):
    """Nothing is or was to be decided there."""

    code = "approvals.chain_not_found"


class RuleNotFound(NotFound):
    """No such routing rule."""

    code = "approvals.rule_not_found"


class OwnSubject(Forbidden):
    """Nobody decides on what is their own, not even for somebody else."""

    code = "approvals.own_subject"


class NotTheApprover(Forbidden):
    """Somebody else's turn."""

    code = "approvals.not_the_approver"


class RulesAreAdmins(Forbidden):
    """Routing rules are changed by admins."""

    code = "approvals.rules_are_admins"


class AlreadyDecided(Conflict):
    """Somebody was faster, or the request was recalled; `state` says what became of it."""

    code = "approvals.already_decided"


class ChangedSinceSeen(Conflict):
    """The content is not what the approver was shown."""

    code = "approvals.changed_since_seen"


class AlreadyWaiting(Conflict):
    """The subject waits for a decision already."""

    code = "approvals.already_waiting"


class NoApprover(Conflict):
    """Nobody is left who may decide."""

    code = "approvals.no_approver"


class RuleChanged(Conflict):
    """The rule changed since it was read."""

    code = "approvals.rule_changed"


class BadDecision(Invalid):
    """A decision that cannot be meant: refusing without a word, going back to a later step."""

    code = "approvals.bad_decision"


class BadRule(Invalid):
    """A rule that cannot be meant."""

    code = "approvals.bad_rule"
