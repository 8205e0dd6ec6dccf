from uuid import uuid4

import pytest

from roadbook.core.actor import Role
from roadbook.core.errors import Refusal
from roadbook.domains.approvals import commands, queries
from roadbook.domains.approvals.contracts import (
    AlreadyDecided,
    AlreadyWaiting,
    BadDecision,
    ChainState,
    ChangedSinceSeen,
    Decision,
    NoApprover,
    NotTheApprover,
    OwnSubject,
    SubjectKind,
    TaskNotFound,
    TaskState,
)
from roadbook.domains.approvals.models import ApprovalChain, ApprovalTask
from roadbook.domains.approvals.ports import OwnDesks, Subjects
from roadbook.domains.approvals.tests.factories import (
    FINANCE,
    LEADER,
    LEADERS_LEADER,
    NOW,
    SEEN,
    Company,
    HearingSubject,
    make_company_of_three,
    make_rule,
    open_for,
    say,
    task_of,
)
from roadbook.domains.identity.tests.factories import make_actor
from roadbook.foundation.changes.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> Company:
    return make_company_of_three()


def test_asks_the_nearest_leader_without_any_rule(company: Company) -> None:
    open_for(company.rep)

    task = ApprovalTask.objects.get()
    assert task.assignee_id == company.boss.person_id
    assert AuditEntry.objects.filter(kind="approval.asked").count() == 1


def test_goes_through_the_steps_one_after_the_other(company: Company) -> None:
    make_rule(company.admin, LEADER, LEADERS_LEADER)
    subject, subject_id = HearingSubject(), uuid4()
    open_for(company.rep, subject_id=subject_id)

    first = say(company.boss, task_of(company.boss), subject=subject)
    second = say(company.head, task_of(company.head), subject=subject)

    assert (first.chain_state, second.chain_state) == (ChainState.OPEN, ChainState.APPROVED)
    assert subject.heard == [("forwarded", subject_id, ""), ("approved", subject_id, "")]


def test_does_not_ask_the_second_before_the_first_has_decided(company: Company) -> None:
    make_rule(company.admin, LEADER, LEADERS_LEADER)

    open_for(company.rep)

    assert queries.waiting_count(actor=company.head, desks=OwnDesks()) == 0


def test_a_dear_trip_takes_the_longer_way(company: Company) -> None:
    make_rule(company.admin, LEADER)
    make_rule(company.admin, LEADER, FINANCE, min_amount_minor=500_000)

    cheap, dear = open_for(company.rep), open_for(company.rep, amount_minor=500_000)

    counts = dict(ApprovalChain.objects.values_list("id", "step_count"))
    assert (counts[cheap], counts[dear]) == (1, 2)


@pytest.mark.parametrize(
    ("decision", "state", "heard"),
    [
        (Decision.REJECT, ChainState.REJECTED, "rejected"),
        (Decision.RETURN, ChainState.RETURNED, "returned"),
    ],
)
def test_a_no_ends_the_chain_and_tells_why(
    company: Company, decision: Decision, state: ChainState, heard: str
) -> None:
    make_rule(company.admin, LEADER, LEADERS_LEADER)
    subject = HearingSubject()
    open_for(company.rep)

    outcome = say(company.boss, task_of(company.boss), decision, subject=subject)

    assert outcome.chain_state is state
    assert [(what, why) for what, _, why in subject.heard] == [(heard, "请补充理由")]
    assert queries.waiting_count(actor=company.head, desks=OwnDesks()) == 0


def test_a_return_to_an_earlier_step_asks_there_again(company: Company) -> None:
    make_rule(company.admin, LEADER, LEADERS_LEADER)
    open_for(company.rep)
    say(company.boss, task_of(company.boss))

    say(company.head, task_of(company.head), Decision.RETURN, back_to=1)

    assert queries.waiting_count(actor=company.boss, desks=OwnDesks()) == 1
    assert ApprovalChain.objects.get().state == ChainState.OPEN


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("rep", OwnSubject),
        ("mate", TaskNotFound),
        ("stranger", TaskNotFound),
        ("finance", TaskNotFound),
        ("head", NotTheApprover),
        ("admin", NotTheApprover),
        ("auditor", NotTheApprover),
    ],
)
@pytest.mark.parametrize("decision", list(Decision))
def test_only_who_is_asked_decides(
    company: Company, who: str, refusal: type[Refusal], decision: Decision
) -> None:
    open_for(company.rep)
    subject = HearingSubject()

    with pytest.raises(refusal):
        say(getattr(company, who), task_of(company.boss), decision, subject=subject)

    assert ApprovalTask.objects.get().state == TaskState.PENDING
    assert subject.heard == []


def test_a_leader_who_asks_is_decided_on_by_the_next_one_up(company: Company) -> None:
    open_for(company.boss)

    assert ApprovalTask.objects.get().assignee_id == company.head.person_id


def test_a_leader_who_travels_along_is_passed_over(company: Company) -> None:
    open_for(company.rep, barred=[company.boss.person_id])

    task = ApprovalTask.objects.get()
    assert (task.assignee_id, task.is_replacement) == (company.head.person_id, True)


def test_the_topmost_is_decided_on_by_an_admin(company: Company) -> None:
    open_for(company.head)

    assert ApprovalTask.objects.get().assignee_id == company.admin.person_id


