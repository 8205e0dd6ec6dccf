"""Edges of plans: ask, look, change by hand, accept."""

from uuid import UUID

from ninja import Query, Router

from roadbook.core.ids import AccountId, PersonId, PlanId
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    LeftOutRecord,
    MovePrice,
    PlanRecord,
    PlanSummary,
)
from roadbook.domains.planning.schemas import (
    AccountBody,
    MoveStopBody,
    PlanBody,
    PlanQuery,
    PriceBody,
    SeenBody,
)
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, now

router = Router()
_PLANS = "planning.plans"


@router.get("/plans", response=Page[PlanSummary], operation_id="listPlans", summary="Plans")
def list_plans(request: ActorRequest, asked: Query[PlanQuery]) -> Page[PlanSummary]:
    """Give one's own plans and those of the people one leads, the latest first."""
    items, after = queries.plan_page(
        actor=request.actor,
        person_id=PersonId(asked.person) if asked.person else None,
        states=asked.state,
        after=read_cursor(_PLANS, asked.cursor, parts=2),
        limit=asked.limit,
    )
    return Page(items=items, next_cursor=write_cursor(_PLANS, after) if after else None)


@router.post("/plans", response=PlanRecord, operation_id="requestPlan", summary="Ask for a plan")
def request_plan(request: ActorRequest, body: PlanBody) -> PlanRecord:
    """Start a job that makes a plan. Refused: planning.not_your_plan, planning.stop_unknown,
    identity.person_not_found."""
    wish = body.request(request.actor.person_id)
    return commands.request_plan(actor=request.actor, request=wish, now=now())


@router.get("/plans/{plan_id}", response=PlanRecord, operation_id="getPlan", summary="A plan")
def get_plan(request: ActorRequest, plan_id: UUID) -> PlanRecord:
    """Give days, reasons, price, return. Refused: planning.plan_unknown."""
    return queries.plan(request.actor, PlanId(plan_id))


@router.post(
    "/plans/{plan_id}/price", response=MovePrice, operation_id="priceMove", summary="Price a move"
)
def price_move(request: ActorRequest, plan_id: UUID, body: PriceBody) -> MovePrice:
    """Say what a move would cost. Refused: planning.plan_unknown, planning.stop_unknown,
    planning.not_ready."""
    return queries.price_move(
        actor=request.actor,
        plan_id=PlanId(plan_id),
        account_id=AccountId(body.account_id),
        day=body.day,
        position=body.position,
    )


@router.get(
    "/plans/{plan_id}/why-not/{account_id}",
    response=LeftOutRecord,
    operation_id="whyLeftOut",
    summary="Why a customer is not in",
)
def why_left_out(request: ActorRequest, plan_id: UUID, account_id: UUID) -> LeftOutRecord:
    """Name the constraint and the price of forcing in. Refused: planning.plan_unknown,
    planning.stop_unknown, planning.not_ready."""
    return queries.why_left_out(
        actor=request.actor, plan_id=PlanId(plan_id), account_id=AccountId(account_id)
    )


@router.post("/plans/{plan_id}/move", response=PlanRecord, operation_id="moveStop", summary="Move")
def move_stop(request: ActorRequest, plan_id: UUID, body: MoveStopBody) -> PlanRecord:
    """Move a visit and pin it. Refused: planning.cannot_fit, planning.changed_meanwhile,
    planning.required_cannot_fit, planning.not_ready, planning.not_your_plan,
    planning.plan_unknown, planning.stop_unknown."""
    return commands.move_stop(
        actor=request.actor,
        plan_id=PlanId(plan_id),
        account_id=AccountId(body.account_id),
        day=body.day,
        position=body.position,
        revision=body.revision,
        now=now(),
    )


@router.post("/plans/{plan_id}/pin", response=PlanRecord, operation_id="pinStop", summary="Pin")
def pin_stop(request: ActorRequest, plan_id: UUID, body: AccountBody) -> PlanRecord:
    """Keep a visit on its day. Refused as moveStop."""
    return commands.pin_stop(
        actor=request.actor,
        plan_id=PlanId(plan_id),
        account_id=AccountId(body.account_id),
        revision=body.revision,
        now=now(),
    )


