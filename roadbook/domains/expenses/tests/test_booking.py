"""It books to zero, pays in part and once, reverses, and exports for accounting."""

import csv
import io
from collections import defaultdict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from roadbook.core.ids import ReportId
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.contracts import (
    AccountCode,
    BadExpense,
    ExpenseState,
    FinanceOnly,
    MoreThanOwed,
    NothingToBook,
    NotInThisState,
    ReimbursementId,
    ReimbursementRecord,
    ReportNotFound,
    ReportState,
    VoucherRecord,
)
from roadbook.domains.expenses.models import (
    Expense,
    LedgerEntry,
    Reimbursement,
    Voucher,
)
from roadbook.domains.expenses.tests.factories import NOW, Company, approve_all, make_report
from roadbook.foundation.changes.models import new_id


def booked(company: Company, *amounts: int) -> tuple[ReportId, VoucherRecord]:
    report = make_report(company, amounts=amounts)
    approve_all(company, report.id)
    voucher = commands.post_report(
        actor=company.finance, report_id=report.id, booked_on=NOW.date(), now=NOW
    )
    return report.id, voucher


def pay(
    company: Company,
    report_id: ReportId,
    amount: int,
    *,
    payment_id: ReimbursementId | None = None,
) -> ReimbursementRecord:
    return commands.pay_report(
        actor=company.finance,
        reimbursement_id=payment_id or ReimbursementId(new_id()),
        report_id=report_id,
        amount_minor=amount,
        paid_on=NOW.date(),
        reference="2026-11 报销",
        now=NOW,
    )


def ledger_sums() -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for entry in LedgerEntry.objects.select_related("voucher"):
        sums[entry.voucher.currency] += entry.amount_minor
    return dict(sums)


def test_books_approved_lines_to_zero(company: Company) -> None:
    _, voucher = booked(company, 10000, 26800)

    assert sum(line.amount_minor for line in voucher.lines) == 0
    owed = [line for line in voucher.lines if line.account is AccountCode.PAYABLE]
    assert [line.amount_minor for line in owed] == [-36800]
    assert {line.cost_center for line in voucher.lines} == {"华东销售部", ""}
    assert voucher.number == "2026-11-0001"


def test_books_once(company: Company) -> None:
    report_id, _ = booked(company, 10000)

    with pytest.raises(NothingToBook):
        commands.post_report(
            actor=company.finance, report_id=report_id, booked_on=NOW.date(), now=NOW
        )

    assert Voucher.objects.count() == 1


@pytest.mark.parametrize("who", ["manager", "rep", "stranger", "mate"])
def test_is_booked_and_paid_by_finance_only(company: Company, who: str) -> None:
    report = make_report(company)
    approve_all(company, report.id)

    with pytest.raises((FinanceOnly, ReportNotFound)):
        commands.post_report(
            actor=getattr(company, who), report_id=report.id, booked_on=NOW.date(), now=NOW
        )

    assert Voucher.objects.count() == 0


def test_pays_in_part_and_the_rest_later(company: Company) -> None:
    report_id, _ = booked(company, 10000, 20000)

    pay(company, report_id, 12000)
    partly = queries.report_page(actor=company.finance, report_id=report_id)
    pay(company, report_id, 18000)
    fully = queries.report_page(actor=company.finance, report_id=report_id)

    assert [line.paid_minor for line in partly.lines] == [10000, 2000]
    assert [line.state for line in partly.lines] == [ExpenseState.PAID, ExpenseState.PARTLY_PAID]
    assert (partly.summary.state, fully.summary.state) == (
        ReportState.PARTLY_PAID,
        ReportState.PAID,
    )
    assert ledger_sums() == {"CNY": 0}


def test_pays_a_repeated_request_once(company: Company) -> None:
    report_id, _ = booked(company, 10000)
    payment_id = ReimbursementId(new_id())

    first = pay(company, report_id, 4000, payment_id=payment_id)
    again = pay(company, report_id, 4000, payment_id=payment_id)

    assert first == again
    assert Reimbursement.objects.count() == 1
    assert Expense.objects.get().paid_minor == 4000


@pytest.mark.parametrize(
    ("amount", "kind"), [(10001, MoreThanOwed), (0, BadExpense), (-5, BadExpense)]
)
def test_refuses_payments_that_cannot_be(
    company: Company, amount: int, kind: type[Exception]
) -> None:
    report_id, _ = booked(company, 10000)

    with pytest.raises(kind):
        pay(company, report_id, amount)

    assert Reimbursement.objects.count() == 0
    assert Expense.objects.get().paid_minor == 0


