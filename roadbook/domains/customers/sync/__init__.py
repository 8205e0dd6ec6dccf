"""Synced types of customers. What belongs to an account is in the account's scopes."""

from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from roadbook.core.actor import Actor
from roadbook.domains.customers import policies
from roadbook.domains.customers.contracts import CustomerRecordKind
from roadbook.domains.customers.models import (
    Account,
    AccountContact,
    AccountMember,
    Contact,
    Contract,
    CustomField,
    FieldValue,
    KeyDate,
    Lead,
    Milestone,
    Opportunity,
    Order,
    OrderLine,
    Pipeline,
    Project,
    SavedView,
    Stage,
    StageMove,
    Tag,
    TagLink,
)
from roadbook.domains.customers.ports import AccountFollowers
from roadbook.domains.customers.sync._search import (
    search_accounts,
    search_contacts,
    search_contracts,
    search_leads,
    search_opportunities,
    search_orders,
)
from roadbook.foundation.changes.models import SyncedModel
from roadbook.foundation.changes.types import ReadableOf, ScopesOf, SearchOf, SyncType
from roadbook.foundation.wiring import port

Scopes = Mapping[UUID, AbstractSet[str]]
Changed = Mapping[UUID, AbstractSet[str]]
Followers = Mapping[str, Collection[UUID]]
Visible = Callable[[Actor], QuerySet[Any]]

_MOVES_AUDIENCE: Final = frozenset({"owner_id", "territory_id", "deleted_at", "scopes"})


def _readable(visible: Visible) -> ReadableOf:
    def readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
        return set(visible(actor).filter(id__in=ids).values_list("id", flat=True))

    return readable


def _with_account(model: type[SyncedModel], path: str) -> ScopesOf:
    """Build the scopes of rows that lead to an account over `path`."""

    def scopes(ids: Collection[UUID]) -> Scopes:
        pairs = list(model._default_manager.filter(pk__in=ids).values_list("pk", path))
        audiences = policies.account_scopes([account for _, account in pairs if account])
        return {row: audiences.get(account, set()) for row, account in pairs}

    return scopes


def _account_scopes(ids: Collection[UUID]) -> Scopes:
    return policies.account_scopes(list(ids))


def _contact_scopes(ids: Collection[UUID]) -> Scopes:
    """A contact is seen by who entered it and with each of its accounts."""
    scopes: dict[UUID, set[str]] = {
        row: {f"u:{owner}"}
        for row, owner in Contact.objects.filter(id__in=ids).values_list("id", "owner_id")
    }
    links = AccountContact.objects.filter(contact_id__in=ids, deleted_at=None)
    pairs = list(links.values_list("contact_id", "account_id"))
    audiences = policies.account_scopes([account for _, account in pairs])
    for contact, account in pairs:
        scopes[contact] |= audiences.get(account, set())
    return scopes


def _lead_scopes(ids: Collection[UUID]) -> Scopes:
    scopes: dict[UUID, set[str]] = {}
    for lead in Lead.objects.filter(id__in=ids).only("id", "owner_id", "territory_id"):
        scopes[lead.id] = {f"u:{lead.owner_id}"}
        if lead.territory_id:
            scopes[lead.id].add(f"t:{lead.territory_id}")
    return scopes


def _opportunity_scopes(ids: Collection[UUID]) -> Scopes:
    rows = list(Opportunity.objects.filter(id__in=ids).values_list("id", "owner_id", "account_id"))
    audiences = policies.account_scopes([account for _, _, account in rows])
    return {row: {f"u:{owner}"} | audiences.get(account, set()) for row, owner, account in rows}


def _stage_move_scopes(ids: Collection[UUID]) -> Scopes:
    pairs = list(StageMove.objects.filter(id__in=ids).values_list("id", "opportunity_id"))
    audiences = _opportunity_scopes([opportunity for _, opportunity in pairs])
    return {row: audiences.get(opportunity, set()) for row, opportunity in pairs}


