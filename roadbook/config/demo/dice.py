"""Chance that repeats: every part of the company draws from its own stream of one seed."""

from collections.abc import Sequence
from datetime import datetime
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62
_RANDOM_BITS = (1 << 76) - 1 - (0b11 << 62)


class Dice:
    """A stream of chance named by a path, independent of how much other streams have drawn."""

    def __init__(self, *path: object) -> None:
        self._random = Random("/".join(map(str, path)))  # noqa: S311  # nosec B311  # a demo, not a secret

    def uuid(self, at: datetime) -> UUID:
        """Give a UUID version 7 that was made at `at`."""
        millis = int(at.timestamp() * 1000)
        noise = self._random.getrandbits(76) & _RANDOM_BITS
        return UUID(int=millis << 80 | _VERSION_7 | noise | _VARIANT)

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def uniform(self, low: float, high: float) -> float:
        return self._random.uniform(low, high)

    def between(self, low: int, high: int) -> int:
        """Give a whole number from low to high, both included."""
        return self._random.randint(low, high)

    def one(self, choices: Sequence[T]) -> T:
        return choices[self._random.randrange(len(choices))]

    def some(self, choices: Sequence[T], count: int) -> list[T]:
        return self._random.sample(choices, min(count, len(choices)))

    def weighted(self, choices: dict[T, float]) -> T:
        return self._random.choices(list(choices), weights=list(choices.values()))[0]

    def bell(self, middle: float, spread: float) -> float:
        return self._random.gauss(middle, spread)

    def amount(self, middle_minor: int, spread: float = 0.45) -> int:
        """Give an amount around the middle: log-normal, in whole hundreds of the currency."""
        raw = middle_minor * self._random.lognormvariate(0, spread)
        return max(10_000, round(raw / 10_000) * 10_000)
