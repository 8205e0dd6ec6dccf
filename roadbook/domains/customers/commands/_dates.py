"""Writes of contracts, projects and key dates."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, ContactId
from roadbook.core.limits import Choice, Flag, Number, Text
from roadbook.domains.customers import policies, rules
from roadbook.domains.customers.commands._saving import remove, save_changed, save_new
from roadbook.domains.customers.contracts import (
    AccountAction,
    ContractValues,
    FieldsRefused,
    KeyDateCalendar,
    KeyDateKind,
    KeyDateValues,
    RecordUnknown,
)
from roadbook.domains.customers.models import Contract, KeyDate, Milestone, Project
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id

_KEY_DATE_LIMITS: Final[rules.Limits] = {
    "kind": Choice(of=KeyDateKind),
    "title": Text(longest=120, is_required=True),
    "calendar": Choice(of=KeyDateCalendar),
    "year": Number(least=1900, most=2199, is_optional=True),
    "month": Number(least=1, most=12),
    "day": Number(least=1, most=31),
    "repeats_yearly": Flag(),
}


@changes.unit_of_work
def add_key_date(
    *,
    actor: Actor,
    account_id: AccountId,
    values: KeyDateValues,
    now: datetime,
    contact_id: ContactId | None = None,
    key_date_id: UUID | None = None,
) -> UUID:
    """Remember a date; a device gives its own id.

    Raises FieldsRefused for a day that the month does not have.
    """
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    rules.checked_new(values, _KEY_DATE_LIMITS, needed=("kind", "title", "month", "day"))
    _check_day(values)
    at_account = policies.visible_account_contacts(actor).filter(account_id=account_id)
    if contact_id is not None and not at_account.filter(contact_id=contact_id).exists():
        raise FieldsRefused({"contact_id": "unknown"})
    row = KeyDate(
        id=key_date_id or new_id(), account_id=account_id, contact_id=contact_id, **values
    )
    save_new(row, actor=actor, kind="key_date.added", now=now)
    return row.id


@changes.unit_of_work
def remove_key_date(*, actor: Actor, key_date_id: UUID, now: datetime) -> None:
    """Forget a date."""
    row = policies.visible_key_dates(actor).filter(id=key_date_id).first()
    if row is None:
        raise RecordUnknown(kind="key_date")
    account_id = AccountId(row.account_id)
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    remove(row, actor=actor, kind="key_date.removed", now=now)


@changes.unit_of_work
def record_contract(
    *, actor: Actor, account_id: AccountId, values: ContractValues, now: datetime
) -> UUID:
    """Enter a contract with a customer."""
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    rules.checked_new(values, rules.CONTRACT_LIMITS, needed=("title", "starts_on"))
    row = Contract(account_id=account_id, **values)
    _check_period(row)
    save_new(row, actor=actor, kind="contract.recorded", now=now)
    return row.id


@changes.unit_of_work
def update_contract(
    *, actor: Actor, contract_id: UUID, values: ContractValues, now: datetime
) -> None:
    """Change the given fields of a contract; the others stay."""
    row = policies.visible_contracts(actor).filter(id=contract_id).first()
    if row is None:
        raise RecordUnknown(kind="contract")
    account_id = AccountId(row.account_id)
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    rules.checked(values, rules.CONTRACT_LIMITS)
    for name, value in values.items():
        setattr(row, name, value)
    _check_period(row)
    save_changed(row, actor=actor, kind="contract.changed", now=now)


@changes.unit_of_work
def add_project(*, actor: Actor, account_id: AccountId, name: str, now: datetime) -> UUID:
    """Open a project at a customer."""
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    rules.checked({"title": name}, rules.CONTRACT_LIMITS)
    row = Project(account_id=account_id, name=name.strip())
    save_new(row, actor=actor, kind="project.opened", now=now)
    return row.id


@changes.unit_of_work
def add_milestone(
    *, actor: Actor, project_id: UUID, name: str, due_on: date, now: datetime
) -> UUID:
    """Add a dated step to a project."""
    project = policies.visible_projects(actor).filter(id=project_id).first()
    if project is None:
        raise RecordUnknown(kind="project")
    account_id = AccountId(project.account_id)
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    rules.checked({"title": name, "starts_on": due_on}, rules.CONTRACT_LIMITS)
    row = Milestone(project=project, name=name.strip(), due_on=due_on)
    save_new(row, actor=actor, kind="milestone.added", now=now)
    return row.id


@changes.unit_of_work
def finish_milestone(
    *, actor: Actor, milestone_id: UUID, done_on: date | None, now: datetime
) -> None:
    """Say when a step was done; None takes it back."""
    row = (
        policies.visible_milestones(actor).select_related("project").filter(id=milestone_id).first()
    )
    if row is None:
        raise RecordUnknown(kind="milestone")
    account_id = AccountId(row.project.account_id)
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    row.done_on = done_on
    save_changed(row, actor=actor, kind="milestone.finished", now=now)


def _check_day(values: KeyDateValues) -> None:
    calendar = values.get("calendar", KeyDateCalendar.SOLAR)
    if not values.get("repeats_yearly", True) and values.get("year") is None:
        raise FieldsRefused({"year": "required"})
    if not rules.day_exists(calendar, values.get("year"), values["month"], values["day"]):
        raise FieldsRefused({"day": "out_of_range"})


def _check_period(row: Contract) -> None:
    if row.ends_on is not None and row.ends_on < row.starts_on:
        raise FieldsRefused({"ends_on": "out_of_range"})
