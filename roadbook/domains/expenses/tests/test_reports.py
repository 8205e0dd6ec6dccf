"""It keeps the report of a trip: there already, submitted, decided by line, never by oneself."""

from collections.abc import Callable

import pytest

from roadbook.core.actor import Actor
from roadbook.core.ids import ExpenseId
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.contracts import (
    AlreadyDecided,
    AmountIsComputed,
    BadExpense,
    BlockedByPolicy,
    ChangedSinceSeen,
    DecidesOwnClaim,
    ExpenseDecision,
    ExpenseState,
    MoreThanClaimed,
    NothingToSubmit,
    ReportNotFound,
    ReportState,
)
from roadbook.domains.expenses.models import Expense, ExpenseReport
from roadbook.domains.expenses.tests.factories import (
    NOW,
    Company,
    approve_all,
    content,
    make_expense,
    make_report,
    set_daily_rates,
)
from roadbook.engines.policy.limits import Category


def refusal(line_id: ExpenseId, reason: str = "请补发票") -> ExpenseDecision:
    return ExpenseDecision(expense_id=line_id, is_approved=False, reason=reason)


def approval(line_id: ExpenseId, minor: int, reason: str = "") -> ExpenseDecision:
    return ExpenseDecision(
        expense_id=line_id, is_approved=True, approved_minor=minor, reason=reason
    )


def test_is_there_with_allowance_and_mileage(company: Company) -> None:
    set_daily_rates()
    trip_id = company.trips.add(company.rep, driven_m=120_000)

    report = commands.open_trip_report(
        actor=company.rep, trip_id=trip_id, trips=company.trips, now=NOW
    )

    page = queries.report_page(actor=company.rep, report_id=report.id)
    lines = {line.category: line for line in page.lines}
    assert lines[Category.PER_DIEM].base_minor == 30000
    assert len(lines[Category.PER_DIEM].basis) == 3
    assert lines[Category.MILEAGE].base_minor == 9600


def test_is_made_once_per_trip_and_follows_the_itinerary(company: Company) -> None:
    set_daily_rates()
    trip_id = company.trips.add(company.rep)
    first = commands.open_trip_report(
        actor=company.rep, trip_id=trip_id, trips=company.trips, now=NOW
    )
    shorter = company.trips.trips[trip_id]
    company.trips.trips[trip_id] = type(shorter)(
        id=shorter.id,
        title=shorter.title,
        traveller_id=shorter.traveller_id,
        first_day=shorter.first_day,
        last_day=shorter.last_day,
        is_approved=True,
        legs=shorter.legs[:1],
        driven_m=0,
        stops=(),
    )

    again = commands.open_trip_report(
        actor=company.rep, trip_id=trip_id, trips=company.trips, now=NOW
    )

    assert again.id == first.id
    assert ExpenseReport.objects.count() == 1
    assert Expense.objects.get(deleted_at=None).base_minor == 10000


def test_adds_nothing_to_a_report_that_was_submitted(company: Company) -> None:
    report = make_report(company)
    assert report.trip_id is not None
    set_daily_rates()

    commands.open_trip_report(
        actor=company.rep, trip_id=report.trip_id, trips=company.trips, now=NOW
    )

    assert [line.category for line in Expense.objects.all()] == [Category.LOCAL]


def test_keeps_computed_amounts_from_hands(company: Company) -> None:
    set_daily_rates()
    trip_id = company.trips.add(company.rep)
    commands.open_trip_report(actor=company.rep, trip_id=trip_id, trips=company.trips, now=NOW)
    line = Expense.objects.get()

    with pytest.raises(AmountIsComputed):
        commands.update_expense(
            actor=company.rep,
            expense_id=ExpenseId(line.id),
            content=content(category=Category.PER_DIEM, amount_minor=99900),
            trips=company.trips,
            now=NOW,
        )

    line.refresh_from_db()
    assert line.amount_minor == 30000


