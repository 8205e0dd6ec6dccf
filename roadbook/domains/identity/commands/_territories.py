"""Territories and who works them."""

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId, TerritoryId
from roadbook.domains.identity import policies, queries, rules
from roadbook.domains.identity.contracts import CodeTaken, PersonNotFound, TerritorySummary
from roadbook.domains.identity.models import Territory, TerritoryMember
from roadbook.foundation.changes import door as changes

_LIMITS = {"code": 20, "name": 120}


@changes.unit_of_work
def create_territory(
    *, actor: Actor, code: str, name: str, member_ids: Collection[PersonId], now: datetime
) -> TerritorySummary:
    """Add a territory with its people. Raises CodeTaken."""
    policies.require_admin(actor)
    row = Territory()
    _write(row, code=code, name=name)
    changes.record(actor=actor, kind="identity.territory_created", row=row, happened_at=now)
    _set_members(actor=actor, territory=row, member_ids=member_ids, now=now)
    return queries.territory(actor=actor, territory_id=TerritoryId(row.id))


@changes.unit_of_work
def change_territory(
    *,
    actor: Actor,
    territory_id: TerritoryId,
    code: str,
    name: str,
    member_ids: Collection[PersonId],
    now: datetime,
) -> TerritorySummary:
    """Change a territory and its people; what they may read follows at once. Raises CodeTaken."""
    row = policies.access_territory(actor=actor, territory_id=territory_id)
    _write(row, code=code, name=name)
    changes.record(actor=actor, kind="identity.territory_changed", row=row, happened_at=now)
    _set_members(actor=actor, territory=row, member_ids=member_ids, now=now)
    return queries.territory(actor=actor, territory_id=territory_id)


@changes.unit_of_work
def remove_territory(*, actor: Actor, territory_id: TerritoryId, now: datetime) -> None:
    """Remove a territory; its customers keep their owners."""
    row = policies.access_territory(actor=actor, territory_id=territory_id)
    _set_members(actor=actor, territory=row, member_ids=(), now=now)
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="identity.territory_removed", row=row, happened_at=now)


def _write(row: Territory, *, code: str, name: str) -> None:
    texts = rules.checked_texts(
        {"code": code, "name": name}, limits=_LIMITS, required={"code", "name"}
    )
    row.code, row.name = texts["code"], texts["name"]
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise CodeTaken from error


def _set_members(
    *, actor: Actor, territory: Territory, member_ids: Collection[PersonId], now: datetime
) -> None:
    wanted = set(member_ids)
    if policies.visible_people(actor).filter(id__in=wanted).count() != len(wanted):
        raise PersonNotFound
    held = {
        PersonId(row.person_id): row
        for row in TerritoryMember.objects.filter(territory=territory, deleted_at=None)
    }
    for person_id in held.keys() - wanted:
        held[person_id].deleted_at = now
        held[person_id].save(update_fields=["deleted_at"])
        changes.record(
            actor=actor, kind="identity.territory_left", row=held[person_id], happened_at=now
        )
    for person_id in wanted - held.keys():
        row = TerritoryMember.objects.create(territory=territory, person_id=person_id)
        changes.record(actor=actor, kind="identity.territory_joined", row=row, happened_at=now)
