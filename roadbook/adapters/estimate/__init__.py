"""Travel times and places without any key or network: the default adapters of planning."""

from collections.abc import Sequence

from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import PlanPlace
from roadbook.engines import places
from roadbook.engines.routing.problem import TravelMatrix
from roadbook.engines.routing.travel import estimate


class EstimatedTravel:
    """Great circle, detour and speed bands."""

    def matrix(self, positions: Sequence[Position], /) -> TravelMatrix:
        return estimate(positions)


class AtlasGeocoder:
    """Cities and districts of the built-in atlas; good to a kilometre or two."""

    def locate(self, text: str, /) -> PlanPlace | None:
        place = places.locate(text)
        return PlanPlace(name=place.name, position=place.position) if place else None
