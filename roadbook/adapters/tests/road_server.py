"""A road service on this machine that speaks the wire formats of four real ones.

In its world a car drives 12 m/s over 1.3 times the straight line, and nothing leads to the island
(longitudes beyond 122). Its `mood` makes it fail the way the real ones do.
"""

import json
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from roadbook.core.geo import Position, distance_km
from roadbook.engines.places.datum import wgs84_of

SPOILT = {
    "broken": (200, b'{"code": "Ok", "durations": [[1.0'),
    "failing": (502, b"<html>bad gateway</html>"),
    "shape": (200, b'{"code": "Ok", "status": "1", "results": 7, "durations": 3}'),
}
SPEED_M_S, DETOUR, ISLAND_LON = 12.0, 1.3, 122.0


@dataclass
class RoadServer:
    """What it was asked, and how it feels."""

    mood: str = "fine"
    url: str = ""
    asked: list[str] = field(default_factory=list)
    awake: threading.Event = field(default_factory=threading.Event)


def metres(start: Position, end: Position) -> float:
    return distance_km(start, end) * 1_000 * DETOUR


def leg(start: Position, end: Position) -> tuple[float, float] | None:
    """Give seconds and metres; None where there is no way."""
    if (start.lon > ISLAND_LON) != (end.lon > ISLAND_LON):
        return None
    return metres(start, end) / SPEED_M_S, metres(start, end)


@contextmanager
def road_server() -> Iterator[RoadServer]:
    """Run the service on a free port of this machine."""
    told = RoadServer()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            self._answer(json.loads(self.rfile.read(length)))

        def _answer(self, body: Mapping[str, Any] | None) -> None:
            told.asked.append(self.path)
            if told.mood == "silent":
                told.awake.wait(5)
                return
            status, text = reply(told.mood, self.path, body)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name there
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield told
    finally:
        told.awake.set()
        server.shutdown()
        server.server_close()
        thread.join()


def reply(mood: str, path: str, body: Mapping[str, Any] | None) -> tuple[int, bytes]:
    """Give status and text of an answer."""
    if mood in SPOILT:
        return SPOILT[mood]
    parts = urlsplit(path)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path.startswith("/table/"):
        return _osrm(mood, parts.path, query)
    if parts.path == "/sources_to_targets":
        return _valhalla(mood, body or {})
    talks = {"/v3/distance": _amap, "/search": _nominatim, "/v3/geocode/geo": _amap_geocode}
    return talks.get(parts.path, _tencent)(mood, query)


def _json(status: int, data: object) -> tuple[int, bytes]:
    return status, json.dumps(data).encode()


def _osrm(mood: str, path: str, query: Mapping[str, str]) -> tuple[int, bytes]:
    if mood == "uncovered":
        return _json(400, {"code": "NoSegment", "message": "Could not find a matching segment"})
    places = [_lon_lat(each) for each in unquote(path.rpartition("/")[2]).split(";")]
    starts = [places[int(i)] for i in query["sources"].split(";")]
    ends = [places[int(i)] for i in query["destinations"].split(";")]
    seconds, lengths = _rows(starts, ends)
    return _json(200, {"code": "Ok", "durations": seconds, "distances": lengths})


def _valhalla(mood: str, body: Mapping[str, Any]) -> tuple[int, bytes]:
    if mood == "uncovered":
        said = {"error_code": 171, "error": "No suitable edges near location", "status_code": 400}
        return _json(400, said)
    starts = [Position(lat=each["lat"], lon=each["lon"]) for each in body["sources"]]
    ends = [Position(lat=each["lat"], lon=each["lon"]) for each in body["targets"]]
    seconds, lengths = _rows(starts, ends)
    kilometres = [[None if m is None else m / 1_000 for m in row] for row in lengths]
    if mood == "verbose":
        verbose = [
            [{"time": s, "distance": km, "from_index": i, "to_index": j} for j, (s, km) in row]
            for i, row in enumerate(
                list(enumerate(zip(*pair, strict=True)))
                for pair in zip(seconds, kilometres, strict=True)
            )
        ]
        return _json(200, {"sources_to_targets": verbose, "units": "kilometers"})
    table = {"durations": seconds, "distances": kilometres}
    return _json(200, {"sources_to_targets": table, "units": "kilometers"})


