"""The city nearest to a position."""

import pytest

from roadbook.core.geo import Position
from roadbook.engines.places.nearest import nearest_city


@pytest.mark.parametrize(
    ("lat", "lon", "name"),
    [
        (31.15, 121.80, "上海"),
        (31.38, 120.98, "苏州"),
        (22.55, 114.05, "深圳"),
        (39.8, 116.3, "北京"),
    ],
)
def test_finds_the_city(lat: float, lon: float, name: str) -> None:
    city = nearest_city(Position(lat=lat, lon=lon))

    assert city is not None
    assert city.name == name


def test_knows_no_city_in_the_north_sea() -> None:
    assert nearest_city(Position(lat=56.0, lon=3.0)) is None
