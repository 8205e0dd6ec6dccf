"""Which city a position belongs to, by the nearest centre."""

from functools import cache
from math import cos, radians

from roadbook.core.geo import Position, distance_km
from roadbook.engines.places.atlas import Place, cities

FARTHEST_KM = 150.0
_CLOSEST_FEW = 4


@cache
def _centres() -> tuple[Place, ...]:
    return tuple(cities())


def nearest_city(position: Position) -> Place | None:
    """Give the city whose centre is nearest; None beyond 150 km: another country, or the sea."""
    narrowing = cos(radians(position.lat))

    def roughly(city: Place) -> float:
        d_lat = city.position.lat - position.lat
        d_lon = (city.position.lon - position.lon) * narrowing
        return d_lat * d_lat + d_lon * d_lon

    few = sorted(_centres(), key=roughly)[:_CLOSEST_FEW]
    best = min(few, key=lambda city: distance_km(city.position, position))
    return best if distance_km(best.position, position) <= FARTHEST_KM else None
