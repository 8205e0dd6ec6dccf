"""The Chinese datum and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.core.geo import Position, distance_km
from roadbook.engines.places.datum import gcj02_of, is_shifted, wgs84_of


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


@given(lat=st.floats(0.83, 55.827), lon=st.floats(72.005, 137.834))
def test_comes_back_from_everywhere_inside(lat: float, lon: float) -> None:
    there = gcj02_of(Position(lat=lat, lon=lon))

    back = wgs84_of(there)

    assert (back.lat, back.lon) == pytest.approx((lat, lon), abs=1e-7)


@given(lat=st.floats(18, 53), lon=st.floats(74, 134))
def test_shifts_by_some_hundred_metres(lat: float, lon: float) -> None:
    here = Position(lat=lat, lon=lon)

    assert 0 < distance_km(here, gcj02_of(here)) < 1.5


@pytest.mark.parametrize("place", [(51.5, -0.12), (-33.9, 151.2), (35.7, 139.7), (0.5, 100.0)])
def test_leaves_the_rest_of_the_world_alone(place: tuple[float, float]) -> None:
    here = Position(lat=place[0], lon=place[1])

    assert not is_shifted(here)
    assert gcj02_of(here) == here
    assert wgs84_of(here) == here
