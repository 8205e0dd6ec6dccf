"""The customer's page: everything of one account that customers owns."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import policies
from roadbook.domains.customers.contracts import (
    AccountDetail,
    AccountPage,
    AccountUnknown,
    ContractRecord,
    CustomerRecordKind,
    FieldRecord,
    KeyDateRecord,
    MemberRecord,
    MemberRole,
    MilestoneRecord,
    ProjectRecord,
    StageType,
)
from roadbook.domains.customers.models import Account, Contract, FieldValue, KeyDate, Project
from roadbook.domains.customers.queries._dates import days_of
from roadbook.domains.customers.queries._lookups import contacts_of, tags_of_accounts
from roadbook.domains.customers.queries._records import (
    account_summary_of,
    closures_of,
    opportunity_summary_of,
    order_summary_of,
    windows_of,
)
from roadbook.domains.identity import queries as identity

_MOST_ROWS: Final = 50
_YEAR: Final = timedelta(days=366)


def account_detail_page(*, actor: Actor, account_id: AccountId, today: date) -> AccountPage:
    """Give the whole file of an account. A constant number of statements.

    `today` decides the next days of key dates. Raises AccountUnknown.
    """
    account = policies.visible_accounts(actor).filter(id=account_id).first()
    if account is None:
        raise AccountUnknown
    members = list(policies.visible_members(actor).filter(account=account).order_by("id"))
    names = identity.person_names(
        {PersonId(account.owner_id), *(PersonId(member.person_id) for member in members)}
    )
    opportunities = (
        policies.visible_opportunities(actor)
        .filter(account=account)
        .select_related("account", "stage")
        .order_by("closed_at", "-amount_minor", "id")[:_MOST_ROWS]
    )
    orders = policies.visible_orders(actor).filter(account=account)
    return AccountPage(
        account=_detail_of(account, names, policies.may_work(actor, account)),
        members=[
            MemberRecord(
                person_id=PersonId(member.person_id),
                name=names.get(PersonId(member.person_id), ""),
                role=MemberRole(member.role),
            )
            for member in members
        ],
        contacts=contacts_of(actor, [account_id]).get(account_id, ()),
        open_opportunities=[
            opportunity_summary_of(row) for row in opportunities if row.stage_type == StageType.OPEN
        ],
        closed_opportunities=[
            opportunity_summary_of(row) for row in opportunities if row.stage_type != StageType.OPEN
        ],
        contracts=_contracts(actor, account),
        projects=_projects(actor, account),
        key_dates=_key_dates(actor, account, today),
        orders=[
            order_summary_of(row) for row in orders.order_by("-ordered_on", "-id")[:_MOST_ROWS]
        ],
        fields=_fields(actor, account),
    )


def _detail_of(
    account: Account,
    names: Mapping[PersonId, str],
    may_change: bool,  # noqa: FBT001  # a fact
) -> AccountDetail:
    return AccountDetail(
        summary=account_summary_of(account, tags_of_accounts([account.id]).get(account.id, ())),
        owner_name=names.get(PersonId(account.owner_id), ""),
        name_latin=account.name_latin,
        address=account.address,
        phone=account.phone,
        email=account.email,
        website=account.website,
        tax_number=account.tax_number,
        note=account.note,
        service_minutes=account.service_minutes,
        visit_windows=windows_of(account),
        closures=closures_of(account),
        created_at=account.created_at,
        may_change=may_change,
    )


def _contracts(actor: Actor, account: Account) -> Sequence[ContractRecord]:
    rows = policies.visible_contracts(actor).filter(account=account)
    return [_contract_of(row) for row in rows.order_by("-starts_on", "id")[:_MOST_ROWS]]


def _contract_of(row: Contract) -> ContractRecord:
    return ContractRecord(
        id=row.id,
        title=row.title,
        number=row.number,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        amount_minor=row.amount_minor,
        currency=row.currency,
        renews_itself=row.renews_itself,
    )


def _projects(actor: Actor, account: Account) -> Sequence[ProjectRecord]:
    rows: list[Project] = list(
        policies.visible_projects(actor).filter(account=account).order_by("id")[:_MOST_ROWS]
    )
    steps: dict[UUID, list[MilestoneRecord]] = {row.id: [] for row in rows}
    milestones = policies.visible_milestones(actor).filter(project__in=[row.id for row in rows])
    for step in milestones.order_by("due_on", "id"):
        steps[step.project_id].append(
            MilestoneRecord(id=step.id, name=step.name, due_on=step.due_on, done_on=step.done_on)
        )
    return [ProjectRecord(id=row.id, name=row.name, milestones=steps[row.id]) for row in rows]


def _key_dates(actor: Actor, account: Account, today: date) -> Sequence[KeyDateRecord]:
    rows = policies.visible_key_dates(actor).filter(account=account).select_related("contact")
    records = [_key_date_of(row, today) for row in rows[:_MOST_ROWS]]
    return sorted(records, key=lambda record: (record.next_on or date.max, record.title))


def _key_date_of(row: KeyDate, today: date) -> KeyDateRecord:
    coming = days_of(row, today, today + _YEAR)
    return KeyDateRecord(
        id=row.id,
        kind=row.kind,
        title=row.title,
        calendar=row.calendar,
        year=row.year,
        month=row.month,
        day=row.day,
        repeats_yearly=row.repeats_yearly,
        contact_name=row.contact.name if row.contact else "",
        next_on=coming[0] if coming else None,
    )


def _fields(actor: Actor, account: Account) -> Sequence[FieldRecord]:
    fields = policies.visible_custom_fields(actor).filter(subject_kind=CustomerRecordKind.ACCOUNT)
    values: dict[UUID, FieldValue] = {
        value.custom_field_id: value
        for value in FieldValue.objects.filter(account=account, deleted_at=None)
    }
    return [
        FieldRecord(
            field_id=row.id,
            name=row.name,
            kind=row.kind,
            choices=row.choices,
            value=_written(values.get(row.id)),
        )
        for row in fields.order_by("rank", "name", "id")
    ]


def _written(value: FieldValue | None) -> str:
    """Write a custom value as it is typed: numbers with a point, days as YYYY-MM-DD."""
    if value is None:
        return ""
    if value.day is not None:
        return value.day.isoformat()
    if value.number_milli is not None:
        whole, part = divmod(abs(value.number_milli), 1000)
        sign = "-" if value.number_milli < 0 else ""
        return f"{sign}{whole}" + (f".{part:03d}".rstrip("0") if part else "")
    return value.text
