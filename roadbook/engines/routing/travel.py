"""Travel estimated from positions alone, and the Chinese map datum.

Estimate: great circle × detour × a speed that rises with distance, plus fixed minutes for getting
away
and parking. Detour 1.324: mean of 25 Chinese cities (Annals of GIS 2021). Uncalibrated; expect 20
to
30 % error per leg.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin, sqrt

import numpy as np

from roadbook.core.geo import EARTH_RADIUS_KM, Position
from roadbook.engines.routing.problem import TravelMatrix


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeedModel:
    """`bands`: (up to road km, km/h), the last one open; a leg runs through the bands in turn."""

    detour: float = 1.324
    bands: tuple[tuple[float, float], ...] = (
        (2, 18),
        (5, 25),
        (15, 38),
        (40, 55),
        (100, 72),
        (float("inf"), 85),
    )
    fixed_s: int = 120


STANDARD = SpeedModel()
SAME_PLACE_KM = 0.02


def estimate(positions: Sequence[Position], model: SpeedModel = STANDARD) -> TravelMatrix:
    """Give the estimated matrix between all positions; identical places are 0 apart."""
    if not positions:
        return TravelMatrix(seconds=(), metres=())
    km = _great_circles_km(positions) * model.detour
    seconds = np.zeros_like(km)
    lower = 0.0
    for upper, speed in model.bands:
        seconds += np.clip(km - lower, 0, upper - lower) * 3600 / speed
        lower = upper
    seconds += np.where(km > SAME_PLACE_KM, model.fixed_s, 0)
    metres = np.rint(km * 1000).astype(np.int64)
    whole = np.rint(seconds).astype(np.int64)
    return TravelMatrix(seconds=_rows(whole), metres=_rows(metres))


def _rows(table: np.ndarray) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in table.tolist())


def _great_circles_km(positions: Sequence[Position]) -> np.ndarray:
    lat = np.radians([p.lat for p in positions])
    lon = np.radians([p.lon for p in positions])
    half = np.sin((lat[:, None] - lat) / 2) ** 2
    half += np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    km: np.ndarray = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return km


# GCJ-02, the datum of maps in mainland China: WGS-84 shifted by a published series on the
# Krasovsky 1940 ellipsoid.
_AXIS_M = 6378245.0
_SOUTH, _NORTH, _WEST, _EAST = 0.8293, 55.8271, 72.004, 137.8347
_CLOSE_ENOUGH = 1e-12
_ECCENTRICITY_SQUARED = 0.00669342162296594323


def is_in_china(position: Position) -> bool:
    """Tell whether the shift applies (the usual bounding box)."""
    return _SOUTH <= position.lat <= _NORTH and _WEST <= position.lon <= _EAST


def gcj02_of(position: Position) -> Position:
    """Shift a WGS-84 position to GCJ-02; outside China it stays."""
    if not is_in_china(position):
        return position
    x, y = position.lon - 105.0, position.lat - 35.0
    phi = radians(position.lat)
    flat = 1 - _ECCENTRICITY_SQUARED * sin(phi) ** 2
    d_lat = (
        _northing(x, y) * 180 / ((_AXIS_M * (1 - _ECCENTRICITY_SQUARED)) / (flat * sqrt(flat)) * pi)
    )
    d_lon = _easting(x, y) * 180 / (_AXIS_M / sqrt(flat) * cos(phi) * pi)
    return Position(lat=position.lat + d_lat, lon=position.lon + d_lon)


def wgs84_of(position: Position) -> Position:
    """Undo `gcj02_of` by fixed-point iteration, to better than 1e-9 degrees (0.1 mm)."""
    if not is_in_china(position):
        return position
    guess = position
    for _ in range(30):
        shifted = gcj02_of(guess)
        off_lat, off_lon = shifted.lat - position.lat, shifted.lon - position.lon
        guess = Position(lat=guess.lat - off_lat, lon=guess.lon - off_lon)
        if max(abs(off_lat), abs(off_lon)) < _CLOSE_ENOUGH:
            break
    return guess


def _waves(x: float, terms: Sequence[tuple[float, float]]) -> float:
    return sum(height * sin(x * rate * pi) for height, rate in terms) * 2 / 3


def _northing(x: float, y: float) -> float:
    bent = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x))
    return (
        bent
        + _waves(x, ((20, 6), (20, 2)))
        + _waves(y, ((20, 1), (40, 1 / 3)))
        + _waves(y, ((160, 1 / 12), (320, 1 / 30)))
    )


def _easting(x: float, y: float) -> float:
    bent = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x))
    return (
        bent
        + _waves(x, ((20, 6), (20, 2)))
        + _waves(x, ((20, 1), (40, 1 / 3)))
        + _waves(x, ((150, 1 / 12), (300, 1 / 30)))
    )
