"""Decide on lines: approved up to what was claimed, or refused with a reason."""

from collections.abc import Sequence
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import ExpenseId, ReportId
from roadbook.domains.expenses import rules
from roadbook.domains.expenses.commands._receipts import register_read, settle_invoices
from roadbook.domains.expenses.contracts import (
    AlreadyDecided,
    BadExpense,
    ChangedSinceSeen,
    DecidesOwnClaim,
    ExpenseDecision,
    ExpenseNotFound,
    ExpenseState,
    LineAction,
    MoreThanClaimed,
    ReportPage,
)
from roadbook.domains.expenses.models import Expense
from roadbook.domains.expenses.policies import access_report_to_decide
from roadbook.domains.expenses.queries import findings_of, lines_of, report_page, seen_of
from roadbook.foundation.changes import door as changes

LONGEST_REASON = 500
_DECIDED = ("is_approved", "approved_minor", "refusal_reason", "decided_by_id", "decided_at")


@changes.unit_of_work
def decide_lines(
    *,
    actor: Actor,
    report_id: ReportId,
    decisions: Sequence[ExpenseDecision],
    seen: str,
    now: datetime,
) -> ReportPage:
    """Decide on some lines of a report, against what the actor was shown (`seen`).

    The report is locked first, so of two approvers at once one wins and the other is told.
    Raises DecidesOwnClaim, NotTheApprover, ChangedSinceSeen, AlreadyDecided, MoreThanClaimed.
    """
    report = access_report_to_decide(actor=actor, report_id=report_id)
    rows = lines_of(ReportId(report.id))
    by_id = {ExpenseId(row.id): row for row in rows}
    chosen = [_chosen(by_id, decision) for decision in decisions]
    if len({row.id for row in chosen}) != len(chosen) or not chosen:
        raise BadExpense({"decisions": "each_line_once"})
    for row in chosen:
        if row.state is not ExpenseState.SUBMITTED:
            raise AlreadyDecided(state=row.state.value)
        if actor.person_id in {row.owner_id, row.created_by_id, row.edited_by_id}:
            raise DecidesOwnClaim
    if seen != seen_of(rows, findings_of(rows)):
        raise ChangedSinceSeen
    approved = [row for row, one in zip(chosen, decisions, strict=True) if one.is_approved]
    register_read(actor=actor, expenses=approved, now=now)
    for row, decision in zip(chosen, decisions, strict=True):
        _decide(actor, row, decision, now)
    settle_invoices(actor=actor, expenses=chosen, now=now)
    changes.record(actor=actor, kind="expense_report.decided", row=report, happened_at=now)
    return report_page(actor=actor, report_id=report_id)


def _chosen(by_id: dict[ExpenseId, Expense], decision: ExpenseDecision) -> Expense:
    if decision.expense_id not in by_id:
        raise ExpenseNotFound
    return by_id[decision.expense_id]


def _decide(actor: Actor, row: Expense, decision: ExpenseDecision, now: datetime) -> None:
    action = LineAction.APPROVE if decision.is_approved else LineAction.REFUSE
    rules.next_state(row.state, action)
    reason = decision.reason.strip()
    if not decision.is_approved and not reason:
        raise BadExpense({"reason": "required"})
    if decision.is_approved and not 0 < decision.approved_minor <= row.base_minor:
        raise MoreThanClaimed({"approved_minor": "out_of_range"}, claimed_minor=row.base_minor)
    if decision.is_approved and decision.approved_minor < row.base_minor and not reason:
        raise BadExpense({"reason": "required"})
    row.is_approved = decision.is_approved
    row.approved_minor = decision.approved_minor if decision.is_approved else 0
    row.refusal_reason = reason[:LONGEST_REASON]
    row.decided_by_id, row.decided_at = actor.person_id, now
    row.save(update_fields=list(_DECIDED))
    kind = "expense.approved" if decision.is_approved else "expense.refused"
    changes.record(actor=actor, kind=kind, row=row, happened_at=now)
