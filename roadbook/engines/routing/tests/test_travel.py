"""Estimated travel and the Chinese datum."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.core.geo import Position, distance_km
from roadbook.engines.routing.travel import estimate, gcj02_of, wgs84_of

SHANGHAI = Position(lat=31.2304, lon=121.4737)
SUZHOU = Position(lat=31.2989, lon=120.5853)


def test_estimates_shanghai_to_suzhou() -> None:
    matrix = estimate([SHANGHAI, SUZHOU])

    km = distance_km(SHANGHAI, SUZHOU) * 1.324
    assert matrix.metres[0][1] == round(km * 1000)
    bands = 2 / 18 + 3 / 25 + 10 / 38 + 25 / 55 + 60 / 72 + (km - 100) / 85
    assert matrix.seconds[0][1] == round(bands * 3600 + 120)
    assert matrix.seconds[0][0] == 0
    assert matrix.source(0, 1) == "estimate"


def test_grows_with_distance() -> None:
    places = [Position(lat=31.0, lon=121.0 + step / 20) for step in range(30)]

    seconds = estimate(places).seconds[0]

    assert list(seconds) == sorted(seconds)


@pytest.mark.parametrize(
    ("wgs", "gcj"),
    [
        ((31.1774276, 121.5272106), (31.17530398364597, 121.531541859215)),
        ((22.543847, 113.912316), (22.540796131694766, 113.9171764808363)),
        ((39.911954, 116.377817), (39.91334545536069, 116.38404722455657)),
    ],
)
def test_shifts_like_the_published_vectors(
    wgs: tuple[float, float], gcj: tuple[float, float]
) -> None:
    shifted = gcj02_of(Position(lat=wgs[0], lon=wgs[1]))

    assert (shifted.lat, shifted.lon) == pytest.approx(gcj, abs=1e-6)


@given(lat=st.floats(1, 55), lon=st.floats(73, 137))
def test_comes_back_exactly(lat: float, lon: float) -> None:
    there = gcj02_of(Position(lat=lat, lon=lon))

    back = wgs84_of(there)

    assert (back.lat, back.lon) == pytest.approx((lat, lon), abs=1e-9)


def test_leaves_the_rest_of_the_world_alone() -> None:
    london = Position(lat=51.5, lon=-0.12)

    assert gcj02_of(london) == london
    assert wgs84_of(london) == london