@router.post(
    "/plans/{plan_id}/unpin", response=PlanRecord, operation_id="unpinStop", summary="Unpin"
)
def unpin_stop(request: ActorRequest, plan_id: UUID, body: AccountBody) -> PlanRecord:
    """Let the planner move a visit again. Refused as moveStop."""
    return commands.unpin_stop(
        actor=request.actor,
        plan_id=PlanId(plan_id),
        account_id=AccountId(body.account_id),
        revision=body.revision,
        now=now(),
    )


@router.post(
    "/plans/{plan_id}/exclude",
    response=PlanRecord,
    operation_id="excludeAccount",
    summary="Leave out",
)
def exclude_account(request: ActorRequest, plan_id: UUID, body: AccountBody) -> PlanRecord:
    """Take a customer out and keep them out. Refused as moveStop."""
    return commands.exclude_account(
        actor=request.actor,
        plan_id=PlanId(plan_id),
        account_id=AccountId(body.account_id),
        revision=body.revision,
        now=now(),
    )


@router.post(
    "/plans/{plan_id}/restore",
    response=PlanRecord,
    operation_id="restoreAccount",
    summary="Consider again",
)
def restore_account(request: ActorRequest, plan_id: UUID, body: AccountBody) -> PlanRecord:
    """Make an excluded customer a candidate again. Refused as moveStop."""
    return commands.restore_account(
        actor=request.actor,
        plan_id=PlanId(plan_id),
        account_id=AccountId(body.account_id),
        revision=body.revision,
        now=now(),
    )


@router.post(
    "/plans/{plan_id}/force-in", response=PlanRecord, operation_id="forceIn", summary="Force in"
)
def force_in(request: ActorRequest, plan_id: UUID, body: AccountBody) -> PlanRecord:
    """Put a customer in where it costs least. Refused as moveStop."""
    return commands.force_in(
        actor=request.actor,
        plan_id=PlanId(plan_id),
        account_id=AccountId(body.account_id),
        revision=body.revision,
        now=now(),
    )


@router.post("/plans/{plan_id}/undo", response=PlanRecord, operation_id="undoPlan", summary="Undo")
def undo_plan(request: ActorRequest, plan_id: UUID, body: SeenBody) -> PlanRecord:
    """Take the last change back. Refused: planning.nothing_to_undo, and as moveStop."""
    return commands.undo_plan(
        actor=request.actor, plan_id=PlanId(plan_id), revision=body.revision, now=now()
    )


@router.post(
    "/plans/{plan_id}/improve", response=PlanRecord, operation_id="improvePlan", summary="Improve"
)
def improve_plan(request: ActorRequest, plan_id: UUID) -> PlanRecord:
    """Let the planner work a changed plan over. Refused: planning.not_ready,
    planning.not_your_plan, planning.plan_unknown."""
    return commands.improve_plan(actor=request.actor, plan_id=PlanId(plan_id), now=now())


@router.post(
    "/plans/{plan_id}/stop", response=PlanRecord, operation_id="stopPlan", summary="Stop making"
)
def stop_plan(request: ActorRequest, plan_id: UUID) -> PlanRecord:
    """End the making of a plan and keep the best so far. Refused: planning.not_ready,
    planning.not_your_plan, planning.plan_unknown."""
    return commands.stop_plan(actor=request.actor, plan_id=PlanId(plan_id), now=now())


@router.post(
    "/plans/{plan_id}/accept", response=PlanRecord, operation_id="acceptPlan", summary="Accept"
)
def accept_plan(request: ActorRequest, plan_id: UUID, body: SeenBody) -> PlanRecord:
    """Write the visits into the diary. Refused: planning.not_ready, planning.changed_meanwhile,
    planning.not_your_plan, planning.plan_unknown."""
    return commands.accept_plan(
        actor=request.actor, plan_id=PlanId(plan_id), revision=body.revision, now=now()
    )
