"""Wall-clock seconds of a day: a plan's ten o'clock is ten o'clock also when clocks change."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def clock_seconds(instant: datetime, day: date, zone: ZoneInfo) -> int:
    """Give what a clock shows at an instant as seconds after a day's midnight; other days count
    24 hours each."""
    local = instant.astimezone(zone).replace(tzinfo=None)
    return int((local - datetime.combine(day, time())).total_seconds())


def instant_at(day: date, seconds: int, zone: ZoneInfo) -> datetime:
    """Give the instant at which a clock shows so many seconds after a day's midnight."""
    return datetime.combine(day, time(), zone) + timedelta(seconds=seconds)
