"""A plan's day as segments of a trip: one drive, or rides with the ways by taxi between them."""

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from roadbook.core.clock import instant_at
from roadbook.domains.planning.contracts import HotelStay, PlanDay, PlanRide, TravelMode
from roadbook.domains.trips.contracts import Mode, SegmentContent

_MODES: Final = {TravelMode.RAIL: Mode.RAIL, TravelMode.FLIGHT: Mode.AIR}
_CLASSES: Final = {
    (TravelMode.RAIL, "二等座"): "second",
    (TravelMode.RAIL, "一等座"): "first",
    (TravelMode.RAIL, "商务座"): "business",
    (TravelMode.RAIL, "硬座"): "hard_seat",
    (TravelMode.RAIL, "硬卧"): "hard_sleeper",
    (TravelMode.RAIL, "软卧"): "soft_sleeper",
    (TravelMode.FLIGHT, "经济舱"): "economy",
    (TravelMode.FLIGHT, "公务舱"): "business",
    (TravelMode.FLIGHT, "商务舱"): "business",
    (TravelMode.FLIGHT, "头等舱"): "first",
}
_M_PER_KM: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Point:
    """A place and the second of the day at which one is there."""

    code: str
    name: str
    at_s: int


def segments_of(
    day: PlanDay, bed_before: HotelStay | None, zone: ZoneInfo, taxi_km_minor: int
) -> list[SegmentContent]:
    """Give a day's segments in order; without `taxi_km_minor` one drives one's own car."""
    at = _Point(code=_code(bed_before), name=_name(bed_before, day.start.name), at_s=day.leave_s)
    found, seen = [], 0
    for ride in day.rides:
        origin, destination = ride.ticket.origin, ride.ticket.destination
        station = _Point(code=origin.city_code, name=origin.name, at_s=ride.reach_s)
        metres = ride.way_m + sum(stop.leg_m for stop in day.stops[seen : ride.after_stops])
        found += _driven(day, at, station, metres, zone, taxi_km_minor)
        found.append(_ridden(day, ride, zone))
        at = _Point(code=destination.city_code, name=destination.name, at_s=ride.free_s)
        seen = ride.after_stops
    end = _Point(
        code=_code(day.hotel),
        name=_name(day.hotel, day.end.name),
        at_s=max(at.at_s, day.back_s),
    )
    metres = day.last_leg_m + sum(stop.leg_m for stop in day.stops[seen:])
    return found + _driven(day, at, end, metres, zone, taxi_km_minor)


def _driven(
    day: PlanDay, start: _Point, end: _Point, metres: int, zone: ZoneInfo, taxi_km_minor: int
) -> list[SegmentContent]:
    """Give a drive; a way by taxi that leads nowhere is none."""
    if taxi_km_minor and not metres:
        return []
    return [
        SegmentContent(
            mode=Mode.TAXI if taxi_km_minor else Mode.CAR,
            origin_code=start.code,
            origin_name=start.name,
            destination_code=end.code,
            destination_name=end.name,
            departs_at=instant_at(day.day, start.at_s, zone),
            departs_zone=zone.key,
            arrives_at=instant_at(day.day, end.at_s, zone),
            arrives_zone=zone.key,
            distance_m=metres,
            fare_minor=metres * taxi_km_minor // _M_PER_KM,
        )
    ]


def _ridden(day: PlanDay, ride: PlanRide, zone: ZoneInfo) -> SegmentContent:
    ticket = ride.ticket
    return SegmentContent(
        mode=_MODES[ticket.mode],
        origin_code=ticket.origin.city_code,
        origin_name=ticket.origin.name,
        destination_code=ticket.destination.city_code,
        destination_name=ticket.destination.name,
        departs_at=instant_at(day.day, ride.departs_s, zone),
        departs_zone=zone.key,
        arrives_at=instant_at(day.day, ride.arrives_s, zone),
        arrives_zone=zone.key,
        fare_minor=ticket.price_minor,
        travel_class=_CLASSES.get((ticket.mode, ticket.seat_class), ""),
    )


def _code(hotel: HotelStay | None) -> str:
    return hotel.city_code if hotel else ""


def _name(hotel: HotelStay | None, otherwise: str) -> str:
    return (hotel.city_name or hotel.name if hotel else otherwise) or "—"
