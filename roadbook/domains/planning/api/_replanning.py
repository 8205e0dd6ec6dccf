"""Edges of re-planning: what a change on the way would move, and accepting that."""

from collections.abc import Sequence
from uuid import UUID

from ninja import Router

from roadbook.core.ids import PlanId
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    CalendarClash,
    PlanRecord,
    ReplanProposal,
    RunningPlan,
)
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.schemas import AcceptReplanBody, ReplanBody
from roadbook.foundation.http.fields import Day
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.wiring import port

router = Router()


@router.post(
    "/plans/{plan_id}/replan",
    response=ReplanProposal,
    operation_id="proposeReplanning",
    summary="What a change on the way would move",
)
def propose_replanning(request: ActorRequest, plan_id: UUID, body: ReplanBody) -> ReplanProposal:
    """Plan the rest again and say what would change; nothing is written. Refused:
    planning.not_ready, planning.not_your_plan, planning.plan_unknown, planning.stop_unknown,
    planning.hotel_unknown, planning.trip_is_over, planning.no_way_on."""
    at = now()
    return queries.propose_replanning(
        actor=request.actor,
        plan_id=PlanId(plan_id),
        request=body.request(at),
        times=port(TravelTimes),  # type: ignore[type-abstract]  # a port is asked by type
        now=at,
    )


@router.post(
    "/plans/{plan_id}/replan/accept",
    response=PlanRecord,
    operation_id="acceptReplanning",
    summary="Accept a re-planning",
)
def accept_replanning(request: ActorRequest, plan_id: UUID, body: AcceptReplanBody) -> PlanRecord:
    """Write the proposal that was shown into plan, visits and calendar. Refused:
    planning.proposal_outdated, and as proposeReplanning."""
    at = now()
    return commands.accept_replanning(
        actor=request.actor,
        plan_id=PlanId(plan_id),
        request=body.request(at),
        seen=body.seen,
        times=port(TravelTimes),  # type: ignore[type-abstract]  # a port is asked by type
        now=at,
    )


@router.get(
    "/plans/{plan_id}/clashes",
    response=list[CalendarClash],
    operation_id="listPlanClashes",
    summary="Visits in taken time",
)
def list_plan_clashes(request: ActorRequest, plan_id: UUID) -> Sequence[CalendarClash]:
    """Give the visits to come that the calendar has taken the time of. Refused:
    planning.plan_unknown."""
    return queries.clashes(actor=request.actor, plan_id=PlanId(plan_id), now=now())


@router.get(
    "/running",
    response=list[RunningPlan],
    operation_id="listRunningPlans",
    summary="The plan of a day",
)
def list_running_plans(request: ActorRequest, day: Day) -> Sequence[RunningPlan]:
    """Give one's own plans that hold on a day, the accepted one first."""
    return queries.running_plans(actor=request.actor, day=day, now=now())
