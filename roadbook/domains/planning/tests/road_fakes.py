"""A road service without a network: slower than the estimate, and failing when told to."""

from collections.abc import Sequence

from roadbook.core.errors import Unavailable
from roadbook.core.geo import Position, distance_km
from roadbook.domains.planning.contracts import RoadNotCovered, TableReach, TravelTable


class FakeRoads:
    """Drives 1.4 times the straight line at `speed_m_s`.

    After `good_calls` it raises `trouble`; every call that names `unknown` is refused whole.
    """

    source = "osrm"

    def __init__(
        self,
        *,
        speed_m_s: float = 10.0,
        reach: int = 4,
        trouble: Unavailable | None = None,
        good_calls: int = 0,
        unknown: Position | None = None,
    ) -> None:
        self.reach = TableReach(origins=reach, destinations=reach)
        self.calls = 0
        self._speed_m_s = speed_m_s
        self._trouble = trouble
        self._good_calls = good_calls
        self._unknown = unknown

    def table(
        self, origins: Sequence[Position], destinations: Sequence[Position], /
    ) -> TravelTable:
        self.calls += 1
        if self._trouble is not None and self.calls > self._good_calls:
            raise self._trouble
        if self._unknown in {*origins, *destinations}:
            raise RoadNotCovered
        metres = [[distance_km(a, b) * 1_400 for b in destinations] for a in origins]
        return TravelTable(
            seconds=tuple(tuple(round(m / self._speed_m_s) for m in row) for row in metres),
            metres=tuple(tuple(round(m) for m in row) for row in metres),
        )
