"""Edges of free time: a time for one more visit, and whom two hours reach."""

from ninja import Router

from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    FreeTime,
    SlotAnswer,
    TakenSlot,
)
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.schemas import (
    FindSlotsBody,
    FreeTimeBody,
    TakeSlotBody,
)
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.wiring import port

router = Router()


@router.post(
    "/slots/find", response=SlotAnswer, operation_id="findSlots", summary="Times for one more visit"
)
def find_slots(request: ActorRequest, body: FindSlotsBody) -> SlotAnswer:
    """Give the cheapest times for a visit within 14 days, or what stands against it. Refused:
    customers.account_unknown, identity.person_not_found, planning.account_without_place,
    planning.not_your_plan, planning.start_place_missing."""
    return queries.find_slots(
        actor=request.actor,
        person_id=body.traveller(request.actor.person_id),
        wish=body.wish(),
        times=port(TravelTimes),  # type: ignore[type-abstract]  # a port is asked by type
        now=now(),
    )


@router.post("/slots/take", response=TakenSlot, operation_id="takeSlot", summary="Take a time")
def take_slot(request: ActorRequest, body: TakeSlotBody) -> TakenSlot:
    """Enter the visit, and pin it in the plan of that day. Refused: customers.account_unknown,
    identity.person_not_found, planning.slot_gone, and as moveStop."""
    return commands.take_slot(
        actor=request.actor,
        person_id=body.traveller(request.actor.person_id),
        choice=body.choice(),
        now=now(),
    )


@router.post(
    "/free-time", response=FreeTime, operation_id="useFreeTime", summary="Whom free time reaches"
)
def use_free_time(request: ActorRequest, body: FreeTimeBody) -> FreeTime:
    """Give due customers nearby that fit, and a sequence of them. The position is not kept.
    Refused: planning.start_place_missing."""
    return queries.free_time(
        actor=request.actor,
        wish=body.wish(),
        times=port(TravelTimes),  # type: ignore[type-abstract]  # a port is asked by type
        now=now(),
    )
