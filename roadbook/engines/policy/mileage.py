"""Money for one's own car: distance × rate, with bands over the year's distance.

Pay from the road distance between verified stops, never from a raw GPS track (FIELD_NOTES.md 18).
"""

from collections.abc import Sequence
from dataclasses import dataclass

_M_PER_KM = 1000


class BadBands(ValueError):
    """Bands must rise, and only the last is open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MileageBand:
    """Up to this distance in the year (None: without end), this much per kilometre."""

    up_to_m: int | None
    per_km_minor: int


def mileage(distance_m: int, *, bands: Sequence[MileageBand], driven_before_m: int = 0) -> int:
    """Give the amount in minor units for a drive, half up once.

    `driven_before_m` is what was already paid this year. Beyond a closed last band nothing is paid.
    Raises BadBands and ValueError for negative distances.
    """
    if distance_m < 0 or driven_before_m < 0:
        raise ValueError("distances are not negative")
    _check(bands)
    exact = 0
    start, end = driven_before_m, driven_before_m + distance_m
    floor = 0
    for band in bands:
        ceiling = end if band.up_to_m is None else band.up_to_m
        exact += max(0, min(end, ceiling) - max(start, floor)) * band.per_km_minor
        floor = ceiling
    return (exact + _M_PER_KM // 2) // _M_PER_KM


def _check(bands: Sequence[MileageBand]) -> None:
    floor = 0
    for i, band in enumerate(bands):
        if band.per_km_minor < 0:
            raise BadBands("a rate is not negative")
        if band.up_to_m is None:
            if i != len(bands) - 1:
                raise BadBands("only the last band is open")
        elif band.up_to_m <= floor:
            raise BadBands("bands must rise")
        else:
            floor = band.up_to_m
