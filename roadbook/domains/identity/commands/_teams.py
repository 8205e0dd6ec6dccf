"""Grow, move and prune the team tree."""

from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import TeamId
from roadbook.domains.identity import policies, queries, rules
from roadbook.domains.identity.contracts import TeamInUse, TeamLoop, TeamSummary
from roadbook.domains.identity.models import Person, RoleGrant, Team
from roadbook.foundation.changes import door as changes

_LIMITS = {"name": 120}


@changes.unit_of_work
def create_team(*, actor: Actor, name: str, parent_id: TeamId | None, now: datetime) -> TeamSummary:
    """Add a team below `parent_id`, or a root."""
    policies.require_admin(actor)
    texts = rules.checked_texts({"name": name}, limits=_LIMITS, required={"name"})
    parent = policies.access_team(actor=actor, team_id=parent_id) if parent_id else None
    team = Team(name=texts["name"], parent=parent)
    team.path = rules.child_path(parent_path=parent.path if parent else "", own_hex=team.id.hex)
    team.save(force_insert=True)
    changes.record(actor=actor, kind="identity.team_created", row=team, happened_at=now)
    return queries.team(actor=actor, team_id=TeamId(team.id))


@changes.unit_of_work
def change_team(
    *, actor: Actor, team_id: TeamId, name: str, parent_id: TeamId | None, now: datetime
) -> TeamSummary:
    """Rename a team or move it, with everything below it. Raises TeamLoop."""
    team = policies.access_team(actor=actor, team_id=team_id)
    texts = rules.checked_texts({"name": name}, limits=_LIMITS, required={"name"})
    parent = policies.access_team(actor=actor, team_id=parent_id) if parent_id else None
    if parent and parent.path.startswith(team.path):
        raise TeamLoop
    old_path = team.path
    team.name, team.parent = texts["name"], parent
    team.path = rules.child_path(parent_path=parent.path if parent else "", own_hex=team.id.hex)
    team.save(update_fields=["name", "parent", "path"])
    changes.record(actor=actor, kind="identity.team_changed", row=team, happened_at=now)
    if team.path != old_path:
        _move_below(actor=actor, old_path=old_path, new_path=team.path, now=now)
    return queries.team(actor=actor, team_id=team_id)


@changes.unit_of_work
def remove_team(*, actor: Actor, team_id: TeamId, now: datetime) -> None:
    """Remove an empty team; its managers stop leading it. Raises TeamInUse."""
    team = policies.access_team(actor=actor, team_id=team_id)
    members = Person.objects.filter(team_id=team_id, deleted_at=None).count()
    teams = Team.objects.filter(parent_id=team_id, deleted_at=None).count()
    if members or teams:
        raise TeamInUse(members=members, teams=teams)
    for grant in RoleGrant.objects.filter(team_id=team_id, deleted_at=None):
        grant.deleted_at = now
        grant.save(update_fields=["deleted_at"])
        changes.record(actor=actor, kind="identity.role_taken_back", row=grant, happened_at=now)
    team.deleted_at = now
    team.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="identity.team_removed", row=team, happened_at=now)


def _move_below(*, actor: Actor, old_path: str, new_path: str, now: datetime) -> None:
    below = list(Team.objects.filter(path__startswith=old_path))
    for team in below:
        team.path = new_path + team.path.removeprefix(old_path)
        if team.path.count("/") - 1 > rules.MAX_TEAM_DEPTH:
            rules.child_path(parent_path=team.path, own_hex="")
    Team.objects.bulk_update(below, ["path"])
    changes.record_many(actor=actor, kind="identity.team_changed", rows=below, happened_at=now)
