"""Road times from one's own Valhalla server (matrix service, `/sources_to_targets`)."""

from collections.abc import Mapping, Sequence
from typing import Any

from roadbook.adapters.tables import whole_rows
from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import RoadNotCovered, TableReach, TravelTable
from roadbook.engines.routing.problem import UNREACHABLE
from roadbook.foundation.http.outbound import UnreadableAnswer, ask_json

_BAD_REQUEST = 400
_UNCONNECTED = 170  # one place that no road leads to makes the server refuse the whole call
_M_PER_KM, _M_PER_MILE = 1_000, 1_609.344


class ValhallaTravel:
    """`POST /sources_to_targets`, concise form: seconds, kilometres, null where there is no way.

    Servers before 3.5 answer in the verbose form, which is read as well. 50 × 50 equals the
    server's own default of `service_limits.auto.max_matrix_location_pairs` 2,500.
    """

    source = "valhalla"
    reach = TableReach(origins=50, destinations=50)

    def __init__(self, url: str, *, timeout_s: float) -> None:
        self._url = url.rstrip("/")
        self._timeout_s = timeout_s

    def table(
        self, origins: Sequence[Position], destinations: Sequence[Position], /
    ) -> TravelTable:
        answer = ask_json(
            f"{self._url}/sources_to_targets",
            timeout_s=self._timeout_s,
            body={
                "sources": [_place(each) for each in origins],
                "targets": [_place(each) for each in destinations],
                "costing": "auto",
                "verbose": False,
                "units": "kilometers",
            },
        )
        shape = (len(origins), len(destinations))
        if answer.status == _BAD_REQUEST and isinstance(answer.data, dict):
            code = answer.data.get("error_code")
            if code == _UNCONNECTED and shape == (1, 1):
                return TravelTable(seconds=((UNREACHABLE,),), metres=((UNREACHABLE,),))
            raise RoadNotCovered(said=str(code)[:60])
        seconds, lengths, unit_m = _tables(answer.data)
        return TravelTable(
            seconds=whole_rows(seconds, shape), metres=whole_rows(lengths, shape, scale=unit_m)
        )


def _place(position: Position) -> dict[str, float]:
    return {"lat": round(position.lat, 6), "lon": round(position.lon, 6)}


def _tables(data: object) -> tuple[list[Any], list[Any], float]:
    match data:
        case {
            "sources_to_targets": {"durations": list(durations), "distances": list(distances)},
            **rest,
        }:
            return durations, distances, _unit_m(rest)
        case {"sources_to_targets": list(rows), **rest} if all(_is_verbose(row) for row in rows):
            times = [[each["time"] for each in row] for row in rows]
            return times, [[each["distance"] for each in row] for row in rows], _unit_m(rest)
    raise UnreadableAnswer(host="valhalla", reason="shape")


def _is_verbose(row: object) -> bool:
    return isinstance(row, list) and all(
        isinstance(each, dict) and "time" in each and "distance" in each for each in row
    )


def _unit_m(rest: Mapping[object, object]) -> float:
    return _M_PER_MILE if rest.get("units") == "miles" else _M_PER_KM
