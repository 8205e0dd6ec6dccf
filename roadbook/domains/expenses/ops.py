"""Writes of expenses that devices send. Money is edited in drafts only, and never merged."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from roadbook.core.errors import Refusal
from roadbook.core.ids import ExpenseId, ReportId, TripId
from roadbook.domains.expenses import commands
from roadbook.domains.expenses.contracts import (
    AlreadyDecided,
    AmountIsComputed,
    BlockedByPolicy,
    ChangedSinceSeen,
    DecidesOwnClaim,
    ExpenseNotFound,
    FileMissing,
    InvoiceAlreadyUsed,
    InvoiceReversed,
    MoreThanClaimed,
    NotInThisState,
    RateSource,
    ReportNotFound,
    TripNotUsable,
)
from roadbook.domains.expenses.models import Expense
from roadbook.domains.expenses.ports import TripBook
from roadbook.domains.expenses.queries import state_of_report
from roadbook.domains.expenses.schemas import (
    DecisionsBody,
    DocumentBody,
    ExpenseBody,
    LinesBody,
    NewExpenseBody,
    TripReportBody,
)
from roadbook.domains.recognition.contracts import DocumentId
from roadbook.foundation.sync.pushing.declarations import (
    CommandRule,
    CreateRule,
    FieldRule,
    OpContext,
    PatchRule,
    WriteType,
)
from roadbook.foundation.sync.pushing.fields import FieldKind
from roadbook.foundation.sync.pushing.results import RejectCode, Rejected
from roadbook.foundation.wiring import port

_MONEY, _PLAIN = FieldRule(kind=FieldKind.MONEY), FieldRule()
_REFERENCE = FieldRule(kind=FieldKind.REFERENCE)
_CODES: Mapping[type[Refusal], RejectCode] = {
    AlreadyDecided: RejectCode.STATE_CHANGED,
    AmountIsComputed: RejectCode.FIELD_FORBIDDEN,
    BlockedByPolicy: RejectCode.OVER_LIMIT,
    ChangedSinceSeen: RejectCode.CHANGED_SINCE_SEEN,
    DecidesOwnClaim: RejectCode.SELF_APPROVAL,
    FileMissing: RejectCode.FILE_MISSING,
    InvoiceAlreadyUsed: RejectCode.DUPLICATE,
    InvoiceReversed: RejectCode.INVALID,
    MoreThanClaimed: RejectCode.OVER_LIMIT,
    NotInThisState: RejectCode.STATE_CHANGED,
    TripNotUsable: RejectCode.REF_GONE,
}


def _add(context: OpContext, expense_id: UUID, body: NewExpenseBody) -> None:
    spent_on = context.day(body.spent_on)
    commands.add_expense(
        actor=context.actor,
        expense_id=ExpenseId(expense_id),
        content=body.model_copy(update={"spent_on": spent_on}).content(),
        document_ids=[DocumentId(one) for one in body.document_ids],
        report_id=ReportId(body.report_id) if body.report_id else None,
        trips=_trips(),
        now=context.now,
    )


def _update(context: OpContext, expense_id: UUID, body: ExpenseBody) -> None:
    commands.update_expense(
        actor=context.actor,
        expense_id=ExpenseId(expense_id),
        content=body.content(),
        trips=_trips(),
        now=context.now,
    )


def _delete(context: OpContext, expense_id: UUID) -> None:
    commands.delete_expense(actor=context.actor, expense_id=ExpenseId(expense_id), now=context.now)


def _attach(context: OpContext, receipt_id: UUID, body: DocumentBody) -> None:
    commands.attach_receipt(
        actor=context.actor,
        expense_id=ExpenseId(context.parent_id("expense_id")),
        document_id=DocumentId(body.document_id),
        receipt_id=receipt_id,
        now=context.now,
    )


def _open(context: OpContext, report_id: UUID, body: TripReportBody) -> None:
    made = commands.open_trip_report(
        actor=context.actor,
        trip_id=TripId(body.trip_id),
        report_id=ReportId(report_id),
        trips=_trips(),
        now=context.now,
    )
    if made.id != report_id:
        raise Rejected(RejectCode.DUPLICATE, {"id": str(made.id)})


def _add_lines(context: OpContext, report_id: UUID, body: LinesBody) -> None:
    commands.move_to_report(
        actor=context.actor,
        report_id=ReportId(report_id),
        expense_ids=[ExpenseId(one) for one in body.expense_ids],
        now=context.now,
    )


def _submit(context: OpContext, report_id: UUID, _: None) -> None:
    commands.submit_report(actor=context.actor, report_id=ReportId(report_id), now=context.now)


def _recall(context: OpContext, report_id: UUID, _: None) -> None:
    commands.withdraw_report(actor=context.actor, report_id=ReportId(report_id), now=context.now)


def _decide(context: OpContext, report_id: UUID, body: DecisionsBody) -> None:
    commands.decide_lines(
        actor=context.actor,
        report_id=ReportId(report_id),
        decisions=body.decided(),
        seen=body.seen,
        now=context.now,
    )


def _whole(expense: Expense) -> Mapping[str, Any]:
    names = [name for name in _FIELDS if name != "rate"]
    return {**{name: getattr(expense, name) for name in names}, "rate": _stated_rate(expense)}


def _stated_rate(expense: Expense) -> str | None:
    """Give the rate that a person stated; one from the table follows the day and currency."""
    return str(expense.rate) if expense.rate_source == RateSource.HAND else None


def _line_state(expense: Expense) -> str:
    return expense.state.value


def _report_state(report: Any) -> str:  # noqa: ANN401  # the row of this type
    return state_of_report(ReportId(report.id)).value


def _trips() -> TripBook:
    return port(TripBook)  # type: ignore[type-abstract]


_FIELDS: Mapping[str, FieldRule] = {
    "category": _MONEY,
    "spent_on": _MONEY,
    "amount_minor": _MONEY,
    "currency": _MONEY,
    "rate": FieldRule(kind=FieldKind.MONEY, present=_stated_rate),
    "merchant": _PLAIN,
    "note": _PLAIN,
    "city_code": _PLAIN,
    "quantity": _MONEY,
    "travel_class": _PLAIN,
    "over_reason": _PLAIN,
    "trip_id": _REFERENCE,
    "visit_id": _REFERENCE,
    "account_id": _REFERENCE,
    "opportunity_id": _REFERENCE,
}

OPS = (
    WriteType(
        name="expense",
        create=CreateRule(body=NewExpenseBody, run=_add),
        patch=PatchRule(
            fields=_FIELDS, body=ExpenseBody, whole=_whole, run=_update, is_atomic=True
        ),
        delete=_delete,
        state=_line_state,
        unknown=frozenset({ExpenseNotFound}),
        codes=_CODES,
    ),
    WriteType(
        name="expense_receipt",
        create=CreateRule(body=DocumentBody, run=_attach, parent="expense_id"),
        codes=_CODES,
    ),
    WriteType(
        name="expense_report",
        create=CreateRule(body=TripReportBody, run=_open),
        commands={
            "add_lines": CommandRule(body=LinesBody, run=_add_lines),
            "submit": CommandRule(run=_submit),
            "recall": CommandRule(run=_recall),
            "decide": CommandRule(
                body=DecisionsBody, run=_decide, is_guarded=True, seen_in_body=True
            ),
        },
        state=_report_state,
        unknown=frozenset({ReportNotFound}),
        codes=_CODES,
    ),
)
