"""Writes of the people at customers."""

from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, ContactId
from roadbook.domains.customers import policies, rules
from roadbook.domains.customers.commands._saving import already_made, remove, save_changed, save_new
from roadbook.domains.customers.contracts import (
    AccountAction,
    ContactRole,
    ContactSummary,
    ContactValues,
    RecordUnknown,
)
from roadbook.domains.customers.models import AccountContact, Contact
from roadbook.domains.customers.queries._records import contact_summary_of
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id


@changes.unit_of_work
def add_contact(
    *,
    actor: Actor,
    account_id: AccountId,
    values: ContactValues,
    now: datetime,
    role: ContactRole = ContactRole.OTHER,
    is_primary: bool = False,
    contact_id: ContactId | None = None,
) -> ContactSummary:
    """Enter a person at a customer. The first person of a customer is its primary contact."""
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    known = already_made(contact_id, seen=policies.visible_contacts(actor))
    if known is not None:
        return contact_summary_of(known)
    rules.checked_new(values, rules.CONTACT_LIMITS, needed=("name",))
    contact = Contact(id=contact_id or new_id(), owner_id=actor.person_id, created_at=now)
    _take(contact, values)
    save_new(contact, actor=actor, kind="contact.created", now=now)
    link = _link(actor, account_id, contact, role=role, is_primary=is_primary, now=now)
    return contact_summary_of(contact, link)


@changes.unit_of_work
def update_contact(
    *, actor: Actor, contact_id: ContactId, values: ContactValues, now: datetime
) -> ContactSummary:
    """Change the given fields of a person; the others stay."""
    contact = policies.access_contact(actor=actor, contact_id=contact_id)
    rules.checked(values, rules.CONTACT_LIMITS)
    _take(contact, values)
    save_changed(contact, actor=actor, kind="contact.changed", now=now)
    return contact_summary_of(contact)


@changes.unit_of_work
def link_contact(
    *,
    actor: Actor,
    account_id: AccountId,
    contact_id: ContactId,
    role: ContactRole,
    is_primary: bool,
    now: datetime,
) -> ContactSummary:
    """Say what a known person is at this customer; a second call changes it."""
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    contact = policies.access_contact(actor=actor, contact_id=contact_id)
    link = _link(actor, account_id, contact, role=role, is_primary=is_primary, now=now)
    return contact_summary_of(contact, link)


@changes.unit_of_work
def unlink_contact(
    *, actor: Actor, account_id: AccountId, contact_id: ContactId, now: datetime
) -> None:
    """Say that a person no longer works at this customer. The person stays known."""
    policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
    link = AccountContact.objects.filter(
        account_id=account_id, contact_id=contact_id, deleted_at=None
    ).first()
    if link is None:
        raise RecordUnknown(kind="account_contact")
    remove(link, actor=actor, kind="contact.unlinked", now=now)


def _take(contact: Contact, values: ContactValues) -> None:
    for name, value in values.items():
        setattr(contact, name, value.strip() if isinstance(value, str) else value)
    contact.phone_key = rules.phone_key(contact.mobile or contact.phone)
    contact.email_key = contact.email.casefold()


def _link(
    actor: Actor,
    account_id: AccountId,
    contact: Contact,
    *,
    role: ContactRole,
    is_primary: bool,
    now: datetime,
) -> AccountContact:
    at_account = AccountContact.objects.filter(account_id=account_id, deleted_at=None)
    primary = at_account.filter(is_primary=True).first()
    becomes_primary = is_primary or primary is None
    if becomes_primary and primary is not None and primary.contact_id != contact.id:
        primary.is_primary = False
        save_changed(primary, actor=actor, kind="contact.linked", now=now)
    link = at_account.filter(contact=contact).first()
    if link is None:
        link = AccountContact(account_id=account_id, contact=contact)
    link.role, link.is_primary = role, becomes_primary
    link.save()
    changes.record(actor=actor, kind="contact.linked", row=link, happened_at=now)
    return link
