"""Tencent's distance matrix by key. It speaks GCJ-02; callers speak WGS-84."""

from collections.abc import Sequence
from typing import Any, Final

from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import (
    RoadKeyRefused,
    RoadNotCovered,
    RoadQuotaUsedUp,
    TableReach,
    TravelTable,
)
from roadbook.engines.places.datum import gcj02_of
from roadbook.foundation.http.outbound import Pace, UnreadableAnswer, ask_json

DEFAULT_URL: Final = "https://apis.map.qq.com"
_QUOTA: Final = frozenset({120, 121, 122, 123})
_KEY: Final = frozenset({110, 111, 112, 113, 190, 199, 311})
_NO_ROAD_NEAR: Final = 4


class TencentTravel:
    """`GET /ws/distance/v1/matrix`: seconds and metres, at most 625 pairs a call.

    An element with `status` 4 has no road near it and only a straight line: it cannot say.
    """

    source = "tencent"
    reach = TableReach(origins=25, destinations=25)

    def __init__(
        self, key: str, *, timeout_s: float, calls_a_second: int, url: str = DEFAULT_URL
    ) -> None:
        self._key = key
        self._url = url.rstrip("/")
        self._timeout_s = timeout_s
        self._pace = Pace(calls_a_second)

    def table(
        self, origins: Sequence[Position], destinations: Sequence[Position], /
    ) -> TravelTable:
        self._pace.wait()
        answer = ask_json(
            f"{self._url}/ws/distance/v1/matrix",
            timeout_s=self._timeout_s,
            query={
                "mode": "driving",
                "from": ";".join(_point(each) for each in origins),
                "to": ";".join(_point(each) for each in destinations),
                "key": self._key,
            },
        )
        rows = _rows(answer.data)
        legs = [_legs(row, len(destinations)) for row in rows]
        if len(legs) != len(origins):
            raise UnreadableAnswer(host=self.source, reason="shape")
        return TravelTable(
            seconds=tuple(tuple(seconds for seconds, _ in row) for row in legs),
            metres=tuple(tuple(metres for _, metres in row) for row in legs),
        )


def _point(position: Position) -> str:
    shifted = gcj02_of(position)
    return f"{shifted.lat:.6f},{shifted.lon:.6f}"


def _rows(data: object) -> list[Any]:
    match data:
        case {"status": 0, "result": {"rows": list(rows)}}:
            return rows
        case {"status": int(status)} if status in _QUOTA:
            raise RoadQuotaUsedUp(said=str(status))
        case {"status": int(status)} if status in _KEY:
            raise RoadKeyRefused(said=str(status))
        case {"status": int(status)} if status != 0:
            raise RoadNotCovered(said=str(status))
    raise UnreadableAnswer(host="tencent", reason="shape")


def _legs(row: object, width: int) -> list[tuple[int | None, int | None]]:
    match row:
        case {"elements": list(elements)} if len(elements) == width:
            return [_leg(each) for each in elements]
    raise UnreadableAnswer(host="tencent", reason="shape")


def _leg(element: object) -> tuple[int | None, int | None]:
    match element:
        case {"status": int(status)} if status == _NO_ROAD_NEAR:
            return None, None
        case {"duration": int(seconds), "distance": int(metres)} if seconds >= 0 and metres >= 0:
            return seconds, metres
    raise UnreadableAnswer(host="tencent", reason="number")
