"""Synced types of identity: the people, teams and territories that everybody's screens name."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.identity.models import (
    CompanySettings,
    Grade,
    Person,
    RoleGrant,
    Team,
    Territory,
    TerritoryMember,
)
from roadbook.foundation.changes.types import SyncType


def _for_everybody(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    return {rid: {"r:ref"} for rid in ids}


def _readable(_: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(ids)


def _reference(
    rtype: int, name: str, model: type, private: frozenset[str] = frozenset()
) -> SyncType:
    return SyncType(
        rtype=rtype,
        name=name,
        model=model,
        scopes=_for_everybody,
        readable=_readable,
        private_fields=private,
    )


SYNC_TYPES = (
    _reference(1, "person", Person, frozenset({"password", "last_login"})),
    _reference(2, "team", Team),
    _reference(3, "grade", Grade),
    _reference(4, "territory", Territory),
    _reference(5, "territory_member", TerritoryMember),
    _reference(6, "role_grant", RoleGrant),
    _reference(7, "company", CompanySettings),
)
