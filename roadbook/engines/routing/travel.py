"""Travel estimated from positions alone.

Great circle × detour × a speed that rises with distance, plus fixed minutes for getting away and
parking. Detour 1.324: mean of 25 Chinese cities (Annals of GIS 2021). Uncalibrated; expect 20 to
30 % error per leg.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
    km = _great_circles_km(positions, positions) * model.detour
    seconds = _seconds(km, model)
    metres = np.rint(km * 1000).astype(np.int64)
    whole = np.rint(seconds).astype(np.int64)
    return TravelMatrix(seconds=_rows(whole), metres=_rows(metres))


def ways_s(
    origins: Sequence[Position], destinations: Sequence[Position], model: SpeedModel = STANDARD
) -> np.ndarray:
    """Give estimated seconds, a row an origin."""
    return _seconds(_great_circles_km(origins, destinations) * model.detour, model)


def _seconds(km: np.ndarray, model: SpeedModel) -> np.ndarray:
    seconds = np.zeros_like(km)
    lower = 0.0
    for upper, speed in model.bands:
        seconds += np.clip(km - lower, 0, upper - lower) * 3600 / speed
        lower = upper
    return seconds + np.where(km > SAME_PLACE_KM, model.fixed_s, 0)


def _rows(table: np.ndarray) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(row) for row in table.tolist())


def _great_circles_km(origins: Sequence[Position], destinations: Sequence[Position]) -> np.ndarray:
    lat, lon = _radians(origins)
    other_lat, other_lon = _radians(destinations)
    half = np.sin((lat[:, None] - other_lat) / 2) ** 2
    half += np.cos(lat[:, None]) * np.cos(other_lat) * np.sin((lon[:, None] - other_lon) / 2) ** 2
    km: np.ndarray = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return km


def _radians(positions: Sequence[Position]) -> tuple[np.ndarray, np.ndarray]:
    return np.radians([p.lat for p in positions]), np.radians([p.lon for p in positions])
