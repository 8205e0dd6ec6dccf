"""What planning needs from outside."""

from collections.abc import Sequence
from typing import Protocol

from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import PlanPlace
from roadbook.engines.routing.problem import TravelMatrix


class TravelTimes(Protocol):
    """Knows how long the ways between places take."""

    def matrix(self, positions: Sequence[Position], /) -> TravelMatrix:
        """Give seconds and metres between all positions, with their source. Raises Unavailable."""
        ...


class Geocoder(Protocol):
    """Knows where an address is."""

    def locate(self, text: str, /) -> PlanPlace | None:
        """Give the best place named in a text; None when nothing is. Raises Unavailable."""
        ...
