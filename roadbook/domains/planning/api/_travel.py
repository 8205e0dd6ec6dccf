"""Edges of travel: profiles, stations and timetables, road times, hotels."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from ninja import File, Query, Router, Status
from ninja.files import UploadedFile
from pydantic import Field

from roadbook.core.ids import HotelId, PersonId
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    Connection,
    HotelRecord,
    ProfileRecord,
    StationRecord,
    TimetableImport,
    TravelSources,
)
from roadbook.domains.planning.ports import DoorToDoor, Roads
from roadbook.domains.planning.schemas import (
    HotelBody,
    TravelProfileBody,
    content_of,
)
from roadbook.foundation.http.fields import Code, Day
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.wiring import port

router = Router()


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
