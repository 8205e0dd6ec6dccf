"""One contract for everybody who tells travel times.

Estimate, fake, and the four road services over their wire formats. Real servers and keys named in
ROADBOOK_TEST_OSRM_URL, ROADBOOK_TEST_VALHALLA_URL, ROADBOOK_TEST_AMAP_KEY and
ROADBOOK_TEST_TENCENT_KEY are put through the same tests; their map holds ROADBOOK_TEST_PLACES.
"""

import json
import os
from collections.abc import Callable, Iterator

import pytest

from roadbook.adapters.amap import AmapTravel
from roadbook.adapters.estimate import EstimatedTravel
from roadbook.adapters.osrm import OsrmTravel
from roadbook.adapters.tencent import TencentTravel
from roadbook.adapters.tests import road_server as service
from roadbook.adapters.valhalla import ValhallaTravel
from roadbook.core.errors import Unavailable
from roadbook.core.geo import Position, distance_km
from roadbook.domains.planning.contracts import RoadKeyRefused, RoadNotCovered, RoadQuotaUsedUp
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.tests.road_fakes import FakeRoads
from roadbook.engines.routing.problem import UNREACHABLE
from roadbook.foundation.http.outbound import NoAnswer, UnreadableAnswer

PLACES = [
    Position(lat=31.2304, lon=121.4737),
    Position(lat=31.3003, lon=120.5853),
    Position(lat=31.1550, lon=121.8060),
    Position(lat=31.2304, lon=121.4900),
]
ISLAND = Position(lat=30.0, lon=122.3)
FASTEST_M_S = 45
OVER_THE_WIRE = ("osrm", "valhalla", "amap", "tencent")
ONES_OWN = ("osrm", "valhalla")
BY_KEY = ("amap", "tencent")


def over_the_wire(name: str, url: str, timeout_s: float = 5) -> TravelTimes:
    match name:
        case "osrm":
            return OsrmTravel(url, timeout_s=timeout_s)
        case "valhalla":
            return ValhallaTravel(url, timeout_s=timeout_s)
        case "amap":
            return AmapTravel("k", timeout_s=timeout_s, calls_a_second=0, url=url)
    return TencentTravel("k", timeout_s=timeout_s, calls_a_second=0, url=url)


REAL: dict[str, tuple[str, Callable[[str], TravelTimes]]] = {
    "real osrm": ("ROADBOOK_TEST_OSRM_URL", lambda url: OsrmTravel(url, timeout_s=30)),
    "real valhalla": ("ROADBOOK_TEST_VALHALLA_URL", lambda url: ValhallaTravel(url, timeout_s=30)),
    "real amap": (
        "ROADBOOK_TEST_AMAP_KEY",
        lambda key: AmapTravel(key, timeout_s=30, calls_a_second=2),
    ),
    "real tencent": (
        "ROADBOOK_TEST_TENCENT_KEY",
        lambda key: TencentTravel(key, timeout_s=30, calls_a_second=2),
    ),
}
ISLANDERS = [
    name
    for name, (variable, _) in REAL.items()
    if os.environ.get(variable) and os.environ.get("ROADBOOK_TEST_ISLAND")
]
NAMED = [name for name, (variable, _) in REAL.items() if os.environ.get(variable)]


def place(lat: float, lon: float) -> Position:
    return Position(lat=lat, lon=lon)


def real_places() -> list[Position]:
    """Give places that the real services' map holds."""
    given = os.environ.get("ROADBOOK_TEST_PLACES", "")
    return [place(*each) for each in json.loads(given)] if given else PLACES


@pytest.fixture
def server() -> Iterator[service.RoadServer]:
    with service.road_server() as running:
        yield running


@pytest.fixture(params=["estimate", "fake", *OVER_THE_WIRE, *NAMED])
def times(request: pytest.FixtureRequest, server: service.RoadServer) -> TravelTimes:
    name = str(request.param)
    if name == "estimate":
        return EstimatedTravel()
    if name == "fake":
        return FakeRoads()
    if name in REAL:
        variable, make = REAL[name]
        return make(os.environ[variable])
    return over_the_wire(name, server.url)


@pytest.fixture
def places(times: TravelTimes, request: pytest.FixtureRequest) -> list[Position]:
    return real_places() if request.node.callspec.params["times"] in REAL else PLACES


def square(times: TravelTimes, places: list[Position]) -> list[list[tuple[int, int]]]:
    """Ask for everything to everything, within the reach of a call."""
    step = times.reach.destinations
    rows: list[list[tuple[int, int]]] = [[] for _ in places]
    for start in range(0, len(places), step):
        table = times.table(places, places[start : start + step])
        for row, seconds, metres in zip(rows, table.seconds, table.metres, strict=True):
            for s, m in zip(seconds, metres, strict=True):
                assert s is not None
                assert m is not None
                row.append((s, m))
    return rows


