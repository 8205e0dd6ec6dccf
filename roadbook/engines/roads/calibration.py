"""One factor a region on the estimated travel time, from journeys that took place.

The factor is the median of observed over estimated seconds: half of the observations may be
arbitrarily wrong (a coffee on the way, a forgotten check-out) before it breaks (Rousseeuw and
Leroy, Robust Regression, 1987, section 1.2). Pauses only ever lengthen a journey, so journeys that
took more than `SLOWEST` times the estimate are taken for something else than driving and left out,
as are those faster than any car.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median

PER_MILLE = 1_000
SHORTEST_M = 500  # below this the door, the lift and the car park are longer than the way
LONGEST_S = 4 * 3_600
FASTEST, SLOWEST = 0.35, 3.0
FEWEST = 20
LOWEST_PER_MILLE, HIGHEST_PER_MILLE = 500, 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A way that somebody went, and what the plain estimate says of it."""

    region: str
    observed_s: int
    estimated_s: int
    estimated_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionFactor:
    """The factor of a region, with the number of journeys it rests on and their spread.

    `spread_per_mille` is the median distance of a journey's ratio from the factor.
    """

    per_mille: int
    observations: int
    spread_per_mille: int


def is_usable(journey: Journey) -> bool:
    """Tell whether a journey says something about driving."""
    if journey.estimated_m < SHORTEST_M or not 0 < journey.observed_s <= LONGEST_S:
        return False
    return FASTEST <= journey.observed_s / journey.estimated_s <= SLOWEST


def calibrate(journeys: Iterable[Journey], *, fewest: int = FEWEST) -> Mapping[str, RegionFactor]:
    """Give the factor of every region with at least `fewest` usable journeys.

    The factor stays within a half and twice: beyond, the estimate is wrong for another reason.
    """
    ratios: dict[str, list[float]] = defaultdict(list)
    for journey in journeys:
        if is_usable(journey):
            ratios[journey.region].append(journey.observed_s / journey.estimated_s)
    return {
        region: _factor(found) for region, found in sorted(ratios.items()) if len(found) >= fewest
    }


def _factor(ratios: list[float]) -> RegionFactor:
    middle = median(ratios)
    spread = median(abs(ratio - middle) for ratio in ratios)
    return RegionFactor(
        per_mille=min(HIGHEST_PER_MILLE, max(LOWEST_PER_MILLE, round(middle * PER_MILLE))),
        observations=len(ratios),
        spread_per_mille=round(spread * PER_MILLE),
    )
