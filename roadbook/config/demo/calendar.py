"""Working days of the simulated year, in China's time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")
_HOLIDAYS = (((1, 1), (1, 3)), ((2, 15), (2, 23)), ((5, 1), (5, 5)), ((10, 1), (10, 7)))
_SATURDAY = 5


def is_workday(day: date) -> bool:
    """Tell whether sellers travel that day (weekends and the long holidays off)."""
    if day.weekday() >= _SATURDAY:
        return False
    return not any(first <= (day.month, day.day) <= last for first, last in _HOLIDAYS)


def workdays(first: date, last: date) -> Iterator[date]:
    """Give the working days from first to last, both included."""
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        if is_workday(day):
            yield day


def local(day: date, hour: int, minute: int = 0) -> datetime:
    """Give a moment of a day in China as UTC."""
    return datetime.combine(day, time(hour, minute), ZONE).astimezone(UTC)