def test_asks_a_reason_for_a_missing_receipt(company: Company) -> None:
    report = make_report(company, amounts=(), submitted=False)
    make_expense(company, what=content(), report_id=report.id)

    with pytest.raises(BlockedByPolicy) as refused:
        commands.submit_report(actor=company.rep, report_id=report.id, now=NOW)

    assert refused.value.facts["finding"] == "receipt_missing"
    assert Expense.objects.get().state is ExpenseState.DRAFT


def test_refuses_to_submit_nothing(company: Company) -> None:
    report = make_report(company, amounts=(), submitted=False)

    with pytest.raises(NothingToSubmit):
        commands.submit_report(actor=company.rep, report_id=report.id, now=NOW)


def test_sends_only_the_refused_line_back(company: Company) -> None:
    report = make_report(company, amounts=(10000, 20000, 30000))
    page = queries.report_page(actor=company.manager, report_id=report.id)
    first, second, third = page.lines

    decided = commands.decide_lines(
        actor=company.manager,
        report_id=report.id,
        decisions=[
            approval(first.id, 10000),
            approval(second.id, 15000, "超出部分自理"),
            refusal(third.id),
        ],
        seen=page.seen,
        now=NOW,
    )

    assert [line.state for line in decided.lines] == [
        ExpenseState.APPROVED,
        ExpenseState.APPROVED,
        ExpenseState.REFUSED,
    ]
    assert decided.summary.approved_minor == 25000
    commands.update_expense(
        actor=company.rep,
        expense_id=third.id,
        content=content(amount_minor=30000, note="补了说明", trip_id=report.trip_id),
        trips=company.trips,
        now=NOW,
    )
    commands.submit_report(actor=company.rep, report_id=report.id, now=NOW)
    lines = queries.report_page(actor=company.rep, report_id=report.id).lines
    assert sorted(line.state for line in lines) == [
        ExpenseState.APPROVED,
        ExpenseState.APPROVED,
        ExpenseState.SUBMITTED,
    ]


@pytest.mark.parametrize(
    ("decide", "refusal_kind"),
    [
        (lambda line: approval(line, 26801), MoreThanClaimed),
        (lambda line: approval(line, 0), MoreThanClaimed),
        (lambda line: approval(line, 100), BadExpense),
        (lambda line: refusal(line, "  "), BadExpense),
    ],
    ids=["more", "nothing", "part-without-reason", "refusal-without-reason"],
)
def test_refuses_decisions_that_cannot_be_meant(
    company: Company,
    decide: Callable[[ExpenseId], ExpenseDecision],
    refusal_kind: type[Exception],
) -> None:
    report = make_report(company)
    page = queries.report_page(actor=company.manager, report_id=report.id)

    with pytest.raises(refusal_kind):
        commands.decide_lines(
            actor=company.manager,
            report_id=report.id,
            decisions=[decide(page.lines[0].id)],
            seen=page.seen,
            now=NOW,
        )

    assert Expense.objects.get().state is ExpenseState.SUBMITTED


def test_refuses_ones_own_claim_even_for_finance(company: Company) -> None:
    trip_id = company.trips.add(company.finance)
    make_expense(company, actor=company.finance, what=content(note="x", trip_id=trip_id))
    report = commands.open_trip_report(
        actor=company.finance, trip_id=trip_id, trips=company.trips, now=NOW
    )
    commands.submit_report(actor=company.finance, report_id=report.id, now=NOW)

    with pytest.raises(DecidesOwnClaim):
        approve_all(company, report.id, by=company.finance)
    with pytest.raises(DecidesOwnClaim):
        commands.post_report(
            actor=company.finance, report_id=report.id, booked_on=NOW.date(), now=NOW
        )

    assert Expense.objects.get().is_approved is None
    assert approve_all(company, report.id, by=company.other_finance).summary.waiting_count == 0