def test_says_who_tells(times: TravelTimes) -> None:
    assert times.source in {"estimate", "osrm", "valhalla", "amap", "tencent"}
    assert min(times.reach.origins, times.reach.destinations) >= 1


def test_tells_seconds_and_metres_that_a_car_can_drive(
    times: TravelTimes, places: list[Position]
) -> None:
    for start, row in zip(places, square(times, places), strict=True):
        for end, (seconds, metres) in zip(places, row, strict=True):
            straight_m = distance_km(start, end) * 1_000
            assert metres >= straight_m * 0.97 - 60
            assert metres <= straight_m * 3 + 2_000
            assert seconds >= straight_m / FASTEST_M_S - 5
            assert (seconds < 60) or start != end


def test_tells_the_same_in_part_as_in_whole(times: TravelTimes, places: list[Position]) -> None:
    whole = square(times, places)

    part = times.table(places[:2], places[3:4])

    assert part.seconds == ((whole[0][3][0],), (whole[1][3][0],))
    assert part.metres == ((whole[0][3][1],), (whole[1][3][1],))


@pytest.mark.parametrize("name", OVER_THE_WIRE)
def test_tells_what_the_service_says(name: str, server: service.RoadServer) -> None:
    table = over_the_wire(name, server.url).table(PLACES[:1], PLACES[1:2])

    metres = service.metres(PLACES[0], PLACES[1])
    assert table.metres[0][0] == pytest.approx(metres, abs=2)
    assert table.seconds[0][0] == pytest.approx(metres / service.SPEED_M_S, abs=1)
    assert len(server.asked) == 1


def test_reads_the_verbose_form_of_older_servers(server: service.RoadServer) -> None:
    times = over_the_wire("valhalla", server.url)
    concise = times.table(PLACES[:2], PLACES[2:])
    server.mood = "verbose"

    assert times.table(PLACES[:2], PLACES[2:]) == concise


@pytest.mark.parametrize("name", ["osrm", "valhalla", "amap", *ISLANDERS])
def test_tells_where_no_way_leads(name: str, server: service.RoadServer) -> None:
    times, start, end = over_the_wire(name, server.url), PLACES[0], ISLAND
    if name in ISLANDERS:
        times = REAL[name][1](os.environ[REAL[name][0]])
        start, end = real_places()[0], place(*json.loads(os.environ["ROADBOOK_TEST_ISLAND"]))

    table = times.table([start], [end])

    assert table.seconds == ((UNREACHABLE,),)
    assert table.metres == ((UNREACHABLE,),)


@pytest.mark.parametrize("name", BY_KEY)
def test_cannot_say_where_there_is_no_road_near(name: str, server: service.RoadServer) -> None:
    server.mood = "roadless"

    table = over_the_wire(name, server.url).table(PLACES[:1], PLACES[1:2])

    assert table.seconds == ((None,),)


@pytest.mark.parametrize("name", OVER_THE_WIRE)
@pytest.mark.parametrize(
    ("mood", "refusal"),
    [
        ("broken", UnreadableAnswer),
        ("shape", UnreadableAnswer),
        ("failing", NoAnswer),
        ("uncovered", RoadNotCovered),
    ],
)
def test_says_what_went_wrong(
    name: str, mood: str, refusal: type[Unavailable], server: service.RoadServer
) -> None:
    server.mood = mood

    with pytest.raises(refusal):
        over_the_wire(name, server.url).table(PLACES[:1], PLACES[1:2])


@pytest.mark.parametrize("name", BY_KEY)
@pytest.mark.parametrize(("mood", "refusal"), [("quota", RoadQuotaUsedUp), ("key", RoadKeyRefused)])
def test_knows_used_up_quotas_and_wrong_keys(
    name: str, mood: str, refusal: type[Unavailable], server: service.RoadServer
) -> None:
    server.mood = mood

    with pytest.raises(refusal):
        over_the_wire(name, server.url).table(PLACES[:1], PLACES[1:2])


@pytest.mark.parametrize("name", OVER_THE_WIRE)
def test_does_not_wait_for_ever(name: str, server: service.RoadServer) -> None:
    server.mood = "silent"

    with pytest.raises(NoAnswer) as refused:
        over_the_wire(name, server.url, timeout_s=0.05).table(PLACES[:1], PLACES[1:2])

    assert refused.value.facts["reason"] == "timeout"


@pytest.mark.parametrize("name", OVER_THE_WIRE)
def test_says_when_nobody_is_there(name: str) -> None:
    with pytest.raises(NoAnswer) as refused:
        over_the_wire(name, "http://127.0.0.1:9").table(PLACES[:1], PLACES[1:2])

    assert refused.value.facts["reason"] == "ConnectionRefusedError"
