"""Many customers at once: made by an import, and taken back with it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId
from roadbook.domains.customers import policies, rules
from roadbook.domains.customers.commands._accounts import place_at, take_values
from roadbook.domains.customers.contracts import AccountImport, PositionState
from roadbook.domains.customers.models import Account, AccountContact, Contact
from roadbook.domains.customers.queries import accounts_with_deals, edited_accounts
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id

_ROWS_A_STATEMENT: Final = 200


@changes.unit_of_work
def import_accounts(
    *, actor: Actor, accounts: Sequence[AccountImport], now: datetime
) -> Sequence[AccountId]:
    """Make customers, with a primary contact where one is named; at most 1,000 a call.

    Raises FieldsRefused for the first one whose values are outside their limits.
    """
    policies.require_writer(actor)
    rows, contacts, links = [], [], []
    for wanted in accounts:
        rules.checked_new(wanted.values, rules.ACCOUNT_LIMITS, needed=("name",))
        row = Account(id=wanted.id, owner_id=wanted.owner_id, created_at=now)
        row.service_minutes = rules.DEFAULT_SERVICE_MINUTES
        take_values(row, wanted.values)
        if wanted.position is not None:
            place_at(row, wanted.position, PositionState.GEOCODED)
        rows.append(row)
        if wanted.contact_name:
            contact = _contact(wanted, now)
            contacts.append(contact)
            links.append(AccountContact(account=row, contact=contact, is_primary=True))
    Account.objects.bulk_create(rows, batch_size=_ROWS_A_STATEMENT)
    Contact.objects.bulk_create(contacts, batch_size=_ROWS_A_STATEMENT)
    AccountContact.objects.bulk_create(links, batch_size=_ROWS_A_STATEMENT)
    changes.record_many(actor=actor, kind="account.imported", rows=rows, happened_at=now)
    changes.record_many(actor=actor, kind="contact.imported", rows=contacts, happened_at=now)
    changes.record_many(actor=actor, kind="contact.linked", rows=links, happened_at=now)
    return [AccountId(row.id) for row in rows]


def _contact(wanted: AccountImport, now: datetime) -> Contact:
    return Contact(
        id=new_id(),
        name=wanted.contact_name,
        mobile=wanted.contact_phone,
        owner_id=wanted.owner_id,
        created_at=now,
        phone_key=rules.phone_key(wanted.contact_phone),
    )


@changes.unit_of_work
def withdraw_accounts(
    *, actor: Actor, account_ids: Sequence[AccountId], now: datetime
) -> set[AccountId]:
    """Remove imported customers that nobody has worked on since; gives those removed.

    Edited ones and those with deals stay, and those the actor may not read. What other slices know
    of a customer, their callers ask before.
    """
    policies.require_writer(actor)
    rows = list(policies.visible_accounts(actor).filter(id__in=list(account_ids)))
    used = edited_accounts(account_ids) | accounts_with_deals(account_ids)
    going = [row for row in rows if row.id not in used]
    _remove(actor, going, now)
    return {AccountId(row.id) for row in going}


def _remove(actor: Actor, accounts: Sequence[Account], now: datetime) -> None:
    ids = [account.id for account in accounts]
    links = list(AccountContact.objects.filter(account_id__in=ids, deleted_at=None))
    people = {link.contact_id for link in links}
    elsewhere = AccountContact.objects.filter(contact_id__in=people, deleted_at=None)
    shared = set(elsewhere.exclude(account_id__in=ids).values_list("contact_id", flat=True))
    contacts = list(Contact.objects.filter(id__in=people - shared, deleted_at=None))
    for row in (*accounts, *links, *contacts):
        row.deleted_at = now
    Account.objects.bulk_update(accounts, ["deleted_at"], batch_size=_ROWS_A_STATEMENT)
    AccountContact.objects.bulk_update(links, ["deleted_at"], batch_size=_ROWS_A_STATEMENT)
    Contact.objects.bulk_update(contacts, ["deleted_at"], batch_size=_ROWS_A_STATEMENT)
    changes.record_many(actor=actor, kind="contact.unlinked", rows=links, happened_at=now)
    changes.record_many(actor=actor, kind="contact.withdrawn", rows=contacts, happened_at=now)
    changes.record_many(actor=actor, kind="account.withdrawn", rows=accounts, happened_at=now)
