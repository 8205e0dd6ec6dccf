import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.engines.policy.mileage import BadBands, MileageBand, mileage

FLAT = (MileageBand(up_to_m=None, per_km_minor=120),)
BRITISH = (
    MileageBand(up_to_m=10_000_000, per_km_minor=45),
    MileageBand(up_to_m=None, per_km_minor=25),
)


@pytest.mark.parametrize(
    ("distance_m", "before_m", "bands", "amount"),
    [
        (0, 0, FLAT, 0),
        (640_000, 0, FLAT, 76_800),
        (4, 0, FLAT, 0),
        (5, 0, FLAT, 1),
        (12_345, 0, FLAT, 1_481),
        (1_000, 9_999_500, BRITISH, 35),
        (1_000, 10_000_000, BRITISH, 25),
        (20_000_000, 0, BRITISH, 700_000),
        (2_000, 0, (MileageBand(up_to_m=1_000, per_km_minor=100),), 100),
        (2_000, 0, (), 0),
    ],
)
def test_pays_each_band_at_its_rate(
    distance_m: int, before_m: int, bands: tuple[MileageBand, ...], amount: int
) -> None:
    assert mileage(distance_m, bands=bands, driven_before_m=before_m) == amount


@pytest.mark.parametrize(
    "bands",
    [
        (MileageBand(up_to_m=None, per_km_minor=1), MileageBand(up_to_m=None, per_km_minor=1)),
        (MileageBand(up_to_m=5, per_km_minor=1), MileageBand(up_to_m=5, per_km_minor=1)),
        (MileageBand(up_to_m=0, per_km_minor=1),),
        (MileageBand(up_to_m=None, per_km_minor=-1),),
    ],
)
def test_refuses_bands_out_of_order(bands: tuple[MileageBand, ...]) -> None:
    with pytest.raises(BadBands):
        mileage(1, bands=bands)


@given(st.integers(0, 10**8), st.integers(0, 10**8), st.integers(0, 10**8))
def test_is_the_same_in_one_drive_or_two_but_for_rounding(a: int, b: int, before: int) -> None:
    whole = mileage(a + b, bands=BRITISH, driven_before_m=before)
    first = mileage(a, bands=BRITISH, driven_before_m=before)
    second = mileage(b, bands=BRITISH, driven_before_m=before + a)

    assert abs(whole - first - second) <= 1


@given(st.integers(0, 10**8), st.integers(0, 10**6))
def test_never_falls_with_distance(distance_m: int, more_m: int) -> None:
    assert mileage(distance_m, bands=BRITISH) <= mileage(distance_m + more_m, bands=BRITISH)
