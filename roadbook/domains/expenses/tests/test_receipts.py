"""It registers invoices once across everyone, checks buyers, and tells of twins discreetly."""

import pytest

from roadbook.core.errors import NotFound
from roadbook.domains.expenses import commands, policies, queries
from roadbook.domains.expenses.contracts import (
    BlockedByPolicy,
    BuyerCheck,
    DuplicateLevel,
    FinanceOnly,
    FindingKind,
    InvoiceAlreadyUsed,
    InvoiceReversed,
    InvoiceState,
)
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, Invoice
from roadbook.domains.expenses.tests.factories import (
    NOW,
    Company,
    approve_all,
    content,
    make_expense,
    make_report,
)
from roadbook.domains.recognition.tests.factories import make_document
from roadbook.engines.invoices.tests import specimens
from roadbook.engines.invoices.tests.specimens import Specimen
from roadbook.engines.policy.limits import Category


@pytest.mark.parametrize(
    "twin",
    [
        specimens.fapiao_xml(),
        specimens.ofd(attached=False),
        specimens.pdf(specimens.page_of(Specimen())),
    ],
    ids=["xml", "ofd", "pdf"],
)
def test_refuses_an_invoice_that_somebody_else_claims(company: Company, twin: bytes) -> None:
    document = make_document(company.rep, specimens.ofd())
    make_expense(company, what=content(), documents=[document.id])
    other = make_document(company.stranger, twin)

    with pytest.raises(InvoiceAlreadyUsed) as refused:
        make_expense(company, actor=company.stranger, what=content(), documents=[other.id])

    assert refused.value.facts == {"on": "2026-11-24", "is_own": False, "expense_id": None}
    assert Expense.objects.count() == 1
    assert Invoice.objects.count() == 1
    assert ExpenseReceipt.objects.count() == 1


def test_refuses_ones_own_second_claim_in_another_report(company: Company) -> None:
    first = make_expense(
        company,
        what=content(),
        documents=[make_document(company.rep, specimens.fapiao_xml()).id],
    )
    commands.open_trip_report(
        actor=company.rep,
        trip_id=company.trips.add(company.rep),
        trips=company.trips,
        now=NOW,
    )
    report = queries.reports(actor=company.rep)[0]
    commands.move_to_report(actor=company.rep, report_id=report.id, expense_ids=[first.id], now=NOW)

    with pytest.raises(InvoiceAlreadyUsed) as refused:
        make_expense(
            company, what=content(), documents=[make_document(company.rep, specimens.ofd()).id]
        )

    assert refused.value.facts["expense_id"] == str(first.id)


def test_lets_lines_of_one_report_share_an_invoice_up_to_its_total(company: Company) -> None:
    report = make_report(company, amounts=(), submitted=False)
    document = make_document(company.rep, specimens.fapiao_xml())
    for amount in (20000, 6800):
        make_expense(
            company,
            what=content(amount_minor=amount, note="分摊"),
            documents=[document.id],
            report_id=report.id,
        )
    page = queries.report_page(actor=company.rep, report_id=report.id)
    assert [f.kind for f in page.findings if f.kind is FindingKind.INVOICE_EXCEEDED] == []

    make_expense(
        company,
        what=content(amount_minor=1, note="多出一分"),
        documents=[document.id],
        report_id=report.id,
    )

    with pytest.raises(BlockedByPolicy) as refused:
        commands.submit_report(actor=company.rep, report_id=report.id, now=NOW)
    assert refused.value.facts["finding"] == "invoice_exceeded"


def test_frees_the_invoice_of_a_deleted_line(company: Company) -> None:
    line = make_expense(
        company,
        what=content(),
        documents=[make_document(company.rep, specimens.fapiao_xml()).id],
    )
    assert Invoice.objects.get().state == InvoiceState.IN_USE

    commands.delete_expense(actor=company.rep, expense_id=line.id, now=NOW)

    assert Invoice.objects.get().state == InvoiceState.UNUSED
    make_expense(
        company,
        actor=company.mate,
        what=content(),
        documents=[make_document(company.mate, specimens.ofd()).id],
    )


def test_moves_the_register_with_the_lines(company: Company) -> None:
    report = make_report(company, amounts=(), submitted=False)
    make_expense(
        company,
        what=content(note="x"),
        documents=[make_document(company.rep, specimens.fapiao_xml()).id],
        report_id=report.id,
    )
    commands.submit_report(actor=company.rep, report_id=report.id, now=NOW)
    seen = [Invoice.objects.get().state]
    approve_all(company, report.id)
    seen.append(Invoice.objects.get().state)
    commands.post_report(actor=company.finance, report_id=report.id, booked_on=NOW.date(), now=NOW)
    seen.append(Invoice.objects.get().state)

    assert seen == [InvoiceState.IN_USE, InvoiceState.USED, InvoiceState.POSTED]


