"""Look a city or district up by code, or find it inside an address."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from roadbook.core.geo import Position
from roadbook.engines.places.cities_east import CITIES_NORTH_EAST
from roadbook.engines.places.cities_west import CITIES_SOUTH_WEST
from roadbook.engines.places.districts import DISTRICTS_NORTH_EAST, DISTRICTS_SOUTH_WEST
from roadbook.engines.places.provinces import PROVINCES

_PROVINCE = re.compile(r"[\u4e00-\u9fff]{2,5}?(?:省|自治区)")
_STREET = re.compile(r"[东西南北中一二三四]{0,2}(?:路|街|大道|巷|弄)")
_SUFFIXES = ("自治区", "新区", "地区", "区", "市", "县", "镇", "省", "盟")
_SHORTEST_BARE_NAME = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A city (code ends in 00) or a district, with its centre."""

    code: str
    name: str
    name_en: str
    position: Position

    @property
    def is_city(self) -> bool:
        return self.code.endswith("00")

    @property
    def city_code(self) -> str:
        """Give the city's code: 310115 → 310000 (municipality), 320505 → 320500."""
        if self.code[:2] in _MUNICIPALITIES:
            return self.code[:2] + "0000"
        return self.code[:4] + "00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Province:
    """A province with the box it lies in."""

    code: str
    name: str
    name_en: str
    south: float
    north: float
    west: float
    east: float

    def holds(self, position: Position) -> bool:
        inside_lat = self.south <= position.lat <= self.north
        return inside_lat and self.west <= position.lon <= self.east


_MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


def _place(line: str) -> Place:
    code, name, english, lat, lon = line.split()
    return Place(
        code=code,
        name=name,
        name_en=english.partition("-")[0],
        position=Position(lat=float(lat), lon=float(lon)),
    )


@cache
def _cities() -> dict[str, Place]:
    lines = (CITIES_NORTH_EAST + CITIES_SOUTH_WEST).split("\n")
    return {place.code: place for place in map(_place, filter(None, lines))}


@cache
def _districts() -> dict[str, Place]:
    lines = (DISTRICTS_NORTH_EAST + DISTRICTS_SOUTH_WEST).split("\n")
    return {place.code: place for place in map(_place, filter(None, lines))}


@cache
def _provinces() -> dict[str, Province]:
    found = {}
    for line in filter(None, PROVINCES.split("\n")):
        code, name, english, *box = line.split()
        south, north, west, east = map(float, box)
        found[code] = Province(
            code=code,
            name=name,
            name_en=english,
            south=south,
            north=north,
            west=west,
            east=east,
        )
    return found


def cities() -> Sequence[Place]:
    """Give every city in the order of its code."""
    return list(_cities().values())


def districts_of(city_code: str) -> Sequence[Place]:
    """Give the known districts of a city in the order of their code; none for smaller cities."""
    return [place for place in _districts().values() if place.city_code == city_code]


def place_of(code: str) -> Place | None:
    """Give the city or district with this code, if it is known."""
    return _cities().get(code) or _districts().get(code)


def province_of(code: str) -> Province:
    """Give the province of a city or district code. Raises KeyError for an unknown one."""
    return _provinces()[code[:2]]


def _bare(name: str) -> str:
    for suffix in _SUFFIXES:
        bare = name.removesuffix(suffix)
        if bare != name and len(bare) >= _SHORTEST_BARE_NAME:
            return bare
    return name


@cache
def _by_length() -> tuple[tuple[tuple[str, Place], ...], tuple[tuple[str, Place], ...]]:
    by_city = [(city.name, city) for city in _cities().values()]
    by_city += [(city.name_en.lower(), city) for city in _cities().values()]
    by_district = [(place.name, place) for place in _districts().values()]
    by_district += [(_bare(place.name), place) for place in _districts().values()]
    return (
        tuple(sorted(by_city, key=lambda pair: -len(pair[0]))),
        tuple(sorted(by_district, key=lambda pair: -len(pair[0]))),
    )


def locate(text: str) -> Place | None:
    """Find the most exact place named in an address or company name, Chinese or English.

    The city named first wins; a district counts when it lies in that city, or stands alone with
    its full name. Returns None when nothing is named: no position is better than a wrong one.
    """
    rest = _PROVINCE.sub(" ", text)
    by_city, by_district = _by_length()
    city = _first_named(rest.lower(), by_city)
    for name, district in by_district:
        if name not in rest:
            continue
        if city is not None and district.city_code == city.code:
            return district
        if city is None and name == district.name and _is_unique(name):
            return district
    return city


def _first_named(text: str, by_city: tuple[tuple[str, Place], ...]) -> Place | None:
    named = []
    for name, city in by_city:
        at = text.find(name)
        if at >= 0 and not _STREET.match(text, at + len(name)):
            named.append((at, -len(name), city))
    return min(named, key=lambda hit: hit[:2])[2] if named else None


def _is_unique(name: str) -> bool:
    return sum(place.name == name for place in _districts().values()) == 1
