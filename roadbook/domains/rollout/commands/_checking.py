"""The dry run: read every line, find what is wrong and what it looks like."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountTwin, TwinProbe
from roadbook.domains.rollout import policies, queries, rules
from roadbook.domains.rollout.commands._starting import count_lines
from roadbook.domains.rollout.contracts import (
    CustomerDraft,
    ImportAction,
    ImportId,
    ImportSummary,
    LineState,
)
from roadbook.domains.rollout.models import ImportBatch, ImportRow
from roadbook.foundation.changes import door as changes
from roadbook.foundation.jobs import door as jobs

LINES_A_SLICE = 300
Report = Callable[[int, int, str], None]


@changes.unit_of_work
def begin_check(*, actor: Actor, import_id: ImportId, now: datetime) -> ImportSummary:
    """Start the dry run as a job. Raises ImportNotReady."""
    batch = policies.access_import(actor=actor, import_id=import_id, action=ImportAction.CHECK)
    batch.columns = rules.checked_columns(batch.columns, width=len(batch.header))
    return start_job(actor=actor, batch=batch, job="rollout.check_lines", now=now)


def start_job(*, actor: Actor, batch: ImportBatch, job: str, now: datetime) -> ImportSummary:
    """Enqueue work on a batch and record that it began; inside a unit of work."""
    batch.job_id = jobs.enqueue(
        job,
        {"person_id": str(actor.person_id), "import_id": str(batch.id)},
        key=str(batch.id),
        requested_by=actor.person_id,
    )
    batch.save(update_fields=["state", "job_id"])
    changes.record(actor=actor, kind="import.work_began", row=batch, happened_at=now)
    return queries.summary_of(batch)


@dataclass(slots=True)
class _Seen:
    """Keys of earlier lines of the same file → line number."""

    names: dict[str, int] = field(default_factory=dict)
    tax_numbers: dict[str, int] = field(default_factory=dict)

    def twin_of(self, line: int, draft: CustomerDraft) -> dict[str, object] | None:
        """Find an earlier line with the same name or tax number, and remember this one."""
        key = customers.name_key_of(draft.name)
        by_name = self.names.setdefault(key, line)
        by_tax = self.tax_numbers.setdefault(draft.tax_number, line) if draft.tax_number else line
        earlier = by_tax if by_tax != line else by_name
        if earlier == line:
            return None
        why = ["tax_number"] if by_tax != line else ["name"]
        return {"why": why, "account_id": None, "name": draft.name, "line": earlier}


def run_check(
    *, actor: Actor, import_id: ImportId, now: datetime, report: Report
) -> dict[str, int]:
    """Check all lines, slice by slice; gives the counts. Starts over when it is run again."""
    total = policies.visible_lines(actor, import_id).count()
    owners = policies.assignable_owners(actor)
    seen = _Seen()
    batch = policies.visible_imports(actor).get(id=import_id)
    last, done = 0, 0
    while rows := list(
        policies.visible_lines(actor, import_id)
        .filter(line__gt=last)
        .order_by("line")[:LINES_A_SLICE]
    ):
        _check_slice(actor, batch.columns, rows, owners, seen, now)
        last, done = rows[-1].line, done + len(rows)
        report(done, total, "checking")
    return _settle(actor=actor, import_id=import_id, now=now)


def _check_slice(  # one caller, all needed
    actor: Actor,
    columns: Mapping[str, int],
    rows: Sequence[ImportRow],
    owners: Mapping[str, Sequence[PersonId]],
    seen: _Seen,
    now: datetime,
) -> None:
    drafts: dict[int, CustomerDraft] = {}
    for row in rows:
        draft, errors = rules.read_line(row.cells, columns, today=now.date())
        if draft.owner and len(owners.get(draft.owner, ())) != 1:
            errors["owner"] = "ambiguous" if draft.owner in owners else "unknown"
        drafts[row.line], row.errors = draft, errors
    twins = customers.likely_twins(
        actor=actor,
        probes=[_probe(line, draft) for line, draft in drafts.items() if draft.name],
    )
    for row in rows:
        found = [_twin(twin) for twin in twins.get(str(row.line), ())]
        earlier = seen.twin_of(row.line, drafts[row.line]) if not row.errors else None
        row.twins = found + ([earlier] if earlier else [])
        state = rules.line_state(errors=row.errors, has_twins=bool(row.twins))
        row.state, row.decision = state, rules.first_decision(state)
    ImportRow.objects.bulk_update(rows, ["errors", "twins", "state", "decision"], batch_size=100)


def _probe(line: int, draft: CustomerDraft) -> TwinProbe:
    return TwinProbe(
        key=str(line),
        name=draft.name,
        phone=draft.phone,
        tax_number=draft.tax_number,
        position=draft.position,
    )


def _twin(twin: AccountTwin) -> dict[str, object]:
    account = str(twin.account_id) if twin.account_id else None
    return {"why": list(twin.why), "account_id": account, "name": twin.name, "line": None}


@changes.unit_of_work
def _settle(*, actor: Actor, import_id: ImportId, now: datetime) -> dict[str, int]:
    action = ImportAction.SETTLE_CHECK
    batch = policies.access_import(actor=actor, import_id=import_id, action=action)
    batch.counts = count_lines(batch)
    batch.save(update_fields=["state", "counts"])
    errors = batch.counts.get(LineState.ERROR, 0)
    changes.record(
        actor=actor,
        kind="import.checked",
        row=batch,
        happened_at=now,
        facts={"errors": errors},
    )
    return dict(batch.counts)
