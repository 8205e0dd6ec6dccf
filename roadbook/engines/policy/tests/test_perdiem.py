from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.engines.policy.perdiem import (
    BadItinerary,
    DayKind,
    Leg,
    Meal,
    PerDiemRule,
    Tier,
    per_diem,
)

SHANGHAI, LOS_ANGELES, TOKYO, KIRITIMATI, PAGO = (
    "Asia/Shanghai",
    "America/Los_Angeles",
    "Asia/Tokyo",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
)
CHINA = PerDiemRule()
GERMAN = PerDiemRule(
    same_day=(Tier(min_minutes=8 * 60 + 1, pct=50),),
    first_day=(Tier(pct=50),),
    last_day=(Tier(pct=50),),
    meal_pct={Meal.BREAKFAST: 20, Meal.LUNCH: 40, Meal.DINNER: 40},
)
THRESHOLDS = PerDiemRule(
    same_day=(
        Tier(min_minutes=6 * 60, min_distance_m=25_000, pct=50),
        Tier(min_minutes=8 * 60, min_distance_m=50_000, pct=100),
    )
)


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def leg(
    departs: str,
    arrives: str,
    origin: str,
    to: str,
    zones: tuple[str, str] = (SHANGHAI, SHANGHAI),
    distance_m: int = 0,
) -> Leg:
    return Leg(
        departs_at=local(departs, zones[0]),
        departs_zone=zones[0],
        origin=origin,
        arrives_at=local(arrives, zones[1]),
        arrives_zone=zones[1],
        destination=to,
        distance_m=distance_m,
    )


def there_and_back(leave: str, home: str, distance_m: int = 0) -> list[Leg]:
    out, back = datetime.fromisoformat(leave), datetime.fromisoformat(home)
    hop = timedelta(minutes=1)
    return [
        leg(leave, (out + hop).isoformat(), "SH", "SZ", distance_m=distance_m),
        leg((back - hop).isoformat(), home, "SZ", "SH"),
    ]


@pytest.mark.parametrize(
    ("rule", "leave", "home", "pcts"),
    [
        (CHINA, "2026-11-24T08:00", "2026-11-24T18:00", [100]),
        (CHINA, "2026-11-24T23:58", "2026-11-25T00:02", [100, 100]),
        (CHINA, "2026-11-24T08:00", "2026-11-26T19:00", [100, 100, 100]),
        (CHINA, "2026-11-24T08:00", "2026-11-25T00:00", [100]),
        (CHINA, "2026-12-31T20:00", "2027-01-01T09:00", [100, 100]),
        (CHINA, "2028-02-28T20:00", "2028-03-01T09:00", [100, 100, 100]),
        (GERMAN, "2026-11-24T08:00", "2026-11-24T16:00", [0]),
        (GERMAN, "2026-11-24T08:00", "2026-11-24T16:01", [50]),
        (GERMAN, "2026-11-24T08:00", "2026-11-25T09:00", [50, 50]),
        (GERMAN, "2026-11-24T08:00", "2026-11-27T09:00", [50, 100, 100, 50]),
    ],
)
def test_pays_each_calendar_day_by_its_kind(
    rule: PerDiemRule, leave: str, home: str, pcts: list[int]
) -> None:
    result = per_diem(there_and_back(leave, home), rule=rule, rates_minor={"SZ": 10_000})

    assert [day.pct for day in result.days] == pcts
    assert result.total_minor == sum(pcts) * 100


@pytest.mark.parametrize(
    ("hours", "distance_m", "pct"),
    [
        (5, 60_000, 0),
        (6, 24_999, 0),
        (6, 25_000, 50),
        (8, 49_999, 50),
        (8, 50_000, 100),
        (7, 50_000, 50),
    ],
)
def test_needs_hours_and_distance_together(hours: int, distance_m: int, pct: int) -> None:
    legs = there_and_back("2026-11-24T08:00", f"2026-11-24T{8 + hours:02}:00", distance_m)

    result = per_diem(legs, rule=THRESHOLDS, rates_minor={"SZ": 10_000})

    assert [(day.kind, day.pct) for day in result.days] == [(DayKind.SAME_DAY, pct)]


def test_pays_the_place_where_the_day_ends_and_the_last_place_on_the_way_home() -> None:
    legs = [
        leg("2026-11-24T08:00", "2026-11-24T10:00", "SH", "SZ"),
        leg("2026-11-25T17:00", "2026-11-25T18:00", "SZ", "WX"),
        leg("2026-11-26T17:00", "2026-11-26T19:00", "WX", "SH"),
    ]

    result = per_diem(legs, rule=CHINA, rates_minor={"SZ": 8_000, "WX": 7_000, "SH": 9_999})

    assert [(day.place, day.amount_minor) for day in result.days] == [
        ("SZ", 8_000),
        ("WX", 7_000),
        ("WX", 7_000),
    ]


