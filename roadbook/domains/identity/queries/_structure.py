"""Teams, grades and territories."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import GradeId, PersonId, TeamId, TerritoryId
from roadbook.domains.identity import policies
from roadbook.domains.identity.contracts import (
    GradeNotFound,
    GradeSummary,
    TeamNotFound,
    TeamSummary,
    TerritoryNotFound,
    TerritorySummary,
)
from roadbook.domains.identity.models import Grade, Team, Territory

MAX_ROWS = 5_000


def teams(*, actor: Actor) -> list[TeamSummary]:
    """Give the whole tree, parents before children, siblings by name."""
    rows = list(_counted(actor)[:MAX_ROWS])
    names = {row.id: row.name for row in rows}
    rows.sort(key=lambda row: [(names.get(part, ""), part.hex) for part in _ids_of(row.path)])
    return _team_summaries(actor, rows)


def team(*, actor: Actor, team_id: TeamId) -> TeamSummary:
    """Give one team. Raises TeamNotFound."""
    rows = list(_counted(actor).filter(id=team_id))
    if not rows:
        raise TeamNotFound
    return _team_summaries(actor, rows)[0]


def grades(*, actor: Actor) -> list[GradeSummary]:
    """Give the grades, highest first."""
    rows = policies.visible_grades(actor).order_by("-rank", "code", "id")[:MAX_ROWS]
    return [_grade_summary(row) for row in rows]


def grade(*, actor: Actor, grade_id: GradeId) -> GradeSummary:
    """Give one grade. Raises GradeNotFound."""
    row = policies.visible_grades(actor).filter(id=grade_id).first()
    if row is None:
        raise GradeNotFound
    return _grade_summary(row)


def territories(*, actor: Actor) -> list[TerritorySummary]:
    """Give the territories by code, with who works them."""
    rows = policies.visible_territories(actor).order_by("code", "id")[:MAX_ROWS]
    return _territory_summaries(actor, list(rows))


def territory(*, actor: Actor, territory_id: TerritoryId) -> TerritorySummary:
    """Give one territory. Raises TerritoryNotFound."""
    rows = list(policies.visible_territories(actor).filter(id=territory_id))
    if not rows:
        raise TerritoryNotFound
    return _territory_summaries(actor, rows)[0]


def _counted(actor: Actor) -> QuerySet[Team]:
    living = Q(members__deleted_at=None, members__is_active=True)
    return policies.visible_teams(actor).annotate(people=Count("members", filter=living))


def _team_summaries(actor: Actor, rows: Iterable[Team]) -> list[TeamSummary]:
    leaders: dict[UUID, list[tuple[PersonId, str]]] = defaultdict(list)
    grants = policies.visible_grants(actor).filter(
        role=Role.MANAGER, person__is_active=True, person__deleted_at=None
    )
    for team_id, person_id, name in grants.order_by("person__name", "person_id").values_list(
        "team_id", "person_id", "person__name"
    ):
        if team_id is not None:
            leaders[team_id].append((PersonId(person_id), name))
    return [
        TeamSummary(
            id=TeamId(row.id),
            name=row.name,
            parent_id=TeamId(row.parent_id) if row.parent_id else None,
            depth=len(_ids_of(row.path)) - 1,
            leader_ids=tuple(person_id for person_id, _ in leaders[row.id]),
            leader_names=tuple(name for _, name in leaders[row.id]),
            member_count=getattr(row, "people", 0),
            version=row.version,
        )
        for row in rows
    ]


def _ids_of(path: str) -> list[UUID]:
    return [UUID(part) for part in path.strip("/").split("/")]


def _grade_summary(row: Grade) -> GradeSummary:
    return GradeSummary(
        id=GradeId(row.id), code=row.code, name=row.name, rank=row.rank, version=row.version
    )


def _territory_summaries(actor: Actor, rows: Sequence[Territory]) -> list[TerritorySummary]:
    members: dict[UUID, list[PersonId]] = {row.id: [] for row in rows}
    held = policies.visible_territory_members(actor).filter(territory_id__in=list(members))
    for territory_id, person_id in held.order_by("person__name", "person_id").values_list(
        "territory_id", "person_id"
    ):
        members[territory_id].append(PersonId(person_id))
    return [
        TerritorySummary(
            id=TerritoryId(row.id),
            code=row.code,
            name=row.name,
            member_ids=tuple(members[row.id]),
            version=row.version,
        )
        for row in rows
    ]
