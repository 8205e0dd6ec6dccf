"""Synced types of interactions: in the account's scopes; private lines in their author's only."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.customers import queries as customers
from roadbook.domains.interactions import policies
from roadbook.domains.interactions.contracts import Visibility
from roadbook.domains.interactions.models import Interaction, InteractionContact
from roadbook.foundation.changes.types import SearchText, SyncType

_MOVES_AUDIENCE: Final = frozenset({"visibility", "account_id", "deleted_at", "scopes"})


def _scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    rows = list(
        Interaction.objects.filter(id__in=ids).values_list(
            "id", "account_id", "person_id", "visibility"
        )
    )
    audiences = customers.account_audiences({account for _, account, _, _ in rows})
    return {
        row: {f"u:{person}"}
        | (audiences.get(account, set()) if visibility == Visibility.ACCOUNT else set())
        for row, account, person, visibility in rows
    }


def _contact_scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    pairs = list(InteractionContact.objects.filter(id__in=ids).values_list("id", "interaction_id"))
    audiences = _scopes([interaction for _, interaction in pairs])
    return {row: audiences.get(interaction, set()) for row, interaction in pairs}


def _readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    rows = policies.visible_interactions(actor).filter(id__in=ids)
    return set(rows.values_list("id", flat=True))


def _contacts_readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    rows = policies.visible_interaction_contacts(actor).filter(id__in=ids)
    return set(rows.values_list("id", flat=True))


def _followers(changed: Mapping[UUID, AbstractSet[str]]) -> Mapping[str, Collection[UUID]]:
    moved = [row for row, fields in changed.items() if fields & _MOVES_AUDIENCE]
    return {"interaction_contact": _contacts_of(moved)} if moved else {}


def _contacts_of(interaction_ids: Collection[UUID]) -> list[UUID]:
    rows = InteractionContact.objects.filter(interaction_id__in=interaction_ids)
    return list(rows.values_list("id", flat=True))


def rows_of_accounts(account_ids: Collection[UUID]) -> Mapping[str, Collection[UUID]]:
    """Give the interactions that are seen with these accounts."""
    rows = Interaction.objects.filter(account_id__in=account_ids)
    return {"interaction": list(rows.values_list("id", flat=True))}


def _search(ids: Collection[UUID]) -> Mapping[UUID, SearchText]:
    rows = Interaction.objects.filter(id__in=ids).select_related("account")
    return {
        row.id: SearchText(
            title=row.summary,
            subtitle=row.account.name,
            words=row.body[:2000],
            parent_id=row.account_id,
        )
        for row in rows
    }


SYNC_TYPES: Final = (
    SyncType(
        rtype=50,
        name="interaction",
        model=Interaction,
        scopes=_scopes,
        readable=_readable,
        dependants=_followers,
        search=_search,
    ),
    SyncType(
        rtype=51,
        name="interaction_contact",
        model=InteractionContact,
        scopes=_contact_scopes,
        readable=_contacts_readable,
    ),
)
