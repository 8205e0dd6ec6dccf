"""Bounded field types for request bodies: every text has a length, every number a range."""

from datetime import date, datetime, time
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime, Field, StringConstraints

NAME_MAX, LINE_MAX, TEXT_MAX = 120, 500, 20_000
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)


def _sane_day(value: date) -> date:
    if not _FIRST_DAY <= value <= _LAST_DAY:
        raise ValueError("out of range")
    return value


def _sane_instant(value: datetime) -> datetime:
    _sane_day(value.date())
    return value


Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=NAME_MAX)]
OptionalName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=NAME_MAX)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=LINE_MAX)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=LINE_MAX)]
LongText = Annotated[str, StringConstraints(max_length=TEXT_MAX)]
Code = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=32)]
Currency = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
AmountMinor = Annotated[int, Field(ge=0, le=10**13)]
SmallCount = Annotated[int, Field(ge=0, le=10_000)]
Minutes = Annotated[int, Field(ge=0, le=60 * 24 * 31)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Day = Annotated[date, AfterValidator(_sane_day)]
Instant = Annotated[AwareDatetime, AfterValidator(_sane_instant)]
LocalTime = time
PageLimit = Annotated[int, Field(ge=1, le=200)]
CursorText = Annotated[str, StringConstraints(max_length=2_000)]
SearchText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
