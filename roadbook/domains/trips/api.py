"""Edges of trips: lists, the page, the draft, submission, change, and the journey."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from ninja import Query, Router

from roadbook.core.ids import AccountId, PersonId, PlanId, TripId
from roadbook.domains.trips import commands, queries
from roadbook.domains.trips.contracts import (
    AccountTrip,
    CostId,
    TripPage,
    TripState,
    TripSummary,
)
from roadbook.domains.trips.schemas import (
    CostBody,
    FromPlanBody,
    NewCostBody,
    TripBody,
    TripEditBody,
    TripReasonBody,
    VersionBody,
)
from roadbook.foundation.http.fields import CursorText, Day, PageLimit
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["trips"])
_LIST = "trips.list"


@dataclass(frozen=True, slots=True, kw_only=True)
class TripRef:
    """The trip that was made or moved along."""

    id: TripId


@router.get("", response=Page[TripSummary], operation_id="listTrips", summary="Trips")
def list_trips(
    request: ActorRequest,
    cursor: Annotated[CursorText | None, Query()] = None,
    limit: PageLimit = 50,
    state: Annotated[list[TripState] | None, Query()] = None,
    traveller_id: Annotated[UUID | None, Query()] = None,
) -> Page[TripSummary]:
    """Give the trips one may read, latest first day first."""
    key = read_cursor(_LIST, cursor, parts=2)
    items = queries.trips(
        actor=request.actor,
        states=state or (),
        traveller_id=PersonId(traveller_id) if traveller_id else None,
        after=(date.fromisoformat(key[0]), TripId(UUID(key[1]))) if key else None,
        limit=limit + 1,
    )
    page, more = items[:limit], len(items) > limit
    last = page[-1] if more else None
    return Page(
        items=page,
        next_cursor=write_cursor(_LIST, [last.first_day.isoformat(), str(last.id)])
        if last
        else None,
    )


@router.get(
    "/between", response=list[TripSummary], operation_id="tripsBetween", summary="Trips of days"
)
def trips_between(
    request: ActorRequest, first: Annotated[Day, Query()], last: Annotated[Day, Query()]
) -> Sequence[TripSummary]:
    return queries.trips_between(actor=request.actor, first=first, last=last)


@router.get(
    "/of-account/{account_id}",
    response=list[AccountTrip],
    operation_id="tripsOfAccount",
    summary="Trips to a customer, by anyone",
)
def trips_of_account(request: ActorRequest, account_id: UUID) -> Sequence[AccountTrip]:
    return queries.trips_of_account(actor=request.actor, account_id=AccountId(account_id))


@router.post("", response=TripRef, operation_id="createTrip", summary="New trip by hand")
def create_trip(request: ActorRequest, body: TripBody) -> TripRef:
    """Refused with trips.bad_trip."""
    trip_id = commands.create_trip(actor=request.actor, content=body.content(), now=now())
    return TripRef(id=trip_id)


@router.post(
    "/from-plan",
    response=TripRef,
    operation_id="draftTripFromPlan",
    summary="New trip, filled in from a plan",
)
def draft_from_plan(request: ActorRequest, body: FromPlanBody) -> TripRef:
    """Accepts the plan if that has not happened. Refused with trips.plan_not_usable,
    planning.plan_unknown, planning.not_your_plan.
    """
    trip_id = commands.draft_from_plan(actor=request.actor, plan_id=PlanId(body.plan_id), now=now())
    return TripRef(id=trip_id)


@router.get("/{trip_id}", response=TripPage, operation_id="tripPage", summary="The trip's page")
def trip_page(request: ActorRequest, trip_id: UUID) -> TripPage:
    """Refused with trips.trip_not_found."""
    return queries.trip_page(actor=request.actor, trip_id=TripId(trip_id))


@router.put("/{trip_id}", response=TripRef, operation_id="editTrip", summary="Change the draft")
def edit_trip(request: ActorRequest, trip_id: UUID, body: TripEditBody) -> TripRef:
    """Refused with trips.trip_not_found, not_your_trip, not_now, trip_changed, bad_trip."""
    commands.edit_trip(
        actor=request.actor,
        trip_id=TripId(trip_id),
        version=body.version,
        content=body.content(),
        now=now(),
    )
    return TripRef(id=TripId(trip_id))


@router.post(
    "/{trip_id}/costs", response=TripRef, operation_id="addTripCost", summary="Add to the estimate"
)
def add_cost(request: ActorRequest, trip_id: UUID, body: NewCostBody) -> TripRef:
    """Refused with trips.reason_missing, trip_changed, not_now, not_your_trip, bad_trip."""
    commands.set_cost(
        actor=request.actor,
        trip_id=TripId(trip_id),
        version=body.version,
        cost_id=None,
        category=body.category,
        label=body.label,
        amount_minor=body.amount_minor,
        reason=body.reason,
        now=now(),
    )
    return TripRef(id=TripId(trip_id))


@router.put(
    "/{trip_id}/costs/{cost_id}",
    response=TripRef,
    operation_id="setTripCost",
    summary="Change the estimate, or say why",
)
def set_cost(request: ActorRequest, trip_id: UUID, cost_id: UUID, body: CostBody) -> TripRef:
    """Refused with trips.cost_not_found, reason_missing, trip_changed, not_now, not_your_trip."""
    commands.set_cost(
        actor=request.actor,
        trip_id=TripId(trip_id),
        version=body.version,
        cost_id=CostId(cost_id),
        amount_minor=body.amount_minor,
        reason=body.reason,
        now=now(),
    )
    return TripRef(id=TripId(trip_id))


@router.post(
    "/{trip_id}/submit", response=TripRef, operation_id="submitTrip", summary="Ask for approval"
)
def submit_trip(request: ActorRequest, trip_id: UUID, body: VersionBody) -> TripRef:
    """Refused with trips.over_standard, reason_missing, trip_changed, not_now, not_your_trip,
    approvals.no_approver.
    """
    commands.submit_trip(
        actor=request.actor, trip_id=TripId(trip_id), version=body.version, now=now()
    )
    return TripRef(id=TripId(trip_id))


@router.post(
    "/{trip_id}/recall", response=TripRef, operation_id="recallTrip", summary="Take it back"
)
def recall_trip(request: ActorRequest, trip_id: UUID) -> TripRef:
    commands.recall_trip(actor=request.actor, trip_id=TripId(trip_id), now=now())
    return TripRef(id=TripId(trip_id))


@router.post(
    "/{trip_id}/request-change",
    response=TripRef,
    operation_id="requestTripChange",
    summary="Begin a new version",
)
def request_change(request: ActorRequest, trip_id: UUID, body: TripReasonBody) -> TripRef:
    commands.request_change(
        actor=request.actor, trip_id=TripId(trip_id), reason=body.reason, now=now()
    )
    return TripRef(id=TripId(trip_id))


@router.post(
    "/{trip_id}/drop-change",
    response=TripRef,
    operation_id="dropTripChange",
    summary="Give the change up",
)
def drop_change(request: ActorRequest, trip_id: UUID) -> TripRef:
    commands.drop_change(actor=request.actor, trip_id=TripId(trip_id), now=now())
    return TripRef(id=TripId(trip_id))


@router.post("/{trip_id}/start", response=TripRef, operation_id="startTrip", summary="Leave")
def start_trip(request: ActorRequest, trip_id: UUID) -> TripRef:
    commands.start_trip(actor=request.actor, trip_id=TripId(trip_id), now=now())
    return TripRef(id=TripId(trip_id))


@router.post(
    "/{trip_id}/complete", response=TripRef, operation_id="completeTrip", summary="Be back"
)
def complete_trip(request: ActorRequest, trip_id: UUID) -> TripRef:
    commands.complete_trip(actor=request.actor, trip_id=TripId(trip_id), now=now())
    return TripRef(id=TripId(trip_id))


@router.post("/{trip_id}/close", response=TripRef, operation_id="closeTrip", summary="Settle it")
def close_trip(request: ActorRequest, trip_id: UUID) -> TripRef:
    commands.close_trip(actor=request.actor, trip_id=TripId(trip_id), now=now())
    return TripRef(id=TripId(trip_id))


@router.post("/{trip_id}/cancel", response=TripRef, operation_id="cancelTrip", summary="Give it up")
def cancel_trip(request: ActorRequest, trip_id: UUID, body: TripReasonBody) -> TripRef:
    commands.cancel_trip(
        actor=request.actor, trip_id=TripId(trip_id), reason=body.reason, now=now()
    )
    return TripRef(id=TripId(trip_id))
