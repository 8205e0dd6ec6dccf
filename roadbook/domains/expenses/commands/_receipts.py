"""Receipts on lines, and the register of invoices that they fill."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import ExpenseId, InvoiceId
from roadbook.domains.expenses import rules
from roadbook.domains.expenses.commands._money import set_tax
from roadbook.domains.expenses.contracts import (
    ExpenseRecord,
    ExpenseState,
    InvoiceRecord,
    InvoiceReversed,
    InvoiceState,
    LineAction,
)
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, Invoice
from roadbook.domains.expenses.policies import access_expense, access_invoice
from roadbook.domains.expenses.queries import (
    buyers,
    expense_records,
    invoices,
    refuse_used_invoice,
)
from roadbook.domains.recognition import queries as recognition
from roadbook.domains.recognition.contracts import DocumentId, DocumentRecord
from roadbook.engines.invoices.facts import DocumentKind
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id

_TAX = ("tax_minor", "deductible_minor", "deduction_rule")
_WITHOUT_BUYER = frozenset({DocumentKind.TAXI, DocumentKind.ROAD_TICKET, DocumentKind.RECEIPT})


@changes.unit_of_work
def attach_receipt(
    *,
    actor: Actor,
    expense_id: ExpenseId,
    document_id: DocumentId,
    now: datetime,
    receipt_id: UUID | None = None,
) -> ExpenseRecord:
    """Put a document on a draft line; a device gives the receipt's id.

    Raises NotInThisState, InvoiceAlreadyUsed, InvoiceReversed.
    """
    expense = access_expense(actor=actor, expense_id=expense_id)
    rules.next_state(expense.state, LineAction.EDIT)
    attach(actor=actor, expense=expense, document_id=document_id, receipt_id=receipt_id, now=now)
    _retax(actor, expense, now)
    return expense_records(actor=actor, rows=[expense])[0]


@changes.unit_of_work
def detach_receipt(
    *, actor: Actor, expense_id: ExpenseId, document_id: DocumentId, now: datetime
) -> ExpenseRecord:
    """Take a document off a draft line; one that is not there changes nothing."""
    expense = access_expense(actor=actor, expense_id=expense_id)
    rules.next_state(expense.state, LineAction.EDIT)
    receipts = ExpenseReceipt.objects.filter(
        expense_id=expense.id, document_id=document_id, deleted_at=None
    )
    for receipt in receipts:
        invoice_id = receipt.invoice_id
        receipt.deleted_at = now
        receipt.save(update_fields=["deleted_at"])
        changes.record(actor=actor, kind="expense.receipt_detached", row=receipt, happened_at=now)
        if invoice_id is not None:
            _settle(actor, [invoice_id], now)
    _retax(actor, expense, now)
    return expense_records(actor=actor, rows=[expense])[0]


@changes.unit_of_work
def reverse_invoice(*, actor: Actor, invoice_id: InvoiceId, now: datetime) -> InvoiceRecord:
    """Note that an invoice was reversed (红冲): it supports no claim any more."""
    invoice = access_invoice(actor=actor, invoice_id=invoice_id)
    if invoice.state != InvoiceState.REVERSED:
        invoice.state = InvoiceState.REVERSED
        invoice.save(update_fields=["state"])
        changes.record(actor=actor, kind="invoice.reversed", row=invoice, happened_at=now)
    return next(one for one in invoices(actor=actor, limit=200) if one.id == invoice_id)


def attach(
    *,
    actor: Actor,
    expense: Expense,
    document_id: DocumentId,
    now: datetime,
    receipt_id: UUID | None = None,
) -> None:
    """Put a document that the actor may see on a line, registering its invoice."""
    document = recognition.document(actor=actor, document_id=document_id)
    existing = ExpenseReceipt.objects.filter(
        expense_id=expense.id, document_id=document_id, deleted_at=None
    )
    if existing.exists():
        return
    invoice = _registered(actor, document, now)
    if invoice is not None:
        _refuse_unusable(actor, invoice, expense)
    receipt = ExpenseReceipt.objects.create(
        id=receipt_id or new_id(),
        expense_id=expense.id,
        document_id=document_id,
        invoice=invoice,
    )
    changes.record(actor=actor, kind="expense.receipt_attached", row=receipt, happened_at=now)
    if invoice is not None:
        _settle(actor, [invoice.id], now)


def register_read(*, actor: Actor, expenses: Sequence[Expense], now: datetime) -> None:
    """Register the invoices of receipts that were put on their line before they were read.

    Raises InvoiceAlreadyUsed, InvoiceReversed.
    """
    lines = {expense.id: expense for expense in expenses}
    receipts = ExpenseReceipt.objects.filter(
        expense_id__in=list(lines), deleted_at=None, invoice=None
    ).exclude(document__invoice_key="")
    for receipt in receipts.order_by("id"):
        expense = lines[receipt.expense_id]
        document_id = DocumentId(receipt.document_id)
        invoice = _registered(
            actor, recognition.document(actor=actor, document_id=document_id), now
        )
        if invoice is None:
            continue
        _refuse_unusable(actor, invoice, expense)
        receipt.invoice = invoice
        receipt.save(update_fields=["invoice"])
        changes.record(actor=actor, kind="expense.receipt_read", row=receipt, happened_at=now)
        _settle(actor, [invoice.id], now)
        set_tax(expense)
        expense.save(update_fields=list(_TAX))
        changes.record(actor=actor, kind="expense.changed", row=expense, happened_at=now)


@changes.unit_of_work
def register_receipts(*, actor: Actor, expense_id: ExpenseId, now: datetime) -> ExpenseId:
    """Register what was read in a draft's receipts meanwhile. Raises as `register_read` does."""
    expense = access_expense(actor=actor, expense_id=expense_id)
    if expense.state is ExpenseState.DRAFT:
        register_read(actor=actor, expenses=[expense], now=now)
    return expense_id


