"""The only doors to the rows of customers.

A person sees the accounts they own, lead the owner of, take part in, or have in their territory;
finance, admins and auditors see all. What belongs to an account is seen with the account.
"""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import AccountId, ContactId, LeadId, OpportunityId
from roadbook.domains.customers.contracts import (
    AccountAction,
    AccountUnknown,
    ContactUnknown,
    LeadUnknown,
    NotYours,
    OnlyAdminsConfigure,
    OpportunityUnknown,
)
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
from roadbook.domains.identity import queries as identity


def _sees_all(actor: Actor) -> bool:
    return actor.sees_everything or actor.has(Role.FINANCE)


def _owned_by_us(actor: Actor) -> Q:
    return Q(owner_id=actor.person_id) | Q(owner_id__in=identity.led_person_ids(actor))


def visible_accounts(actor: Actor) -> QuerySet[Account]:
    """Accounts the actor may read."""
    if _sees_all(actor):
        return Account.objects.filter(deleted_at=None)
    return worked_accounts(actor)


def worked_accounts(actor: Actor) -> QuerySet[Account]:
    """Accounts whose history the actor may read: visible ones, without finance's look at all.

    The union of ids keeps each part on its own index.
    """
    living = Account.objects.filter(deleted_at=None)
    if actor.sees_everything:
        return living
    member_of = AccountMember.objects.filter(
        Q(person_id=actor.person_id) | Q(person_id__in=identity.led_person_ids(actor)),
        deleted_at=None,
    )
    ids = (
        Account.objects.filter(owner_id=actor.person_id)
        .values("id")
        .union(
            Account.objects.filter(owner_id__in=identity.led_person_ids(actor)).values("id"),
            Account.objects.filter(territory_id__in=identity.territory_ids(actor)).values("id"),
            member_of.values("account_id"),
        )
    )
    return living.filter(id__in=ids)


def _at_visible_account(actor: Actor) -> Q:
    """Rows of visible accounts; who sees all needs no list of all accounts for it."""
    if _sees_all(actor):
        return Q(account__deleted_at=None)
    return Q(account__in=visible_accounts(actor))


def visible_members(actor: Actor) -> QuerySet[AccountMember]:
    return AccountMember.objects.filter(_at_visible_account(actor), deleted_at=None)


def visible_account_contacts(actor: Actor) -> QuerySet[AccountContact]:
    return AccountContact.objects.filter(
        _at_visible_account(actor), deleted_at=None, contact__deleted_at=None
    )


def visible_contacts(actor: Actor) -> QuerySet[Contact]:
    """People at visible accounts, and people one entered oneself."""
    living = Contact.objects.filter(deleted_at=None)
    if _sees_all(actor):
        return living
    linked = visible_account_contacts(actor).values("contact_id")
    return living.filter(Q(owner_id=actor.person_id) | Q(id__in=linked))


def visible_leads(actor: Actor) -> QuerySet[Lead]:
    living = Lead.objects.filter(deleted_at=None)
    if _sees_all(actor):
        return living
    return living.filter(_owned_by_us(actor) | Q(territory_id__in=identity.territory_ids(actor)))


def visible_opportunities(actor: Actor) -> QuerySet[Opportunity]:
    """Opportunities of visible accounts, and those one owns or leads the owner of."""
    living = Opportunity.objects.filter(deleted_at=None)
    if _sees_all(actor):
        return living
    return living.filter(_owned_by_us(actor) | Q(account__in=visible_accounts(actor)))


def visible_stage_moves(actor: Actor) -> QuerySet[StageMove]:
    return StageMove.objects.filter(deleted_at=None, opportunity__in=visible_opportunities(actor))


def visible_orders(actor: Actor) -> QuerySet[Order]:
    return Order.objects.filter(_at_visible_account(actor), deleted_at=None)


def visible_order_lines(actor: Actor) -> QuerySet[OrderLine]:
    return OrderLine.objects.filter(deleted_at=None, order__in=visible_orders(actor))


