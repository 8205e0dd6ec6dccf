"""Payments and vouchers."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId, ReportId
from roadbook.domains.expenses import policies
from roadbook.domains.expenses.contracts import (
    AccountCode,
    EntryKind,
    ReimbursementId,
    ReimbursementRecord,
    ReportNotFound,
    VoucherId,
    VoucherLine,
    VoucherRecord,
)
from roadbook.domains.expenses.models import LedgerEntry, Voucher
from roadbook.domains.identity import queries as identity

MOST_VOUCHERS = 1_000
_MOST = 200


def reimbursements(
    *, actor: Actor, report_id: ReportId | None = None
) -> Sequence[ReimbursementRecord]:
    """Give payments, newest first."""
    rows = policies.visible_reimbursements(actor).select_related("report")
    if report_id is not None:
        rows = rows.filter(report_id=report_id)
    found = list(rows.order_by("-created_at", "-id")[:_MOST])
    people = [PersonId(p) for row in found for p in (row.person_id, row.paid_by_id)]
    names = identity.person_names(people)
    return [
        ReimbursementRecord(
            id=ReimbursementId(row.id),
            report_id=ReportId(row.report_id),
            report_title=row.report.title,
            person_id=PersonId(row.person_id),
            person_name=names.get(PersonId(row.person_id), ""),
            amount_minor=row.amount_minor,
            currency=row.currency,
            paid_on=row.paid_on,
            reference=row.reference,
            paid_by_name=names.get(PersonId(row.paid_by_id), ""),
        )
        for row in found
    ]


def vouchers(*, actor: Actor, first: date, last: date) -> Sequence[VoucherRecord]:
    """Give the vouchers booked between two days, both included, in the order of their numbers."""
    rows = policies.visible_vouchers(actor).filter(booked_on__range=(first, last))
    return _records(rows.select_related("report").order_by("number")[:MOST_VOUCHERS])


def vouchers_of_report(*, actor: Actor, report_id: ReportId) -> Sequence[VoucherRecord]:
    """Give a report's vouchers in the order of their numbers."""
    rows = policies.visible_vouchers(actor).filter(report_id=report_id)
    return _records(rows.select_related("report").order_by("number")[:_MOST])


def voucher(*, actor: Actor, voucher_id: VoucherId) -> VoucherRecord:
    """Give one voucher. Raises ReportNotFound when it is not there for the actor."""
    rows = policies.visible_vouchers(actor).filter(id=voucher_id).select_related("report")
    found = _records(rows[:1])
    if not found:
        raise ReportNotFound
    return found[0]


def _records(rows: Iterable[Voucher]) -> list[VoucherRecord]:
    found = list(rows)
    lines: dict[UUID, list[VoucherLine]] = {row.id: [] for row in found}
    entries = LedgerEntry.objects.filter(voucher_id__in=list(lines))
    for entry in entries.order_by("voucher_id", "position"):
        lines[entry.voucher_id].append(
            VoucherLine(
                account=AccountCode(entry.account),
                amount_minor=entry.amount_minor,
                cost_center=entry.cost_center,
                memo=entry.memo,
                rule=entry.rule,
            )
        )
    names = identity.person_names(PersonId(row.report.owner_id) for row in found)
    return [
        VoucherRecord(
            id=VoucherId(row.id),
            number=row.number,
            kind=EntryKind(row.kind),
            report_id=ReportId(row.report_id),
            report_title=row.report.title,
            person_name=names.get(PersonId(row.report.owner_id), ""),
            booked_on=row.booked_on,
            currency=row.currency,
            total_minor=row.total_minor,
            lines=tuple(lines[row.id]),
        )
        for row in found
    ]
