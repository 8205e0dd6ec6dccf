"""Pre-selection: the candidates worth the solver's time.

Above about a thousand candidates every engine does better on the best few hundred. The score is
what a
visit and its neighbourhood bring per second of visit and hop; where nights are spent away
distance from
the start hardly counts, else a share of the way there is added.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roadbook.core.geo import Position

NEIGHBORS = 8
HOP_S_PER_KM = 90
BLOCK = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """A customer before the matrix exists. `is_fixed` ones are always kept."""

    id: str
    position: Position
    prize: int
    service_s: int
    is_fixed: bool = False


def shortlist(
    prospects: Sequence[Prospect], *, base: Position, keep: int, sleeps_away: bool
) -> tuple[str, ...]:
    """Give the ids to plan with, best first, all fixed ones among them; at most `keep` others."""
    fixed = [p.id for p in prospects if p.is_fixed]
    loose = [p for p in prospects if not p.is_fixed]
    if len(loose) <= keep:
        return (*fixed, *(p.id for p in loose))
    plane = _plane([p.position for p in loose])
    prize = np.array([p.prize for p in loose], dtype=np.float64)
    service = np.array([p.service_s for p in loose], dtype=np.float64)
    around, hop = _neighborhood(plane, prize)
    origin = _plane([base], at=loose[0].position.lat)
    away = np.hypot(*(plane - origin).T) * HOP_S_PER_KM
    share = 0.02 if sleeps_away else 0.12
    scores = np.rint((prize + 0.25 * around) * 1e6 / (service + hop * HOP_S_PER_KM + share * away))
    order = sorted(range(len(loose)), key=lambda i: (-int(scores[i]), loose[i].id))
    return (*fixed, *(loose[i].id for i in order[:keep]))


def _plane(positions: Sequence[Position], at: float | None = None) -> np.ndarray:
    """Give kilometres east and north; `at` fixes the latitude of the scale."""
    lat = positions[0].lat if at is None else at
    scale = 111.2 * np.cos(np.radians(lat))
    return np.array([(p.lon * scale, p.lat * 111.2) for p in positions])


def _neighborhood(plane: np.ndarray, prize: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give per point the prizes of its nearest neighbors and the mean hop to them, in blocks."""
    around, hop = np.zeros(len(plane)), np.zeros(len(plane))
    for first in range(0, len(plane), BLOCK):
        block = plane[first : first + BLOCK]
        gaps = np.hypot(
            block[:, None, 0] - plane[None, :, 0], block[:, None, 1] - plane[None, :, 1]
        )
        nearest = np.argpartition(gaps, NEIGHBORS, axis=1)[:, : NEIGHBORS + 1]
        rows = np.arange(len(block))[:, None]
        around[first : first + BLOCK] = prize[nearest].sum(axis=1) - prize[first : first + BLOCK]
        hop[first : first + BLOCK] = gaps[rows, nearest].sum(axis=1) / NEIGHBORS
    return around, hop
