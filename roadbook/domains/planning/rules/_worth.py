"""What a plan may bring: a stated rule with its range, never a promise.

Deals: the open opportunities of the visited customers, each amount times its stage's probability.
Uplift: over the last four quarters, what customers ordered in quarters with a visit above quarters
without one, class by class, a visited customer. The range is 80 % (1.28 standard errors); it
never goes below 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

from roadbook.domains.planning.contracts import PlanReturn

WINDOW_DAYS: Final = 90
SMALL_SAMPLE: Final = 30
_ERRORS_80: Final = 1.28
_PAIR: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """One customer over 90 days: their class, whether they were visited, what they ordered."""

    group: str
    is_visited: bool
    ordered_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Uplift:
    """What a visit moved in the past, a customer and quarter, with its standard error."""

    mean_minor: int
    error_minor: int
    sample: int


def uplift_of(quarters: Sequence[Quarter]) -> Uplift:
    """Compare visited with unvisited quarters of customers of the same group, each group by its
    share of the visited ones: that better customers are visited more must not look like an
    effect."""
    groups: dict[str, list[Quarter]] = {}
    for quarter in quarters:
        groups.setdefault(quarter.group, []).append(quarter)
    parts = [_group_uplift(group) for _, group in sorted(groups.items())]
    sample = sum(count for _, _, count in parts)
    if sample == 0:
        return Uplift(mean_minor=0, error_minor=0, sample=0)
    mean = sum(difference * count for difference, _, count in parts) / sample
    error = sqrt(sum((each * count) ** 2 for _, each, count in parts)) / sample
    return Uplift(mean_minor=round(mean), error_minor=round(error), sample=sample)


def expected_return(
    *, uplift: Uplift, deals: Sequence[tuple[int, int]], stops: int, currency: str
) -> PlanReturn:
    """Estimate orders within the window. `deals`: (amount, probability per cent)."""
    deal_mean = sum(amount * pct // 100 for amount, pct in deals)
    deal_variance = sum(amount * amount * pct * (100 - pct) / 10_000 for amount, pct in deals)
    mid = deal_mean + uplift.mean_minor * stops
    spread = _ERRORS_80 * sqrt(deal_variance + (uplift.error_minor * stops) ** 2)
    return PlanReturn(
        currency=currency,
        window_days=WINDOW_DAYS,
        low_minor=max(0, round(mid - spread)),
        mid_minor=max(0, mid),
        high_minor=max(0, round(mid + spread)),
        deals_minor=deal_mean,
        deal_count=len(deals),
        uplift_minor=uplift.mean_minor * stops,
        sample=uplift.sample,
        is_small=uplift.sample < SMALL_SAMPLE,
    )


def _group_uplift(group: Sequence[Quarter]) -> tuple[float, float, int]:
    """Give difference of the means, its standard error, and how many quarters were visited."""
    visited = [each.ordered_minor for each in group if each.is_visited]
    unvisited = [each.ordered_minor for each in group if not each.is_visited]
    if len(visited) < _PAIR or len(unvisited) < _PAIR:
        return 0.0, 0.0, 0
    error = sqrt(_variance(visited) / len(visited) + _variance(unvisited) / len(unvisited))
    return _mean(visited) - _mean(unvisited), error, len(visited)


def _mean(values: Sequence[int]) -> float:
    return sum(values) / len(values)


def _variance(values: Sequence[int]) -> float:
    mean = _mean(values)
    return sum((value - mean) ** 2 for value in values) / (len(values) - 1)
