"""Money as integer minor units with an ISO 4217 currency."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

_EXPONENTS = {
    "JPY": 0,
    "KRW": 0,
    "VND": 0,
    "CLP": 0,
    "ISK": 0,
    "BHD": 3,
    "KWD": 3,
    "OMR": 3,
    "TND": 3,
    "JOD": 3,
}


class CurrencyMismatch(ValueError):
    """Two amounts of different currencies were added or compared."""


def exponent_of(currency: str) -> int:
    """Give the number of minor-unit digits of a currency (ISO 4217: CNY 2, JPY 0, KWD 3)."""
    return _EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """An amount in minor units (分, cents). Negative amounts are reversals."""

    amount_minor: int
    currency: str

    def __add__(self, other: Self) -> Self:
        self._same(other)
        return type(self)(
            amount_minor=self.amount_minor + other.amount_minor, currency=self.currency
        )

    def __sub__(self, other: Self) -> Self:
        self._same(other)
        return type(self)(
            amount_minor=self.amount_minor - other.amount_minor, currency=self.currency
        )

    def _same(self, other: Self) -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")


def converted(money: Money, *, rate: Decimal, to: str) -> Money:
    """Convert at `rate` (`to` per source unit), half up to the target's minor unit."""
    major = Decimal(money.amount_minor).scaleb(-exponent_of(money.currency))
    target = (major * rate).scaleb(exponent_of(to)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return Money(amount_minor=int(target), currency=to)


def shares(amount_minor: int, weights: list[int]) -> list[int]:
    """Split an amount by weights with the largest-remainder rule; the parts add up exactly.

    Raises ValueError when there is no positive weight.
    """
    total = sum(weights)
    if total <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative with a positive sum")
    sign = -1 if amount_minor < 0 else 1
    exact = [divmod(abs(amount_minor) * weight, total) for weight in weights]
    parts = [whole for whole, _ in exact]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-exact[i][1], i))
    for i in by_remainder[: abs(amount_minor) - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]
