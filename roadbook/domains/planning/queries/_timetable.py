"""Stations, and trains and flights between two cities on a day."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from django.db.models import F

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.domains.planning import policies, rules
from roadbook.domains.planning.contracts import (
    CityUnknown,
    ClassPrice,
    Connection,
    StationRecord,
    TravelMode,
)
from roadbook.domains.planning.models import Station, TimetableService
from roadbook.domains.planning.ports import DoorToDoor
from roadbook.engines import places

MOST_STATIONS: Final = 2_000
MOST_CONNECTIONS: Final = 200
MOST_RIDES: Final = 5_000


def stations(*, actor: Actor) -> Sequence[StationRecord]:
    """Give all stations and airports by city and name, at most 2,000."""
    rows = policies.visible_stations(actor).order_by("city_code", "name", "id")
    return [_station(row) for row in rows[:MOST_STATIONS]]


def connections(
    *, actor: Actor, from_city: str, to_city: str, day: date, buffers: DoorToDoor
) -> Sequence[Connection]:
    """Give what runs on a day from one city to another without a change, the earliest first.

    A district's code stands for its city. At most 200. Raises CityUnknown.
    """
    origin, destination = _city(from_city), _city(to_city)
    rows = (
        policies.visible_services(actor)
        .filter(
            origin__city_code=origin,
            destination__city_code=destination,
            valid_from__lte=day,
            valid_until__gte=day,
            weekdays__contains=str(day.weekday()),
        )
        .select_related("origin", "destination")
        .order_by("departs_minute", "arrives_minute", "code", "id")
    )
    return [_connection(row, day, buffers) for row in rows[:MOST_CONNECTIONS]]


def rides_between(
    *, actor: Actor, cities: Collection[str], days: Sequence[date], buffers: DoorToDoor
) -> Sequence[Connection]:
    """Give what runs between any two of some cities on some days, of at most 5,000 services."""
    rows = (
        policies.visible_services(actor)
        .filter(
            origin__city_code__in=cities,
            destination__city_code__in=cities,
            valid_from__lte=days[-1],
            valid_until__gte=days[0],
        )
        .exclude(origin__city_code=F("destination__city_code"))
        .select_related("origin", "destination")
        .order_by("departs_minute", "arrives_minute", "code", "id")
    )
    return [
        _connection(row, day, buffers)
        for row in rows[:MOST_RIDES]
        for day in days
        if row.valid_from <= day <= row.valid_until and str(day.weekday()) in row.weekdays
    ]


def _city(code: str) -> str:
    if places.place_of(code) is None:
        raise CityUnknown
    return rules.city_of(code)


def _connection(row: TimetableService, day: date, buffers: DoorToDoor) -> Connection:
    mode = TravelMode(row.origin.mode)
    before, after = buffers.of(mode)
    return Connection(
        service_id=row.id,
        mode=mode,
        code=row.code,
        origin=_station(row.origin),
        destination=_station(row.destination),
        day=day,
        departs_minute=row.departs_minute,
        arrives_minute=row.arrives_minute,
        ready_minute=row.departs_minute - before,
        free_minute=row.arrives_minute + after,
        prices=[ClassPrice(seat_class=name, price_minor=minor) for name, minor in row.prices],
        currency=row.currency,
        is_demo=row.is_demo,
    )


def _station(row: Station) -> StationRecord:
    city = places.place_of(row.city_code)
    return StationRecord(
        id=row.id,
        name=row.name,
        city_code=row.city_code,
        city_name=city.name if city else row.city_code,
        mode=TravelMode(row.mode),
        position=Position(lat=row.lat, lon=row.lon),
    )
