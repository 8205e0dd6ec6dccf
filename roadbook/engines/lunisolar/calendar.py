"""Lunar dates as solar days.

Source: GB/T 33661-2017. A month begins on the day of the new moon in China; the month with the
winter solstice is the eleventh; when thirteen months lie between two of those, the first one
without a principal term (the sun reaching a multiple of thirty degrees) is the leap month.
"""

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise

from roadbook.engines.lunisolar.sky import new_moon_day, new_moon_number, sun_sector

_SOLSTICE_SECTOR = 9
_MONTHS_IN_A_LEAP_SUI = 13
_FIRST_YEAR, _LAST_YEAR = 1901, 2199


@lru_cache(maxsize=600)
def _eleventh_month(year: int) -> int:
    """Give the number of the new moon that begins the month with the winter solstice of a year."""
    solstice = date(year, 12, 18)
    while sun_sector(solstice + timedelta(days=1)) != _SOLSTICE_SECTOR:
        solstice += timedelta(days=1)
    number = new_moon_number(solstice) + 1
    while new_moon_day(number) > solstice:
        number -= 1
    return number


@lru_cache(maxsize=600)
def _months_from_eleventh(year: int) -> dict[int, tuple[date, int]]:
    """Give month → (first day, days) from the eleventh month of `year` to the tenth of the next.

    The leap month is left out: its dates are kept in the month it repeats.
    """
    first, end = _eleventh_month(year), _eleventh_month(year + 1)
    starts = [new_moon_day(number) for number in range(first, end + 1)]
    has_leap = end - first == _MONTHS_IN_A_LEAP_SUI
    months: dict[int, tuple[date, int]] = {}
    number = 11
    for start, following in pairwise(starts):
        is_bare = sun_sector(start) == sun_sector(following)
        if has_leap and is_bare:
            has_leap = False
            continue
        months[number] = (start, (following - start).days)
        number = number % 12 + 1
    return months


def solar_day_of(year: int, month: int, day: int) -> date:
    """Give the solar day of a lunar date of a lunar year (the one that begins in that solar year).

    The thirtieth of a month of 29 days is kept on the 29th, as birthdays are. Raises ValueError
    outside 1901 to 2199 and for months and days that no lunar year has.
    """
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= month <= 12 and 1 <= day <= 30):  # noqa: PLR2004
        raise ValueError("no such lunar date")
    months = _months_from_eleventh(year if month >= 11 else year - 1)  # noqa: PLR2004
    start, length = months[month]
    return start + timedelta(days=min(day, length) - 1)


def yearly_days(month: int, day: int, first: date, last: date) -> list[date]:
    """Give the solar days of a lunar date in [first, last], both included."""
    years = range(max(first.year - 1, _FIRST_YEAR), min(last.year, _LAST_YEAR) + 1)
    days = (solar_day_of(year, month, day) for year in years)
    return [found for found in days if first <= found <= last]
