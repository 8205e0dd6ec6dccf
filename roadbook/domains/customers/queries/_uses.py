"""Which customers somebody has worked on since they were made, whoever asks."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import F

from roadbook.core.ids import AccountId
from roadbook.domains.customers.models import (
    Account,
    AccountContact,
    AccountMember,
    Contact,
    Contract,
    FieldValue,
    KeyDate,
    Lead,
    Opportunity,
    Order,
    Project,
    TagLink,
)
from roadbook.foundation.changes.history import overwritten_rows

_ADDED = (AccountMember, TagLink, FieldValue, KeyDate)
_DEALS = (Opportunity, Order, Contract, Project, Lead)


def accounts_with_deals(account_ids: Collection[AccountId]) -> set[AccountId]:
    """Give those with leads, opportunities, orders, contracts or projects."""
    found: set[AccountId] = set()
    for model in _DEALS:
        rows = model._default_manager.filter(account_id__in=list(account_ids), deleted_at=None)
        found.update(AccountId(pk) for pk in rows.values_list("account_id", flat=True))
    return found


def edited_accounts(account_ids: Collection[AccountId]) -> set[AccountId]:
    """Give those that a person changed: fields, contacts, colleagues, tags, own fields, dates."""
    ids = [UUID(str(account_id)) for account_id in account_ids]
    found = {AccountId(pk) for pk in overwritten_rows(Account, ids)}
    for model in _ADDED:
        rows = model._default_manager.filter(account_id__in=ids, deleted_at=None)
        found.update(AccountId(pk) for pk in rows.values_list("account_id", flat=True))
    links = AccountContact.objects.filter(account_id__in=ids)
    later = links.filter(deleted_at=None).exclude(contact__created_at=F("account__created_at"))
    found.update(AccountId(pk) for pk in later.values_list("account_id", flat=True))
    people = list(links.values_list("id", "contact_id", "account_id"))
    touched = overwritten_rows(AccountContact, [link for link, _, _ in people])
    touched |= overwritten_rows(Contact, [contact for _, contact, _ in people])
    found.update(AccountId(a) for link, contact, a in people if touched & {link, contact})
    return found
