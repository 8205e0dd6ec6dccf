"""Why a visit is in a plan, in the words of the business."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from roadbook.domains.planning.contracts import AccountFacts, NearDate, Why
from roadbook.domains.planning.rules._weights import EARLIEST_RATIO_PCT
from roadbook.engines.routing.problem import FIRMNESS, Certainty
from roadbook.engines.routing.result import DayPlan

DATES_AHEAD_DAYS: Final = 14  # a key date so soon after the visit is a reason for it
_ON_THE_WAY_S: Final = 1_800


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """How firm a visit is, and by whose wish."""

    certainty: Certainty
    is_required: bool
    is_pinned: bool


def reasons_of(
    facts: AccountFacts,
    hold: Hold,
    *,
    key_date: NearDate | None,
    is_on_the_way: bool,
) -> Sequence[Why]:
    """List why a visit is in, the strongest reason first."""
    is_agreed = FIRMNESS[hold.certainty] > FIRMNESS[Certainty.RESERVED]
    holds = {
        Why.APPOINTMENT: is_agreed,
        Why.PINNED: hold.is_pinned,
        Why.REQUIRED: hold.is_required and not is_agreed and not hold.is_pinned,
        Why.OVERDUE: facts.days_overdue > 0,
        Why.KEY_DATE: key_date is not None,
        Why.DEAL: facts.deal is not None,
        Why.DUE: facts.days_overdue == 0 and facts.ratio_pct >= EARLIEST_RATIO_PCT,
        Why.ON_THE_WAY: is_on_the_way,
    }
    return [why for why in Why if holds[why]]


def next_date(facts: AccountFacts, day: date) -> NearDate | None:
    """Give the first key date within the fortnight from a day on."""
    coming = (
        each for each in facts.key_dates if 0 <= (each.falls_on - day).days <= DATES_AHEAD_DAYS
    )
    return min(coming, key=lambda each: (each.falls_on, each.title), default=None)


def is_on_the_way(day: DayPlan, detour_s: int) -> bool:
    """Tell whether a visit costs at most half of an even share of the day's driving."""
    count = len(day.stops)
    return count > 1 and detour_s <= min(_ON_THE_WAY_S, day.drive_s // (2 * count))
