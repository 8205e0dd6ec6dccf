"""Typed builders of chains, and a subject that writes down what it hears.

company = make_company_of_three()           # rep 李娜, her leader 王强, his leader 赵敏, an admin
chain_id = open_for(company.rep)            # asks 王强
task = task_of(company.boss)
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import PersonId, TaskId
from roadbook.domains.approvals import commands
from roadbook.domains.approvals.contracts import (
    ApproverKind,
    ChainId,
    Decision,
    DecisionOutcome,
    RuleStepSpec,
    SubjectKind,
    TaskState,
)
from roadbook.domains.approvals.models import ApprovalTask
from roadbook.domains.approvals.ports import SubjectFacts, Subjects
from roadbook.domains.identity.tests.factories import make_actor, make_team

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
SEEN = "sha256:" + "a" * 64
LEADER = RuleStepSpec(approver=ApproverKind.LEADER)
LEADERS_LEADER = RuleStepSpec(approver=ApproverKind.LEADER, level=2)
FINANCE = RuleStepSpec(approver=ApproverKind.ROLE, role="finance")


@dataclass
class HearingSubject:
    """A subject kind whose content never changes unless `seen` is set to something else."""

    seen: str = SEEN
    heard: list[tuple[str, UUID, str]] = field(default_factory=list)

    def describe(self, *, subject_ids: Sequence[UUID]) -> Mapping[UUID, SubjectFacts]:
        facts = SubjectFacts(
            title="苏州无锡三日",
            subtitle="周二起 3 天",
            amount_minor=231_000,
            currency="CNY",
            is_over_standard=False,
            seen=self.seen,
        )
        return dict.fromkeys(subject_ids, facts)

    def forwarded(self, *, actor: Actor, subject_id: UUID, now: datetime) -> None:
        self.heard.append(("forwarded", subject_id, ""))

    def approved(self, *, actor: Actor, subject_id: UUID, now: datetime) -> None:
        self.heard.append(("approved", subject_id, ""))

    def rejected(self, *, actor: Actor, subject_id: UUID, comment: str, now: datetime) -> None:
        self.heard.append(("rejected", subject_id, comment))

    def returned(self, *, actor: Actor, subject_id: UUID, comment: str, now: datetime) -> None:
        self.heard.append(("returned", subject_id, comment))


@dataclass(frozen=True, kw_only=True)
class Company:
    rep: Actor
    mate: Actor
    boss: Actor
    head: Actor
    finance: Actor
    admin: Actor
    stranger: Actor
    auditor: Actor


def make_company_of_three() -> Company:
    """Make a rep and a team mate, their leader, the leader above, finance, admin and a stranger."""
    sales = make_team("销售")
    east = make_team("华东", parent=sales)
    return Company(
        rep=make_actor(name="李娜", team=east),
        mate=make_actor(name="周杰", team=east),
        boss=make_actor(name="王强", role=Role.MANAGER, team=east, leads=east),
        head=make_actor(name="赵敏", role=Role.MANAGER, team=sales, leads=sales),
        finance=make_actor(name="钱丽", role=Role.FINANCE),
        admin=make_actor(name="孙伟", role=Role.ADMIN),
        stranger=make_actor(name="吴刚", team=make_team("华北")),
        auditor=make_actor(name="郑审", role=Role.AUDITOR),
    )


def open_for(
    rep: Actor,
    *,
    subject_id: UUID | None = None,
    barred: Sequence[PersonId] = (),
    amount_minor: int = 231_000,
    is_over_standard: bool = False,
) -> ChainId:
    return commands.open_chain(
        actor=rep,
        subject_kind=SubjectKind.TRIP,
        subject_id=subject_id or uuid4(),
        requester_id=rep.person_id,
        barred_ids=barred,
        amount_minor=amount_minor,
        currency="CNY",
        is_over_standard=is_over_standard,
        seen=SEEN,
        now=NOW,
    )


def make_rule(
    admin: Actor,
    *steps: RuleStepSpec,
    min_amount_minor: int = 0,
    is_only_over_standard: bool = False,
) -> None:
    commands.put_rule(
        actor=admin,
        rule_id=None,
        version=0,
        subject_kind=SubjectKind.TRIP,
        name="出差审批",
        team_id=None,
        min_amount_minor=min_amount_minor,
        is_only_over_standard=is_only_over_standard,
        steps=steps,
        now=NOW,
    )


def task_of(actor: Actor) -> TaskId:
    """Give the only task that waits for the actor."""
    return TaskId(ApprovalTask.objects.get(assignee_id=actor.person_id, state=TaskState.PENDING).id)


def say(
    actor: Actor,
    task_id: TaskId,
    decision: Decision = Decision.APPROVE,
    *,
    subject: HearingSubject | None = None,
    seen: str = SEEN,
    back_to: int = 0,
) -> DecisionOutcome:
    return commands.decide(
        actor=actor,
        task_id=task_id,
        decision=decision,
        comment="" if decision is Decision.APPROVE else "请补充理由",
        back_to=back_to,
        seen=seen,
        subjects=Subjects({SubjectKind.TRIP: subject or HearingSubject()}),
        now=NOW,
    )
