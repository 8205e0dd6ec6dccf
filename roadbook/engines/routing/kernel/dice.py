"""Repeatable dice: xorshift64 (Marsaglia 2003, doi:10.18637/jss.v008.i14)."""

import numpy as np
from numpy.typing import NDArray

from roadbook.engines.routing.kernel.compiling import compiled

Dice = NDArray[np.uint64]


@compiled
def draw(dice: Dice) -> int:
    """Give 31 random bits."""
    x = dice[0]
    x ^= x << np.uint64(13)
    x ^= x >> np.uint64(7)
    x ^= x << np.uint64(17)
    dice[0] = x
    return int(np.int64(x >> np.uint64(33)))


@compiled
def below(dice: Dice, bound: int) -> int:
    """Give a whole number in [0, bound)."""
    return (draw(dice) * bound) >> 31


@compiled
def share(dice: Dice) -> float:
    """Give a number in [0, 1)."""
    return draw(dice) * 4.656612873077393e-10
