"""The adapter that needs nothing."""

from roadbook.adapters.estimate import EstimatedTravel
from roadbook.core.geo import Position

SHANGHAI = Position(lat=31.2304, lon=121.4737)
SUZHOU = Position(lat=31.2990, lon=120.5853)


def test_estimates_both_ways() -> None:
    table = EstimatedTravel().table([SHANGHAI, SUZHOU], [SHANGHAI, SUZHOU])

    assert table.seconds[0][0] == 0
    assert table.seconds[0][1] == table.seconds[1][0]
    assert 95_000 < (table.metres[0][1] or 0) < 125_000