@pytest.mark.parametrize(
    ("who", "refusal_kind"),
    [("mate", ReportNotFound), ("stranger", ReportNotFound), ("rep", DecidesOwnClaim)],
)
def test_is_decided_by_the_manager_or_finance_only(
    company: Company, who: str, refusal_kind: type[Exception]
) -> None:
    report = make_report(company)
    seen = queries.report_page(actor=company.manager, report_id=report.id).seen
    line = ExpenseId(Expense.objects.get().id)
    actor: Actor = getattr(company, who)

    with pytest.raises(refusal_kind):
        commands.decide_lines(
            actor=actor, report_id=report.id, decisions=[refusal(line)], seen=seen, now=NOW
        )

    assert Expense.objects.get().is_approved is None


def test_refuses_what_was_changed_since_it_was_seen(company: Company) -> None:
    report = make_report(company)
    page = queries.report_page(actor=company.manager, report_id=report.id)
    commands.withdraw_report(actor=company.rep, report_id=report.id, now=NOW)
    commands.update_expense(
        actor=company.rep,
        expense_id=page.lines[0].id,
        content=content(amount_minor=99900, note="改过", trip_id=report.trip_id),
        trips=company.trips,
        now=NOW,
    )
    commands.submit_report(actor=company.rep, report_id=report.id, now=NOW)

    with pytest.raises(ChangedSinceSeen):
        commands.decide_lines(
            actor=company.manager,
            report_id=report.id,
            decisions=[approval(page.lines[0].id, 26800, "x")],
            seen=page.seen,
            now=NOW,
        )

    assert Expense.objects.get().is_approved is None


def test_refuses_the_second_decision(company: Company) -> None:
    report = make_report(company)
    page = queries.report_page(actor=company.finance, report_id=report.id)
    approve_all(company, report.id)

    with pytest.raises(AlreadyDecided):
        commands.decide_lines(
            actor=company.finance,
            report_id=report.id,
            decisions=[refusal(page.lines[0].id)],
            seen=page.seen,
            now=NOW,
        )

    assert Expense.objects.get().is_approved is True


def test_lists_what_waits_for_whom(company: Company) -> None:
    report = make_report(company)

    def waiting(actor: Actor) -> list[object]:
        return [r.id for r in queries.reports(actor=actor, waiting_for_me=True)]

    assert waiting(company.manager) == [report.id]
    assert waiting(company.finance) == [report.id]
    assert waiting(company.rep) == waiting(company.stranger) == waiting(company.mate) == []
    approve_all(company, report.id)
    assert waiting(company.manager) == []


def test_lists_submitted_reports_without_drafts(company: Company) -> None:
    report = make_report(company)
    make_report(company, amounts=(500,), submitted=False)

    submitted = queries.reports(actor=company.finance, was_submitted=True)

    assert [one.id for one in submitted] == [report.id]
    assert len(queries.reports(actor=company.finance)) == 2


def test_needs_as_many_statements_for_many_lines_as_for_few(
    company: Company, count_queries: Callable[[Callable[[], object]], int]
) -> None:
    few = make_report(company, amounts=(1000, 2000))
    many = make_report(company, amounts=tuple(range(1000, 13000, 1000)))

    def page(report_id: object) -> Callable[[], object]:
        return lambda: queries.report_page(actor=company.manager, report_id=report_id)  # type: ignore[arg-type]

    assert count_queries(page(few.id)) == count_queries(page(many.id))


def test_returns_a_report_with_refused_lines_only(company: Company) -> None:
    report = make_report(company)
    page = queries.report_page(actor=company.manager, report_id=report.id)

    decided = commands.decide_lines(
        actor=company.manager,
        report_id=report.id,
        decisions=[refusal(page.lines[0].id)],
        seen=page.seen,
        now=NOW,
    )

    assert decided.summary.state is ReportState.RETURNED
    assert decided.lines[0].refusal_reason == "请补发票"
