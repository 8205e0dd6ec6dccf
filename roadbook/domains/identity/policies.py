"""The doors to the rows of identity.

The directory (people, teams, grades, territories) is read by everybody in the company; it is
changed by admins. What belongs to one person (tokens, sessions) is theirs and, to end it,
the admins'.
"""

from collections.abc import Set as AbstractSet

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, QuerySet, TextField

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import GradeId, PersonId, TeamId, TerritoryId
from roadbook.domains.identity.contracts import (
    AdminOnly,
    GradeNotFound,
    LastAdmin,
    NotYourTeam,
    PersonNotFound,
    RoleAboveOwn,
    TeamNotFound,
    TerritoryNotFound,
    TokenId,
    TokenNotFound,
)
from roadbook.domains.identity.models import (
    ApiToken,
    CompanySettings,
    Grade,
    Person,
    RoleGrant,
    Team,
    Territory,
    TerritoryMember,
)
from roadbook.domains.identity.rules import grantable


def visible_people(actor: Actor) -> QuerySet[Person]:
    """Everybody, former colleagues included: old records keep their names."""
    return Person.objects.filter(deleted_at=None)


def visible_teams(actor: Actor) -> QuerySet[Team]:
    return Team.objects.filter(deleted_at=None)


def visible_grades(actor: Actor) -> QuerySet[Grade]:
    return Grade.objects.filter(deleted_at=None)


def visible_territories(actor: Actor) -> QuerySet[Territory]:
    return Territory.objects.filter(deleted_at=None)


def visible_territory_members(actor: Actor) -> QuerySet[TerritoryMember]:
    return TerritoryMember.objects.filter(deleted_at=None, territory__deleted_at=None)


def visible_grants(actor: Actor) -> QuerySet[RoleGrant]:
    """Roles are no secret: everybody may know who approves, who pays and whom to ask."""
    return RoleGrant.objects.filter(deleted_at=None)


def visible_company(actor: Actor) -> QuerySet[CompanySettings]:
    return CompanySettings.objects.filter(deleted_at=None)


def visible_tokens(actor: Actor) -> QuerySet[ApiToken]:
    """One's own tokens; admins see all, to revoke them."""
    tokens = ApiToken.objects.filter(revoked_at=None)
    if actor.is_clockwork or actor.has(Role.ADMIN):
        return tokens
    return tokens.filter(person_id=actor.person_id)


def led_teams(actor: Actor) -> QuerySet[Team]:
    """The teams the actor manages, with everything below them."""
    granted = RoleGrant.objects.filter(
        person_id=actor.person_id, role=Role.MANAGER, deleted_at=None, team__deleted_at=None
    ).annotate(below=ExpressionWrapper(OuterRef("path"), output_field=TextField()))
    return Team.objects.filter(
        Exists(granted.filter(below__startswith=F("team__path"))), deleted_at=None
    )


def led_people(actor: Actor) -> QuerySet[Person]:
    """People in the subtrees of the teams the actor manages, without the actor."""
    teams = led_teams(actor).values("id")
    return Person.objects.filter(team_id__in=teams, deleted_at=None).exclude(id=actor.person_id)


def nearest_led_people(actor: Actor) -> QuerySet[Person]:
    """The led people above whom no other active manager stands nearer than the actor."""
    own = RoleGrant.objects.filter(
        person_id=actor.person_id, role=Role.MANAGER, deleted_at=None, team__deleted_at=None
    )
    above = ExpressionWrapper(OuterRef("team__path"), output_field=TextField())
    nearer = (
        RoleGrant.objects.filter(
            role=Role.MANAGER,
            deleted_at=None,
            team__deleted_at=None,
            person__is_active=True,
            person__deleted_at=None,
        )
        .exclude(person_id=OuterRef("pk"))
        .annotate(line=above)
        .filter(line__startswith=F("team__path"))
    )
    people = Person.objects.none()
    for path in own.values_list("team__path", flat=True):
        below = nearer.filter(team__path__startswith=path).exclude(team__path=path)
        people |= led_people(actor).filter(~Exists(below), team__path__startswith=path)
    return people


