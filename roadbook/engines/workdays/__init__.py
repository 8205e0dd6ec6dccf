"""Public working days of mainland China with 调休, as announced year by year by the State Council.

Source: the tables of `chinesecalendar` (MIT), which end with the last announced year; beyond
them `public_day` gives None and the caller falls back to the weekday, until an admin has entered
the year.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_NAMES_ZH = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利 70 周年",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicDay:
    """A day of the public calendar; the names are empty on ordinary days."""

    is_working: bool
    name_zh: str
    name_en: str


@lru_cache(maxsize=2048)
def public_day(day: date) -> PublicDay | None:
    """Give what the public calendar says of a day, None for years not announced yet."""
    import chinese_calendar  # type: ignore[import-untyped]  # ships no types

    try:
        is_working = bool(chinese_calendar.is_workday(day))
        _, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return None
    english = name or ""
    return PublicDay(
        is_working=is_working, name_zh=_NAMES_ZH.get(english, english), name_en=english
    )
