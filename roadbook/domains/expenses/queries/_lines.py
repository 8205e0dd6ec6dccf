"""Lines and the inbox."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import (
    AccountId,
    ExpenseId,
    FileId,
    InvoiceId,
    OpportunityId,
    PersonId,
    ReportId,
    TripId,
    VisitId,
)
from roadbook.domains.customers import queries as customers
from roadbook.domains.expenses import policies, rules
from roadbook.domains.expenses.contracts import (
    ExpenseNotFound,
    ExpenseRecord,
    ExpenseState,
    InboxPage,
    LineAction,
    Origin,
    RateSource,
    ReceiptRecord,
    SplitRecord,
    Suggestion,
)
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, ExpenseSplit
from roadbook.domains.expenses.ports import TripBook, TripFacts, TripStop
from roadbook.domains.expenses.queries._reports import report_summaries
from roadbook.domains.identity import queries as identity
from roadbook.domains.recognition import queries as recognition
from roadbook.domains.recognition.contracts import DocumentId, DocumentRecord
from roadbook.engines.policy.limits import Category

MOST_LINES = 500


def expense(*, actor: Actor, expense_id: ExpenseId) -> ExpenseRecord:
    """Give one line. Raises ExpenseNotFound."""
    row = policies.visible_expenses(actor).filter(id=expense_id).first()
    if row is None:
        raise ExpenseNotFound
    return expense_records(actor=actor, rows=[row])[0]


def expense_records(*, actor: Actor, rows: Sequence[Expense]) -> list[ExpenseRecord]:
    """Turn rows into records: four further statements for any number of them."""
    ids = [row.id for row in rows]
    receipts: dict[UUID, list[ReceiptRecord]] = {pk: [] for pk in ids}
    joined = ExpenseReceipt.objects.filter(expense_id__in=ids, deleted_at=None)
    for receipt in joined.select_related("document", "invoice").order_by("id"):
        receipts[receipt.expense_id].append(_receipt(receipt))
    parts: dict[UUID, list[ExpenseSplit]] = {pk: [] for pk in ids}
    for part in ExpenseSplit.objects.filter(expense_id__in=ids, deleted_at=None).order_by(
        "expense_id", "position"
    ):
        parts[part.expense_id].append(part)
    people = [PersonId(p) for row in rows for p in (row.owner_id, row.decided_by_id) if p]
    accounts = [row.account_id for row in rows] + [
        p.account_id for ps in parts.values() for p in ps
    ]
    names = identity.person_names(people)
    account_names = customers.account_names(AccountId(a) for a in accounts if a)
    return [
        _record(
            actor,
            row,
            people=names,
            accounts=account_names,
            receipts=receipts[row.id],
            splits=parts[row.id],
        )
        for row in rows
    ]


def drafts_with_unregistered(document_ids: Collection[UUID]) -> list[ExpenseId]:
    """Give the lines nobody was sent yet whose receipt was read after it was put on them."""
    receipts = ExpenseReceipt.objects.filter(
        document_id__in=list(document_ids),
        deleted_at=None,
        invoice=None,
        expense__deleted_at=None,
        expense__submitted_at=None,
    )
    return [ExpenseId(pk) for pk in receipts.order_by("id").values_list("expense_id", flat=True)]


def inbox(*, actor: Actor) -> InboxPage:
    """Give one's own loose ends: read documents, lines outside reports, reports not settled."""
    used = ExpenseReceipt.objects.filter(
        deleted_at=None, expense__deleted_at=None, document__owner_id=actor.person_id
    ).values_list("document_id", flat=True)
    rows = (
        policies.visible_expenses(actor)
        .filter(owner_id=actor.person_id, report=None)
        .order_by("-spent_on", "-id")
    )
    open_reports = (
        policies.visible_reports(actor)
        .filter(owner_id=actor.person_id)
        .order_by("-created_at", "-id")
    )
    return InboxPage(
        documents=recognition.own_documents(actor=actor, without=list(used), limit=50),
        expenses=expense_records(actor=actor, rows=list(rows[:MOST_LINES])),
        reports=report_summaries(actor=actor, rows=list(open_reports[:20])),
    )