def access_person(*, actor: Actor, person_id: PersonId) -> Person:
    """Lock a person for a change: oneself, or anybody for an admin."""
    person = visible_people(actor).select_for_update(of=("self",)).filter(id=person_id).first()
    if person is None:
        raise PersonNotFound
    if person_id != actor.person_id:
        require_admin(actor)
    return person


def access_team(*, actor: Actor, team_id: TeamId) -> Team:
    team = visible_teams(actor).select_for_update(of=("self",)).filter(id=team_id).first()
    if team is None:
        raise TeamNotFound
    require_admin(actor)
    return team


def access_grade(*, actor: Actor, grade_id: GradeId) -> Grade:
    grade = visible_grades(actor).select_for_update().filter(id=grade_id).first()
    if grade is None:
        raise GradeNotFound
    require_admin(actor)
    return grade


def access_territory(*, actor: Actor, territory_id: TerritoryId) -> Territory:
    territory = visible_territories(actor).select_for_update().filter(id=territory_id).first()
    if territory is None:
        raise TerritoryNotFound
    require_admin(actor)
    return territory


def access_token(*, actor: Actor, token_id: TokenId) -> ApiToken:
    token = visible_tokens(actor).select_for_update().filter(id=token_id).first()
    if token is None:
        raise TokenNotFound
    return token


def require_admin(actor: Actor) -> None:
    """Raise unless the actor may change people, teams and settings."""
    if not (actor.is_clockwork or actor.has(Role.ADMIN)):
        raise AdminOnly


def require_inviter(*, actor: Actor, roles: AbstractSet[Role], team_id: TeamId | None) -> None:
    """Raise unless the actor may add a person with these roles to this team."""
    if actor.is_clockwork:
        return
    may_grant = grantable(actor.roles)
    if not may_grant:
        raise AdminOnly
    if not roles <= may_grant:
        raise RoleAboveOwn
    if actor.has(Role.ADMIN):
        return
    if team_id is None or not led_teams(actor).filter(id=team_id).exists():
        raise NotYourTeam


def require_inviter_of(*, actor: Actor, person_id: PersonId) -> None:
    """Raise unless the actor may hand out keys to this person's account.

    Admins may for anybody; a manager for the reps they lead, and only until they have a password:
    a key to an account in use would let the manager in as them.
    """
    if not visible_people(actor).filter(id=person_id, is_active=True).exists():
        raise PersonNotFound
    if actor.is_clockwork or actor.has(Role.ADMIN):
        return
    newcomers = led_people(actor).filter(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    if not newcomers.filter(id=person_id).exists():
        raise AdminOnly
    roles = visible_grants(actor).filter(person_id=person_id).values_list("role", flat=True)
    if not {Role(role) for role in roles} <= grantable(actor.roles):
        raise RoleAboveOwn


def check_references(*, actor: Actor, team_id: TeamId | None, grade_id: GradeId | None) -> None:
    """Raise when a named team or grade does not exist."""
    if team_id is not None and not visible_teams(actor).filter(id=team_id).exists():
        raise TeamNotFound
    if grade_id is not None and not visible_grades(actor).filter(id=grade_id).exists():
        raise GradeNotFound


def check_admin_remains(*, without: PersonId) -> None:
    """Raise LastAdmin when `without` is the only active admin; locks the admins' grants."""
    held = RoleGrant.objects.filter(role=Role.ADMIN, deleted_at=None)
    holders = set(held.select_for_update().values_list("person_id", flat=True))
    if without not in holders:
        return
    active = Person.objects.filter(id__in=holders - {without}, is_active=True, deleted_at=None)
    if not active.exists():
        raise LastAdmin


def access_sessions(*, actor: Actor, person_id: PersonId) -> None:
    """Raise unless the sessions are the actor's own or the actor is an admin."""
    if not visible_people(actor).filter(id=person_id).exists():
        raise PersonNotFound
    if person_id != actor.person_id:
        require_admin(actor)
