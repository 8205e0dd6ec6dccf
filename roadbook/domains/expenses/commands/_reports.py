"""The report of a trip: there already, submitted, withdrawn."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from roadbook.core.actor import Actor
from roadbook.core.ids import ExpenseId, FileId, PersonId, ReportId, TripId
from roadbook.domains.expenses import rules
from roadbook.domains.expenses.commands._lines import back_to_draft
from roadbook.domains.expenses.commands._receipts import register_read, settle_invoices
from roadbook.domains.expenses.contracts import (
    BlockedByPolicy,
    ExpenseNotFound,
    ExpenseState,
    FileMissing,
    LineAction,
    NothingToSubmit,
    NotInThisState,
    Origin,
    RateSource,
    ReportSummary,
    TripNotUsable,
)
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, ExpenseReport
from roadbook.domains.expenses.policies import access_report
from roadbook.domains.expenses.ports import TripBook, TripFacts
from roadbook.domains.expenses.queries import findings_of, lines_of, report_summaries
from roadbook.domains.identity import queries as identity
from roadbook.domains.standards import queries as standards
from roadbook.domains.standards.contracts import RateBook
from roadbook.engines.policy.limits import Action, Category
from roadbook.engines.policy.mileage import mileage
from roadbook.engines.policy.perdiem import per_diem
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id
from roadbook.foundation.files import door as files


@changes.unit_of_work
def open_trip_report(
    *,
    actor: Actor,
    trip_id: TripId,
    trips: TripBook,
    now: datetime,
    report_id: ReportId | None = None,
) -> ReportSummary:
    """Give the report of one's trip, made (under a device's id) and filled at the first call.

    Allowance and mileage are computed from the itinerary, and again at each call while they are
    drafts; loose lines of the trip are taken in. Raises TripNotUsable for a trip that is somebody
    else's or not approved yet.
    """
    trip = trips.trip(actor=actor, trip_id=trip_id)
    if not trip.is_approved or (trip.traveller_id != actor.person_id and not actor.is_clockwork):
        raise TripNotUsable
    report, is_new = ExpenseReport.objects.select_for_update(of=("self",)).get_or_create(
        owner_id=trip.traveller_id,
        trip_id=trip_id,
        deleted_at=None,
        defaults={
            "id": report_id or new_id(),
            "title": trip.title[:200],
            "currency": identity.base_currency(),
            "created_at": now,
        },
    )
    if is_new:
        changes.record(actor=actor, kind="expense_report.opened", row=report, happened_at=now)
    _compute(actor, report, trip, now)
    loose = Expense.objects.filter(
        owner_id=trip.traveller_id, trip_id=trip_id, report=None, deleted_at=None
    )
    for expense in loose:
        expense.report = report
        expense.save(update_fields=["report"])
        changes.record(actor=actor, kind="expense.changed", row=expense, happened_at=now)
    return report_summaries(actor=actor, rows=[report])[0]


@changes.unit_of_work
def move_to_report(
    *, actor: Actor, report_id: ReportId, expense_ids: Sequence[ExpenseId], now: datetime
) -> ReportSummary:
    """Take one's own draft lines into one's own report. Raises ExpenseNotFound, NotInThisState."""
    report = access_report(actor=actor, report_id=report_id)
    rows = list(
        Expense.objects.select_for_update(of=("self",))
        .filter(id__in=list(expense_ids), owner_id=report.owner_id, deleted_at=None)
        .order_by("id")
    )
    if len(rows) != len(set(expense_ids)):
        raise ExpenseNotFound
    for expense in rows:
        rules.next_state(expense.state, LineAction.EDIT)
        expense.report = report
        expense.trip_id = report.trip_id or expense.trip_id
        expense.save(update_fields=["report", "trip_id"])
        changes.record(actor=actor, kind="expense.changed", row=expense, happened_at=now)
    return report_summaries(actor=actor, rows=[report])[0]


@changes.unit_of_work
def submit_report(*, actor: Actor, report_id: ReportId, now: datetime) -> ReportSummary:
    """Send the draft lines to who decides. Lines decided before stay decided.

    Raises NothingToSubmit, FileMissing while the bytes of a receipt have not arrived, and
    BlockedByPolicy when a rule forbids a line or a reason is missing.
    """
    report = access_report(actor=actor, report_id=report_id)
    drafts = [row for row in _locked_lines(report) if row.state is ExpenseState.DRAFT]
    if not drafts:
        raise NothingToSubmit
    _refuse_without_bytes(drafts)
    register_read(actor=actor, expenses=drafts, now=now)
    _refuse_blocked(drafts)
    for expense in drafts:
        expense.submitted_at, expense.refusal_reason = now, ""
        expense.save(update_fields=["submitted_at", "refusal_reason"])
        changes.record(actor=actor, kind="expense.submitted", row=expense, happened_at=now)
    report.submitted_at = now
    report.save(update_fields=["submitted_at"])
    changes.record(actor=actor, kind="expense_report.submitted", row=report, happened_at=now)
    return report_summaries(actor=actor, rows=[report])[0]


@changes.unit_of_work
def withdraw_report(*, actor: Actor, report_id: ReportId, now: datetime) -> ReportSummary:
    """Take back the lines that nobody has decided on yet. Raises NotInThisState."""
    report = access_report(actor=actor, report_id=report_id)
    waiting = [row for row in _locked_lines(report) if row.state is ExpenseState.SUBMITTED]
    if not waiting:
        raise NotInThisState(state="decided", action=LineAction.WITHDRAW.value)
    for expense in waiting:
        back_to_draft(expense)
        expense.save(update_fields=["submitted_at", "is_approved", "approved_minor"])
        changes.record(actor=actor, kind="expense.withdrawn", row=expense, happened_at=now)
    report.submitted_at = None
    report.save(update_fields=["submitted_at"])
    changes.record(actor=actor, kind="expense_report.withdrawn", row=report, happened_at=now)
    settle_invoices(actor=actor, expenses=waiting, now=now)
    return report_summaries(actor=actor, rows=[report])[0]


def _locked_lines(report: ExpenseReport) -> list[Expense]:
    ids = [row.id for row in lines_of(ReportId(report.id))]
    locked = Expense.objects.select_for_update(of=("self",)).filter(id__in=ids)
    return list(locked.order_by("spent_on", "id"))


def _refuse_without_bytes(drafts: Sequence[Expense]) -> None:
    """Refuse while a receipt is only announced: nobody decides on what cannot be looked at."""
    receipts = ExpenseReceipt.objects.filter(
        expense_id__in=[row.id for row in drafts], deleted_at=None
    )
    files_of = {FileId(pk) for pk in receipts.values_list("document__file_id", flat=True)}
    missing = files.not_stored(files_of)
    if missing:
        raise FileMissing(count=len(missing))


def _refuse_blocked(drafts: Sequence[Expense]) -> None:
    reasons = {row.id: row.over_reason.strip() or row.note.strip() for row in drafts}
    findings = findings_of(drafts)
    blocked = [f for f in findings if f.action is Action.BLOCK]
    unexplained = [
        f
        for f in findings
        if f.action in {Action.REASON, Action.APPROVAL} and not reasons[f.expense_id]
    ]
    for found in (blocked, unexplained):
        if found:
            raise BlockedByPolicy(
                finding=found[0].kind.value,
                expense_id=str(found[0].expense_id),
                count=len(found),
                needs_reason=found is unexplained,
            )


def _compute(actor: Actor, report: ExpenseReport, trip: TripFacts, now: datetime) -> None:
    """Fill in what follows from the itinerary; once a line has left the draft, nothing is added."""
    if any(row.state is not ExpenseState.DRAFT for row in lines_of(ReportId(report.id))):
        return
    book = standards.rate_book(on=trip.first_day)
    allowance = per_diem(
        trip.legs,
        rule=book.per_diem_rule,
        rates_minor=book.per_diem_minor,
        default_rate_minor=book.default_per_diem_minor,
    )
    days = [
        f"{day.date.isoformat()} {day.place} {day.pct}% {day.amount_minor}"
        for day in allowance.days
    ]
    _put(actor, report, trip, Origin.PER_DIEM, allowance.total_minor, days, now)
    _put(actor, report, trip, Origin.MILEAGE, *_mileage(trip, book), now)


def _mileage(trip: TripFacts, book: RateBook) -> tuple[int, list[str]]:
    if not trip.driven_m or not book.mileage_bands:
        return 0, []
    amount = mileage(trip.driven_m, bands=book.mileage_bands)
    return amount, [f"{trip.driven_m} m {book.mileage_bands[0].per_km_minor}"]


def _put(  # one line is all of these
    actor: Actor,
    report: ExpenseReport,
    trip: TripFacts,
    origin: Origin,
    amount_minor: int,
    basis: list[str],
    now: datetime,
) -> None:
    """Make, recompute or delete the one line of this origin."""
    present = Expense.objects.filter(report=report, origin=origin, deleted_at=None).first()
    if present is None:
        if amount_minor <= 0:
            return
        present = _computed_line(report, trip, origin)
        present.created_at = now
        present.created_by_id = present.edited_by_id = PersonId(report.owner_id)
        _set_computed(present, amount_minor, basis)
        present.save(force_insert=True)
        changes.record(actor=actor, kind="expense.computed", row=present, happened_at=now)
        return
    if present.amount_minor == amount_minor and present.basis == basis:
        return
    if amount_minor <= 0:
        present.deleted_at = now
    else:
        _set_computed(present, amount_minor, basis)
    present.save(update_fields=["amount_minor", "base_minor", "basis", "deleted_at"])
    changes.record(actor=actor, kind="expense.computed", row=present, happened_at=now)


def _computed_line(report: ExpenseReport, trip: TripFacts, origin: Origin) -> Expense:
    return Expense(
        owner_id=report.owner_id,
        report=report,
        origin=origin,
        category=Category.PER_DIEM if origin is Origin.PER_DIEM else Category.MILEAGE,
        spent_on=trip.last_day,
        trip_id=trip.id,
        currency=report.currency,
        base_currency=report.currency,
        rate=Decimal(1),
        rate_on=trip.last_day,
        rate_source=RateSource.SAME,
    )


def _set_computed(expense: Expense, amount_minor: int, basis: list[str]) -> None:
    expense.amount_minor = expense.base_minor = amount_minor
    expense.basis = basis
