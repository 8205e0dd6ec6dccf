"""Edges of planning: ask, look, change by hand, accept; profiles and hotels."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from ninja import File, Query, Router, Status
from ninja.files import UploadedFile
from pydantic import Field

from roadbook.core.ids import AccountId, HotelId, PersonId, PlanId
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    Connection,
    HotelRecord,
    LeftOutRecord,
    MovePrice,
    PlanRecord,
    PlanSummary,
    ProfileRecord,
    StationRecord,
    TimetableImport,
    TravelSources,
)
from roadbook.domains.planning.ports import DoorToDoor, Roads
from roadbook.domains.planning.schemas import (
    AccountBody,
    HotelBody,
    MoveStopBody,
    PlanBody,
    PlanQuery,
    PriceBody,
    SeenBody,
    TravelProfileBody,
    content_of,
)
from roadbook.foundation.http.fields import Code, Day
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.wiring import port

router = Router(tags=["planning"])
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
    "/plans/{plan_id}/accept", response=PlanRecord, operation_id="acceptPlan", summary="Accept"
)
def accept_plan(request: ActorRequest, plan_id: UUID, body: SeenBody) -> PlanRecord:
    """Write the visits into the diary. Refused: planning.not_ready, planning.changed_meanwhile,
    planning.not_your_plan, planning.plan_unknown."""
    return commands.accept_plan(
        actor=request.actor, plan_id=PlanId(plan_id), revision=body.revision, now=now()
    )


@router.get(
    "/profiles/{person_id}",
    response=ProfileRecord,
    operation_id="getTravelProfile",
    summary="How somebody travels",
)
def get_profile(request: ActorRequest, person_id: UUID) -> ProfileRecord:
    """Give hours, start place, breaks and caps; the defaults when nobody has set them. Refused:
    planning.profile_unknown."""
    return queries.travel_profile(actor=request.actor, person_id=PersonId(person_id))


@router.put(
    "/profiles/{person_id}",
    response=ProfileRecord,
    operation_id="saveTravelProfile",
    summary="Say how somebody travels",
)
def save_profile(request: ActorRequest, person_id: UUID, body: TravelProfileBody) -> ProfileRecord:
    """Set hours, start place, breaks and caps. Refused: planning.not_your_plan,
    planning.profile_unknown."""
    return commands.save_profile(
        actor=request.actor, person_id=PersonId(person_id), values=body.values(), now=now()
    )


@router.get(
    "/stations", response=list[StationRecord], operation_id="listStations", summary="Stations"
)
def list_stations(request: ActorRequest) -> Sequence[StationRecord]:
    """Give the railway stations and airports that timetables know."""
    return queries.stations(actor=request.actor)


@router.post(
    "/stations/import",
    response=TimetableImport,
    operation_id="importStations",
    summary="Import stations",
)
def import_stations(
    request: ActorRequest, file: File[UploadedFile], *, dry_run: bool = True
) -> TimetableImport:
    """Read a file of stations; written only when nothing is wrong and `dry_run` is false.
    Refused: planning.timetable_by_admins, planning.timetable_unreadable."""
    return commands.import_stations(
        actor=request.actor, content=content_of(file), is_dry_run=dry_run, now=now()
    )


@router.post(
    "/timetable/import",
    response=TimetableImport,
    operation_id="importTimetable",
    summary="Import trains and flights",
)
def import_timetable(
    request: ActorRequest, file: File[UploadedFile], *, dry_run: bool = True
) -> TimetableImport:
    """Read a file of trains or flights; refused and written as importStations."""
    return commands.import_timetable(
        actor=request.actor, content=content_of(file), is_dry_run=dry_run, now=now()
    )


@router.get(
    "/connections",
    response=list[Connection],
    operation_id="listConnections",
    summary="Trains and flights on a day",
)
def list_connections(
    request: ActorRequest, from_city: Code, to_city: Code, day: Day
) -> Sequence[Connection]:
    """Give what runs between two cities, the earliest first. Refused: planning.city_unknown."""
    return queries.connections(
        actor=request.actor,
        from_city=from_city,
        to_city=to_city,
        day=day,
        buffers=port(DoorToDoor),
    )


@router.get(
    "/travel-sources",
    response=TravelSources,
    operation_id="showTravelSources",
    summary="Where travel times come from",
)
def show_travel_sources(request: ActorRequest) -> TravelSources:
    """Give the road service, today's calls, and what was learnt about the estimate by city."""
    return queries.travel_sources(roads=port(Roads), now=now())


@router.get("/hotels", response=list[HotelRecord], operation_id="listHotels", summary="Hotels")
def list_hotels(
    request: ActorRequest,
    city: Annotated[list[Code], Query(), Field(max_length=50)] = [],  # noqa: B006  # never changed
) -> Sequence[HotelRecord]:
    """Give the hotels that plans may choose, at most 500."""
    return queries.hotels(actor=request.actor, city_codes=city)


@router.post("/hotels", response=HotelRecord, operation_id="addHotel", summary="Enter a hotel")
def add_hotel(request: ActorRequest, body: HotelBody) -> HotelRecord:
    """Enter a hotel. Refused: planning.hotels_by_admins."""
    return commands.add_hotel(actor=request.actor, values=body.values(), now=now())


@router.put(
    "/hotels/{hotel_id}", response=HotelRecord, operation_id="changeHotel", summary="Change a hotel"
)
def change_hotel(request: ActorRequest, hotel_id: UUID, body: HotelBody) -> HotelRecord:
    """Change a hotel. Refused: planning.hotel_unknown, planning.hotels_by_admins."""
    return commands.change_hotel(
        actor=request.actor, hotel_id=HotelId(hotel_id), values=body.values(), now=now()
    )


@router.delete(
    "/hotels/{hotel_id}", response={204: None}, operation_id="removeHotel", summary="Remove a hotel"
)
def remove_hotel(request: ActorRequest, hotel_id: UUID) -> Status[None]:
    """Take a hotel out of future plans. Refused: planning.hotel_unknown,
    planning.hotels_by_admins."""
    commands.remove_hotel(actor=request.actor, hotel_id=HotelId(hotel_id), now=now())
    return Status(204, None)