def suggestion(*, actor: Actor, document: DocumentRecord, trips: TripBook) -> Suggestion:
    """Give the trip, visit and customer of the document's day, and a category."""
    facts = document.facts
    day = (facts.day("travelled_on") or facts.day("issued_on")) if facts else None
    category = rules.category_of(facts.kind if facts else "", facts.items if facts else ())
    around = trips.trips_around(actor=actor, day=day or document.created_at.date())
    if not around:
        return Suggestion(
            trip_id=None,
            trip_title="",
            visit_id=None,
            visit_at=None,
            account_id=None,
            account_name="",
            category=category,
        )
    trip = around[0]
    stop = _stop_of(trip, day)
    return Suggestion(
        trip_id=trip.id,
        trip_title=trip.title,
        visit_id=stop.visit_id if stop else None,
        visit_at=stop.starts_at if stop else None,
        account_id=stop.account_id if stop else None,
        account_name=stop.account_name if stop else "",
        category=category,
    )


def _stop_of(trip: TripFacts, day: date | None) -> TripStop | None:
    return next((stop for stop in trip.stops if stop.on == day), None)


def _receipt(row: ExpenseReceipt) -> ReceiptRecord:
    return ReceiptRecord(
        document_id=DocumentId(row.document_id),
        file_id=FileId(row.document.file_id),
        file_name=row.document.file_name,
        media_type=row.document.media_type,
        invoice_id=InvoiceId(row.invoice_id) if row.invoice_id else None,
        invoice_number=row.invoice.number if row.invoice else "",
    )


def _record(  # one keyword for each table that a line is put together from
    actor: Actor,
    row: Expense,
    *,
    people: Mapping[PersonId, str],
    accounts: Mapping[AccountId, str],
    receipts: Sequence[ReceiptRecord],
    splits: Sequence[ExpenseSplit],
) -> ExpenseRecord:
    state = row.state
    return ExpenseRecord(
        id=ExpenseId(row.id),
        owner_id=PersonId(row.owner_id),
        owner_name=people.get(PersonId(row.owner_id), ""),
        report_id=ReportId(row.report_id) if row.report_id else None,
        state=state,
        origin=Origin(row.origin),
        category=Category(row.category),
        spent_on=row.spent_on,
        merchant=row.merchant,
        note=row.note,
        city_code=row.city_code,
        quantity=row.quantity,
        travel_class=row.travel_class,
        over_reason=row.over_reason,
        amount_minor=row.amount_minor,
        currency=row.currency,
        base_minor=row.base_minor,
        base_currency=row.base_currency,
        rate=f"{row.rate:.8f}".rstrip("0").rstrip("."),
        rate_on=row.rate_on,
        rate_source=RateSource(row.rate_source),
        tax_minor=row.tax_minor,
        deductible_minor=row.deductible_minor,
        deduction_rule=row.deduction_rule,
        approved_minor=row.approved_minor if row.is_approved else None,
        refusal_reason=row.refusal_reason,
        decided_by_name=people.get(PersonId(row.decided_by_id), "") if row.decided_by_id else "",
        paid_minor=row.paid_minor,
        trip_id=TripId(row.trip_id) if row.trip_id else None,
        visit_id=VisitId(row.visit_id) if row.visit_id else None,
        account_id=AccountId(row.account_id) if row.account_id else None,
        account_name=accounts.get(AccountId(row.account_id), "") if row.account_id else "",
        opportunity_id=OpportunityId(row.opportunity_id) if row.opportunity_id else None,
        receipts=tuple(receipts),
        splits=tuple(_split(part, accounts) for part in splits),
        basis=tuple(row.basis),
        actions=_actions(actor, row, state),
        version=row.version,
    )


def _split(part: ExpenseSplit, accounts: Mapping[AccountId, str]) -> SplitRecord:
    return SplitRecord(
        weight=part.weight,
        base_minor=part.base_minor,
        account_id=AccountId(part.account_id) if part.account_id else None,
        account_name=accounts.get(AccountId(part.account_id), "") if part.account_id else "",
        opportunity_id=OpportunityId(part.opportunity_id) if part.opportunity_id else None,
        visit_id=VisitId(part.visit_id) if part.visit_id else None,
    )


def _actions(actor: Actor, row: Expense, state: ExpenseState) -> tuple[LineAction, ...]:
    """Give what the reader may do to the line now."""
    allowed = {action for (at, action) in rules.TRANSITIONS if at is state}
    owners = {LineAction.EDIT, LineAction.SUBMIT, LineAction.WITHDRAW}
    if row.owner_id == actor.person_id:
        allowed &= owners
    elif not actor.may_write:
        allowed = set()
    else:
        allowed -= owners
    return tuple(sorted(allowed))