def visible_contracts(actor: Actor) -> QuerySet[Contract]:
    return Contract.objects.filter(_at_visible_account(actor), deleted_at=None)


def visible_projects(actor: Actor) -> QuerySet[Project]:
    return Project.objects.filter(_at_visible_account(actor), deleted_at=None)


def visible_milestones(actor: Actor) -> QuerySet[Milestone]:
    return Milestone.objects.filter(deleted_at=None, project__in=visible_projects(actor))


def visible_key_dates(actor: Actor) -> QuerySet[KeyDate]:
    return KeyDate.objects.filter(_at_visible_account(actor), deleted_at=None)


def visible_pipelines(actor: Actor) -> QuerySet[Pipeline]:
    """Everybody sells along the same pipelines."""
    return Pipeline.objects.filter(deleted_at=None)


def visible_stages(actor: Actor) -> QuerySet[Stage]:
    return Stage.objects.filter(deleted_at=None)


def visible_tags(actor: Actor) -> QuerySet[Tag]:
    return Tag.objects.filter(deleted_at=None)


def visible_tag_links(actor: Actor) -> QuerySet[TagLink]:
    return TagLink.objects.filter(_of_visible_subject(actor), deleted_at=None)


def visible_custom_fields(actor: Actor) -> QuerySet[CustomField]:
    return CustomField.objects.filter(deleted_at=None)


def visible_field_values(actor: Actor) -> QuerySet[FieldValue]:
    return FieldValue.objects.filter(_of_visible_subject(actor), deleted_at=None)


def visible_saved_views(actor: Actor) -> QuerySet[SavedView]:
    """One's own views and the shared ones."""
    return SavedView.objects.filter(
        Q(owner_id=actor.person_id) | Q(is_shared=True), deleted_at=None
    )


def _of_visible_subject(actor: Actor) -> Q:
    if _sees_all(actor):
        return Q()
    return (
        Q(account__in=visible_accounts(actor))
        | Q(contact__in=visible_contacts(actor))
        | Q(opportunity__in=visible_opportunities(actor))
    )


class _Standing:
    """How a person stands to an account."""

    OWNER: Final = "owner"
    LEADER: Final = "leader"
    CO_OWNER: Final = "co_owner"
    MEMBER: Final = "member"
    TERRITORY: Final = "territory"
    ADMIN: Final = "admin"


_MAY: Final[Mapping[AccountAction, frozenset[str]]] = {
    AccountAction.WORK: frozenset(
        {
            _Standing.OWNER,
            _Standing.LEADER,
            _Standing.CO_OWNER,
            _Standing.MEMBER,
            _Standing.TERRITORY,
            _Standing.ADMIN,
        }
    ),
    AccountAction.REASSIGN: frozenset(
        {_Standing.OWNER, _Standing.LEADER, _Standing.CO_OWNER, _Standing.ADMIN}
    ),
    AccountAction.ARCHIVE: frozenset({_Standing.OWNER, _Standing.LEADER, _Standing.ADMIN}),
}


def access_account(*, actor: Actor, account_id: AccountId, action: AccountAction) -> Account:
    """Lock an account for an action.

    Raises AccountUnknown when it is absent or invisible, NotYours when the action is others' to do.
    """
    account = visible_accounts(actor).select_for_update(of=("self",)).filter(id=account_id).first()
    if account is None:
        raise AccountUnknown
    if action is not AccountAction.READ:
        _require(actor, account, action)
    return account


def may_work(actor: Actor, account: Account) -> bool:
    """Tell whether the actor may write in the account's file."""
    return actor.may_write and _standing(actor, account) in _MAY[AccountAction.WORK]


def _require(actor: Actor, account: Account, action: AccountAction) -> None:
    if not actor.may_write or _standing(actor, account) not in _MAY[action]:
        raise NotYours(action=action.value)