def _subject_scopes(model: type[TagLink | FieldValue]) -> ScopesOf:
    """Build the scopes of rows that hang on one account, contact or opportunity."""
    of_subject: Mapping[CustomerRecordKind, ScopesOf] = {
        CustomerRecordKind.ACCOUNT: _account_scopes,
        CustomerRecordKind.CONTACT: _contact_scopes,
        CustomerRecordKind.OPPORTUNITY: _opportunity_scopes,
    }

    def scopes(ids: Collection[UUID]) -> Scopes:
        found: dict[UUID, AbstractSet[str]] = {}
        for kind, subject_scopes in of_subject.items():
            rows = model._default_manager.filter(pk__in=ids, **{f"{kind}__isnull": False})
            pairs: list[tuple[UUID, UUID]] = list(rows.values_list("pk", f"{kind}_id"))
            audiences = subject_scopes([subject for _, subject in pairs])
            found |= {row: audiences.get(subject, set()) for row, subject in pairs}
        return found

    return scopes


def _saved_view_scopes(ids: Collection[UUID]) -> Scopes:
    rows = SavedView.objects.filter(id__in=ids).values_list("id", "owner_id", "is_shared")
    return {row: {"r:ref"} if shared else {f"u:{owner}"} for row, owner, shared in rows}


def _for_everybody(ids: Collection[UUID]) -> Scopes:
    return {row: {"r:ref"} for row in ids}


def _ids(rows: QuerySet[Any]) -> list[UUID]:
    return list(rows.values_list("pk", flat=True))


def _family(accounts: Collection[UUID]) -> Followers:
    """Give everything that is seen with these accounts."""
    contacts = list(
        AccountContact.objects.filter(account_id__in=accounts).values_list("contact_id", flat=True)
    )
    opportunities = _ids(Opportunity.objects.filter(account_id__in=accounts))
    return {
        "account": list(accounts),
        "account_member": _ids(AccountMember.objects.filter(account_id__in=accounts)),
        "account_contact": _ids(AccountContact.objects.filter(account_id__in=accounts)),
        "order": _ids(Order.objects.filter(account_id__in=accounts)),
        "order_line": _ids(OrderLine.objects.filter(order__account_id__in=accounts)),
        "contract": _ids(Contract.objects.filter(account_id__in=accounts)),
        "project": _ids(Project.objects.filter(account_id__in=accounts)),
        "milestone": _ids(Milestone.objects.filter(project__account_id__in=accounts)),
        "key_date": _ids(KeyDate.objects.filter(account_id__in=accounts)),
        "tag_link": _ids(TagLink.objects.filter(account_id__in=accounts)),
        "field_value": _ids(FieldValue.objects.filter(account_id__in=accounts)),
        "contact": contacts,
        "opportunity": opportunities,
        **port(AccountFollowers)(accounts),  # type: ignore[type-abstract]  # a port is asked by type
    }


def _moved(changed: Changed) -> list[UUID]:
    return [row for row, fields in changed.items() if fields & _MOVES_AUDIENCE]


def _account_followers(changed: Changed) -> Followers:
    moved = _moved(changed)
    return _family(moved) if moved else {}


def _member_followers(changed: Changed) -> Followers:
    rows = AccountMember.objects.filter(id__in=[*changed])
    accounts = set(rows.values_list("account_id", flat=True))
    return _family(accounts) if accounts else {}


def _link_followers(changed: Changed) -> Followers:
    rows = AccountContact.objects.filter(id__in=[*changed])
    return {"contact": list(set(rows.values_list("contact_id", flat=True)))}


def _contact_followers(changed: Changed) -> Followers:
    return {
        "tag_link": _ids(TagLink.objects.filter(contact_id__in=[*changed])),
        "field_value": _ids(FieldValue.objects.filter(contact_id__in=[*changed])),
    }


def _opportunity_followers(changed: Changed) -> Followers:
    moved = _moved(changed)
    if not moved:
        return {}
    return {
        "stage_move": _ids(StageMove.objects.filter(opportunity_id__in=moved)),
        "tag_link": _ids(TagLink.objects.filter(opportunity_id__in=moved)),
        "field_value": _ids(FieldValue.objects.filter(opportunity_id__in=moved)),
    }


