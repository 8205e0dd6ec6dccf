"""Which candidates are kept."""

from roadbook.core.geo import Position
from roadbook.engines.routing.shortlisting import Prospect, shortlist

HOME = Position(lat=31.23, lon=121.47)


def prospect(name: str, lon: float, *, prize: int = 100, is_fixed: bool = False) -> Prospect:
    position = Position(lat=31.23, lon=lon)
    return Prospect(id=name, position=position, prize=prize, service_s=3600, is_fixed=is_fixed)


def test_keeps_appointments_and_the_dense_rich_places() -> None:
    dense = [prospect(f"dense{i}", 121.5 + i / 1000) for i in range(30)]
    sparse = [prospect(f"sparse{i}", 122 + i / 2, prize=50) for i in range(30)]
    fixed = prospect("fixed", 140, is_fixed=True)

    kept = shortlist([*sparse, fixed, *dense], base=HOME, keep=30, sleeps_away=True)

    assert kept[0] == "fixed"
    assert set(kept[1:]) == {p.id for p in dense}


def test_keeps_all_when_there_are_few() -> None:
    few = [prospect("a", 121.5), prospect("b", 121.5)]

    assert shortlist(few, base=HOME, keep=5, sleeps_away=False) == ("a", "b")
