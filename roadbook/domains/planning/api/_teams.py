"""Edges of team plans: ask, look, give a customer to somebody else, stop, accept."""

from collections.abc import Sequence
from uuid import UUID

from ninja import Router

from roadbook.core.ids import AccountId, PersonId, PlanId, TeamPlanId
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import PersonLoad, TeamPlanRecord, TeamPlanSummary
from roadbook.domains.planning.schemas import GiveBody, TeamAcceptBody, TeamPlanBody
from roadbook.foundation.http.requests import ActorRequest, now

router = Router()


@router.get(
    "/loads",
    response=list[PersonLoad],
    operation_id="listTerritoryLoads",
    summary="How full territories are",
)
def list_loads(request: ActorRequest) -> Sequence[PersonLoad]:
    """Give one's own load and those of the people one leads, the fullest first."""
    return queries.territory_loads(actor=request.actor)


@router.get(
    "/team-plans",
    response=list[TeamPlanSummary],
    operation_id="listTeamPlans",
    summary="Team plans",
)
def list_team_plans(request: ActorRequest) -> Sequence[TeamPlanSummary]:
    """Give the latest 30 team plans of oneself and of the managers one leads."""
    return queries.team_plans(actor=request.actor)


@router.post(
    "/team-plans",
    response=TeamPlanRecord,
    operation_id="requestTeamPlan",
    summary="Plan a team",
)
def request_team_plan(request: ActorRequest, body: TeamPlanBody) -> TeamPlanRecord:
    """Give out the customers and start a job a person. Refused: planning.not_your_plan,
    planning.nobody_to_plan."""
    return commands.request_team_plan(actor=request.actor, request=body.request(), now=now())


@router.get(
    "/team-plans/{team_plan_id}",
    response=TeamPlanRecord,
    operation_id="getTeamPlan",
    summary="The team board",
)
def get_team_plan(request: ActorRequest, team_plan_id: UUID) -> TeamPlanRecord:
    """Give everybody's days, hours, money, and who is left out. Refused:
    planning.team_plan_unknown."""
    return queries.team_plan(actor=request.actor, team_plan_id=TeamPlanId(team_plan_id))


@router.post(
    "/team-plans/{team_plan_id}/stop",
    response=TeamPlanRecord,
    operation_id="stopTeamPlan",
    summary="Stop planning a team",
)
def stop_team_plan(request: ActorRequest, team_plan_id: UUID) -> TeamPlanRecord:
    """Stop what is still being made; what is there stays. Refused: planning.team_plan_unknown,
    planning.not_your_plan."""
    return commands.stop_team_plan(
        actor=request.actor, team_plan_id=TeamPlanId(team_plan_id), now=now()
    )


@router.post(
    "/team-plans/{team_plan_id}/give",
    response=TeamPlanRecord,
    operation_id="giveCustomer",
    summary="Give a customer to somebody",
)
def give_customer(request: ActorRequest, team_plan_id: UUID, body: GiveBody) -> TeamPlanRecord:
    """Move a customer to another person and plan both again. Refused: planning.not_in_team_plan,
    planning.team_plan_not_ready, planning.not_ready, planning.team_plan_unknown,
    planning.not_your_plan."""
    return commands.give_customer(
        actor=request.actor,
        team_plan_id=TeamPlanId(team_plan_id),
        account_id=AccountId(body.account_id),
        person_id=PersonId(body.person_id),
        now=now(),
    )


@router.post(
    "/team-plans/{team_plan_id}/accept",
    response=TeamPlanRecord,
    operation_id="acceptTeamPlan",
    summary="Accept plans of a team",
)
def accept_team_plan(
    request: ActorRequest, team_plan_id: UUID, body: TeamAcceptBody
) -> TeamPlanRecord:
    """Write the plans' visits into the diaries, all or none. Refused: planning.not_in_team_plan,
    planning.not_ready, planning.changed_meanwhile, planning.team_plan_unknown,
    planning.not_your_plan."""
    return commands.accept_team_plan(
        actor=request.actor,
        team_plan_id=TeamPlanId(team_plan_id),
        seen={PlanId(each.plan_id): each.revision for each in body.plans},
        now=now(),
    )
