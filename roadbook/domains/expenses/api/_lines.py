"""Routes of lines and the inbox."""

from uuid import UUID

from ninja import Router

from roadbook.core.ids import ExpenseId, ReportId
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.contracts import (
    ExpenseRecord,
    InboxPage,
    Suggestion,
)
from roadbook.domains.expenses.ports import TripBook
from roadbook.domains.expenses.schemas import (
    DocumentBody,
    ExpenseBody,
    NewExpenseBody,
    SplitsBody,
)
from roadbook.domains.recognition import queries as recognition
from roadbook.domains.recognition.contracts import DocumentId
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.wiring import port

router = Router(tags=["expenses"])


@router.get(
    "/inbox", response=InboxPage, operation_id="getExpenseInbox", summary="One's own loose ends"
)
def get_inbox(request: ActorRequest) -> InboxPage:
    """Give documents without a line, lines without a report, and one's reports."""
    return queries.inbox(actor=request.actor)


@router.get(
    "/documents/{document_id}/suggestion",
    response=Suggestion,
    operation_id="suggestExpense",
    summary="Trip, visit and customer of a document's day",
)
def suggest_expense(request: ActorRequest, document_id: UUID) -> Suggestion:
    """Give what a line of this document could hang on, and its category."""
    document = recognition.document(actor=request.actor, document_id=DocumentId(document_id))
    return queries.suggestion(actor=request.actor, document=document, trips=_trips())


@router.post("/lines", response=ExpenseRecord, operation_id="addExpense", summary="Add a line")
def add_expense(request: ActorRequest, body: NewExpenseBody) -> ExpenseRecord:
    """Add a line with its receipts. Refuses an invoice that is on a claim already."""
    return commands.add_expense(
        actor=request.actor,
        expense_id=ExpenseId(body.id),
        content=body.content(),
        document_ids=[DocumentId(one) for one in body.document_ids],
        report_id=ReportId(body.report_id) if body.report_id else None,
        trips=_trips(),
        now=now(),
    )


@router.get(
    "/lines/{expense_id}", response=ExpenseRecord, operation_id="getExpense", summary="One line"
)
def get_expense(request: ActorRequest, expense_id: UUID) -> ExpenseRecord:
    """Give a line that you may see."""
    return queries.expense(actor=request.actor, expense_id=ExpenseId(expense_id))


@router.put(
    "/lines/{expense_id}",
    response=ExpenseRecord,
    operation_id="updateExpense",
    summary="Change a draft line",
)
def update_expense(request: ActorRequest, expense_id: UUID, body: ExpenseBody) -> ExpenseRecord:
    """Change one's own draft or refused line. Computed amounts stay."""
    return commands.update_expense(
        actor=request.actor,
        expense_id=ExpenseId(expense_id),
        content=body.content(),
        trips=_trips(),
        now=now(),
    )


@router.delete(
    "/lines/{expense_id}",
    response=UUID,
    operation_id="deleteExpense",
    summary="Delete a draft line",
)
def delete_expense(request: ActorRequest, expense_id: UUID) -> UUID:
    """Delete one's own draft or refused line; its receipts are free again."""
    return commands.delete_expense(actor=request.actor, expense_id=ExpenseId(expense_id), now=now())


@router.put(
    "/lines/{expense_id}/splits",
    response=ExpenseRecord,
    operation_id="splitExpense",
    summary="Split a line by weights",
)
def split_expense(request: ActorRequest, expense_id: UUID, body: SplitsBody) -> ExpenseRecord:
    """Split a draft line between customers; an empty list makes it whole again."""
    return commands.split_expense(
        actor=request.actor,
        expense_id=ExpenseId(expense_id),
        splits=[split.content() for split in body.splits],
        now=now(),
    )


@router.post(
    "/lines/{expense_id}/receipts",
    response=ExpenseRecord,
    operation_id="attachReceipt",
    summary="Put a document on a line",
)
def attach_receipt(request: ActorRequest, expense_id: UUID, body: DocumentBody) -> ExpenseRecord:
    """Put a document on a draft line. Refuses an invoice that is on a claim already."""
    return commands.attach_receipt(
        actor=request.actor,
        expense_id=ExpenseId(expense_id),
        document_id=DocumentId(body.document_id),
        now=now(),
    )


@router.delete(
    "/lines/{expense_id}/receipts/{document_id}",
    response=ExpenseRecord,
    operation_id="detachReceipt",
    summary="Take a document off a line",
)
def detach_receipt(request: ActorRequest, expense_id: UUID, document_id: UUID) -> ExpenseRecord:
    """Take a document off one's own draft line."""
    return commands.detach_receipt(
        actor=request.actor,
        expense_id=ExpenseId(expense_id),
        document_id=DocumentId(document_id),
        now=now(),
    )


def _trips() -> TripBook:
    return port(TripBook)  # type: ignore[type-abstract]
