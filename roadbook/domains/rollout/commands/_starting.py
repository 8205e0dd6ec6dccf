"""A file comes in, its columns are understood, single lines are decided."""

from collections.abc import Mapping
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.rollout import policies, queries, rules
from roadbook.domains.rollout.contracts import (
    ColumnsRefused,
    FileUnreadable,
    ImportAction,
    ImportId,
    ImportLine,
    ImportNotReady,
    ImportSummary,
    LineDecision,
    LineState,
    LineUnknown,
)
from roadbook.domains.rollout.models import ColumnMemory, ImportBatch, ImportRow
from roadbook.engines.sheets import Sheet, SheetRefused, guess_columns, read_sheet
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id

_SAMPLE_ROWS = 5
_ROWS_A_STATEMENT = 500


def start_import(*, actor: Actor, name: str, content: bytes, now: datetime) -> ImportSummary:
    """Read a file, guess its columns and keep its lines. Raises FileUnreadable."""
    try:
        sheet = read_sheet(content)
    except SheetRefused as refused:
        raise FileUnreadable({"file": refused.reason}, reason=refused.reason) from refused
    return _keep(actor=actor, name=name, sheet=sheet, now=now)


@changes.unit_of_work
def _keep(*, actor: Actor, name: str, sheet: Sheet, now: datetime) -> ImportSummary:
    guessed = {column.value: at for column, at in guess_columns(sheet.header, sheet.rows).items()}
    batch = ImportBatch(
        id=new_id(),
        name=name.replace("\x00", "")[:200] or "customers",
        form=sheet.form,
        owner_id=actor.person_id,
        header=list(sheet.header),
        sample=[list(row) for row in sheet.rows[:_SAMPLE_ROWS]],
        columns=queries.remembered_columns(sheet.header) or guessed,
        counts={"lines": len(sheet.rows)},
        created_at=now,
    )
    batch.save(force_insert=True)
    ImportRow.objects.bulk_create(
        (
            ImportRow(batch=batch, line=line, cells=list(row))
            for line, row in zip(sheet.lines, sheet.rows, strict=True)
        ),
        batch_size=_ROWS_A_STATEMENT,
    )
    changes.record(actor=actor, kind="import.started", row=batch, happened_at=now)
    return queries.summary_of(batch)


@changes.unit_of_work
def map_columns(
    *,
    actor: Actor,
    import_id: ImportId,
    columns: Mapping[str, int],
    default_owner_id: PersonId | None,
    now: datetime,
) -> ImportSummary:
    """Say what the columns mean and who owns lines without an owner; both are remembered.

    Raises ColumnsRefused, also for an owner the actor may not give customers to.
    """
    batch = policies.access_import(actor=actor, import_id=import_id, action=ImportAction.MAP)
    batch.columns = rules.checked_columns(columns, width=len(batch.header))
    owners = policies.assignable_owners(actor).values()
    if default_owner_id is not None and not any(default_owner_id in ids for ids in owners):
        raise ColumnsRefused({"default_owner_id": "unknown"})
    batch.default_owner_id = default_owner_id
    batch.counts = {"lines": batch.counts["lines"]}
    batch.save(update_fields=["columns", "default_owner", "counts", "state"])
    changes.record(actor=actor, kind="import.mapped", row=batch, happened_at=now)
    _remember(actor=actor, batch=batch, now=now)
    return queries.summary_of(batch)


def _remember(*, actor: Actor, batch: ImportBatch, now: datetime) -> None:
    memory = ColumnMemory.objects.filter(header_hash=queries.header_hash(batch.header)).first()
    if memory is None:
        memory = ColumnMemory(id=new_id(), header_hash=queries.header_hash(batch.header))
    memory.columns = batch.columns
    memory.save()
    changes.record(actor=actor, kind="import.columns_remembered", row=memory, happened_at=now)


@changes.unit_of_work
def decide_line(
    *, actor: Actor, import_id: ImportId, line: int, decision: LineDecision, now: datetime
) -> ImportLine:
    """Bring a likely duplicate in, or leave a line out. Raises LineUnknown, ImportNotReady."""
    batch = policies.access_import(actor=actor, import_id=import_id, action=ImportAction.DECIDE)
    row = policies.visible_lines(actor, import_id).filter(line=line).first()
    if row is None:
        raise LineUnknown
    if row.state not in {LineState.READY, LineState.DUPLICATE}:
        raise ImportNotReady(state=row.state)
    row.decision = decision
    row.save(update_fields=["decision"])
    batch.counts = count_lines(batch)
    batch.save(update_fields=["counts"])
    changes.record(
        actor=actor,
        kind="import.line_decided",
        row=batch,
        happened_at=now,
        facts={"line": line, "decision": decision.value},
    )
    return queries.line_of(row)


def count_lines(batch: ImportBatch) -> dict[str, int]:
    """Count a batch's lines by state, how many applying would make, and why undoing kept some."""
    counts = {"lines": 0, "to_create": 0}
    rows = ImportRow.objects.filter(batch=batch).values_list("state", "decision", "kept_for")
    for state, decision, kept_for in rows.iterator(chunk_size=5_000):
        for reason in kept_for:
            counts[f"kept_{reason}"] = counts.get(f"kept_{reason}", 0) + 1
        counts["lines"] += 1
        counts[state] = counts.get(state, 0) + 1
        counts["to_create"] += rules.is_to_create(LineState(state), LineDecision(decision))
    return counts
