"""What lines are marked with before somebody decides: standards, receipts, buyers, invoices."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Sum

from roadbook.core.ids import ExpenseId, GradeId, PersonId
from roadbook.domains.expenses.contracts import (
    BuyerCheck,
    ExpenseState,
    Finding,
    FindingKind,
    InvoiceState,
)
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, Invoice
from roadbook.domains.expenses.rules import RECEIPT_NEEDED
from roadbook.domains.identity import queries as identity
from roadbook.domains.standards import queries as standards
from roadbook.domains.standards.contracts import EstimateItem
from roadbook.engines.policy.limits import Action, Category

_PER_UNIT = frozenset({Category.LODGING, Category.ENTERTAINMENT})
_BUYER = {BuyerCheck.OTHER: FindingKind.BUYER_OTHER, BuyerCheck.MISSING: FindingKind.BUYER_MISSING}


def findings_of(rows: Sequence[Expense]) -> list[Finding]:
    """Mark lines; statements grow with the grades of their owners only. Refused stay unmarked."""
    open_rows = [row for row in rows if row.state is not ExpenseState.REFUSED]
    if not open_rows:
        return []
    receipts = _receipts(open_rows)
    found = [*_over_standard(open_rows), *_without_receipt(open_rows, receipts)]
    found += _invoice_findings(open_rows, receipts)
    return sorted(found, key=lambda f: (str(f.expense_id), f.kind))


def _over_standard(rows: Sequence[Expense]) -> list[Finding]:
    grades = identity.teams_and_grades(PersonId(row.owner_id) for row in rows)
    by_grade: dict[GradeId | None, list[Expense]] = defaultdict(list)
    for row in rows:
        by_grade[grades.get(PersonId(row.owner_id), ("", None))[1]].append(row)
    return [
        finding for grade, of_grade in by_grade.items() for finding in _over(of_grade, grade=grade)
    ]


def _over(rows: Sequence[Expense], *, grade: GradeId | None) -> list[Finding]:
    items = [
        EstimateItem(
            key=str(row.id),
            category=Category(row.category),
            city_code=row.city_code,
            on=row.spent_on,
            amount_minor=_per_unit(row),
            travel_class=row.travel_class,
        )
        for row in rows
        if row.category not in {Category.PER_DIEM, Category.MILEAGE}
    ]
    return [
        Finding(
            expense_id=ExpenseId(UUID(finding.key)),
            kind=FindingKind.OVER_STANDARD,
            action=finding.action,
            limit_minor=finding.limit_minor,
            over_minor=finding.over_minor,
        )
        for finding in standards.check(grade_id=grade, items=items).findings
    ]


def _per_unit(row: Expense) -> int:
    """Give the price of one night or one guest, rounded up so that splitting hides nothing."""
    is_counted = row.category in _PER_UNIT and row.quantity > 1
    return -(-row.base_minor // row.quantity) if is_counted else row.base_minor


def _receipts(rows: Sequence[Expense]) -> dict[UUID, list[ExpenseReceipt]]:
    receipts: dict[UUID, list[ExpenseReceipt]] = defaultdict(list)
    joined = ExpenseReceipt.objects.filter(
        expense_id__in=[row.id for row in rows], deleted_at=None
    ).select_related("invoice")
    for receipt in joined.order_by("id"):
        receipts[receipt.expense_id].append(receipt)
    return receipts


def _without_receipt(
    rows: Sequence[Expense], receipts: dict[UUID, list[ExpenseReceipt]]
) -> list[Finding]:
    return [
        Finding(
            expense_id=ExpenseId(row.id), kind=FindingKind.RECEIPT_MISSING, action=Action.REASON
        )
        for row in rows
        if row.category in RECEIPT_NEEDED and not receipts.get(row.id)
    ]


def _invoice_findings(
    rows: Sequence[Expense], receipts: dict[UUID, list[ExpenseReceipt]]
) -> list[Finding]:
    invoices = {r.invoice_id: r.invoice for rs in receipts.values() for r in rs if r.invoice}
    claimed = _claimed_by_invoice([pk for pk in invoices if pk])
    found = []
    for row in rows:
        for receipt in receipts.get(row.id, ()):
            if receipt.invoice is not None:
                found += _of_invoice(row, receipt.invoice, claimed.get(receipt.invoice_id, 0))
    return found


def _of_invoice(row: Expense, invoice: Invoice, claimed_minor: int) -> list[Finding]:
    found = []
    if (kind := _BUYER.get(BuyerCheck(invoice.buyer_check))) is not None:
        found.append(
            Finding(expense_id=ExpenseId(row.id), kind=kind, action=Action.REASON),
        )
    if invoice.state == InvoiceState.REVERSED:
        found.append(
            Finding(
                expense_id=ExpenseId(row.id),
                kind=FindingKind.INVOICE_REVERSED,
                action=Action.BLOCK,
            )
        )
    if row.currency == invoice.currency and claimed_minor > invoice.total_minor:
        found.append(
            Finding(
                expense_id=ExpenseId(row.id),
                kind=FindingKind.INVOICE_EXCEEDED,
                action=Action.BLOCK,
                limit_minor=invoice.total_minor,
                over_minor=claimed_minor - invoice.total_minor,
            )
        )
    return found


def _claimed_by_invoice(invoice_ids: Sequence[UUID]) -> dict[UUID | None, int]:
    """Sum the living, unrefused lines of each invoice in its own currency."""
    rows = (
        ExpenseReceipt.objects.filter(
            invoice_id__in=invoice_ids,
            deleted_at=None,
            expense__deleted_at=None,
            expense__reversed_at=None,
        )
        .exclude(expense__is_approved=False)
        .values("invoice_id")
        .annotate(claimed=Sum("expense__amount_minor"))
        .values_list("invoice_id", "claimed")
    )
    return dict(rows)