def test_the_only_admin_without_leader_cannot_ask(company: Company) -> None:
    with pytest.raises(NoApprover):
        open_for(company.admin)

    assert not ApprovalChain.objects.exists()


def test_finance_does_not_decide_on_its_own_claim(company: Company) -> None:
    make_rule(company.admin, FINANCE)
    other = make_actor(name="冯会", role=Role.FINANCE)

    open_for(company.finance)

    assert ApprovalTask.objects.get().assignee_id == other.person_id


def test_a_turn_cannot_be_handed_to_the_requester(company: Company) -> None:
    open_for(company.rep)

    with pytest.raises(OwnSubject):
        commands.transfer_task(
            actor=company.boss,
            task_id=task_of(company.boss),
            to_id=company.rep.person_id,
            comment="",
            subjects=Subjects({SubjectKind.TRIP: HearingSubject()}),
            now=NOW,
        )

    assert ApprovalTask.objects.get().assignee_id == company.boss.person_id


def test_a_turn_handed_over_is_decided_for_its_owner(company: Company) -> None:
    open_for(company.rep)
    task_id = task_of(company.boss)

    commands.transfer_task(
        actor=company.boss,
        task_id=task_id,
        to_id=company.stranger.person_id,
        comment="出差中",
        subjects=Subjects({SubjectKind.TRIP: HearingSubject()}),
        now=NOW,
    )

    handed = ApprovalTask.objects.get(state=TaskState.PENDING)
    assert handed.on_behalf_of_id == company.boss.person_id
    with pytest.raises(AlreadyDecided):
        say(company.boss, task_id)
    assert say(company.stranger, task_of(company.stranger)).chain_state is ChainState.APPROVED


def test_approves_nothing_else_than_was_seen(company: Company) -> None:
    open_for(company.rep)
    changed = HearingSubject(seen="sha256:" + "b" * 64)

    for seen in (SEEN, changed.seen):
        with pytest.raises(ChangedSinceSeen):
            say(company.boss, task_of(company.boss), subject=changed, seen=seen)

    assert ApprovalTask.objects.get().state == TaskState.PENDING


def test_one_decision_at_a_step_ends_the_others_turns(company: Company) -> None:
    other = make_actor(name="冯会", role=Role.FINANCE)
    make_rule(company.admin, FINANCE)
    open_for(company.rep)
    late = task_of(other)

    say(company.finance, task_of(company.finance))

    with pytest.raises(AlreadyDecided):
        say(other, late)
    assert ApprovalTask.objects.get(id=late).state == TaskState.EXPIRED


def test_a_request_waits_once(company: Company) -> None:
    subject_id = uuid4()
    open_for(company.rep, subject_id=subject_id)

    with pytest.raises(AlreadyWaiting):
        open_for(company.rep, subject_id=subject_id)

    assert ApprovalChain.objects.count() == 1


def test_a_recalled_request_waits_for_nobody(company: Company) -> None:
    subject_id = uuid4()
    open_for(company.rep, subject_id=subject_id)
    task_id = task_of(company.boss)

    commands.recall_chain(
        actor=company.rep, subject_kind=SubjectKind.TRIP, subject_id=subject_id, now=NOW
    )

    with pytest.raises(AlreadyDecided):
        say(company.boss, task_id)
    assert queries.waiting_count(actor=company.boss, desks=OwnDesks()) == 0


def test_a_no_without_a_reason_changes_nothing(company: Company) -> None:
    open_for(company.rep)

    with pytest.raises(BadDecision):
        commands.decide(
            actor=company.boss,
            task_id=task_of(company.boss),
            decision=Decision.REJECT,
            comment=" ",
            seen=SEEN,
            subjects=Subjects({SubjectKind.TRIP: HearingSubject()}),
            now=NOW,
        )

    assert ApprovalTask.objects.get().state == TaskState.PENDING


def test_the_next_one_opens_after_deciding(company: Company) -> None:
    open_for(company.rep)
    open_for(company.mate)
    subjects = Subjects({SubjectKind.TRIP: HearingSubject()})
    first, second = queries.inbox(actor=company.boss, subjects=subjects, desks=OwnDesks())
    assert first.task_id is not None

    outcome = say(company.boss, first.task_id)

    assert outcome.next_task_id == second.task_id


def test_a_task_gives_the_right_to_read_its_subject_and_no_other(company: Company) -> None:
    asked, other = uuid4(), uuid4()
    make_rule(company.admin, FINANCE)
    open_for(company.rep, subject_id=asked)
    open_for(company.finance, subject_id=other)

    readable = set(queries.asked_subject_ids(company.finance, SubjectKind.TRIP))

    assert readable == {asked}


def test_a_dry_run_names_who_would_be_asked_and_asks_nobody(company: Company) -> None:
    make_rule(company.admin, LEADER, FINANCE)

    answer = queries.dry_run(
        actor=company.admin,
        kind=SubjectKind.TRIP,
        requester_id=company.rep.person_id,
        amount_minor=1,
        is_over_standard=False,
    )

    assert [list(step.approver_names) for step in answer.steps] == [["王强"], ["钱丽"]]
    assert not ApprovalChain.objects.exists()
