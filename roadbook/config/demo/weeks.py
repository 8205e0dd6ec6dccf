"""A seller's week: whom to visit on which day, at home or on a journey."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadbook.config.demo.dice import Dice
from roadbook.config.demo.geography import known_place
from roadbook.config.demo.records import Account, CustomerClass
from roadbook.core.geo import Position, distance_km

INTERVAL_DAYS: dict[CustomerClass, int] = {"A": 30, "B": 60, "C": 90, "D": 180}
NEVER_VISITED_DAYS = 150
NEGLECT = 0.1
RIPE = 0.65
LOCAL_VISITS = (3, 5)
JOURNEY_VISITS = (5, 6)
JOURNEY_CHANCE = 0.5
NEIGHBOUR_KM = 75
_FULL_WEEK = 4
_JOURNEY_DAYS = {2: 0.55, 3: 0.45}


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """Customers of one day in the order of driving; `away` days belong to the week's journey."""

    day: date
    accounts: tuple[Account, ...]
    is_away: bool


def plan_week(
    dice: Dice, *, accounts: Sequence[Account], home: Position, home_city: str, days: list[date]
) -> list[DayPlan]:
    """Choose the week's visits by how overdue each customer is; neglected ones hardly ever."""
    if not days:
        return []
    scores = {
        account.number: _urgency(dice, account, days[0])
        for account in accounts
        if account.lost_on is None
    }
    here = [a for a in accounts if a.number in scores and a.city_code == home_city]
    away_days = _away_days(dice, days)
    area = _journey_area(accounts, scores, home_city) if away_days else []
    plans = _fill(dice, area, scores, home, away_days, is_away=True)
    home_days = [day for day in days if day not in away_days]
    plans += _fill(dice, here, scores, home, home_days, is_away=False)
    return sorted(plans, key=lambda plan: plan.day)


def _urgency(dice: Dice, account: Account, today: date) -> float:
    if account.last_visit_at is None:
        waited = NEVER_VISITED_DAYS
    else:
        waited = (today - account.last_visit_at.date()).days
    ratio = waited / INTERVAL_DAYS[account.customer_class]
    noise = dice.uniform(0.75, 1.25)
    return ratio * noise * (NEGLECT if account.is_neglected else 1.0)


def _away_days(dice: Dice, days: list[date]) -> list[date]:
    if len(days) < _FULL_WEEK or not dice.chance(JOURNEY_CHANCE):
        return []
    length = dice.weighted(_JOURNEY_DAYS)
    start = dice.between(0, len(days) - length)
    chosen = days[start : start + length]
    return chosen if (chosen[-1] - chosen[0]).days == length - 1 else []


def _journey_area(
    accounts: Sequence[Account], scores: dict[int, float], home_city: str
) -> list[Account]:
    totals: dict[str, float] = defaultdict(float)
    for account in accounts:
        if account.number in scores and account.city_code != home_city:
            totals[account.city_code] += max(0.0, scores[account.number] - 0.5)
    if not totals:
        return []
    hub = known_place(max(totals, key=lambda code: (totals[code], code))).position
    return [
        account
        for account in accounts
        if account.number in scores
        and account.city_code != home_city
        and distance_km(known_place(account.city_code).position, hub) <= NEIGHBOUR_KM
    ]


def _fill(
    dice: Dice,
    area: list[Account],
    scores: dict[int, float],
    home: Position,
    days: list[date],
    *,
    is_away: bool,
) -> list[DayPlan]:
    low, high = JOURNEY_VISITS if is_away else LOCAL_VISITS
    counts = [dice.between(low, high) for _ in days]
    ripe = [account for account in area if scores[account.number] >= RIPE]
    urgent = sorted(ripe, key=lambda account: (-scores[account.number], account.number))
    chosen = _in_driving_order(urgent[: sum(counts)], home)
    plans = []
    for day, count in zip(days, counts, strict=True):
        todays, chosen = chosen[:count], chosen[count:]
        if todays:
            plans.append(DayPlan(day=day, accounts=tuple(todays), is_away=is_away))
    return plans


def _in_driving_order(accounts: list[Account], start: Position) -> list[Account]:
    left, here, ordered = list(accounts), start, []
    while left:
        nearest = min(left, key=lambda a: (distance_km(place_of(a), here), a.number))
        left.remove(nearest)
        ordered.append(nearest)
        here = place_of(nearest)
    return ordered


def place_of(account: Account) -> Position:
    """Give where a customer is, or its city's centre."""
    return account.position or known_place(account.city_code).position
