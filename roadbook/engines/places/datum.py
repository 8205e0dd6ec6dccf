"""GCJ-02, the datum of maps in mainland China, and back.

GCJ-02 is WGS-84 shifted by a published series on the Krasovsky 1940 ellipsoid, up to about 700 m.
Stores hold WGS-84; services and files that speak GCJ-02 are translated at the edge.
"""

from collections.abc import Sequence
from math import cos, pi, radians, sin, sqrt

from roadbook.core.geo import Position

_AXIS_M = 6378245.0
_ECCENTRICITY_SQUARED = 0.00669342162296594323
_SOUTH, _NORTH, _WEST, _EAST = 0.8293, 55.8271, 72.004, 137.8347
_REACH = 0.02  # degrees; no shift is longer
_MOST_ROUNDS = 30
_CLOSE_ENOUGH = 1e-12


def is_shifted(position: Position) -> bool:
    """Tell whether a WGS-84 position lies in the box within which the shift applies."""
    return _SOUTH <= position.lat <= _NORTH and _WEST <= position.lon <= _EAST


def gcj02_of(position: Position) -> Position:
    """Shift a WGS-84 position to GCJ-02; outside the box it stays."""
    return _shifted(position) if is_shifted(position) else position


def wgs84_of(position: Position) -> Position:
    """Undo `gcj02_of` by fixed-point iteration, to better than 1e-9 degrees (0.1 mm).

    Within 0.02° outside the box both a shifted and an unshifted origin are possible; the shifted
    one is taken where there is one, so that only positions outside the box are ever ambiguous.
    """
    if not _is_near(position):
        return position
    guess = position
    for _ in range(_MOST_ROUNDS):
        there = _shifted(guess)
        off_lat, off_lon = there.lat - position.lat, there.lon - position.lon
        guess = Position(lat=guess.lat - off_lat, lon=guess.lon - off_lon)
        if max(abs(off_lat), abs(off_lon)) < _CLOSE_ENOUGH:
            break
    return guess if is_shifted(guess) else position


def _is_near(position: Position) -> bool:
    inside_lat = _SOUTH - _REACH <= position.lat <= _NORTH + _REACH
    return inside_lat and _WEST - _REACH <= position.lon <= _EAST + _REACH


def _shifted(position: Position) -> Position:
    x, y = position.lon - 105.0, position.lat - 35.0
    phi = radians(position.lat)
    flat = 1 - _ECCENTRICITY_SQUARED * sin(phi) ** 2
    meridian_m = _AXIS_M * (1 - _ECCENTRICITY_SQUARED) / (flat * sqrt(flat))
    d_lat = _northing(x, y) * 180 / (meridian_m * pi)
    d_lon = _easting(x, y) * 180 / (_AXIS_M / sqrt(flat) * cos(phi) * pi)
    return Position(lat=position.lat + d_lat, lon=position.lon + d_lon)


def _waves(x: float, terms: Sequence[tuple[float, float]]) -> float:
    return sum(height * sin(x * rate * pi) for height, rate in terms) * 2 / 3


def _northing(x: float, y: float) -> float:
    bent = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    waves = _waves(x, ((20, 6), (20, 2))) + _waves(y, ((20, 1), (40, 1 / 3)))
    return bent + waves + _waves(y, ((160, 1 / 12), (320, 1 / 30)))


def _easting(x: float, y: float) -> float:
    bent = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    waves = _waves(x, ((20, 6), (20, 2))) + _waves(x, ((20, 1), (40, 1 / 3)))
    return bent + waves + _waves(x, ((150, 1 / 12), (300, 1 / 30)))