def _of_account(
    rtype: int,
    name: str,
    model: type[SyncedModel],
    visible: Visible,
    search: SearchOf | None = None,
) -> SyncType:
    """Declare a type whose rows have an `account_id`."""
    return SyncType(
        rtype=rtype,
        name=name,
        model=model,
        scopes=_with_account(model, "account_id"),
        readable=_readable(visible),
        search=search,
    )


def _reference(rtype: int, name: str, model: type[SyncedModel], visible: Visible) -> SyncType:
    return SyncType(
        rtype=rtype, name=name, model=model, scopes=_for_everybody, readable=_readable(visible)
    )


_ACCOUNT_KEYS: Final = frozenset({"name_key", "phone_key"})
_CONTACT_KEYS: Final = frozenset({"email_key", "phone_key"})

SYNC_TYPES: Final = (
    SyncType(
        rtype=30,
        name="account",
        model=Account,
        scopes=_account_scopes,
        readable=_readable(policies.visible_accounts),
        dependants=_account_followers,
        private_fields=_ACCOUNT_KEYS,
        search=search_accounts,
    ),
    SyncType(
        rtype=31,
        name="contact",
        model=Contact,
        scopes=_contact_scopes,
        readable=_readable(policies.visible_contacts),
        dependants=_contact_followers,
        private_fields=_CONTACT_KEYS,
        search=search_contacts,
    ),
    SyncType(
        rtype=32,
        name="account_contact",
        model=AccountContact,
        scopes=_with_account(AccountContact, "account_id"),
        readable=_readable(policies.visible_account_contacts),
        dependants=_link_followers,
    ),
    SyncType(
        rtype=33,
        name="account_member",
        model=AccountMember,
        scopes=_with_account(AccountMember, "account_id"),
        readable=_readable(policies.visible_members),
        dependants=_member_followers,
    ),
    SyncType(
        rtype=34,
        name="lead",
        model=Lead,
        scopes=_lead_scopes,
        readable=_readable(policies.visible_leads),
        search=search_leads,
    ),
    SyncType(
        rtype=35,
        name="opportunity",
        model=Opportunity,
        scopes=_opportunity_scopes,
        readable=_readable(policies.visible_opportunities),
        dependants=_opportunity_followers,
        search=search_opportunities,
    ),
    SyncType(
        rtype=36,
        name="stage_move",
        model=StageMove,
        scopes=_stage_move_scopes,
        readable=_readable(policies.visible_stage_moves),
    ),
    _of_account(37, "order", Order, policies.visible_orders, search_orders),
    SyncType(
        rtype=38,
        name="order_line",
        model=OrderLine,
        scopes=_with_account(OrderLine, "order__account_id"),
        readable=_readable(policies.visible_order_lines),
    ),
    _of_account(39, "contract", Contract, policies.visible_contracts, search_contracts),
    _of_account(40, "key_date", KeyDate, policies.visible_key_dates),
    _reference(41, "tag", Tag, policies.visible_tags),
    SyncType(
        rtype=42,
        name="tag_link",
        model=TagLink,
        scopes=_subject_scopes(TagLink),
        readable=_readable(policies.visible_tag_links),
    ),
    _reference(43, "custom_field", CustomField, policies.visible_custom_fields),
    SyncType(
        rtype=44,
        name="field_value",
        model=FieldValue,
        scopes=_subject_scopes(FieldValue),
        readable=_readable(policies.visible_field_values),
    ),
    SyncType(
        rtype=45,
        name="saved_view",
        model=SavedView,
        scopes=_saved_view_scopes,
        readable=_readable(policies.visible_saved_views),
    ),
    _reference(46, "pipeline", Pipeline, policies.visible_pipelines),
    _reference(47, "stage", Stage, policies.visible_stages),
    _of_account(48, "project", Project, policies.visible_projects),
    SyncType(
        rtype=49,
        name="milestone",
        model=Milestone,
        scopes=_with_account(Milestone, "project__account_id"),
        readable=_readable(policies.visible_milestones),
    ),
)
