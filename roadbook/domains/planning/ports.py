"""What planning needs from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import TableReach, TravelMode, TravelTable


class TravelTimes(Protocol):
    """Knows how long the ways between places take."""

    @property
    def source(self) -> str:
        """Say who tells: estimate, osrm, valhalla, amap, tencent."""
        ...

    @property
    def reach(self) -> TableReach:
        """Say how much one call may ask."""
        ...

    def table(
        self, origins: Sequence[Position], destinations: Sequence[Position], /
    ) -> TravelTable:
        """Give seconds and metres within `reach`, in one call to the outside at most.

        Raises Unavailable: RoadQuotaUsedUp, RoadKeyRefused, RoadNotCovered for these places only,
        NoAnswer, UnreadableAnswer.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Roads:
    """The road service that a plan's short-listed places are looked up with; None: the estimate.

    `calls_a_day` 0: no limit. Times are kept for `keep`.
    """

    times: TravelTimes | None = None
    calls_a_day: int = 0
    keep: timedelta = timedelta(days=30)
    most_points: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorToDoor:
    """Minutes one needs at a station before the departure and after the arrival, and what a
    kilometre by taxi costs where one travels by train and flight."""

    rail_before: int = 30
    rail_after: int = 15
    flight_before: int = 90
    flight_after: int = 40
    taxi_km_minor: int = 300

    def of(self, mode: TravelMode) -> tuple[int, int]:
        """Give (before, after) of a mode."""
        if mode is TravelMode.RAIL:
            return self.rail_before, self.rail_after
        return self.flight_before, self.flight_after
