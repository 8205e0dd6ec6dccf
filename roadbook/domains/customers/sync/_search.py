"""What search knows of the rows of customers."""

from collections.abc import Collection, Mapping
from uuid import UUID

from roadbook.domains.customers.models import (
    Account,
    AccountContact,
    Contact,
    Contract,
    Lead,
    Opportunity,
    Order,
)
from roadbook.engines.places.atlas import place_of
from roadbook.foundation.changes.types import SearchText


def _joined(*words: str) -> str:
    return " ".join(word for word in words if word)


def search_accounts(ids: Collection[UUID]) -> Mapping[UUID, SearchText]:
    return {
        row.id: SearchText(
            title=row.name,
            subtitle=" · ".join(filter(None, (_city_name(row.city_code), row.industry))),
            words=_joined(
                row.name_latin, row.district, row.address, row.phone, row.tax_number, row.note
            ),
        )
        for row in Account.objects.filter(id__in=ids)
    }


def _city_name(code: str) -> str:
    city = place_of(code)
    return city.name if city else ""


def search_contacts(ids: Collection[UUID]) -> Mapping[UUID, SearchText]:
    at: dict[UUID, list[str]] = {}
    first: dict[UUID, UUID] = {}
    links = AccountContact.objects.filter(contact_id__in=ids, deleted_at=None)
    for link in links.order_by("-is_primary", "id").select_related("account"):
        at.setdefault(link.contact_id, []).append(link.account.name)
        first.setdefault(link.contact_id, link.account_id)
    return {
        row.id: SearchText(
            title=row.name,
            subtitle=" · ".join(filter(None, (row.title, *at.get(row.id, ())))),
            words=_joined(
                row.name_latin, row.department, row.phone, row.mobile, row.email, row.wechat
            ),
            parent_id=first.get(row.id),
        )
        for row in Contact.objects.filter(id__in=ids)
    }


def search_leads(ids: Collection[UUID]) -> Mapping[UUID, SearchText]:
    return {
        row.id: SearchText(
            title=row.company,
            subtitle=row.name,
            words=f"{row.title} {row.phone} {row.email} {row.address}",
        )
        for row in Lead.objects.filter(id__in=ids)
    }


def search_opportunities(ids: Collection[UUID]) -> Mapping[UUID, SearchText]:
    rows = Opportunity.objects.filter(id__in=ids).select_related("account")
    return {
        row.id: SearchText(
            title=row.name,
            subtitle=row.account.name,
            words=f"{row.next_step} {row.competitor}",
            parent_id=row.account_id,
        )
        for row in rows
    }


def search_orders(ids: Collection[UUID]) -> Mapping[UUID, SearchText]:
    rows = Order.objects.filter(id__in=ids).select_related("account")
    return {
        row.id: SearchText(
            title=row.number, subtitle=row.account.name, words=row.note, parent_id=row.account_id
        )
        for row in rows
    }


def search_contracts(ids: Collection[UUID]) -> Mapping[UUID, SearchText]:
    rows = Contract.objects.filter(id__in=ids).select_related("account")
    return {
        row.id: SearchText(
            title=row.title, subtitle=row.account.name, words=row.number, parent_id=row.account_id
        )
        for row in rows
    }
