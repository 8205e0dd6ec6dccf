from datetime import date, timedelta

import pytest

from roadbook.core.errors import Invalid, Refusal
from roadbook.core.ids import OpportunityId
from roadbook.domains.customers.models import Opportunity, Stage
from roadbook.domains.customers.tests.factories import make_account, make_opportunity
from roadbook.domains.identity.tests.factories import actor_for, make_actor, make_person
from roadbook.domains.interactions.models import Interaction
from roadbook.domains.visits.commands import check_in, report_visit
from roadbook.domains.visits.contracts import (
    NotInThisState,
    Outcome,
    ReportDraft,
    VisitNotFound,
    VisitStatus,
)
from roadbook.domains.visits.models import Visit, VisitReport
from roadbook.domains.visits.queries import visit_page
from roadbook.domains.visits.tests.factories import AT, NOW, make_fix, make_visit
from roadbook.foundation.changes.models import new_id

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def test_writes_interaction_stage_and_next_visit_at_once() -> None:
    rep = make_person()
    actor, account = actor_for(rep), make_account(owner=rep)
    opportunity = make_opportunity(owner=rep, account_id=account.id)
    stage = (
        Stage.objects.exclude(id=opportunity.stage_id).filter(stage_type="open").order_by("id")[0]
    )
    visit = make_visit(actor, account.id)
    check_in(actor=actor, visit_id=visit.id, fix=make_fix(), now=NOW)

    page = report_visit(
        actor=actor,
        visit_id=visit.id,
        report=ReportDraft(
            outcome=Outcome.MET,
            notes="样机日期给了，下月 8 号到。\n要 3 台的正式报价。",
            next_step="发 3 台卫生级泵的正式报价",
            next_step_due=date(2026, 11, 27),
            opportunity_id=opportunity.id,
            stage_id=stage.id,
            next_starts_at=AT + timedelta(days=16),
        ),
        now=LATER,
    )

    interaction = Interaction.objects.get()
    assert (interaction.kind, interaction.visit_id) == ("visit", visit.id)
    assert interaction.summary == "样机日期给了，下月 8 号到。"
    assert Opportunity.objects.get(id=opportunity.id).stage_id == stage.id
    assert page.report is not None
    assert page.report.next_visit_id is not None
    following = Visit.objects.get(id=page.report.next_visit_id)
    assert (following.starts_at, following.goal) == (
        AT + timedelta(days=16),
        "发 3 台卫生级泵的正式报价",
    )
    assert (page.visit.status, page.visit.checked_out_at) == (VisitStatus.REPORTED, LATER)


def test_needs_nothing_but_the_outcome() -> None:
    rep = make_person()
    visit = make_visit(actor_for(rep), make_account(owner=rep).id)

    report_visit(
        actor=actor_for(rep),
        visit_id=visit.id,
        report=ReportDraft(outcome=Outcome.NOBODY),
        now=LATER,
    )

    assert Interaction.objects.get().summary == "到访，没见到人"


def test_writes_nothing_when_one_part_is_refused() -> None:
    rep = make_person()
    actor, account = actor_for(rep), make_account(owner=rep)
    visit = make_visit(actor, account.id)
    report = ReportDraft(
        outcome=Outcome.MET,
        notes="谈得好",
        opportunity_id=OpportunityId(new_id()),
        stage_id=new_id(),
    )

    with pytest.raises(Refusal):
        report_visit(actor=actor, visit_id=visit.id, report=report, now=LATER)

    assert (VisitReport.objects.count(), Interaction.objects.count()) == (0, 0)
    assert Visit.objects.get().status == VisitStatus.PLANNED


@pytest.mark.parametrize(
    ("report", "field"),
    [
        (ReportDraft(outcome=Outcome.MET, next_step_due=date(2026, 11, 27)), "next_step"),
        (ReportDraft(outcome=Outcome.MET, stage_id=new_id()), "opportunity_id"),
        (ReportDraft(outcome=Outcome.MET, next_starts_at=NOW), "next_starts_at"),
        (ReportDraft(outcome=Outcome.MET, notes="长" * 20_001), "notes"),
    ],
)
def test_refuses_reports_that_contradict_themselves(report: ReportDraft, field: str) -> None:
    rep = make_person()
    visit = make_visit(actor_for(rep), make_account(owner=rep).id)

    with pytest.raises(Invalid) as refused:
        report_visit(actor=actor_for(rep), visit_id=visit.id, report=report, now=LATER)

    assert list(refused.value.fields) == [field]
    assert VisitReport.objects.count() == 0


def test_refuses_a_second_report_and_one_ahead_of_time() -> None:
    rep = make_person()
    actor, account = actor_for(rep), make_account(owner=rep)
    today, far = (
        make_visit(actor, account.id),
        make_visit(actor, account.id, starts_at=AT + timedelta(days=3)),
    )
    report = ReportDraft(outcome=Outcome.MET)
    report_visit(actor=actor, visit_id=today.id, report=report, now=LATER)

    for visit in (today, far):
        with pytest.raises(NotInThisState):
            report_visit(actor=actor, visit_id=visit.id, report=report, now=LATER)

    assert VisitReport.objects.count() == 1


def test_hides_the_visit_from_strangers_who_would_report() -> None:
    rep, stranger = make_person(), make_actor(name="陌生")
    visit = make_visit(actor_for(rep), make_account(owner=rep).id)

    with pytest.raises(VisitNotFound):
        report_visit(
            actor=stranger,
            visit_id=visit.id,
            report=ReportDraft(outcome=Outcome.MET),
            now=LATER,
        )

    assert VisitReport.objects.count() == 0


def test_reminds_at_the_next_visit_of_what_was_promised() -> None:
    rep = make_person()
    actor, account = actor_for(rep), make_account(owner=rep)
    first = make_visit(actor, account.id)
    report_visit(
        actor=actor,
        visit_id=first.id,
        report=ReportDraft(
            outcome=Outcome.PARTLY, next_step="给样机日期", next_step_due=date(2026, 11, 30)
        ),
        now=LATER,
    )
    second = make_visit(actor, account.id, starts_at=AT + timedelta(days=3))

    page = visit_page(actor=actor, visit_id=second.id)

    (promise,) = page.promises
    assert (promise.text, promise.due_on, promise.visit_id) == (
        "给样机日期",
        date(2026, 11, 30),
        first.id,
    )
    assert [visit.id for visit in page.earlier] == [first.id]
