"""Grant and take back roles."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import PersonId, TeamId
from roadbook.domains.identity import policies, queries, rules
from roadbook.domains.identity.contracts import PersonSummary, RoleWish, TeamNotFound
from roadbook.domains.identity.models import RoleGrant
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def set_roles(
    *, actor: Actor, person_id: PersonId, roles: Sequence[RoleWish], now: datetime
) -> PersonSummary:
    """Make `roles` the roles a person holds. Raises LastAdmin when no active admin would remain."""
    policies.require_admin(actor)
    policies.access_person(actor=actor, person_id=person_id)
    wishes = rules.checked_roles(roles)
    if Role.ADMIN not in {wish.role for wish in wishes}:
        policies.check_admin_remains(without=person_id)
    write_roles(actor=actor, person_id=person_id, wishes=wishes, now=now)
    return queries.person(actor=actor, person_id=person_id)


def write_roles(
    *, actor: Actor, person_id: PersonId, wishes: AbstractSet[RoleWish], now: datetime
) -> None:
    """Write the difference between the roles held and those wished; inside a unit of work."""
    teams = {wish.team_id for wish in wishes if wish.team_id}
    if policies.visible_teams(actor).filter(id__in=teams).count() != len(teams):
        raise TeamNotFound
    held = {
        RoleWish(role=Role(row.role), team_id=TeamId(row.team_id) if row.team_id else None): row
        for row in RoleGrant.objects.select_for_update().filter(
            person_id=person_id, deleted_at=None
        )
    }
    for wish in held.keys() - wishes:
        held[wish].deleted_at = now
        held[wish].save(update_fields=["deleted_at"])
        changes.record(
            actor=actor, kind="identity.role_taken_back", row=held[wish], happened_at=now
        )
    for wish in wishes - held.keys():
        grant = RoleGrant.objects.create(person_id=person_id, role=wish.role, team_id=wish.team_id)
        changes.record(actor=actor, kind="identity.role_granted", row=grant, happened_at=now)
