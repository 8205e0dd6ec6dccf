"""Reads of imports."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, JobId, PersonId
from roadbook.domains.rollout.contracts import (
    ImportId,
    ImportLine,
    ImportState,
    ImportSummary,
    ImportUnknown,
    KeptFor,
    LikelyTwin,
    LineDecision,
    LineState,
)
from roadbook.domains.rollout.models import ColumnMemory, ImportBatch, ImportRow
from roadbook.domains.rollout.policies import visible_imports, visible_lines
from roadbook.engines.sheets import csv_of
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor

_LINES, _IMPORTS = "import_lines", "imports"
_NOT_IN = (LineState.ERROR, LineState.FAILED, LineState.SKIPPED)


def import_summary(*, actor: Actor, import_id: ImportId) -> ImportSummary:
    """Give one import. Raises ImportUnknown."""
    batch = visible_imports(actor).filter(id=import_id).first()
    if batch is None:
        raise ImportUnknown
    return summary_of(batch)


def imports(*, actor: Actor, cursor: str | None, limit: int) -> Page[ImportSummary]:
    """Give imports, newest first."""
    rows = visible_imports(actor).order_by("-id")
    after = read_cursor(_IMPORTS, cursor, parts=1)
    if after is not None:
        rows = rows.filter(id__lt=after[0])
    found = list(rows[: limit + 1])
    more = len(found) > limit
    return Page(
        items=[summary_of(row) for row in found[:limit]],
        next_cursor=write_cursor(_IMPORTS, [str(found[limit - 1].id)]) if more else None,
    )


def import_lines(
    *, actor: Actor, import_id: ImportId, state: LineState | None, cursor: str | None, limit: int
) -> Page[ImportLine]:
    """Give the lines of an import in the order of the file. Raises ImportUnknown."""
    import_summary(actor=actor, import_id=import_id)
    rows = visible_lines(actor, import_id).order_by("line")
    if state is not None:
        rows = rows.filter(state=state)
    after = read_cursor(_LINES, cursor, parts=1)
    if after is not None:
        rows = rows.filter(line__gt=after[0])
    found = list(rows[: limit + 1])
    more = len(found) > limit
    return Page(
        items=[line_of(row) for row in found[:limit]],
        next_cursor=write_cursor(_LINES, [found[limit - 1].line]) if more else None,
    )


def lines_left_out(*, actor: Actor, import_id: ImportId) -> bytes:
    """Give the lines that did not become customers as CSV, with line number and reason first.

    The file can be corrected and imported again: the two added columns have no meaning there.
    """
    summary = import_summary(actor=actor, import_id=import_id)
    rows = visible_lines(actor, import_id).filter(state__in=_NOT_IN).order_by("line")
    return csv_of(
        ["line", "reason", *summary.header],
        ([str(row.line), _reason(row), *row.cells] for row in rows.iterator(chunk_size=1_000)),
    )


def _reason(row: ImportRow) -> str:
    if row.errors:
        return "; ".join(f"{field}: {reason}" for field, reason in sorted(row.errors.items()))
    return "; ".join(f"like {twin['name']}" for twin in row.twins)


def remembered_columns(header: Sequence[str]) -> Mapping[str, int] | None:
    """Give how a heading like this was understood last time."""
    known = ColumnMemory.objects.filter(header_hash=header_hash(header), deleted_at=None).first()
    return known.columns if known else None


def header_hash(header: Sequence[str]) -> str:
    """Give the key under which the columns of a heading are remembered."""
    return sha256("\x1f".join(header).encode()).hexdigest()


def summary_of(batch: ImportBatch) -> ImportSummary:
    return ImportSummary(
        id=ImportId(batch.id),
        name=batch.name,
        form=batch.form,
        state=ImportState(batch.state),
        owner_id=PersonId(batch.owner_id),
        header=batch.header,
        sample=batch.sample,
        columns=batch.columns,
        default_owner_id=PersonId(batch.default_owner_id) if batch.default_owner_id else None,
        counts=batch.counts,
        job_id=JobId(batch.job_id) if batch.job_id else None,
        created_at=batch.created_at,
        applied_at=batch.applied_at,
        version=batch.version,
    )


def line_of(row: ImportRow) -> ImportLine:
    return ImportLine(
        line=row.line,
        state=LineState(row.state),
        cells=row.cells,
        errors=row.errors,
        twins=[
            LikelyTwin(
                why=twin["why"],
                account_id=AccountId(twin["account_id"]) if twin["account_id"] else None,
                name=twin["name"],
                line=twin["line"],
            )
            for twin in row.twins
        ],
        decision=LineDecision(row.decision),
        account_id=AccountId(row.account_id) if row.account_id else None,
        kept_for=[KeptFor(reason) for reason in row.kept_for],
    )
