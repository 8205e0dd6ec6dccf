"""Lunar dates fall on the published solar days."""

from datetime import date

import pytest

from roadbook.engines.lunisolar.calendar import solar_day_of, yearly_days

# 春节 as published by the Purple Mountain Observatory's almanacs
SPRING_FESTIVALS = (
    "1954-02-03 1987-01-29 2000-02-05 2001-01-24 2002-02-12 2003-02-01 2004-01-22 2005-02-09",
    "2006-01-29 2007-02-18 2008-02-07 2009-01-26 2010-02-14 2011-02-03 2012-01-23 2013-02-10",
    "2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12",
    "2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13",
    "2030-02-03 2031-01-23 2032-02-11 2033-01-31 2034-02-19",
)


@pytest.mark.parametrize("published", " ".join(SPRING_FESTIVALS).split())
def test_the_year_begins_on_the_published_day(published: str) -> None:
    day = date.fromisoformat(published)

    assert solar_day_of(day.year, 1, 1) == day


@pytest.mark.parametrize(
    ("year", "month", "day", "solar"),
    [
        (2026, 8, 15, "2026-09-25"),
        (2025, 8, 15, "2025-10-06"),
        (2025, 5, 5, "2025-05-31"),
        (2020, 8, 15, "2020-10-01"),
        (1987, 7, 1, "1987-08-24"),
        (2033, 12, 1, "2034-01-20"),
    ],
)
def test_festivals_fall_on_known_days(year: int, month: int, day: int, solar: str) -> None:
    assert solar_day_of(year, month, day) == date.fromisoformat(solar)


def test_the_thirtieth_is_kept_on_the_last_day_of_a_short_month() -> None:
    short = {year: solar_day_of(year, 12, 30) for year in (2024, 2025)}

    assert short == {2024: date(2025, 1, 28), 2025: date(2026, 2, 16)}


def test_a_yearly_date_is_found_once_a_year() -> None:
    found = yearly_days(12, 20, date(2026, 1, 1), date(2027, 12, 31))

    assert found == [solar_day_of(2025, 12, 20), solar_day_of(2026, 12, 20)]


@pytest.mark.parametrize(("month", "day"), [(13, 1), (0, 1), (1, 31)])
def test_refuses_dates_no_year_has(month: int, day: int) -> None:
    with pytest.raises(ValueError, match="no such"):
        solar_day_of(2026, month, day)
