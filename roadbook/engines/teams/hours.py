"""How many hours a visit takes with its share of the driving, before any route is known.

The hop is the mean way to the nearest neighbors; a day out and back is shared by the visits of a
usual day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from roadbook.core.geo import Position
from roadbook.engines.routing.travel import STANDARD, SpeedModel, ways_s

NEIGHBORS: Final = 4
DAY_S: Final = 9 * 3_600  # a usual day on the road
BLOCK: Final = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A customer to be visited."""

    position: Position
    service_s: int


def hours_of(
    spots: Sequence[Spot], *, base: Position, model: SpeedModel = STANDARD
) -> tuple[int, ...]:
    """Give the seconds that one visit of each takes, from `base`, driving included."""
    if not spots:
        return ()
    positions = [spot.position for spot in spots]
    hop = _hops_s(positions, model)
    away = 2 * ways_s([base], positions, model)[0]
    visit = np.array([spot.service_s for spot in spots]) + hop
    usual = np.maximum(1.0, (DAY_S - away) / np.maximum(visit, 60))
    return tuple(int(each) for each in np.rint(visit + away / usual))


def _hops_s(positions: Sequence[Position], model: SpeedModel) -> np.ndarray:
    """Give the mean way to each one's nearest neighbors, in blocks."""
    near = min(NEIGHBORS, len(positions) - 1)
    hops = np.zeros(len(positions))
    if near == 0:
        return hops
    for first in range(0, len(positions), BLOCK):
        ways = ways_s(positions[first : first + BLOCK], positions, model)
        nearest = np.partition(ways, near, axis=1)[:, : near + 1]
        hops[first : first + BLOCK] = nearest.sum(axis=1) / near  # the way to itself is 0
    return hops
