"""Trains and flights with fixed times. Times are minutes after midnight of the departure's day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from roadbook.core.errors import Forbidden, Invalid, NotFound
from roadbook.core.geo import Position


class TravelMode(StrEnum):
    """How one travels between cities by timetable."""

    RAIL = "rail"
    FLIGHT = "flight"


@dataclass(frozen=True, slots=True, kw_only=True)
class StationDraft:
    """A line of a file of stations, read."""

    name: str
    city_code: str
    mode: TravelMode
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPrice:
    """What a seat of a class costs."""

    seat_class: str
    price_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDraft:
    """A line of a timetable, read. `weekdays` are 0 (Monday) to 6, of the departure."""

    code: str
    origin: str
    destination: str
    departs_minute: int
    arrives_minute: int
    weekdays: frozenset[int]
    valid_from: date
    valid_until: date
    prices: Sequence[ClassPrice]
    is_demo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StationRecord:
    """A station or an airport."""

    id: UUID
    name: str
    city_code: str
    city_name: str
    mode: TravelMode
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """A train or flight on a day, door to door.

    `ready_minute` is when one has to be at the station, `free_minute` when one has left the other
    one; both include the buffers of the settings. Arrivals beyond 1440 are on the next day.
    `is_demo`: made up, not to be travelled by.
    """

    service_id: UUID
    mode: TravelMode
    code: str
    origin: StationRecord
    destination: StationRecord
    day: date
    departs_minute: int
    arrives_minute: int
    ready_minute: int
    free_minute: int
    prices: Sequence[ClassPrice]
    currency: str
    is_demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RideTicket:
    """A train or flight that a plan takes, with the cheapest seat. No `seat_class`: the timetable
    names no price. `is_demo`: made up, not to be travelled by."""

    service_id: UUID
    mode: TravelMode
    code: str
    origin: StationRecord
    destination: StationRecord
    seat_class: str
    price_minor: int
    currency: str
    is_demo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LineTrouble:
    """What is wrong with a line of a file: column → reason."""

    line: int
    column: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimetableImport:
    """What a file says, and what became of it.

    Nothing is written in a dry run, nor while any line is wrong; `troubles` are the first 500.
    """

    lines: int
    added: int
    changed: int
    unchanged: int
    trouble_count: int
    troubles: Sequence[LineTrouble]
    is_written: bool


class TimetableUnreadable(Invalid):
    """The file is no table, or lacks a column; the field says which."""

    code = "planning.timetable_unreadable"


class TimetableByAdmins(Forbidden):
    """Stations and timetables are imported by admins."""

    code = "planning.timetable_by_admins"


class CityUnknown(NotFound):
    """No such city."""

    code = "planning.city_unknown"
