"""Road times from one's own OSRM server (`osrm-routed`, table service, version 5 API)."""

from collections.abc import Sequence

from roadbook.adapters.tables import whole_rows
from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import RoadNotCovered, TableReach, TravelTable
from roadbook.foundation.http.outbound import UnreadableAnswer, ask_json


class OsrmTravel:
    """`GET /table/v1/driving/…`: seconds, metres, null where there is no way.

    50 × 50 stays below the server's own default of `--max-table-size 100`.
    """

    source = "osrm"
    reach = TableReach(origins=50, destinations=50)

    def __init__(self, url: str, *, timeout_s: float) -> None:
        self._url = url.rstrip("/")
        self._timeout_s = timeout_s

    def table(
        self, origins: Sequence[Position], destinations: Sequence[Position], /
    ) -> TravelTable:
        places = [*origins, *destinations]
        listed = ";".join(f"{place.lon:.6f},{place.lat:.6f}" for place in places)
        answer = ask_json(
            f"{self._url}/table/v1/driving/{listed}",
            timeout_s=self._timeout_s,
            query={
                "sources": ";".join(str(i) for i in range(len(origins))),
                "destinations": ";".join(str(i) for i in range(len(origins), len(places))),
                "annotations": "duration,distance",
            },
        )
        match answer.data:
            case {"code": "Ok", "durations": list(durations), "distances": list(distances)}:
                shape = (len(origins), len(destinations))
                return TravelTable(
                    seconds=whole_rows(durations, shape), metres=whole_rows(distances, shape)
                )
            case {"code": str(code)} if code != "Ok":
                raise RoadNotCovered(said=code[:60])
        raise UnreadableAnswer(host=self.source, reason="shape")
