"""Reports that wait for a decision, for the inbox of approvals."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import PersonId
from roadbook.domains.approvals.contracts import InboxItem, SubjectKind
from roadbook.domains.approvals.ports import InboxKey
from roadbook.domains.expenses import policies
from roadbook.domains.expenses.contracts import FindingKind
from roadbook.domains.expenses.models import Expense, ExpenseReport
from roadbook.domains.expenses.queries._findings import findings_of
from roadbook.domains.identity import queries as identity


class ReportDesk:
    """Reports with undecided lines: of the people whose nearest manager one is; for finance all.

    Never one's own, and no lines that one has entered or edited for somebody else.
    """

    def waiting(self, *, actor: Actor, after: InboxKey | None, limit: int) -> Sequence[InboxItem]:
        """Give reports, longest waiting first; a bounded number of statements."""
        rows = _waiting(actor)
        if after is not None:
            moment, last = after
            rows = rows.filter(Q(submitted_at__gt=moment) | Q(submitted_at=moment, id__gt=last))
        reports = list(rows.order_by("submitted_at", "id")[:limit])
        lines: dict[UUID, list[Expense]] = defaultdict(list)
        undecided = _undecided(actor).filter(report_id__in=[row.id for row in reports])
        for line in undecided.order_by("spent_on", "id"):
            if line.report_id:
                lines[line.report_id].append(line)
        marks: dict[UUID, set[FindingKind]] = defaultdict(set)
        for finding in findings_of([line for of_one in lines.values() for line in of_one]):
            marks[finding.expense_id].add(finding.kind)
        names = identity.person_names(PersonId(row.owner_id) for row in reports)
        return [
            _item(row, lines[row.id], marks, since=since, owner_name=names[PersonId(row.owner_id)])
            for row in reports
            if (since := row.submitted_at) and lines[row.id]
        ]

    def waiting_count(self, *, actor: Actor) -> int:
        """Count the reports."""
        return _waiting(actor).count()


def _undecided(actor: Actor) -> QuerySet[Expense]:
    return Expense.objects.filter(
        deleted_at=None, submitted_at__isnull=False, is_approved=None, reversed_at=None
    ).exclude(Q(created_by_id=actor.person_id) | Q(edited_by_id=actor.person_id))


def _waiting(actor: Actor) -> QuerySet[ExpenseReport]:
    undecided = _undecided(actor).filter(report_id=OuterRef("pk"))
    rows = policies.visible_reports(actor).filter(Exists(undecided), submitted_at__isnull=False)
    rows = rows.exclude(owner_id=actor.person_id)
    if actor.has(Role.FINANCE):
        return rows
    return rows.filter(owner_id__in=identity.nearest_led_person_ids(actor))


def _item(
    row: ExpenseReport,
    lines: Sequence[Expense],
    marks: dict[UUID, set[FindingKind]],
    *,
    since: datetime,
    owner_name: str,
) -> InboxItem:
    days = [line.spent_on for line in lines]
    return InboxItem(
        task_id=None,
        subject_kind=SubjectKind.EXPENSE_REPORT,
        subject_id=row.id,
        title=row.title,
        subtitle=f"{min(days)}/{max(days)}",
        requester_id=PersonId(row.owner_id),
        requester_name=owner_name,
        amount_minor=sum(line.base_minor for line in lines),
        currency=row.currency,
        is_over_standard=any(FindingKind.OVER_STANDARD in marks[line.id] for line in lines),
        step=1,
        step_count=1,
        on_behalf_of_name="",
        waiting_since=since,
        seen="",
        line_count=len(lines),
        marked_count=sum(1 for line in lines if marks[line.id]),
    )
