"""Writes of accounts and of who works them."""

from datetime import datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId, TerritoryId
from roadbook.domains.customers import policies, rules
from roadbook.domains.customers.commands._saving import already_made, save_changed
from roadbook.domains.customers.contracts import (
    AccountAction,
    AccountSummary,
    AccountValues,
    ChangedMeanwhile,
    FieldsRefused,
    MemberRole,
    PositionState,
    StillInUse,
)
from roadbook.domains.customers.models import Account, AccountMember, Opportunity
from roadbook.domains.customers.queries._records import account_summary_of
from roadbook.domains.identity import queries as identity
from roadbook.engines.matching.pinyin import sort_key
from roadbook.engines.places.atlas import place_of
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id


@changes.unit_of_work
def create_account(
    *,
    actor: Actor,
    values: AccountValues,
    now: datetime,
    owner_id: PersonId | None = None,
    position: Position | None = None,
    account_id: AccountId | None = None,
) -> AccountSummary:
    """Enter a customer. Who enters it owns it unless another owner is named.

    Raises FieldsRefused for values outside their limits and unknown owners or territories.
    """
    policies.require_writer(actor)
    known = already_made(account_id, seen=policies.visible_accounts(actor))
    if known is not None:
        return account_summary_of(known)
    rules.checked_new(values, rules.ACCOUNT_LIMITS, needed=("name",))
    _check_references(actor, values, owner_id)
    account = Account(
        id=account_id or new_id(),
        owner_id=owner_id or actor.person_id,
        created_at=now,
        service_minutes=rules.DEFAULT_SERVICE_MINUTES,
    )
    take_values(account, values)
    if position is not None:
        place_at(account, position, PositionState.GEOCODED)
    account.save(force_insert=True)
    changes.record(actor=actor, kind="account.created", row=account, happened_at=now)
    return account_summary_of(account)


@changes.unit_of_work
def update_account(
    *,
    actor: Actor,
    account_id: AccountId,
    values: AccountValues,
    now: datetime,
    seen_version: int | None = None,
) -> AccountSummary:
    """Change the given fields, the others stay.

    Raises ChangedMeanwhile when `seen_version` is given and no longer the present one.
    """
    account = policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    if seen_version is not None and seen_version != account.version:
        raise ChangedMeanwhile(version=account.version)
    rules.checked(values, rules.ACCOUNT_LIMITS)
    _check_references(actor, values, None)
    if values.get("parent_id") == account_id:
        raise FieldsRefused({"parent_id": "own_parent"})
    take_values(account, values)
    save_changed(account, actor=actor, kind="account.changed", now=now)
    return account_summary_of(account)


@changes.unit_of_work
def set_position(
    *,
    actor: Actor,
    account_id: AccountId,
    position: Position | None,
    now: datetime,
    state: PositionState = PositionState.CONFIRMED,
) -> AccountSummary:
    """Put the pin where the customer is; without a position, only the city is known again."""
    account = policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    if position is None:
        _unplace(account)
    elif state not in {PositionState.GEOCODED, PositionState.CONFIRMED}:
        raise FieldsRefused({"state": "unknown_choice"})
    else:
        place_at(account, position, state)
    save_changed(account, actor=actor, kind="account.positioned", now=now)
    return account_summary_of(account)


@changes.unit_of_work
def assign_owner(
    *, actor: Actor, account_id: AccountId, owner_id: PersonId, now: datetime
) -> AccountSummary:
    """Hand a customer over. The former owner stays on as a member only when asked separately."""
    account = policies.access_account(
        actor=actor, account_id=account_id, action=AccountAction.REASSIGN
    )
    _check_references(actor, {}, owner_id)
    account.owner_id = owner_id
    save_changed(account, actor=actor, kind="account.handed_over", now=now)
    return account_summary_of(account)


@changes.unit_of_work
def add_member(
    *,
    actor: Actor,
    account_id: AccountId,
    person_id: PersonId,
    role: MemberRole,
    now: datetime,
) -> UUID:
    """Let a colleague take part in a customer, or change their role. Gives the membership's id."""
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.REASSIGN)
    _check_references(actor, {}, person_id)
    member = AccountMember.objects.filter(
        account_id=account_id, person_id=person_id, deleted_at=None
    ).first()
    if member is None:
        member = AccountMember(account_id=account_id, person_id=person_id)
    member.role = role
    member.save()
    changes.record(actor=actor, kind="account.member_added", row=member, happened_at=now)
    return member.id


@changes.unit_of_work
def remove_member(
    *, actor: Actor, account_id: AccountId, person_id: PersonId, now: datetime
) -> bool:
    """End a colleague's part in a customer. False when they had none."""
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.REASSIGN)
    member = AccountMember.objects.filter(
        account_id=account_id, person_id=person_id, deleted_at=None
    ).first()
    if member is None:
        return False
    member.deleted_at = now
    member.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="account.member_removed", row=member, happened_at=now)
    return True


@changes.unit_of_work
def archive_account(*, actor: Actor, account_id: AccountId, now: datetime) -> AccountSummary:
    """Take a customer out of sight. Raises StillInUse while opportunities are open."""
    account = policies.access_account(
        actor=actor, account_id=account_id, action=AccountAction.ARCHIVE
    )
    still_open = Opportunity.objects.filter(
        account=account, stage_type="open", deleted_at=None
    ).count()
    if still_open:
        raise StillInUse(open_opportunities=still_open)
    account.deleted_at = now
    save_changed(account, actor=actor, kind="account.archived", now=now)
    return account_summary_of(account)


def _check_references(actor: Actor, values: AccountValues, owner_id: PersonId | None) -> None:
    wrong: dict[str, str] = {}
    if owner_id is not None and not identity.person_names([owner_id]):
        wrong["owner_id"] = "unknown"
    territory_id = values.get("territory_id")
    if territory_id is not None and not identity.territory_names([TerritoryId(territory_id)]):
        wrong["territory_id"] = "unknown"
    parent_id = values.get("parent_id")
    seen = policies.visible_accounts(actor)
    if parent_id is not None and not seen.filter(id=parent_id).exists():
        wrong["parent_id"] = "unknown"
    if values.get("city_code") and place_of(values["city_code"]) is None:
        wrong["city_code"] = "unknown"
    if wrong:
        raise FieldsRefused(wrong)


def take_values(account: Account, values: AccountValues) -> None:
    """Write the values and what follows from them."""
    for name, value in values.items():
        setattr(account, name, value.strip() if isinstance(value, str) else value)
    if "visit_windows" in values:
        account.visit_windows = [rules.stored_window(w) for w in values["visit_windows"]]
    if "closures" in values:
        account.closures = [rules.stored_closure(c) for c in values["closures"]]
    account.tax_number = account.tax_number.upper()
    account.sort_key = sort_key(account.name)
    account.name_key = rules.name_key(account.name)
    account.phone_key = rules.phone_key(account.phone)
    if account.position_state in {PositionState.NONE, PositionState.CITY}:
        _unplace(account)


def place_at(account: Account, position: Position, state: PositionState) -> None:
    if position.lat == 0 and position.lon == 0:
        raise FieldsRefused({"position": "at_zero"})
    account.lat, account.lon = position.lat, position.lon
    account.position_state = state


def _unplace(account: Account) -> None:
    account.lat = account.lon = None
    account.position_state = PositionState.CITY if account.city_code else PositionState.NONE
