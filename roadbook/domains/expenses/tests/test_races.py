"""It lets one of two win: approvers, payers and claimants of one invoice at the same moment."""

from collections.abc import Callable
from threading import Barrier, Thread

import pytest
from django.db import connection

from roadbook.core.errors import Refusal
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.contracts import (
    AlreadyDecided,
    ExpenseDecision,
    InvoiceAlreadyUsed,
    MoreThanOwed,
    ReimbursementId,
)
from roadbook.domains.expenses.models import (
    Expense,
    ExpenseReceipt,
    Invoice,
    LedgerEntry,
    Reimbursement,
)
from roadbook.domains.expenses.tests.factories import (
    NOW,
    Company,
    approve_all,
    content,
    make_company_people,
    make_expense,
    make_report,
)
from roadbook.domains.recognition.tests.factories import make_document
from roadbook.engines.invoices.tests import specimens
from roadbook.engines.invoices.tests.specimens import Specimen
from roadbook.foundation.changes.models import new_id

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


@pytest.fixture
def company() -> Company:
    return make_company_people()


def together(*calls: Callable[[], object]) -> list[object]:
    """Run the calls at the same moment, each with its own connection; give results or refusals."""
    barrier, results = Barrier(len(calls)), [object()] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        try:
            barrier.wait(timeout=10)
            results[place] = call()
        except Refusal as refused:
            results[place] = refused
        finally:
            connection.close()

    threads = [Thread(target=run, args=(at, call)) for at, call in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results


def test_lets_one_of_two_approvers_win(company: Company) -> None:
    for _ in range(ROUNDS):
        report = make_report(company)
        page = queries.report_page(actor=company.manager, report_id=report.id)
        line = page.lines[0].id
        approve = ExpenseDecision(expense_id=line, is_approved=True, approved_minor=26800)
        refuse = ExpenseDecision(expense_id=line, is_approved=False, reason="重复")

        results = together(
            lambda r=report, p=page, d=approve: commands.decide_lines(  # type: ignore[misc]
                actor=company.manager, report_id=r.id, decisions=[d], seen=p.seen, now=NOW
            ),
            lambda r=report, p=page, d=refuse: commands.decide_lines(  # type: ignore[misc]
                actor=company.finance, report_id=r.id, decisions=[d], seen=p.seen, now=NOW
            ),
        )

        lost = [one for one in results if isinstance(one, Refusal)]
        assert [type(one) for one in lost] == [AlreadyDecided]
        won_by_manager = not isinstance(results[0], Refusal)
        assert Expense.objects.get(id=line).is_approved is won_by_manager


def test_pays_no_more_than_is_owed(company: Company) -> None:
    for _ in range(ROUNDS):
        report = make_report(company, amounts=(10000,))
        approve_all(company, report.id)
        commands.post_report(
            actor=company.finance, report_id=report.id, booked_on=NOW.date(), now=NOW
        )

        results = together(
            *(
                lambda r=report, a=actor: commands.pay_report(
                    actor=a,
                    reimbursement_id=ReimbursementId(new_id()),
                    report_id=r.id,
                    amount_minor=7000,
                    paid_on=NOW.date(),
                    reference="",
                    now=NOW,
                )
                for actor in (company.finance, company.other_finance)
            )
        )

        lost = [type(one) for one in results if isinstance(one, Refusal)]
        assert lost == [MoreThanOwed]
        paid = Reimbursement.objects.filter(report_id=report.id)
        assert [payment.amount_minor for payment in paid] == [7000]
    assert sum(LedgerEntry.objects.values_list("amount_minor", flat=True)) == 0


def test_pays_one_request_sent_twice_once(company: Company) -> None:
    for _ in range(ROUNDS):
        report = make_report(company, amounts=(10000,))
        approve_all(company, report.id)
        commands.post_report(
            actor=company.finance, report_id=report.id, booked_on=NOW.date(), now=NOW
        )
        payment_id = ReimbursementId(new_id())

        def pay(report_id=report.id, payment_id=payment_id) -> object:  # type: ignore[no-untyped-def]  # noqa: ANN001
            return commands.pay_report(
                actor=company.finance,
                reimbursement_id=payment_id,
                report_id=report_id,
                amount_minor=10000,
                paid_on=NOW.date(),
                reference="",
                now=NOW,
            )

        first, second = together(pay, pay)

        assert first == second
        assert Reimbursement.objects.filter(report_id=report.id).count() == 1


def test_takes_one_of_two_claims_on_an_invoice(company: Company) -> None:
    for number in range(ROUNDS):
        specimen = Specimen(number=f"2544200000006620{number:04d}")
        as_xml = make_document(company.rep, specimens.fapiao_xml(specimen))
        as_pdf = make_document(company.stranger, specimens.pdf(specimens.page_of(specimen)))

        results = together(
            lambda d=as_xml: make_expense(company, what=content(), documents=[d.id]),  # type: ignore[misc]
            lambda d=as_pdf: make_expense(  # type: ignore[misc]
                company, actor=company.stranger, what=content(), documents=[d.id]
            ),
        )

        lost = [type(one) for one in results if isinstance(one, Refusal)]
        assert lost == [InvoiceAlreadyUsed]
        invoice = Invoice.objects.get(number=specimen.number)
        assert ExpenseReceipt.objects.filter(invoice=invoice).count() == 1
    assert Expense.objects.count() == ROUNDS
