"""Take an import back: customers nobody has worked on since are removed, the others stay."""

from collections.abc import Sequence
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId
from roadbook.domains.customers import commands as customers
from roadbook.domains.rollout import policies
from roadbook.domains.rollout.commands._checking import Report, start_job
from roadbook.domains.rollout.commands._starting import count_lines
from roadbook.domains.rollout.contracts import ImportAction, ImportId, ImportSummary, LineState
from roadbook.domains.rollout.models import ImportRow
from roadbook.foundation.changes import door as changes

LINES_A_UNIT = 500


@changes.unit_of_work
def begin_undo(*, actor: Actor, import_id: ImportId, now: datetime) -> ImportSummary:
    """Start undoing as a job. Raises ImportNotReady when nothing was applied."""
    batch = policies.access_import(actor=actor, import_id=import_id, action=ImportAction.UNDO)
    return start_job(actor=actor, batch=batch, job="rollout.undo_lines", now=now)


def run_undo(*, actor: Actor, import_id: ImportId, now: datetime, report: Report) -> dict[str, int]:
    """Remove in slices; a line ends as removed, or as kept when its customer was worked on."""
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
    removed = customers.withdraw_accounts(
        actor=actor,
        account_ids=[AccountId(row.account_id) for row in rows if row.account_id],
        now=now,
    )
    for row in rows:
        row.state = LineState.REMOVED if row.account_id in removed else LineState.KEPT
    ImportRow.objects.bulk_update(rows, ["state"], batch_size=200)


@changes.unit_of_work
def _settle(*, actor: Actor, import_id: ImportId, now: datetime) -> dict[str, int]:
    action = ImportAction.SETTLE_UNDO
    batch = policies.access_import(actor=actor, import_id=import_id, action=action)
    batch.counts = count_lines(batch)
    batch.save(update_fields=["state", "counts"])
    changes.record(actor=actor, kind="import.undone", row=batch, happened_at=now)
    return dict(batch.counts)