def settle_invoices(*, actor: Actor, expenses: Sequence[Expense], now: datetime) -> None:
    """Bring the register's states in line with these lines."""
    used = ExpenseReceipt.objects.filter(
        expense_id__in=[expense.id for expense in expenses],
        deleted_at=None,
        invoice__isnull=False,
    )
    _settle(actor, sorted(set(used.values_list("invoice_id", flat=True))), now)


def _refuse_unusable(actor: Actor, invoice: Invoice, expense: Expense) -> None:
    if invoice.state == InvoiceState.REVERSED:
        raise InvoiceReversed
    refuse_used_invoice(actor=actor, invoice=invoice, expense=expense)


def _settle(actor: Actor, invoice_ids: Sequence[UUID], now: datetime) -> None:
    locked = Invoice.objects.select_for_update(of=("self",)).filter(id__in=invoice_ids)
    for invoice in locked.order_by("id"):
        if invoice.state == InvoiceState.REVERSED:
            continue
        receipts = ExpenseReceipt.objects.filter(
            invoice_id=invoice.id, deleted_at=None, expense__deleted_at=None
        ).select_related("expense")
        state = rules.invoice_state(receipt.expense.state for receipt in receipts)
        if invoice.state != state:
            invoice.state = state
            invoice.save(update_fields=["state"])
            changes.record(actor=actor, kind="invoice.moved", row=invoice, happened_at=now)


def _registered(actor: Actor, document: DocumentRecord, now: datetime) -> Invoice | None:
    """Give the register's row of a document's invoice, locked, making it when it is new.

    The unique key lets one of two simultaneous callers in; the other gets the row of the first.
    """
    facts = document.facts
    total = facts.minor("total_minor") if facts else None
    if facts is None or not document.invoice_key:
        return None
    if total is None:
        total = facts.minor("net_minor") or 0
    kind = DocumentKind(facts.kind)
    invoice, is_new = Invoice.objects.select_for_update(of=("self",)).get_or_create(
        key=document.invoice_key,
        deleted_at=None,
        defaults={
            "owner_id": document.owner_id,
            "kind": kind.value,
            "number": facts.text("number")[:40],
            "code": facts.text("code")[:20],
            "issued_on": facts.day("issued_on"),
            "seller_name": facts.text("seller_name"),
            "seller_tax_id": facts.text("seller_tax_id")[:40],
            "buyer_name": facts.text("buyer_name"),
            "buyer_tax_id": facts.text("buyer_tax_id")[:40],
            "buyer_check": rules.buyer_check(
                name=facts.text("buyer_name"),
                tax_id=facts.text("buyer_tax_id"),
                own=buyers(),
                has_buyer_field=kind not in _WITHOUT_BUYER,
            ),
            "net_minor": facts.minor("net_minor"),
            "tax_minor": facts.minor("tax_minor"),
            "fund_minor": facts.minor("fund_minor") or 0,
            "total_minor": total,
            "currency": facts.currency,
            "state": InvoiceState.REVERSED if facts.is_reversal else InvoiceState.UNUSED,
            "created_at": now,
        },
    )
    if is_new:
        changes.record(actor=actor, kind="invoice.registered", row=invoice, happened_at=now)
    return invoice


def _retax(actor: Actor, expense: Expense, now: datetime) -> None:
    set_tax(expense)
    expense.edited_by_id = actor.person_id
    expense.save(update_fields=[*_TAX, "edited_by_id"])
    changes.record(actor=actor, kind="expense.changed", row=expense, happened_at=now)
