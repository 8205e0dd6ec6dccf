"""Daily allowance from an itinerary: part days, provided meals, time zones, the date line.

The rules follow the two shapes found in practice. The Chinese one pays every calendar day touched
(财行〔2013〕531号: "按出差自然（日历）天数计算"); the German one pays full days in full, the days
of leaving and of coming home in part, and a same-day trip only above a number of hours (§ 9 Abs. 4a
EStG). Distance thresholds beside hours ("50 km with at least 8 hours") are real as well.

Time. Every instant is aware. The zone in force while travelling is that of the place last left,
until the arrival; from then on it is that of the place reached. A day is a calendar date of the
zone in force. A date that occurs twice (flying east over the date line) counts once; a date that
never occurs for the traveller does not count. Minutes are elapsed minutes, so a night of changing
clocks has 23 or 25 hours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from roadbook.engines.policy.rounding import part_of

MAX_DAYS = 400


class BadItinerary(ValueError):
    """The legs are not in order, have no zone, or last longer than MAX_DAYS days."""


class Meal(StrEnum):
    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    DINNER = "dinner"


class DayKind(StrEnum):
    """What part of the trip a calendar day is."""

    SAME_DAY = "same_day"
    FIRST = "first"
    FULL = "full"
    LAST = "last"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One move between places. Places are city codes; zones are IANA names."""

    departs_at: datetime
    departs_zone: str
    origin: str
    arrives_at: datetime
    arrives_zone: str
    destination: str
    distance_m: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tier:
    """From this many minutes and this distance on, pay this share of the day's rate."""

    min_minutes: int = 0
    min_distance_m: int = 0
    pct: int = 100


EVERY_DAY_IN_FULL = (Tier(pct=100),)


@dataclass(frozen=True, slots=True, kw_only=True)
class PerDiemRule:
    """How days become money: the highest share among the tiers reached; none reached pays 0."""

    same_day: tuple[Tier, ...] = EVERY_DAY_IN_FULL
    first_day: tuple[Tier, ...] = EVERY_DAY_IN_FULL
    last_day: tuple[Tier, ...] = EVERY_DAY_IN_FULL
    full_day_pct: int = 100
    meal_pct: Mapping[Meal, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PerDiemDay:
    """One paid (or unpaid) calendar day, with everything that made the amount."""

    date: date
    kind: DayKind
    place: str
    minutes: int
    pct: int
    rate_minor: int
    deducted_minor: int
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerDiem:
    days: tuple[PerDiemDay, ...]

    @property
    def total_minor(self) -> int:
        return sum(day.amount_minor for day in self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Presence:
    """The traveller's clock runs in `zone`, and money goes by `place`, over [start, end)."""

    start: datetime
    end: datetime
    zone: ZoneInfo
    place: str


def per_diem(
    legs: Sequence[Leg],
    *,
    rule: PerDiemRule,
    rates_minor: Mapping[str, int],
    default_rate_minor: int = 0,
    meals: Mapping[date, frozenset[Meal]] | None = None,
) -> PerDiem:
    """Compute the allowance of a trip from its legs.

    `rates_minor` gives the full day's rate by place; a day is paid at the place where the traveller
    ends it, the last day at the place last stayed in. Cost: linear in days. Raises BadItinerary.
    """
    minutes, places = _days(_presences(legs))
    dates = sorted(minutes)
    distance_m = sum(leg.distance_m for leg in legs)
    days = []
    for day in dates:
        kind = _kind(day, dates)
        pct = _pct(kind, minutes[day], distance_m, rule)
        rate = rates_minor.get(places[day], default_rate_minor)
        gross = part_of(rate, pct)
        meal_pct = sum(rule.meal_pct.get(meal, 0) for meal in (meals or {}).get(day, frozenset()))
        deducted = min(gross, part_of(rate, meal_pct))
        days.append(
            PerDiemDay(
                date=day,
                kind=kind,
                place=places[day],
                minutes=minutes[day],
                pct=pct,
                rate_minor=rate,
                deducted_minor=deducted,
                amount_minor=gross - deducted,
            )
        )
    return PerDiem(days=tuple(days))


def _kind(day: date, dates: list[date]) -> DayKind:
    if len(dates) == 1:
        return DayKind.SAME_DAY
    if day == dates[0]:
        return DayKind.FIRST
    return DayKind.LAST if day == dates[-1] else DayKind.FULL


def _pct(kind: DayKind, minutes: int, distance_m: int, rule: PerDiemRule) -> int:
    if kind is DayKind.FULL:
        return rule.full_day_pct
    tiers = {
        DayKind.SAME_DAY: rule.same_day,
        DayKind.FIRST: rule.first_day,
        DayKind.LAST: rule.last_day,
    }[kind]
    reached = [
        tier.pct
        for tier in tiers
        if minutes >= tier.min_minutes and distance_m >= tier.min_distance_m
    ]
    return max(reached, default=0)


def _presences(legs: Sequence[Leg]) -> list[_Presence]:
    """Cut the absence into stretches of one clock and one paying place."""
    if not legs:
        return []
    _check(legs)
    presences = []
    for i, leg in enumerate(legs):
        is_last = i == len(legs) - 1
        is_homecoming = is_last and i > 0 and leg.destination == legs[0].origin
        on_the_way = leg.origin if is_homecoming else leg.destination
        presences.append(
            _Presence(
                start=leg.departs_at,
                end=leg.arrives_at,
                zone=ZoneInfo(leg.departs_zone),
                place=on_the_way,
            )
        )
        if not is_last:
            presences.append(
                _Presence(
                    start=leg.arrives_at,
                    end=legs[i + 1].departs_at,
                    zone=ZoneInfo(leg.arrives_zone),
                    place=leg.destination,
                )
            )
    return presences


def _check(legs: Sequence[Leg]) -> None:
    edge: datetime | None = None
    for leg in legs:
        for instant in (leg.departs_at, leg.arrives_at):
            if instant.tzinfo is None:
                raise BadItinerary("every departure and arrival needs a zone")
            if edge is not None and instant < edge:
                raise BadItinerary("the legs are not in order")
            edge = instant
    if legs[-1].arrives_at - legs[0].departs_at > timedelta(days=MAX_DAYS):
        raise BadItinerary("the trip is too long")


def _days(presences: list[_Presence]) -> tuple[dict[date, int], dict[date, str]]:
    """Give the seconds away by date (as minutes) and the place where each date ends."""
    seconds: dict[date, int] = {}
    places: dict[date, str] = {}
    for presence in presences:
        start = presence.start
        while start < presence.end:
            day = start.astimezone(presence.zone).date()
            end = min(presence.end, _midnight_after(day, presence.zone))
            seconds[day] = seconds.get(day, 0) + int((end - start).total_seconds())
            places[day] = presence.place
            start = end
    return {day: total // 60 for day, total in seconds.items()}, places


def _midnight_after(day: date, zone: ZoneInfo) -> datetime:
    """Give the first instant of the next date in the zone, also where midnight does not exist."""
    utc = ZoneInfo("UTC")
    instant = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(utc)
    while instant.astimezone(zone).date() <= day:
        instant += timedelta(minutes=30)
    return instant
