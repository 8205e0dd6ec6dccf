"""Make customers of the lines that are ready."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import commands as customers
from roadbook.domains.customers.contracts import AccountImport, AccountValues, CustomerClass
from roadbook.domains.interactions import commands as interactions
from roadbook.domains.interactions.contracts import InteractionKind
from roadbook.domains.rollout import policies, rules
from roadbook.domains.rollout.commands._checking import Report, start_job
from roadbook.domains.rollout.commands._starting import count_lines
from roadbook.domains.rollout.contracts import (
    CustomerDraft,
    ImportAction,
    ImportId,
    ImportSummary,
    LineDecision,
    LineState,
)
from roadbook.domains.rollout.models import ImportBatch, ImportRow
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id

LINES_A_UNIT = 250
_NOON = time(4, tzinfo=UTC)  # noon in China: the file knows the day only


@changes.unit_of_work
def begin_apply(*, actor: Actor, import_id: ImportId, now: datetime) -> ImportSummary:
    """Start writing as a job. Raises ImportNotReady before the dry run."""
    batch = policies.access_import(actor=actor, import_id=import_id, action=ImportAction.APPLY)
    return start_job(actor=actor, batch=batch, job="rollout.apply_lines", now=now)


def run_apply(
    *, actor: Actor, import_id: ImportId, now: datetime, report: Report
) -> dict[str, int]:
    """Write line by line in slices; each slice and its marks commit together."""
    batch = policies.visible_imports(actor).get(id=import_id)
    owners = policies.assignable_owners(actor)
    waiting = policies.visible_lines(actor, import_id).filter(
        state__in=[LineState.READY, LineState.DUPLICATE]
    )
    total, done = waiting.count(), 0
    while lines := list(waiting.order_by("line").values_list("line", flat=True)[:LINES_A_UNIT]):
        _apply_slice(actor=actor, batch=batch, lines=lines, owners=owners, now=now)
        done += len(lines)
        report(done, total, "applying")
    return _settle(actor=actor, import_id=import_id, now=now)


@changes.unit_of_work
def _apply_slice(
    *,
    actor: Actor,
    batch: ImportBatch,
    lines: Sequence[int],
    owners: Mapping[str, Sequence[PersonId]],
    now: datetime,
) -> None:
    rows = list(ImportRow.objects.filter(batch=batch, line__in=lines).order_by("line"))
    made: list[AccountImport] = []
    visits: list[tuple[AccountId, CustomerDraft]] = []
    for row in rows:
        if not rules.is_to_create(LineState(row.state), LineDecision(row.decision)):
            row.state = LineState.SKIPPED
            continue
        draft, _ = rules.read_line(row.cells, batch.columns, today=now.date())
        owner = owners[draft.owner][0] if draft.owner in owners else batch.default_owner_id
        account = _account(draft, PersonId(owner or actor.person_id))
        row.state, row.account_id = LineState.CREATED, account.id
        made.append(account)
        if draft.last_visit is not None:
            visits.append((account.id, draft))
    customers.import_accounts(actor=actor, accounts=made, now=now)
    for account_id, draft in visits:
        _log_visit(actor, account_id, draft, now)
    ImportRow.objects.bulk_update(rows, ["state", "account_id"], batch_size=100)


def _account(draft: CustomerDraft, owner_id: PersonId) -> AccountImport:
    values = AccountValues(
        name=draft.name,
        name_latin=draft.name_latin,
        industry=draft.industry,
        customer_class=CustomerClass(draft.customer_class),
        city_code=draft.city_code,
        district=draft.district,
        address=draft.address,
        phone=draft.phone,
        website=draft.website,
        tax_number=draft.tax_number,
        note=draft.note,
    )
    return AccountImport(
        id=AccountId(new_id()),
        owner_id=owner_id,
        values=values,
        position=draft.position,
        contact_name=draft.contact_name,
        contact_phone=draft.contact_phone,
    )


def _log_visit(actor: Actor, account_id: AccountId, draft: CustomerDraft, now: datetime) -> None:
    if draft.last_visit is None:
        return
    interactions.log_interaction(
        actor=actor,
        account_id=account_id,
        kind=InteractionKind.VISIT,
        happened_at=min(datetime.combine(draft.last_visit, _NOON), now),
        summary="导入的上次拜访",
        now=now,
    )


@changes.unit_of_work
def _settle(*, actor: Actor, import_id: ImportId, now: datetime) -> dict[str, int]:
    action = ImportAction.SETTLE_APPLY
    batch = policies.access_import(actor=actor, import_id=import_id, action=action)
    batch.counts, batch.applied_at = count_lines(batch), now
    batch.save(update_fields=["state", "counts", "applied_at"])
    changes.record(actor=actor, kind="import.applied", row=batch, happened_at=now)
    return dict(batch.counts)
