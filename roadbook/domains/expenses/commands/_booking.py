"""Book approved lines, pay them, reverse a booking. The ledger sums to zero after each."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId, ReportId
from roadbook.domains.expenses import rules
from roadbook.domains.expenses.commands._receipts import settle_invoices
from roadbook.domains.expenses.contracts import (
    AccountCode,
    BadExpense,
    EntryKind,
    ExpenseState,
    LineAction,
    MoreThanOwed,
    NothingToBook,
    ReimbursementId,
    ReimbursementRecord,
    ReportNotFound,
    VoucherId,
    VoucherLine,
    VoucherRecord,
)
from roadbook.domains.expenses.models import (
    Expense,
    ExpenseReport,
    LedgerEntry,
    Reimbursement,
    Voucher,
    VoucherSeries,
)
from roadbook.domains.expenses.policies import access_report_to_book, visible_vouchers
from roadbook.domains.expenses.queries import lines_of, reimbursements, voucher
from roadbook.domains.identity import queries as identity
from roadbook.engines.policy.limits import Category
from roadbook.foundation.changes import door as changes

_OWED = frozenset({ExpenseState.POSTED, ExpenseState.PARTLY_PAID})


@changes.unit_of_work
def post_report(
    *, actor: Actor, report_id: ReportId, booked_on: date, now: datetime
) -> VoucherRecord:
    """Book the approved lines of a report with one voucher. Raises NothingToBook, FinanceOnly."""
    report = access_report_to_book(actor=actor, report_id=report_id)
    rows = [row for row in lines_of(report_id) if row.state is ExpenseState.APPROVED]
    if not rows:
        raise NothingToBook
    owner = PersonId(report.owner_id)
    team = identity.teams_and_grades([owner]).get(owner, ("", None))[0]
    name = identity.person_names([owner]).get(owner, "")
    lines = rules.voucher_lines([_bookable(row, team) for row in rows], payable_memo=name)
    made = _book(actor, report, lines, kind=EntryKind.VOUCHER, booked_on=booked_on, now=now)
    for row in rows:
        rules.next_state(row.state, LineAction.POST)
        row.posted_at = now
        row.save(update_fields=["posted_at"])
        changes.record(actor=actor, kind="expense.posted", row=row, happened_at=now)
    settle_invoices(actor=actor, expenses=rows, now=now)
    return voucher(actor=actor, voucher_id=VoucherId(made.id))


@changes.unit_of_work
def pay_report(  # a payment is all of these
    *,
    actor: Actor,
    reimbursement_id: ReimbursementId,
    report_id: ReportId,
    amount_minor: int,
    paid_on: date,
    reference: str,
    now: datetime,
) -> ReimbursementRecord:
    """Pay a report in full or in part; the same id again gives the payment that was made.

    The money is laid on the booked lines in their order. Raises MoreThanOwed, FinanceOnly.
    """
    report = access_report_to_book(actor=actor, report_id=report_id)
    known = Reimbursement.objects.filter(id=reimbursement_id).first()
    if known is not None:
        return _payment(actor, report_id=ReportId(known.report_id), payment_id=reimbursement_id)
    payable = [
        row
        for row in lines_of(report_id)
        if row.state in {ExpenseState.POSTED, ExpenseState.PARTLY_PAID}
    ]
    owed = sum(row.approved_minor - row.paid_minor for row in payable)
    if amount_minor <= 0:
        raise BadExpense({"amount_minor": "not_positive"})
    if amount_minor > owed:
        raise MoreThanOwed(owed_minor=owed)
    parts = rules.allocated(
        amount_minor, [(row.id, row.approved_minor - row.paid_minor) for row in payable]
    )
    for row in payable:
        if row.id in parts:
            _pay(actor, row, parts[row.id], now)
    lines = rules.payment_lines(amount_minor, memo=reference[:200])
    booked = _book(actor, report, lines, kind=EntryKind.PAYMENT, booked_on=paid_on, now=now)
    payment = Reimbursement.objects.create(
        id=reimbursement_id,
        report=report,
        person_id=report.owner_id,
        voucher=booked,
        amount_minor=amount_minor,
        currency=report.currency,
        paid_on=paid_on,
        reference=reference[:120],
        paid_by_id=actor.person_id,
        created_at=now,
    )
    changes.record(actor=actor, kind="expense_report.paid", row=payment, happened_at=now)
    return _payment(actor, report_id=report_id, payment_id=reimbursement_id)


@changes.unit_of_work
def reverse_voucher(
    *, actor: Actor, voucher_id: VoucherId, booked_on: date, now: datetime
) -> VoucherRecord:
    """Reverse a booking of which nothing was paid: the opposite posting, the lines are reversed.

    Raises NotInThisState when a line was paid already or the voucher is no booking of lines.
    """
    found = visible_vouchers(actor).filter(id=voucher_id, kind=EntryKind.VOUCHER).first()
    if found is None:
        raise ReportNotFound
    report = access_report_to_book(actor=actor, report_id=ReportId(found.report_id))
    entries = list(LedgerEntry.objects.filter(voucher_id=voucher_id).order_by("position"))
    rows = [row for row in lines_of(ReportId(report.id)) if row.posted_at == found.created_at]
    for row in rows:
        rules.next_state(row.state, LineAction.REVERSE)
    lines = [
        VoucherLine(
            account=AccountCode(entry.account),
            amount_minor=-entry.amount_minor,
            cost_center=entry.cost_center,
            memo=entry.memo,
            rule=entry.rule,
        )
        for entry in entries
    ]
    made = _book(actor, report, lines, kind=EntryKind.REVERSAL, booked_on=booked_on, now=now)
    for row in rows:
        row.reversed_at = now
        row.save(update_fields=["reversed_at"])
        changes.record(actor=actor, kind="expense.reversed", row=row, happened_at=now)
    settle_invoices(actor=actor, expenses=rows, now=now)
    return voucher(actor=actor, voucher_id=VoucherId(made.id))


def _bookable(row: Expense, team: str) -> rules.Bookable:
    what = row.merchant or row.note or row.category
    return rules.Bookable(
        category=Category(row.category),
        approved_minor=row.approved_minor,
        deductible_minor=row.deductible_minor,
        cost_center=team,
        memo=f"{row.spent_on.isoformat()} {what}"[:200],
        rule=row.deduction_rule,
    )


def _book(
    actor: Actor,
    report: ExpenseReport,
    lines: Sequence[VoucherLine],
    *,
    kind: EntryKind,
    booked_on: date,
    now: datetime,
) -> Voucher:
    """Append a numbered posting. It must sum to zero: anything else is a defect."""
    if sum(line.amount_minor for line in lines) != 0:
        raise AssertionError("a posting sums to zero")
    made = Voucher.objects.create(
        number=_next_number(booked_on),
        kind=kind,
        report=report,
        booked_on=booked_on,
        booked_by_id=actor.person_id,
        currency=report.currency,
        total_minor=sum(line.amount_minor for line in lines if line.amount_minor > 0),
        created_at=now,
    )
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            voucher=made,
            position=position,
            account=line.account,
            amount_minor=line.amount_minor,
            cost_center=line.cost_center,
            memo=line.memo,
            rule=line.rule,
        )
        for position, line in enumerate(lines, start=1)
    )
    changes.record(actor=actor, kind="voucher.booked", row=made, happened_at=now)
    return made


def _next_number(booked_on: date) -> str:
    period = f"{booked_on:%Y-%m}"
    VoucherSeries.objects.get_or_create(period=period)
    VoucherSeries.objects.filter(period=period).update(last=F("last") + 1)
    return f"{period}-{VoucherSeries.objects.get(period=period).last:04d}"


def _pay(actor: Actor, row: Expense, part_minor: int, now: datetime) -> None:
    is_all = row.paid_minor + part_minor == row.approved_minor
    rules.next_state(row.state, LineAction.PAY if is_all else LineAction.PAY_PART)
    row.paid_minor += part_minor
    row.save(update_fields=["paid_minor"])
    changes.record(actor=actor, kind="expense.paid", row=row, happened_at=now)


def _payment(
    actor: Actor, *, report_id: ReportId, payment_id: ReimbursementId
) -> ReimbursementRecord:
    made = reimbursements(actor=actor, report_id=report_id)
    found = next((one for one in made if one.id == payment_id), None)
    if found is None:
        raise ReportNotFound
    return found
