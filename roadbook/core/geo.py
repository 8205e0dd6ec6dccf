"""Positions on the earth, WGS-84."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
_POLE, _DATE_LINE = 90, 180


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Latitude and longitude in degrees, WGS-84."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if abs(self.lat) > _POLE or abs(self.lon) > _DATE_LINE:
            raise ValueError("a position lies within ±90° and ±180°")


def distance_km(a: Position, b: Position) -> float:
    """Great-circle distance in kilometres (haversine, mean earth radius)."""
    phi_a, phi_b = radians(a.lat), radians(b.lat)
    d_phi, d_lambda = phi_b - phi_a, radians(b.lon - a.lon)
    h = sin(d_phi / 2) ** 2 + cos(phi_a) * cos(phi_b) * sin(d_lambda / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(h)))
