"""The default adapters."""

from roadbook.adapters.estimate import AtlasGeocoder, EstimatedTravel
from roadbook.core.geo import Position


def test_estimates_without_network() -> None:
    places = [Position(lat=31.23, lon=121.47), Position(lat=31.3, lon=120.58)]

    matrix = EstimatedTravel().matrix(places)

    assert matrix.size == 2
    assert matrix.source(0, 1) == "estimate"
    assert 3_600 < matrix.seconds[0][1] < 3 * 3_600


def test_finds_a_city_in_an_address() -> None:
    found = AtlasGeocoder().locate("江苏省苏州市工业园区星湖街328号")

    assert found is not None
    assert round(found.position.lat) == 31


def test_finds_nothing_in_nothing() -> None:
    assert AtlasGeocoder().locate("somewhere") is None
