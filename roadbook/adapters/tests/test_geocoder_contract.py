"""One contract for everybody who finds addresses."""

from collections.abc import Iterator

import pytest

from roadbook.adapters.amap import AmapGeocoder
from roadbook.adapters.atlas import AtlasGeocoder
from roadbook.adapters.nominatim import NominatimGeocoder
from roadbook.adapters.tests import road_server as service
from roadbook.core.errors import Unavailable
from roadbook.domains.customers.contracts import PlaceConfidence
from roadbook.domains.customers.ports import Geocoder
from roadbook.domains.planning.contracts import RoadKeyRefused, RoadQuotaUsedUp
from roadbook.foundation.http.outbound import NoAnswer, UnreadableAnswer

ADDRESS = "浦东新区世纪大道100号"
OVER_THE_WIRE = ("nominatim", "amap")


@pytest.fixture
def server() -> Iterator[service.RoadServer]:
    with service.road_server() as running:
        yield running


def geocoder_of(name: str, url: str) -> Geocoder:
    if name == "atlas":
        return AtlasGeocoder()
    if name == "amap":
        return AmapGeocoder("k", timeout_s=5, calls_a_second=0, url=url)
    return NominatimGeocoder(url, timeout_s=5)


@pytest.mark.parametrize("name", ["atlas", *OVER_THE_WIRE])
def test_finds_the_city_of_an_address(name: str, server: service.RoadServer) -> None:
    found = geocoder_of(name, server.url).find(ADDRESS, "上海")

    assert found is not None
    assert found.city_code == "310000"
    assert found.label != ""


@pytest.mark.parametrize("name", ["atlas", *OVER_THE_WIRE])
def test_finds_nothing_rather_than_something(name: str, server: service.RoadServer) -> None:
    assert geocoder_of(name, server.url).find("无此路一号", "") is None


def test_never_puts_a_pin_without_a_service() -> None:
    found = AtlasGeocoder().find(ADDRESS, "上海")

    assert found is not None
    assert (found.position, found.confidence) == (None, PlaceConfidence.AREA)


@pytest.mark.parametrize("name", OVER_THE_WIRE)
def test_gives_wgs84_and_says_how_sure_it_is(name: str, server: service.RoadServer) -> None:
    geocoder = geocoder_of(name, server.url)

    sure = geocoder.find(ADDRESS, "上海")
    server.mood = "vague"
    vague = geocoder.find(ADDRESS, "上海")

    assert sure is not None
    assert vague is not None
    assert sure.position is not None
    assert (sure.position.lat, sure.position.lon) == pytest.approx(
        (31.1774276, 121.5272106), abs=2e-6
    )
    assert (sure.confidence, vague.confidence) == (PlaceConfidence.HOUSE, PlaceConfidence.AREA)


@pytest.mark.parametrize("name", OVER_THE_WIRE)
@pytest.mark.parametrize(
    ("mood", "refusal"),
    [("broken", UnreadableAnswer), ("shape", UnreadableAnswer), ("failing", NoAnswer)],
)
def test_says_what_went_wrong(
    name: str, mood: str, refusal: type[Unavailable], server: service.RoadServer
) -> None:
    server.mood = mood

    with pytest.raises(refusal):
        geocoder_of(name, server.url).find(ADDRESS, "上海")


@pytest.mark.parametrize(("mood", "refusal"), [("quota", RoadQuotaUsedUp), ("key", RoadKeyRefused)])
def test_knows_used_up_quotas_and_wrong_keys(
    mood: str, refusal: type[Unavailable], server: service.RoadServer
) -> None:
    server.mood = mood

    with pytest.raises(refusal):
        geocoder_of("amap", server.url).find(ADDRESS, "上海")
