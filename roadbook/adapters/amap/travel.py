"""Distance measuring of 高德: up to a hundred origins to one destination, by car."""

from collections.abc import Sequence
from typing import Any, Final

from roadbook.adapters.amap.calling import DEFAULT_URL, AmapLine
from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import TableReach, TravelTable
from roadbook.engines.places.datum import gcj02_of
from roadbook.engines.routing.problem import UNREACHABLE
from roadbook.foundation.http.outbound import UnreadableAnswer

_NO_WAY: Final = "1"


class AmapTravel:
    """`GET /v3/distance?type=1`: seconds and metres as texts, a `code` where it cannot say."""

    source = "amap"
    reach = TableReach(origins=100, destinations=1)

    def __init__(
        self, key: str, *, timeout_s: float, calls_a_second: int, url: str = DEFAULT_URL
    ) -> None:
        self._line = AmapLine(key, timeout_s=timeout_s, calls_a_second=calls_a_second, url=url)

    def table(
        self, origins: Sequence[Position], destinations: Sequence[Position], /
    ) -> TravelTable:
        (destination,) = destinations
        body = self._line.ask(
            "/v3/distance",
            {
                "origins": "|".join(point(each) for each in origins),
                "destination": point(destination),
                "type": "1",
            },
        )
        results = body.get("results")
        if not isinstance(results, list):
            raise UnreadableAnswer(host=self.source, reason="shape")
        by_origin = {str(each.get("origin_id")): each for each in results if isinstance(each, dict)}
        legs = [_leg(by_origin.get(str(i))) for i in range(1, len(origins) + 1)]
        return TravelTable(
            seconds=tuple((seconds,) for seconds, _ in legs),
            metres=tuple((metres,) for _, metres in legs),
        )


def point(position: Position) -> str:
    """Write a WGS-84 position as 高德 reads it: GCJ-02, longitude first, six decimals."""
    shifted = gcj02_of(position)
    return f"{shifted.lon:.6f},{shifted.lat:.6f}"


def _leg(result: dict[str, Any] | None) -> tuple[int | None, int | None]:
    """Read one result; `code` 1 is no way, 2 and 3 are places 高德 knows no road at."""
    match result:
        case None:
            raise UnreadableAnswer(host="amap", reason="origin_missing")
        case {"code": code}:
            return (UNREACHABLE, UNREACHABLE) if str(code) == _NO_WAY else (None, None)
        case {"duration": str(seconds), "distance": str(metres)}:
            if seconds.isdecimal() and metres.isdecimal():
                return int(seconds), int(metres)
    raise UnreadableAnswer(host="amap", reason="number")