@pytest.mark.parametrize(
    ("specimen", "check"),
    [
        (Specimen(), BuyerCheck.OWN),
        (Specimen(buyer="别家公司", buyer_id="91320508MA1MU7TX5H"), BuyerCheck.OTHER),
        (Specimen(buyer="", buyer_id=""), BuyerCheck.MISSING),
    ],
    ids=["own", "other", "missing"],
)
def test_checks_the_buyer_against_ones_own_companies(
    company: Company, specimen: Specimen, check: BuyerCheck
) -> None:
    commands.put_company(
        actor=company.finance,
        name="上海澄海泵业有限公司",
        tax_id=specimens.BUYER_TAX_ID,
        now=NOW,
    )

    make_expense(
        company,
        what=content(),
        documents=[make_document(company.rep, specimens.fapiao_xml(specimen)).id],
    )

    assert Invoice.objects.get().buyer_check == check


def test_refuses_a_reversed_invoice(company: Company) -> None:
    negative = Specimen(net="-252.83", tax="-15.17", total="-268.00")
    document = make_document(company.rep, specimens.fapiao_xml(negative))

    with pytest.raises(InvoiceReversed):
        make_expense(company, what=content(), documents=[document.id])

    assert Expense.objects.count() == 0


def test_marks_claims_on_an_invoice_that_is_reversed_later(company: Company) -> None:
    report = make_report(company, amounts=(), submitted=False)
    make_expense(
        company,
        what=content(note="x"),
        documents=[make_document(company.rep, specimens.fapiao_xml()).id],
        report_id=report.id,
    )
    invoice = queries.invoices(actor=company.finance)[0]

    with pytest.raises(FinanceOnly):
        commands.reverse_invoice(actor=company.rep, invoice_id=invoice.id, now=NOW)
    commands.reverse_invoice(actor=company.finance, invoice_id=invoice.id, now=NOW)

    with pytest.raises(BlockedByPolicy):
        commands.submit_report(actor=company.rep, report_id=report.id, now=NOW)


def test_tells_of_similar_claims_of_ones_own(company: Company) -> None:
    report = make_report(company, amounts=(26800,), submitted=False)
    line = queries.report_page(actor=company.rep, report_id=report.id).lines[0]
    twin = make_expense(company, what=content(amount_minor=26800, merchant="商家26800 苏州店"))

    page = queries.report_page(actor=company.rep, report_id=report.id)

    assert [(d.expense_id, d.level, d.twin_id) for d in page.duplicates] == [
        (line.id, DuplicateLevel.SIMILAR, twin.id)
    ]


def test_tells_of_the_same_file_of_a_stranger_without_showing_it(company: Company) -> None:
    picture = specimens.png(200, 100)
    for actor in (company.rep, company.stranger):
        make_expense(
            company,
            actor=actor,
            what=content(note="收据"),
            documents=[make_document(actor, picture).id],
        )
    rows = list(Expense.objects.filter(owner_id=company.rep.person_id))

    hints = queries.duplicates_of(actor=company.manager, rows=rows)

    assert [(h.level, h.is_own, h.twin_id, h.twin_team) for h in hints] == [
        (DuplicateLevel.SAME_FILE, False, None, "华北销售部")
    ]


def test_computes_deductible_tax_with_its_rule(company: Company) -> None:
    special = Specimen(special="01", item="*住宿服务*住宿费")
    lodging = make_expense(
        company,
        what=content(category=Category.LODGING),
        documents=[make_document(company.rep, specimens.fapiao_xml(special)).id],
    )
    meal = make_expense(
        company,
        what=content(category=Category.ENTERTAINMENT),
        documents=[
            make_document(
                company.rep,
                specimens.fapiao_xml(Specimen(number="25442000000066202099", special="01")),
            ).id
        ],
    )

    assert (lodging.deductible_minor, lodging.deduction_rule) == (1517, "stated_tax")
    assert (meal.deductible_minor, meal.deduction_rule) == (0, "excluded_use")


def test_lets_read_a_receipt_through_its_line_only(company: Company) -> None:
    document = make_document(company.rep, specimens.fapiao_xml())
    make_expense(company, what=content(), documents=[document.id])

    may = [
        policies.reads_receipt_file(actor, document.file_id)
        for actor in (company.manager, company.finance, company.mate, company.stranger)
    ]

    assert may == [True, True, False, False]


def test_refuses_a_document_of_somebody_else(company: Company) -> None:
    document = make_document(company.stranger, specimens.fapiao_xml())

    with pytest.raises(NotFound):
        make_expense(company, what=content(), documents=[document.id])

    assert Expense.objects.count() == 0
