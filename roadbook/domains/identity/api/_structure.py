"""Teams, grades and territories."""

from uuid import UUID

from ninja import Router, Status

from roadbook.core.ids import GradeId, TeamId, TerritoryId
from roadbook.domains.identity import commands, queries
from roadbook.domains.identity.contracts import GradeSummary, TeamSummary, TerritorySummary
from roadbook.domains.identity.schemas import GradeBody, TeamBody, TerritoryBody
from roadbook.foundation.http.requests import ActorRequest, now

router = Router()


@router.get("/teams", response=list[TeamSummary], operation_id="listTeams", summary="The team tree")
def list_teams(request: ActorRequest) -> list[TeamSummary]:
    """Parents before children, siblings by name."""
    return queries.teams(actor=request.actor)


@router.post("/teams", response={201: TeamSummary}, operation_id="createTeam", summary="Add a team")
def create_team(request: ActorRequest, body: TeamBody) -> Status[TeamSummary]:
    """Admins only. Refused: identity.admin_only, identity.team_not_found."""
    team = commands.create_team(
        actor=request.actor,
        name=body.name,
        parent_id=TeamId(body.parent_id) if body.parent_id else None,
        now=now(),
    )
    return Status(201, team)


@router.put(
    "/teams/{team_id}",
    response=TeamSummary,
    operation_id="changeTeam",
    summary="Rename or move a team",
)
def change_team(request: ActorRequest, team_id: UUID, body: TeamBody) -> TeamSummary:
    """Everything below moves with it. Refused: identity.team_loop."""
    return commands.change_team(
        actor=request.actor,
        team_id=TeamId(team_id),
        name=body.name,
        parent_id=TeamId(body.parent_id) if body.parent_id else None,
        now=now(),
    )


@router.delete(
    "/teams/{team_id}",
    response={204: None},
    operation_id="removeTeam",
    summary="Remove an empty team",
)
def remove_team(request: ActorRequest, team_id: UUID) -> Status[None]:
    """Refused: identity.team_in_use."""
    commands.remove_team(actor=request.actor, team_id=TeamId(team_id), now=now())
    return Status(204, None)


@router.get(
    "/grades",
    response=list[GradeSummary],
    operation_id="listGrades",
    summary="Grades, highest first",
)
def list_grades(request: ActorRequest) -> list[GradeSummary]:
    """The travel standards are by grade."""
    return queries.grades(actor=request.actor)


@router.post(
    "/grades", response={201: GradeSummary}, operation_id="createGrade", summary="Add a grade"
)
def create_grade(request: ActorRequest, body: GradeBody) -> Status[GradeSummary]:
    """Admins only. Refused: identity.code_taken."""
    grade = commands.create_grade(
        actor=request.actor, code=body.code, name=body.name, rank=body.rank, now=now()
    )
    return Status(201, grade)


@router.put(
    "/grades/{grade_id}",
    response=GradeSummary,
    operation_id="changeGrade",
    summary="Change a grade",
)
def change_grade(request: ActorRequest, grade_id: UUID, body: GradeBody) -> GradeSummary:
    """Admins only. Refused: identity.code_taken."""
    return commands.change_grade(
        actor=request.actor,
        grade_id=GradeId(grade_id),
        code=body.code,
        name=body.name,
        rank=body.rank,
        now=now(),
    )


@router.delete(
    "/grades/{grade_id}",
    response={204: None},
    operation_id="removeGrade",
    summary="Remove a grade that nobody holds",
)
def remove_grade(request: ActorRequest, grade_id: UUID) -> Status[None]:
    """Refused: identity.grade_in_use."""
    commands.remove_grade(actor=request.actor, grade_id=GradeId(grade_id), now=now())
    return Status(204, None)


@router.get(
    "/territories",
    response=list[TerritorySummary],
    operation_id="listTerritories",
    summary="Territories and who works them",
)
def list_territories(request: ActorRequest) -> list[TerritorySummary]:
    """By code."""
    return queries.territories(actor=request.actor)


@router.post(
    "/territories",
    response={201: TerritorySummary},
    operation_id="createTerritory",
    summary="Add a territory",
)
def create_territory(request: ActorRequest, body: TerritoryBody) -> Status[TerritorySummary]:
    """Admins only. Refused: identity.code_taken, identity.person_not_found."""
    territory = commands.create_territory(
        actor=request.actor,
        code=body.code,
        name=body.name,
        member_ids=body.members(),
        now=now(),
    )
    return Status(201, territory)


@router.put(
    "/territories/{territory_id}",
    response=TerritorySummary,
    operation_id="changeTerritory",
    summary="Change a territory and its people",
)
def change_territory(
    request: ActorRequest, territory_id: UUID, body: TerritoryBody
) -> TerritorySummary:
    """What its people may read follows at once. Refused: identity.code_taken."""
    return commands.change_territory(
        actor=request.actor,
        territory_id=TerritoryId(territory_id),
        code=body.code,
        name=body.name,
        member_ids=body.members(),
        now=now(),
    )


@router.delete(
    "/territories/{territory_id}",
    response={204: None},
    operation_id="removeTerritory",
    summary="Remove a territory",
)
def remove_territory(request: ActorRequest, territory_id: UUID) -> Status[None]:
    """Its customers keep their owners. Refused: identity.territory_not_found."""
    commands.remove_territory(
        actor=request.actor, territory_id=TerritoryId(territory_id), now=now()
    )
    return Status(204, None)