def test_counts_a_date_that_comes_twice_over_the_date_line_once() -> None:
    legs = [
        leg("2026-11-24T20:00", "2026-11-24T16:00", "SH", "LA", (SHANGHAI, LOS_ANGELES)),
        leg("2026-11-25T12:00", "2026-11-26T18:00", "LA", "SH", (LOS_ANGELES, SHANGHAI)),
    ]

    result = per_diem(legs, rule=CHINA, rates_minor={"LA": 50_000})

    assert [(day.date.day, day.minutes) for day in result.days] == [
        (24, (4 + 8) * 60),
        (25, (8 + 24) * 60),
        (26, 2 * 60),
    ]


def test_counts_no_date_that_never_came() -> None:
    legs = [
        leg("2026-11-24T23:00", "2026-11-26T00:15", "PP", "KI", (PAGO, KIRITIMATI)),
        leg("2026-11-26T08:00", "2026-11-26T09:00", "KI", "KI", (KIRITIMATI, KIRITIMATI)),
    ]

    result = per_diem(legs, rule=CHINA, rates_minor={"KI": 100})

    assert [day.date.day for day in result.days] == [24, 26]


def test_counts_the_hour_lost_and_the_hour_won_by_summer_time() -> None:
    zone = "Europe/Berlin"
    legs = [
        leg("2026-03-28T12:00", "2026-03-28T13:00", "B", "M", (zone, zone)),
        leg("2026-03-30T12:00", "2026-03-30T13:00", "M", "B", (zone, zone)),
    ]

    result = per_diem(legs, rule=CHINA, rates_minor={})

    assert [day.minutes for day in result.days] == [12 * 60, 23 * 60, 13 * 60]


def test_takes_provided_meals_off_the_full_rate_and_never_below_nothing() -> None:
    legs = there_and_back("2026-11-24T08:00", "2026-11-26T09:00")
    meals = {
        date(2026, 11, 24): frozenset({Meal.LUNCH, Meal.DINNER}),
        date(2026, 11, 25): frozenset({Meal.BREAKFAST}),
    }

    result = per_diem(legs, rule=GERMAN, rates_minor={"SZ": 2_800}, meals=meals)

    assert [(day.deducted_minor, day.amount_minor) for day in result.days] == [
        (1_400, 0),
        (560, 2_240),
        (0, 1_400),
    ]


def test_pays_nothing_without_a_leg() -> None:
    assert per_diem([], rule=CHINA, rates_minor={}).days == ()


@pytest.mark.parametrize(
    "legs",
    [
        [leg("2026-11-24T10:00", "2026-11-24T09:00", "SH", "SZ")],
        [
            leg("2026-11-24T10:00", "2026-11-24T12:00", "SH", "SZ"),
            leg("2026-11-24T11:00", "2026-11-24T13:00", "SZ", "SH"),
        ],
        [leg("2026-11-24T10:00", "2028-11-24T12:00", "SH", "SZ")],
    ],
)
def test_refuses_an_impossible_itinerary(legs: list[Leg]) -> None:
    with pytest.raises(BadItinerary):
        per_diem(legs, rule=CHINA, rates_minor={})


ZONES = st.sampled_from([SHANGHAI, LOS_ANGELES, TOKYO, KIRITIMATI, PAGO, "Europe/Berlin", "UTC"])


@st.composite
def itineraries(draw: st.DrawFn) -> list[Leg]:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 500_000)))
    legs, zone = [], draw(ZONES)
    for i in range(draw(st.integers(1, 5))):
        arrives = at + timedelta(minutes=draw(st.integers(1, 1200)))
        reached = draw(ZONES)
        legs.append(
            Leg(
                departs_at=at,
                departs_zone=zone,
                origin=f"c{i}",
                arrives_at=arrives,
                arrives_zone=reached,
                destination=f"c{i + 1}",
            )
        )
        at, zone = arrives + timedelta(minutes=draw(st.integers(0, 6000))), reached
    return legs


@given(itineraries())
def test_loses_no_minute(legs: list[Leg]) -> None:
    result = per_diem(legs, rule=CHINA, rates_minor={})
    away = (legs[-1].arrives_at - legs[0].departs_at).total_seconds() / 60

    assert sum(day.minutes for day in result.days) == away


@given(itineraries(), st.integers(0, 100_000))
def test_never_pays_a_date_twice_nor_more_than_its_rate(legs: list[Leg], rate: int) -> None:
    result = per_diem(legs, rule=GERMAN, rates_minor={}, default_rate_minor=rate)
    dates = [day.date for day in result.days]

    assert dates == sorted(set(dates))
    assert all(0 <= day.amount_minor <= rate for day in result.days)


@given(itineraries(), st.sets(st.sampled_from(list(Meal))))
def test_pays_no_more_when_a_meal_is_provided(legs: list[Leg], provided: set[Meal]) -> None:
    plain = per_diem(legs, rule=GERMAN, rates_minor={}, default_rate_minor=2_801)
    meals = {day.date: frozenset(provided) for day in plain.days}

    fed = per_diem(legs, rule=GERMAN, rates_minor={}, default_rate_minor=2_801, meals=meals)

    assert fed.total_minor <= plain.total_minor