def test_pays_nothing_that_is_not_booked(company: Company) -> None:
    report = make_report(company)
    approve_all(company, report.id)

    with pytest.raises(MoreThanOwed):
        pay(company, report.id, 1)


def test_reverses_an_unpaid_booking(company: Company) -> None:
    report_id, voucher = booked(company, 10000)

    commands.reverse_voucher(
        actor=company.finance, voucher_id=voucher.id, booked_on=NOW.date(), now=NOW
    )

    by_account: dict[str, int] = defaultdict(int)
    for entry in LedgerEntry.objects.all():
        by_account[entry.account] += entry.amount_minor
    assert set(by_account.values()) == {0}
    assert Expense.objects.get().state is ExpenseState.REVERSED
    with pytest.raises(MoreThanOwed):
        pay(company, report_id, 1)


def test_does_not_reverse_what_was_paid(company: Company) -> None:
    report_id, voucher = booked(company, 10000)
    pay(company, report_id, 1)

    with pytest.raises(NotInThisState):
        commands.reverse_voucher(
            actor=company.finance, voucher_id=voucher.id, booked_on=NOW.date(), now=NOW
        )

    assert Voucher.objects.count() == 2


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_keeps_claimed_approved_booked_and_paid_in_order(
    company: Company, data: st.DataObject
) -> None:
    amounts = data.draw(st.lists(st.integers(1, 10**7), min_size=1, max_size=4))
    report_id, _ = booked(company, *amounts)
    for _ in range(data.draw(st.integers(0, 4))):
        owed = sum(
            line.approved_minor - line.paid_minor
            for line in Expense.objects.filter(report_id=report_id)
        )
        if owed:
            pay(company, report_id, data.draw(st.integers(1, owed)))

    for line in Expense.objects.filter(report_id=report_id):
        assert 0 <= line.paid_minor <= line.approved_minor <= line.base_minor
    paid = sum(p.amount_minor for p in Reimbursement.objects.filter(report_id=report_id))
    assert paid == sum(line.paid_minor for line in Expense.objects.filter(report_id=report_id))
    assert ledger_sums() == {"CNY": 0}


def test_exports_balanced_rows_as_csv(company: Company) -> None:
    report_id, _ = booked(company, 10050, 26800)
    pay(company, report_id, 100)
    vouchers = queries.vouchers(actor=company.finance, first=NOW.date(), last=NOW.date())

    text = queries.vouchers_csv(vouchers, locale="zh-Hans").decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text)))
    debit = sum(round(float(row["借方"] or 0) * 100) for row in rows)
    credit = sum(round(float(row["贷方"] or 0) * 100) for row in rows)
    assert debit == credit == 36850 + 100
    assert rows[0]["凭证号"] == "2026-11-0001"
    assert {row["成本中心"] for row in rows} == {"华东销售部", ""}


def test_exports_a_workbook(company: Company) -> None:
    booked(company, 10050)
    vouchers = queries.vouchers(actor=company.finance, first=NOW.date(), last=NOW.date())

    book = load_workbook(io.BytesIO(queries.vouchers_xlsx(vouchers, locale="en")))

    sheet = book.worksheets[0]
    assert sheet.max_row == 3
    assert sheet.cell(row=2, column=6).value == "100.50"


def test_keeps_text_from_becoming_a_formula(company: Company) -> None:
    _, voucher = booked(company, 100)
    line = voucher.lines[0]
    poisoned = type(line)(
        account=line.account,
        amount_minor=line.amount_minor,
        cost_center="=1+1",
        memo="@x",
        rule="",
    )
    hostile = type(voucher)(
        **{
            **{name: getattr(voucher, name) for name in voucher.__slots__},
            "lines": (poisoned,),
        }
    )

    text = queries.vouchers_csv([hostile], locale="en").decode("utf-8-sig")

    assert "'=1+1" in text
    assert "'@x" in text


def test_shows_vouchers_to_finance_and_the_claimant_only(company: Company) -> None:
    booked(company, 10000)

    def seen(who: str) -> int:
        actor = getattr(company, who)
        return len(queries.vouchers(actor=actor, first=NOW.date(), last=NOW.date()))

    assert [seen(who) for who in ("finance", "rep", "manager", "mate", "stranger")] == [
        1,
        1,
        1,
        0,
        0,
    ]
