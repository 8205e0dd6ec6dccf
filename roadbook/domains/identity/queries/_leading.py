"""Who leads whom, who holds what: what the read rules of every slice are built on."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Length

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import GradeId, PersonId, TeamId, TerritoryId
from roadbook.domains.identity import policies
from roadbook.domains.identity.contracts import PersonNotFound, TeamNotFound
from roadbook.domains.identity.models import (
    Grade,
    Person,
    RoleGrant,
    Team,
    Territory,
    TerritoryMember,
)

_CHUNK = 500


def led_person_ids(actor: Actor) -> QuerySet[Person, UUID]:
    """Give the ids of the people the actor leads (not self), as a subquery for `owner_id__in`."""
    return policies.led_people(actor).values_list("id", flat=True)


def nearest_led_person_ids(actor: Actor) -> QuerySet[Person, UUID]:
    """Give the ids of the people whose nearest manager is the actor, as a subquery."""
    return policies.nearest_led_people(actor).values_list("id", flat=True)


def territory_ids(actor: Actor) -> QuerySet[TerritoryMember, UUID]:
    """Give the ids of the actor's territories, as a subquery for `territory_id__in`."""
    return TerritoryMember.objects.filter(
        person_id=actor.person_id, deleted_at=None, territory__deleted_at=None
    ).values_list("territory_id", flat=True)


def leaders_of(person_id: PersonId) -> Sequence[PersonId]:
    """Give the active managers above a person, nearest first; nobody leads themselves.

    Managers of the same team come in the order of their names. Raises PersonNotFound.
    """
    path = (
        Person.objects.filter(id=person_id, deleted_at=None).values_list("team__path", flat=True)
    ).first()
    if path is None:
        if not Person.objects.filter(id=person_id, deleted_at=None).exists():
            raise PersonNotFound
        return ()
    above = (
        RoleGrant.objects.filter(
            role=Role.MANAGER,
            deleted_at=None,
            team_id__in=[UUID(part) for part in path.strip("/").split("/")],
            person__is_active=True,
            person__deleted_at=None,
        )
        .exclude(person_id=person_id)
        .order_by(Length("team__path").desc(), "person__name", "person_id")
        .values_list("person_id", flat=True)
    )
    return tuple(dict.fromkeys(PersonId(leader) for leader in above))


def team_line(person_id: PersonId) -> Sequence[TeamId]:
    """Give a person's team and those above it, nearest first; empty without a team."""
    path = Person.objects.filter(id=person_id).values_list("team__path", flat=True).first()
    parts = (path or "").strip("/").split("/")
    return tuple(TeamId(UUID(part)) for part in reversed(parts) if part)


def team_is_known(team_id: TeamId) -> bool:
    """Tell whether there is such a team."""
    return Team.objects.filter(id=team_id, deleted_at=None).exists()


def grade_is_known(grade_id: GradeId) -> bool:
    """Tell whether there is such a grade."""
    return Grade.objects.filter(id=grade_id, deleted_at=None).exists()


def grade_ids_by_rank() -> Sequence[GradeId]:
    """Give the grades from the lowest up."""
    grades = Grade.objects.filter(deleted_at=None).order_by("rank", "code", "id")
    return [GradeId(pk) for pk in grades.values_list("id", flat=True)]


def person_is_active(person_id: PersonId) -> bool:
    """Tell whether this is a colleague who may sign in now."""
    return Person.objects.filter(id=person_id, is_active=True, deleted_at=None).exists()


def colleague_ids(*, actor: Actor, team_id: TeamId | None) -> Sequence[PersonId]:
    """Give the active people of a team and below, by name; without one, own team and led people."""
    people = policies.visible_people(actor).filter(is_active=True)
    if team_id is not None:
        team = policies.visible_teams(actor).filter(id=team_id).first()
        if team is None:
            raise TeamNotFound
        people = people.filter(team__path__startswith=team.path)
    else:
        own = Person.objects.filter(id=actor.person_id, team__isnull=False).values("team_id")
        people = people.filter(
            Q(id=actor.person_id) | Q(team_id__in=own) | Q(id__in=led_person_ids(actor))
        )
    return tuple(PersonId(pk) for pk in people.order_by("name", "id").values_list("id", flat=True))


def people_with_role(role: Role) -> Sequence[PersonId]:
    """Give the active people who hold a role, in the order of their names."""
    holders = (
        RoleGrant.objects.filter(
            role=role, deleted_at=None, person__is_active=True, person__deleted_at=None
        )
        .order_by("person__name", "person_id")
        .values_list("person_id", flat=True)
    )
    return tuple(dict.fromkeys(PersonId(holder) for holder in holders))


def person_names(person_ids: Iterable[PersonId]) -> dict[PersonId, str]:
    """Give the names of people, former ones included; unknown ids are left out."""
    wanted = list(set(person_ids))
    names: dict[PersonId, str] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = Person.objects.filter(id__in=wanted[start : start + _CHUNK])
        names.update((PersonId(pk), name) for pk, name in rows.values_list("id", "name"))
    return names


def teams_and_grades(
    person_ids: Iterable[PersonId],
) -> dict[PersonId, tuple[str, GradeId | None]]:
    """Give the team's name and the grade of people; unknown ids are left out."""
    rows = Person.objects.filter(id__in=list(set(person_ids))).select_related("team")
    return {
        PersonId(row.id): (
            row.team.name if row.team else "",
            GradeId(row.grade_id) if row.grade_id else None,
        )
        for row in rows
    }


def territory_names(territory_ids: Iterable[TerritoryId]) -> dict[TerritoryId, str]:
    """Give the names of living territories; unknown ids are left out."""
    rows = Territory.objects.filter(id__in=list(set(territory_ids)), deleted_at=None)
    return {TerritoryId(pk): name for pk, name in rows.values_list("id", "name")}


def actor_of(
    person_id: PersonId,
    *,
    device: str = "",
    address: str = "",
    request_id: str = "",
    has_reading_token: bool = False,
) -> Actor:
    """Build the actor of an active person with the roles held now. Raises PersonNotFound."""
    rows = list(
        Person.objects.filter(id=person_id, is_active=True, deleted_at=None).values_list(
            "locale", "grants__role", "grants__deleted_at"
        )
    )
    if not rows:
        raise PersonNotFound
    return Actor(
        person_id=person_id,
        roles=frozenset(Role(role) for _, role, gone in rows if role and gone is None),
        locale=rows[0][0],
        device=device,
        address=address,
        request_id=request_id,
        has_reading_token=has_reading_token,
    )


def scopes_of_person(actor: Actor) -> frozenset[str]:
    """Give the sync scopes of a person: own, led people's, territories, reference, finance."""
    scopes = {f"u:{actor.person_id}", "r:ref"}
    scopes.update(f"u:{led}" for led in led_person_ids(actor))
    scopes.update(f"t:{territory}" for territory in territory_ids(actor))
    if actor.has(Role.FINANCE, Role.ADMIN, Role.AUDITOR):
        scopes.add("r:finance")
    return frozenset(scopes)
