"""How full a territory is, and what follows for the points of a visit.

Up to its interval a customer's points grow steeply: hardly anybody is seen early. Beyond it they go
on growing where there are hours to spare. In a territory that asks for more than there is, growth
would chase the latest of the unimportant: there the class decides, and who is past the tolerance
counts a share only, so that those who can still be seen in time are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt
from typing import Final

from roadbook.domains.planning.contracts import TerritoryLoad

STEEPEST_PCT: Final = 250
EASY_PCT, OVERLOADED_PCT = 90, 110
EXPONENT_STEP_PCT: Final = 25
LATE_PCT: Final = 125  # the usual tolerance
LATE_MILLI: Final = 350  # what late ones count where hours are missing
MOST_RATIO_PCT: Final = 160  # beyond it nobody outbids a whole neighborhood
_WEEK_DAYS: Final = 7
_FULL_PCT: Final = 100
_MILLI: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What one customer asks for: a visit of `visit_s` (its driving in it) each interval."""

    visit_s: int
    interval_days: int
    points: int

    @property
    def week_s(self) -> int:
        return self.visit_s * _WEEK_DAYS // self.interval_days


def ratio_exponent_pct(load_pct: int) -> int:
    """Give the exponent of a load: 2.5 up to 90 %, falling to 0 at 110 %, in steps of 0.25."""
    room = min(max(OVERLOADED_PCT - load_pct, 0), OVERLOADED_PCT - EASY_PCT)
    exact = STEEPEST_PCT * room // (OVERLOADED_PCT - EASY_PCT)
    return exact // EXPONENT_STEP_PCT * EXPONENT_STEP_PCT


def load_of(demands: Sequence[Demand], *, capacity_s: int) -> TerritoryLoad:
    """Set what a week asks for against its hours; who slips are those that bring least an hour."""
    need_s = sum(each.week_s for each in demands)
    pct = need_s * _FULL_PCT // capacity_s if capacity_s else (_FULL_PCT * 10 if need_s else 0)
    return TerritoryLoad(
        customers=len(demands),
        need_s=need_s,
        capacity_s=capacity_s,
        load_pct=pct,
        slipping=_slipping(demands, need_s - capacity_s),
        ratio_exponent_pct=ratio_exponent_pct(pct),
    )


def _slipping(demands: Sequence[Demand], over_s: int) -> int:
    count = 0
    for each in sorted(demands, key=lambda d: (d.points * _MILLI // max(d.visit_s, 1), -d.week_s)):
        if over_s <= 0:
            break
        over_s -= each.week_s
        count += 1
    return count


def grown_milli(ratio_pct: int, exponent_pct: int) -> int:
    """Give the thousandths of the class's points at a share of the interval.

    Up to the whole interval (ratio)^2.5, beyond it (ratio)^exponent; past the tolerance a share
    that falls with the exponent.
    """
    if ratio_pct <= _FULL_PCT:
        return _power_milli(ratio_pct, STEEPEST_PCT)
    grown = _power_milli(min(ratio_pct, MOST_RATIO_PCT), exponent_pct)
    if ratio_pct <= LATE_PCT:
        return grown
    lost = (_MILLI - LATE_MILLI) * (STEEPEST_PCT - exponent_pct) // STEEPEST_PCT
    return grown * (_MILLI - lost) // _MILLI


def _power_milli(ratio_pct: int, exponent_pct: int) -> int:
    """Give (ratio ÷ 100)^(exponent ÷ 100) in thousandths, whole on every machine."""
    quarters = exponent_pct // EXPONENT_STEP_PCT
    return isqrt(isqrt(ratio_pct**quarters * _MILLI**4 // _FULL_PCT**quarters))