def _amap(mood: str, query: Mapping[str, str]) -> tuple[int, bytes]:
    refused = {"quota": ("DAILY_QUERY_OVER_LIMIT", "10003"), "key": ("INVALID_USER_KEY", "10001"),
               "uncovered": ("INVALID_PARAMS", "20000")}  # fmt: skip
    if mood in refused:
        info, code = refused[mood]
        return _json(200, {"status": "0", "info": info, "infocode": code})
    end = wgs84_of(_lon_lat(query["destination"]))
    results: list[dict[str, str]] = []
    for number, text in enumerate(query["origins"].split("|"), start=1):
        found = leg(wgs84_of(_lon_lat(text)), end)
        told = {"origin_id": str(number), "dest_id": "1"}
        if mood == "roadless":
            told |= {"info": "NO_ROADS_NEARBY", "code": "2", "distance": "0", "duration": "0"}
        elif found is None:
            told |= {"info": "NO_WAY", "code": "1", "distance": "0", "duration": "0"}
        else:
            told |= {"duration": f"{found[0]:.0f}", "distance": f"{found[1]:.0f}"}
        results.append(told)
    return _json(200, {"status": "1", "info": "OK", "infocode": "10000", "results": results})


def _amap_geocode(mood: str, query: Mapping[str, str]) -> tuple[int, bytes]:
    if mood in {"quota", "key"}:
        return _amap(mood, query)
    told = {
        "formatted_address": "上海市浦东新区世纪大道100号",
        "adcode": "310115",
        "level": "门牌号" if mood == "fine" else "区县",
        "location": "121.531542,31.175304",
    }
    found = [] if "无此" in query["address"] else [told]
    return _json(200, {"status": "1", "infocode": "10000", "geocodes": found})


def _nominatim(mood: str, query: Mapping[str, str]) -> tuple[int, bytes]:
    told = {
        "display_name": "上海市浦东新区世纪大道100号",
        "lat": "31.1774276",
        "lon": "121.5272106",
        "place_rank": 30 if mood == "fine" else 18,
    }
    return _json(200, [] if "无此" in query["q"] else [told])


def _tencent(mood: str, query: Mapping[str, str]) -> tuple[int, bytes]:
    refused = {"quota": 121, "key": 311, "uncovered": 373}
    if mood in refused:
        return _json(200, {"status": refused[mood], "message": "此key每日调用量已达到上限"})
    starts = [wgs84_of(_lat_lon(each)) for each in query["from"].split(";")]
    ends = [wgs84_of(_lat_lon(each)) for each in query["to"].split(";")]
    rows = [{"elements": [_element(mood, leg(a, b)) for b in ends]} for a in starts]
    return _json(200, {"status": 0, "message": "query ok", "result": {"rows": rows}})


def _element(mood: str, found: tuple[float, float] | None) -> dict[str, int]:
    if found is None or mood == "roadless":
        return {"distance": 5_000, "duration": 0, "status": 4}
    return {"distance": round(found[1]), "duration": round(found[0])}


def _rows(
    starts: Sequence[Position], ends: Sequence[Position]
) -> tuple[list[list[float | None]], list[list[float | None]]]:
    table = [[leg(a, b) for b in ends] for a in starts]
    seconds = [[each and round(each[0], 1) for each in row] for row in table]
    lengths = [[each and round(each[1], 1) for each in row] for row in table]
    return seconds, lengths


def _lon_lat(text: str) -> Position:
    lon, lat = text.split(",")
    return Position(lat=float(lat), lon=float(lon))


def _lat_lon(text: str) -> Position:
    lat, lon = text.split(",")
    return Position(lat=float(lat), lon=float(lon))