def _standing(actor: Actor, account: Account) -> str:
    if actor.is_clockwork or actor.has(Role.ADMIN):
        return _Standing.ADMIN
    if account.owner_id == actor.person_id:
        return _Standing.OWNER
    if identity.led_person_ids(actor).filter(id=account.owner_id).exists():
        return _Standing.LEADER
    role = (
        AccountMember.objects.filter(account=account, person_id=actor.person_id, deleted_at=None)
        .values_list("role", flat=True)
        .first()
    )
    if role is not None:
        return _Standing.CO_OWNER if role == _Standing.CO_OWNER else _Standing.MEMBER
    in_territories = identity.territory_ids(actor)
    if account.territory_id and in_territories.filter(territory_id=account.territory_id).exists():
        return _Standing.TERRITORY
    # A leader of a member sees the account and works in it as the member does.
    return "" if _sees_all(actor) else _Standing.MEMBER


def access_contact(*, actor: Actor, contact_id: ContactId) -> Contact:
    """Lock a contact for a change by somebody who works one of its accounts."""
    contact = visible_contacts(actor).select_for_update(of=("self",)).filter(id=contact_id).first()
    if contact is None:
        raise ContactUnknown
    require_writer(actor)
    if not (contact.owner_id == actor.person_id or _works_in(actor)):
        raise NotYours(action=AccountAction.WORK.value)
    return contact


def access_lead(*, actor: Actor, lead_id: LeadId) -> Lead:
    """Lock a lead for a change."""
    lead = visible_leads(actor).select_for_update(of=("self",)).filter(id=lead_id).first()
    if lead is None:
        raise LeadUnknown
    require_writer(actor)
    if not (lead.owner_id == actor.person_id or _works_in(actor)):
        raise NotYours(action=AccountAction.WORK.value)
    return lead


def access_opportunity(*, actor: Actor, opportunity_id: OpportunityId) -> Opportunity:
    """Lock an opportunity for a change: its owner, or whoever works its account."""
    opportunity = (
        visible_opportunities(actor)
        .select_for_update(of=("self",))
        .select_related("account", "stage")
        .filter(id=opportunity_id)
        .first()
    )
    if opportunity is None:
        raise OpportunityUnknown
    require_writer(actor)
    if opportunity.owner_id != actor.person_id:
        _require(actor, opportunity.account, AccountAction.WORK)
    return opportunity


def _works_in(actor: Actor) -> bool:
    """Tell whether seeing is enough to work: it is, but not for those who only look on."""
    return actor.is_clockwork or actor.has(Role.REP, Role.MANAGER, Role.ADMIN)


def require_writer(actor: Actor) -> None:
    """Raise for a person who may only read."""
    if not actor.may_write:
        raise NotYours(action=AccountAction.WORK.value)


def require_admin(actor: Actor) -> None:
    """Raise unless the actor may change pipelines and custom fields."""
    if not (actor.is_clockwork or actor.has(Role.ADMIN)):
        raise OnlyAdminsConfigure


def require_sharer(actor: Actor) -> None:
    """Raise unless the actor may put a saved view on everybody's screen."""
    if not (actor.is_clockwork or actor.has(Role.MANAGER, Role.ADMIN)):
        raise OnlyAdminsConfigure


def account_scopes(account_ids: list[UUID]) -> dict[UUID, set[str]]:
    """Give the audiences of accounts: owner, members, territory. Two statements."""
    scopes: dict[UUID, set[str]] = {}
    rows = Account.objects.filter(id__in=account_ids, deleted_at=None)
    for account_id, owner_id, territory_id in rows.values_list("id", "owner_id", "territory_id"):
        scopes[account_id] = {f"u:{owner_id}"}
        if territory_id is not None:
            scopes[account_id].add(f"t:{territory_id}")
    members = AccountMember.objects.filter(account_id__in=list(scopes), deleted_at=None)
    for account_id, person_id in members.values_list("account_id", "person_id"):
        scopes[account_id].add(f"u:{person_id}")
    return scopes
