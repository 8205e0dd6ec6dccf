"""Twins of lines: same file, same invoice number, similar facts. Computed with the system's eyes,
told discreetly: of other people's lines only the day and the team.
"""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import ExpenseId, PersonId
from roadbook.domains.expenses import policies
from roadbook.domains.expenses.contracts import (
    DuplicateHint,
    DuplicateLevel,
    InvoiceAlreadyUsed,
)
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, Invoice
from roadbook.domains.expenses.rules import Claim, is_similar
from roadbook.domains.identity import queries as identity

_MOST = 200


def duplicates_of(*, actor: Actor, rows: Sequence[Expense]) -> list[DuplicateHint]:
    """Give the surest twin relation of each pair; a constant number of statements."""
    levels: dict[tuple[UUID, UUID], DuplicateLevel] = {}
    for pair in _similar(rows):
        levels[pair] = DuplicateLevel.SIMILAR
    for pair in _same("invoice_id", rows):
        levels[pair] = DuplicateLevel.SAME_NUMBER
    for pair in _same("document__sha256", rows):
        levels[pair] = DuplicateLevel.SAME_FILE
    twins = Expense.objects.in_bulk({twin for _, twin in levels})
    visible = set(
        policies.visible_expenses(actor).filter(id__in=list(twins)).values_list("id", flat=True)
    )
    teams = identity.teams_and_grades(PersonId(t.owner_id) for t in twins.values())
    return [
        DuplicateHint(
            expense_id=ExpenseId(line),
            level=level,
            is_own=twins[twin].owner_id == actor.person_id,
            twin_id=ExpenseId(twin) if twin in visible else None,
            twin_on=twins[twin].spent_on,
            twin_team=teams.get(PersonId(twins[twin].owner_id), ("", None))[0],
        )
        for (line, twin), level in sorted(levels.items())
        if twin in twins
    ]


def refuse_used_invoice(*, actor: Actor, invoice: Invoice, expense: Expense) -> None:
    """Raise InvoiceAlreadyUsed when another claim holds the invoice.

    One's own lines of one report may share an invoice (a hotel bill with a meal on it).
    """
    others = (
        ExpenseReceipt.objects.filter(
            invoice_id=invoice.id,
            deleted_at=None,
            expense__deleted_at=None,
            expense__reversed_at=None,
        )
        .exclude(expense_id=expense.id)
        .exclude(expense__is_approved=False)
        .select_related("expense")
        .order_by("expense__spent_on", "id")
    )
    for other in others[:_MOST]:
        claim = other.expense
        if claim.owner_id == expense.owner_id and claim.report_id == expense.report_id:
            continue
        is_own = claim.owner_id == actor.person_id
        raise InvoiceAlreadyUsed(
            on=claim.spent_on.isoformat(),
            is_own=is_own,
            expense_id=str(claim.id) if is_own else None,
        )


def _same(field: str, rows: Sequence[Expense]) -> set[tuple[UUID, UUID]]:
    """Pair lines with other lines whose receipts have the same value of a field."""
    mine = ExpenseReceipt.objects.filter(
        expense_id__in=[row.id for row in rows], deleted_at=None
    ).values_list("expense_id", field)
    values: dict[object, set[UUID]] = {}
    for line, value in mine:
        if value:
            values.setdefault(value, set()).add(line)
    others = ExpenseReceipt.objects.filter(
        **{f"{field}__in": list(values)}, deleted_at=None, expense__deleted_at=None
    ).values_list("expense_id", field, "expense__report_id")
    reports = {row.id: row.report_id for row in rows}
    pairs = set()
    for twin, value, report in others[:_MOST]:
        for line in values.get(value, ()):
            shares_report = report is not None and report == reports[line]
            if twin != line and not (shares_report and field == "invoice_id"):
                pairs.add((line, twin))
    return pairs


def _similar(rows: Sequence[Expense]) -> set[tuple[UUID, UUID]]:
    if not rows:
        return set()
    days = [row.spent_on for row in rows]
    near = Expense.objects.filter(
        deleted_at=None,
        amount_minor__in={row.amount_minor for row in rows},
        spent_on__range=(min(days) - timedelta(days=1), max(days) + timedelta(days=1)),
        owner_id__in={row.owner_id for row in rows},
    ).exclude(is_approved=False)
    return {
        (row.id, other.id)
        for other in near.order_by("id")[:_MOST]
        for row in rows
        if is_similar(_claim(row), _claim(other))
    }


def _claim(row: Expense) -> Claim:
    return Claim(
        id=ExpenseId(row.id),
        spent_on=row.spent_on,
        amount_minor=row.amount_minor,
        currency=row.currency,
        merchant=row.merchant,
    )
