"""Travel times without any key or network: the default adapter of planning."""

from collections.abc import Sequence

from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import ESTIMATE, TableReach, TravelTable
from roadbook.engines.routing.travel import estimate

_MOST = 5_000


class EstimatedTravel:
    """Great circle, detour and speed bands."""

    source = ESTIMATE
    reach = TableReach(origins=_MOST, destinations=_MOST)

    def table(
        self, origins: Sequence[Position], destinations: Sequence[Position], /
    ) -> TravelTable:
        if list(origins) == list(destinations):
            square = estimate(origins)
            return TravelTable(seconds=square.seconds, metres=square.metres)
        both = estimate([*origins, *destinations])
        rows, first = range(len(origins)), len(origins)
        return TravelTable(
            seconds=tuple(both.seconds[i][first:] for i in rows),
            metres=tuple(both.metres[i][first:] for i in rows),
        )
