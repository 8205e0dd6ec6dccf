"""Reports: lists, the page, and the hash of what an approver is shown."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import PersonId, ReportId, TripId
from roadbook.domains.expenses import policies, rules
from roadbook.domains.expenses.contracts import (
    ExpenseState,
    Finding,
    ReportState,
    ReportSummary,
)
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, ExpenseReport, ExpenseSplit
from roadbook.domains.identity import queries as identity

MOST_REPORTS = 200
MOST_LINES = 500
_BOOKED = frozenset({ExpenseState.POSTED, ExpenseState.PARTLY_PAID, ExpenseState.PAID})


def reports(
    *,
    actor: Actor,
    waiting_for_me: bool = False,
    was_submitted: bool = False,
    limit: int = MOST_REPORTS,
) -> Sequence[ReportSummary]:
    """Give visible reports, newest first.

    `waiting_for_me`: those the actor can decide on now. `was_submitted`: without mere drafts.
    """
    rows = policies.visible_reports(actor).order_by("-created_at", "-id")
    if was_submitted:
        rows = rows.filter(submitted_at__isnull=False).order_by("-submitted_at", "-id")
    if waiting_for_me:
        undecided = Expense.objects.filter(
            report_id=OuterRef("pk"),
            deleted_at=None,
            submitted_at__isnull=False,
            is_approved=None,
        )
        rows = rows.filter(Exists(undecided)).exclude(owner_id=actor.person_id)
        if not actor.has(Role.FINANCE):
            rows = rows.filter(owner_id__in=identity.led_person_ids(actor))
    return report_summaries(actor=actor, rows=list(rows[: min(limit, MOST_REPORTS)]))


def report_summaries(*, actor: Actor, rows: Sequence[ExpenseReport]) -> list[ReportSummary]:
    """Turn rows into records: three further statements for any number of them."""
    lines: dict[UUID, list[Expense]] = {row.id: [] for row in rows}
    of_reports = Expense.objects.filter(report_id__in=list(lines), deleted_at=None)
    for line in of_reports.order_by("spent_on", "id"):
        if line.report_id:
            lines[line.report_id].append(line)
    owners = [PersonId(row.owner_id) for row in rows]
    names, teams = identity.person_names(owners), identity.teams_and_grades(owners)
    return [
        _summary(
            row,
            lines[row.id],
            owner_name=names.get(PersonId(row.owner_id), ""),
            team_name=teams.get(PersonId(row.owner_id), ("", None))[0],
        )
        for row in rows
    ]


def lines_of(report_id: ReportId) -> list[Expense]:
    """Give the living lines of a report that the caller has a right to."""
    rows = Expense.objects.filter(report_id=report_id, deleted_at=None)
    return list(rows.order_by("spent_on", "id")[:MOST_LINES])


def state_of_report(report_id: ReportId) -> ReportState:
    """Give where a report stands to which the caller has a right."""
    states = [row.state for row in lines_of(report_id)]
    return rules.report_state(states) if states else ReportState.DRAFT


def seen_of(rows: Sequence[Expense], findings: Sequence[Finding]) -> str:
    """Give the hash of everything an approver is shown of these lines."""
    ids = [row.id for row in rows]
    hashes: dict[UUID, list[str]] = {pk: [] for pk in ids}
    receipts = ExpenseReceipt.objects.filter(expense_id__in=ids, deleted_at=None)
    for expense_id, digest in receipts.values_list("expense_id", "document__sha256"):
        hashes[expense_id].append(digest)
    parts: dict[UUID, list[tuple[int, str]]] = {pk: [] for pk in ids}
    splits = ExpenseSplit.objects.filter(expense_id__in=ids, deleted_at=None).order_by("position")
    for expense_id, weight, account in splits.values_list("expense_id", "weight", "account_id"):
        parts[expense_id].append((weight, str(account or "")))
    lines = [
        rules.SeenLine(
            id=str(row.id),
            state=row.state.value,
            category=row.category,
            spent_on=row.spent_on.isoformat(),
            merchant=row.merchant,
            note=row.note,
            amount_minor=row.amount_minor,
            currency=row.currency,
            rate=f"{row.rate:.8f}",
            base_minor=row.base_minor,
            tax_minor=row.tax_minor,
            over_reason=row.over_reason,
            file_hashes=tuple(sorted(hashes[row.id])),
            splits=tuple(parts[row.id]),
        )
        for row in rows
    ]
    return rules.seen_hash(lines, [(str(f.expense_id), f.kind.value) for f in findings])


def _summary(
    row: ExpenseReport, lines: Sequence[Expense], *, owner_name: str, team_name: str
) -> ReportSummary:
    states = [line.state for line in lines]
    claimed = [line for line in lines if line.state is not ExpenseState.REVERSED]
    days = [line.spent_on for line in lines]
    return ReportSummary(
        id=ReportId(row.id),
        owner_id=PersonId(row.owner_id),
        owner_name=owner_name,
        team_name=team_name,
        trip_id=TripId(row.trip_id) if row.trip_id else None,
        title=row.title,
        state=rules.report_state(states) if lines else ReportState.DRAFT,
        line_count=len(lines),
        waiting_count=states.count(ExpenseState.SUBMITTED),
        refused_count=states.count(ExpenseState.REFUSED),
        claimed_minor=sum(line.base_minor for line in claimed),
        approved_minor=sum(line.approved_minor for line in claimed if line.is_approved),
        posted_minor=sum(line.approved_minor for line in claimed if line.state in _BOOKED),
        paid_minor=sum(line.paid_minor for line in claimed),
        currency=row.currency,
        first_on=min(days, default=None),
        last_on=max(days, default=None),
        submitted_at=row.submitted_at,
        version=row.version,
    )
