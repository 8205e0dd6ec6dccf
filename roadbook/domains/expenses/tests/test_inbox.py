"""It puts reports that wait for a decision into the inbox of approvals, beside the trips."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from roadbook.core.actor import Actor, Role
from roadbook.domains.approvals import queries as approvals
from roadbook.domains.approvals.contracts import InboxItem, SubjectKind
from roadbook.domains.approvals.ports import OwnDesks, Subjects
from roadbook.domains.approvals.tests.factories import HearingSubject, open_for
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.contracts import ExpenseDecision, ExpenseState
from roadbook.domains.expenses.models import ExpenseReport
from roadbook.domains.expenses.queries import ReportDesk
from roadbook.domains.expenses.tests.factories import (
    NOW,
    Company,
    approve_all,
    content,
    make_expense,
    make_report,
)
from roadbook.domains.identity.tests.factories import make_actor, make_team

DESKS = OwnDesks([ReportDesk()])
SUBJECTS = Subjects({SubjectKind.TRIP: HearingSubject()})


def inbox_of(actor: Actor) -> list[InboxItem]:
    return list(approvals.inbox(actor=actor, subjects=SUBJECTS, desks=DESKS))


def test_shows_the_manager_what_waits(company: Company) -> None:
    report = make_report(company, amounts=(26800, 9900))

    item = inbox_of(company.manager)[0]

    assert (item.subject_kind, item.subject_id) == (SubjectKind.EXPENSE_REPORT, report.id)
    assert (item.task_id, item.requester_name, item.amount_minor) == (None, "李娜", 36700)
    assert (item.line_count, item.marked_count, item.subtitle) == (2, 2, "2026-11-24/2026-11-24")
    assert approvals.waiting_count(actor=company.manager, desks=DESKS) == 1


@pytest.mark.parametrize(
    ("who", "count"),
    [
        (lambda c: c.rep, 0),
        (lambda c: c.mate, 0),
        (lambda c: c.stranger, 0),
        (lambda c: c.manager, 1),
        (lambda c: c.finance, 1),
    ],
)
def test_shows_it_to_who_may_decide(
    company: Company, who: Callable[[Company], Actor], count: int
) -> None:
    make_report(company)

    assert len(inbox_of(who(company))) == count


def test_leaves_it_to_the_nearest_of_two_managers(db: None) -> None:
    sales = make_team("销售部")
    east = make_team("华东", parent=sales)
    director = make_actor(name="赵敏", role=Role.MANAGER, team=sales, leads=sales)
    company = Company(
        rep=make_actor(name="李娜", team=east),
        mate=make_actor(name="周杰", team=east),
        manager=make_actor(name="王强", role=Role.MANAGER, team=east, leads=east),
        stranger=make_actor(name="吴刚", team=make_team("华北")),
        finance=make_actor(name="钱丽", role=Role.FINANCE),
        other_finance=make_actor(name="周洁", role=Role.FINANCE),
    )
    report = make_report(company)

    assert [item.subject_id for item in inbox_of(company.manager)] == [report.id]
    assert inbox_of(director) == []


def test_lines_already_decided_wait_no_longer(company: Company) -> None:
    report = make_report(company, amounts=(26800, 9900))
    page = queries.report_page(actor=company.manager, report_id=report.id)
    first = next(line for line in page.lines if line.state is ExpenseState.SUBMITTED)
    decision = ExpenseDecision(
        expense_id=first.id, is_approved=True, approved_minor=first.base_minor
    )
    commands.decide_lines(
        actor=company.manager, report_id=report.id, decisions=[decision], seen=page.seen, now=NOW
    )

    item = inbox_of(company.manager)[0]

    assert (item.line_count, item.amount_minor) == (1, 36700 - first.base_minor)


def test_is_empty_once_all_is_decided(company: Company) -> None:
    approve_all(company, make_report(company).id)

    assert inbox_of(company.manager) == []
    assert approvals.waiting_count(actor=company.finance, desks=DESKS) == 0


def test_comes_between_the_trips_by_waiting_time(company: Company) -> None:
    open_for(company.rep)
    report = make_report(company)
    ExpenseReport.objects.filter(id=report.id).update(submitted_at=NOW - timedelta(days=30))

    kinds = [item.subject_kind for item in inbox_of(company.manager)]

    assert kinds == [SubjectKind.EXPENSE_REPORT, SubjectKind.TRIP]


def test_goes_on_after_the_last_of_a_page(company: Company) -> None:
    open_for(company.rep)
    make_report(company)
    first, second = inbox_of(company.manager)

    rest = approvals.inbox(
        actor=company.manager,
        subjects=SUBJECTS,
        desks=DESKS,
        after=(first.waiting_since, first.key),
        limit=1,
    )

    assert [item.key for item in rest] == [second.key]


def test_asks_the_database_as_often_for_two_as_for_one(company: Company) -> None:
    make_report(company)
    with CaptureQueriesContext(connection) as for_one:
        inbox_of(company.finance)
    trip_id = company.trips.add(company.mate)
    make_expense(company, actor=company.mate, what=content(note="无发票", trip_id=trip_id))
    report = commands.open_trip_report(
        actor=company.mate, trip_id=trip_id, trips=company.trips, now=NOW
    )
    commands.submit_report(actor=company.mate, report_id=report.id, now=NOW)

    with CaptureQueriesContext(connection) as for_two:
        items = inbox_of(company.finance)

    assert (len(items), len(for_two)) == (2, len(for_one))
