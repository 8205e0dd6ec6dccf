"""Take an import back: customers nobody has worked on since are removed, the others stay."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Final

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId
from roadbook.domains.customers import commands as customers
from roadbook.domains.customers import queries as customer_queries
from roadbook.domains.expenses import queries as expenses
from roadbook.domains.interactions import queries as interactions
from roadbook.domains.rollout import policies
from roadbook.domains.rollout.commands._checking import Report, start_job
from roadbook.domains.rollout.commands._starting import count_lines
from roadbook.domains.rollout.contracts import (
    ImportAction,
    ImportId,
    ImportSummary,
    KeptFor,
    LineState,
)
from roadbook.domains.rollout.models import ImportRow
from roadbook.domains.trips import queries as trips
from roadbook.domains.visits import queries as visits
from roadbook.foundation.changes import door as changes

LINES_A_UNIT = 500
_WORK: Final[Mapping[KeptFor, Callable[[Sequence[AccountId]], set[AccountId]]]] = {
    KeptFor.VISITS: visits.visited_accounts,
    KeptFor.INTERACTIONS: interactions.accounts_talked_to,
    KeptFor.DEALS: customer_queries.accounts_with_deals,
    KeptFor.TRIPS: trips.accounts_on_trips,
    KeptFor.EXPENSES: expenses.accounts_with_expenses,
    KeptFor.EDITED: customer_queries.edited_accounts,
}


@changes.unit_of_work
def begin_undo(*, actor: Actor, import_id: ImportId, now: datetime) -> ImportSummary:
    """Start undoing as a job. Raises ImportNotReady when nothing was applied."""
    batch = policies.access_import(actor=actor, import_id=import_id, action=ImportAction.UNDO)
    return start_job(actor=actor, batch=batch, job="rollout.undo_lines", now=now)


def run_undo(*, actor: Actor, import_id: ImportId, now: datetime, report: Report) -> dict[str, int]:
    """Remove in slices; a line ends as removed, or as kept with why: its customer was worked on."""
    made = policies.visible_lines(actor, import_id).filter(state=LineState.CREATED)
    total, done = made.count(), 0
    while lines := list(made.order_by("line").values_list("line", flat=True)[:LINES_A_UNIT]):
        _undo_slice(actor=actor, import_id=import_id, lines=lines, now=now)
        done += len(lines)
        report(done, total, "undoing")
    return _settle(actor=actor, import_id=import_id, now=now)


@changes.unit_of_work
def _undo_slice(*, actor: Actor, import_id: ImportId, lines: Sequence[int], now: datetime) -> None:
    rows = list(ImportRow.objects.filter(batch_id=import_id, line__in=lines))
    made = [AccountId(row.account_id) for row in rows if row.account_id]
    worked_on = {reason: accounts_of(made) for reason, accounts_of in _WORK.items()}
    in_use = set[AccountId]().union(*worked_on.values())
    removed = customers.withdraw_accounts(
        actor=actor, account_ids=[account for account in made if account not in in_use], now=now
    )
    for row in rows:
        row.state = LineState.REMOVED if row.account_id in removed else LineState.KEPT
        row.kept_for = [reason for reason, used in worked_on.items() if row.account_id in used]
    ImportRow.objects.bulk_update(rows, ["state", "kept_for"], batch_size=200)


@changes.unit_of_work
def _settle(*, actor: Actor, import_id: ImportId, now: datetime) -> dict[str, int]:
    action = ImportAction.SETTLE_UNDO
    batch = policies.access_import(actor=actor, import_id=import_id, action=action)
    batch.counts = count_lines(batch)
    batch.save(update_fields=["state", "counts"])
    changes.record(actor=actor, kind="import.undone", row=batch, happened_at=now)
    return dict(batch.counts)
