"""Estimated travel."""

from roadbook.core.geo import Position, distance_km
from roadbook.engines.routing.travel import estimate

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
