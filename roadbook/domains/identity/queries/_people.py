"""The directory of people."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import GradeId, PersonId, TeamId
from roadbook.domains.identity import policies
from roadbook.domains.identity.contracts import (
    DemoPerson,
    GrantId,
    Locale,
    PeopleFilter,
    PeoplePage,
    PersonNotFound,
    PersonSummary,
    RoleGrantSummary,
)
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.queries._leading import leaders_of, people_with_role

_MAX_PAGE = 200
_DEMO_REPS = 3


def people(
    *, actor: Actor, wanted: PeopleFilter, after: tuple[str, UUID] | None = None, limit: int = 50
) -> PeoplePage:
    """Give colleagues ordered by name and id, after the (name, id) of the last one seen."""
    rows = _matching(policies.visible_people(actor), actor, wanted)
    if after is not None:
        name, last_id = after
        rows = rows.filter(Q(name__gt=name) | Q(name=name, id__gt=last_id))
    size = min(limit, _MAX_PAGE)
    found = list(rows.select_related("team", "grade").order_by("name", "id")[: size + 1])
    items = _summaries(actor, found[:size])
    last = found[size - 1] if len(found) > size else None
    return PeoplePage(items=items, next_after=(last.name, last.id) if last else None)


def person(*, actor: Actor, person_id: PersonId) -> PersonSummary:
    """Give one colleague. Raises PersonNotFound."""
    rows = policies.visible_people(actor).select_related("team", "grade")
    found = rows.filter(id=person_id).first()
    if found is None:
        raise PersonNotFound
    return _summaries(actor, [found])[0]


def person_by_email(email: str) -> PersonId | None:
    """Give the person who signs in with an address, None when nobody does: for the audit trail."""
    found = Person.objects.filter(email=email.strip().lower(), deleted_at=None).first()
    return PersonId(found.id) if found else None


def role_grants(*, actor: Actor, person_id: PersonId) -> list[RoleGrantSummary]:
    """Give the roles a person holds, with the teams led. Raises PersonNotFound."""
    if not policies.visible_people(actor).filter(id=person_id).exists():
        raise PersonNotFound
    rows = policies.visible_grants(actor).filter(person_id=person_id).order_by("role", "id")
    return [
        RoleGrantSummary(
            id=GrantId(row.id),
            person_id=person_id,
            role=Role(row.role),
            team_id=TeamId(row.team_id) if row.team_id else None,
        )
        for row in rows
    ]


def demo_people() -> Sequence[DemoPerson]:
    """Give people of a demo company to sign in as: reps, their leaders, the offices."""
    reps = _holders(Role.REP, without=people_with_role(Role.MANAGER))[:_DEMO_REPS]
    leaders = leaders_of(PersonId(reps[0].id))[:2] if reps else ()
    chosen = [(row, Role.REP) for row in reps]
    by_id = {row.id: row for row in _holders(Role.MANAGER, without=())}
    chosen += [(by_id[leader], Role.MANAGER) for leader in leaders if leader in by_id]
    for role in (Role.FINANCE, Role.ADMIN, Role.AUDITOR):
        chosen += [(row, role) for row in _holders(role, without=())[:1]]
    return tuple(
        DemoPerson(
            id=PersonId(row.id),
            name=row.name,
            name_latin=row.name_latin,
            role=role,
            team_name=row.team.name if row.team else "",
        )
        for row, role in chosen
    )


def _holders(role: Role, *, without: Sequence[PersonId]) -> list[Person]:
    rows = Person.objects.filter(
        is_active=True, deleted_at=None, grants__role=role, grants__deleted_at=None
    )
    others = rows.exclude(id__in=without).select_related("team").order_by("created_at", "id")
    return list(others.distinct()[:_MAX_PAGE])


def _matching(rows: QuerySet[Person], actor: Actor, wanted: PeopleFilter) -> QuerySet[Person]:
    if wanted.q:
        rows = rows.filter(
            Q(name__icontains=wanted.q)
            | Q(name_latin__icontains=wanted.q)
            | Q(email__icontains=wanted.q)
        )
    if wanted.team_id:
        path = policies.visible_teams(actor).filter(id=wanted.team_id).values("path")[:1]
        rows = rows.filter(team__path__startswith=path)
    if wanted.role:
        rows = rows.filter(
            id__in=policies.visible_grants(actor).filter(role=wanted.role).values("person_id")
        )
    if wanted.is_active is not None:
        rows = rows.filter(is_active=wanted.is_active)
    return rows


def _summaries(actor: Actor, rows: Sequence[Person]) -> list[PersonSummary]:
    """Turn rows (with team and grade joined) into records; the roles by one further statement."""
    roles: dict[UUID, list[Role]] = {row.id: [] for row in rows}
    grants = policies.visible_grants(actor).filter(person_id__in=list(roles))
    for holder, role in grants.order_by("role").values_list("person_id", "role").distinct():
        roles[holder].append(Role(role))
    return [_summary(row, roles[row.id]) for row in rows]


def _summary(row: Person, roles: Sequence[Role]) -> PersonSummary:
    return PersonSummary(
        id=PersonId(row.id),
        name=row.name,
        name_latin=row.name_latin,
        email=row.email,
        phone=row.phone,
        locale=Locale(row.locale),
        time_zone=row.time_zone,
        team_id=TeamId(row.team_id) if row.team_id else None,
        team_name=row.team.name if row.team else "",
        grade_id=GradeId(row.grade_id) if row.grade_id else None,
        grade_code=row.grade.code if row.grade else "",
        roles=tuple(roles),
        is_active=row.is_active,
        version=row.version,
    )
