"""Add, change, split and delete lines."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from roadbook.core.actor import Actor
from roadbook.core.ids import ExpenseId, ReportId
from roadbook.core.money import shares
from roadbook.domains.expenses import rules
from roadbook.domains.expenses.commands._money import MOST_MINOR, set_money, set_tax
from roadbook.domains.expenses.commands._receipts import attach, settle_invoices
from roadbook.domains.expenses.commands._references import unknown_references
from roadbook.domains.expenses.contracts import (
    AmountIsComputed,
    BadExpense,
    ExpenseContent,
    ExpenseRecord,
    LineAction,
    Origin,
    SplitContent,
    TripNotUsable,
)
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, ExpenseSplit
from roadbook.domains.expenses.policies import access_expense, access_report
from roadbook.domains.expenses.ports import TripBook
from roadbook.domains.expenses.queries import expense_records
from roadbook.domains.recognition.contracts import DocumentId
from roadbook.foundation.changes import door as changes

MOST_SPLITS = 50
MOST_WEIGHT = 1_000_000
_COMPUTED = frozenset({Origin.PER_DIEM, Origin.MILEAGE})
_OLDEST = timedelta(days=3 * 366)
_CONTENT = (
    "category",
    "spent_on",
    "merchant",
    "note",
    "city_code",
    "quantity",
    "travel_class",
    "over_reason",
    "trip_id",
    "visit_id",
    "account_id",
    "opportunity_id",
)
_MONEY = (
    "amount_minor",
    "currency",
    "rate",
    "rate_on",
    "rate_source",
    "base_minor",
    "base_currency",
    "tax_minor",
    "deductible_minor",
    "deduction_rule",
)
_BACK_TO_DRAFT = ("submitted_at", "is_approved", "approved_minor", "decided_by_id", "decided_at")


@changes.unit_of_work
def add_expense(  # who, what, on which papers, and the doors to ask
    *,
    actor: Actor,
    expense_id: ExpenseId,
    content: ExpenseContent,
    document_ids: Sequence[DocumentId] = (),
    report_id: ReportId | None = None,
    trips: TripBook,
    now: datetime,
) -> ExpenseRecord:
    """Add a line with its receipts; the same id again gives the line that is there.

    Raises BadExpense, RateMissing, TripNotUsable, InvoiceAlreadyUsed, and what the documents raise.
    """
    known = Expense.objects.filter(id=expense_id).first()
    if known is not None:
        access_expense(actor=actor, expense_id=expense_id)
        return expense_records(actor=actor, rows=[known])[0]
    _check(actor, content, trips=trips, now=now)
    expense = Expense(
        id=expense_id,
        owner_id=actor.person_id,
        created_by_id=actor.person_id,
        edited_by_id=actor.person_id,
        origin=Origin.RECEIPT if document_ids else Origin.HAND,
        created_at=now,
    )
    _fill(expense, content)
    if report_id is not None:
        expense.report = access_report(actor=actor, report_id=report_id)
    expense.save(force_insert=True)
    for document_id in dict.fromkeys(document_ids):
        attach(actor=actor, expense=expense, document_id=document_id, now=now)
    set_tax(expense)
    expense.save(update_fields=list(_MONEY))
    changes.record(actor=actor, kind="expense.added", row=expense, happened_at=now)
    return expense_records(actor=actor, rows=[expense])[0]


@changes.unit_of_work
def update_expense(
    *,
    actor: Actor,
    expense_id: ExpenseId,
    content: ExpenseContent,
    trips: TripBook,
    now: datetime,
) -> ExpenseRecord:
    """Change a draft or refused line; a refused one becomes a draft again.

    Of computed lines only the note changes. Raises NotInThisState, AmountIsComputed, BadExpense.
    """
    expense = access_expense(actor=actor, expense_id=expense_id)
    rules.next_state(expense.state, LineAction.EDIT)
    if expense.origin in _COMPUTED and (
        content.amount_minor != expense.amount_minor or content.category != expense.category
    ):
        raise AmountIsComputed
    _check(actor, content, trips=trips, now=now)
    _fill(expense, content)
    set_tax(expense)
    back_to_draft(expense)
    expense.edited_by_id = actor.person_id
    expense.save(update_fields=[*_CONTENT, *_MONEY, *_BACK_TO_DRAFT, "edited_by_id"])
    _share(expense, now=now, actor=actor)
    changes.record(actor=actor, kind="expense.changed", row=expense, happened_at=now)
    settle_invoices(actor=actor, expenses=[expense], now=now)
    return expense_records(actor=actor, rows=[expense])[0]


@changes.unit_of_work
def delete_expense(*, actor: Actor, expense_id: ExpenseId, now: datetime) -> ExpenseId:
    """Delete a draft or refused line; its receipts are free again. Raises NotInThisState."""
    expense = access_expense(actor=actor, expense_id=expense_id)
    rules.next_state(expense.state, LineAction.EDIT)
    expense.deleted_at = now
    expense.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="expense.deleted", row=expense, happened_at=now)
    settle_invoices(actor=actor, expenses=[expense], now=now)
    for receipt in ExpenseReceipt.objects.filter(expense_id=expense.id, deleted_at=None):
        receipt.deleted_at = now
        receipt.save(update_fields=["deleted_at"])
        changes.record(actor=actor, kind="expense.receipt_detached", row=receipt, happened_at=now)
    return expense_id


@changes.unit_of_work
def split_expense(
    *,
    actor: Actor,
    expense_id: ExpenseId,
    splits: Sequence[SplitContent],
    now: datetime,
) -> ExpenseRecord:
    """Split a draft line by weights; no splits makes it whole again. The parts add up exactly."""
    expense = access_expense(actor=actor, expense_id=expense_id)
    rules.next_state(expense.state, LineAction.EDIT)
    _check_splits(actor, splits)
    for old in ExpenseSplit.objects.filter(expense_id=expense.id, deleted_at=None):
        old.deleted_at = now
        old.save(update_fields=["deleted_at"])
        changes.record(actor=actor, kind="expense.split_removed", row=old, happened_at=now)
    parts = shares(expense.base_minor, [split.weight for split in splits]) if splits else []
    for position, (split, part) in enumerate(zip(splits, parts, strict=True)):
        row = ExpenseSplit.objects.create(
            expense_id=expense.id,
            position=position,
            weight=split.weight,
            base_minor=part,
            account_id=split.account_id,
            opportunity_id=split.opportunity_id,
            visit_id=split.visit_id,
        )
        changes.record(actor=actor, kind="expense.split", row=row, happened_at=now)
    return expense_records(actor=actor, rows=[expense])[0]


def back_to_draft(expense: Expense) -> None:
    """Take back what was decided; the reason of a refusal stays until it is submitted again."""
    expense.submitted_at = expense.is_approved = expense.decided_by_id = expense.decided_at = None
    expense.approved_minor = 0


def _share(expense: Expense, *, actor: Actor, now: datetime) -> None:
    """Lay the changed amount on the splits that are there."""
    rows = list(
        ExpenseSplit.objects.filter(expense_id=expense.id, deleted_at=None).order_by("position")
    )
    if not rows:
        return
    for row, part in zip(rows, shares(expense.base_minor, [r.weight for r in rows]), strict=True):
        if row.base_minor != part:
            row.base_minor = part
            row.save(update_fields=["base_minor"])
            changes.record(actor=actor, kind="expense.split", row=row, happened_at=now)


def _fill(expense: Expense, content: ExpenseContent) -> None:
    for name in _CONTENT:
        setattr(expense, name, getattr(content, name))
    set_money(
        expense,
        amount_minor=content.amount_minor,
        currency=content.currency,
        spent_on=content.spent_on,
        rate=content.rate,
    )


def _check(actor: Actor, content: ExpenseContent, *, trips: TripBook, now: datetime) -> None:
    fields: dict[str, str] = {}
    if not 0 < content.amount_minor <= MOST_MINOR:
        fields["amount_minor"] = "not_positive" if content.amount_minor <= 0 else "too_large"
    if content.spent_on > (now + timedelta(days=1)).date():
        fields["spent_on"] = "in_the_future"
    if content.spent_on < (now - _OLDEST).date():
        fields["spent_on"] = "too_old"
    if content.quantity < 1:
        fields["quantity"] = "not_positive"
    if content.rate is not None and content.rate <= 0:
        fields["rate"] = "not_positive"
    unknown = unknown_references(
        actor=actor,
        account_ids=[content.account_id] if content.account_id else [],
        visit_ids=[content.visit_id] if content.visit_id else [],
        opportunity_ids=[content.opportunity_id] if content.opportunity_id else [],
    )
    fields |= dict.fromkeys(unknown, "not_found")
    if fields:
        raise BadExpense(fields)
    if content.trip_id is not None:
        trip = trips.trip(actor=actor, trip_id=content.trip_id)
        if trip.traveller_id != actor.person_id and not actor.is_clockwork:
            raise TripNotUsable


def _check_splits(actor: Actor, splits: Sequence[SplitContent]) -> None:
    if len(splits) > MOST_SPLITS:
        raise BadExpense({"splits": "too_many"})
    if any(not 0 < split.weight <= MOST_WEIGHT for split in splits):
        raise BadExpense({"splits.weight": "out_of_range"})
    unknown = unknown_references(
        actor=actor,
        account_ids=[s.account_id for s in splits if s.account_id],
        visit_ids=[s.visit_id for s in splits if s.visit_id],
        opportunity_ids=[s.opportunity_id for s in splits if s.opportunity_id],
    )
    if unknown:
        raise BadExpense({f"splits.{name}": "not_found" for name in unknown})
