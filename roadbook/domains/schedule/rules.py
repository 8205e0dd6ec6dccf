"""Decisions of schedule: what an event spans, what of it is shown, which days are worked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from roadbook.core.errors import Invalid
from roadbook.domains.schedule.contracts import (
    EventDraft,
    EventKind,
    EventRecord,
    SharingLevel,
    WorkingDay,
)
from roadbook.engines.workdays import PublicDay, public_day

LONGEST_EVENT = timedelta(days=92)
LONGEST_PERIOD_DAYS = 62
TITLE_MAX, PLACE_MAX = 200, 300
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """An event's time, locally and as instants."""

    is_all_day: bool
    first_day: date
    start_time: time | None
    last_day: date
    end_time: time | None
    starts_at: datetime
    ends_at: datetime


def zone_of(name: str) -> ZoneInfo:
    """Give an IANA zone. Raises Invalid for an unknown name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid({"zone": "unknown_zone"}) from error


def span_of(draft: EventDraft) -> Span:
    """Settle when an event is. Raises Invalid for missing, mixed or backward times."""
    zone = zone_of(draft.zone)
    if draft.first_day is not None or draft.last_day is not None:
        return _all_day_span(draft, zone)
    if draft.starts_at is None or draft.ends_at is None:
        raise Invalid({"starts_at": "required"})
    if draft.starts_at.tzinfo is None or draft.ends_at.tzinfo is None:
        raise Invalid({"starts_at": "without_zone"})
    if draft.ends_at <= draft.starts_at:
        raise Invalid({"ends_at": "before_start"})
    if draft.ends_at - draft.starts_at > LONGEST_EVENT:
        raise Invalid({"ends_at": "too_long"})
    start, end = draft.starts_at.astimezone(zone), draft.ends_at.astimezone(zone)
    return Span(
        is_all_day=False,
        first_day=start.date(),
        start_time=start.time(),
        last_day=end.date(),
        end_time=end.time(),
        starts_at=draft.starts_at.astimezone(UTC),
        ends_at=draft.ends_at.astimezone(UTC),
    )


def _all_day_span(draft: EventDraft, zone: ZoneInfo) -> Span:
    if draft.starts_at is not None or draft.ends_at is not None:
        raise Invalid({"first_day": "days_or_times"})
    if draft.first_day is None or draft.last_day is None:
        raise Invalid({"last_day": "required"})
    if draft.last_day < draft.first_day:
        raise Invalid({"last_day": "before_start"})
    if draft.last_day - draft.first_day > LONGEST_EVENT:
        raise Invalid({"last_day": "too_long"})
    return Span(
        is_all_day=True,
        first_day=draft.first_day,
        start_time=None,
        last_day=draft.last_day,
        end_time=None,
        starts_at=day_start(draft.first_day, zone),
        ends_at=day_start(draft.last_day + timedelta(days=1), zone),
    )


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """Give the instant at which a day begins in a zone."""
    return datetime.combine(day, time(), tzinfo=zone).astimezone(UTC)


def check_words(draft: EventDraft) -> None:
    """Refuse a missing or overlong title or place. Raises Invalid."""
    if not draft.title.strip():
        raise Invalid({"title": "required"})
    if len(draft.title) > TITLE_MAX:
        raise Invalid({"title": "too_long"})
    if len(draft.place) > PLACE_MAX:
        raise Invalid({"place": "too_long"})


def masked(event: EventRecord) -> EventRecord:
    """Leave of an event only that its time is taken."""
    return replace(
        event,
        kind=EventKind.OTHER,
        title="",
        place="",
        account_id=None,
        subject_id=None,
        is_masked=True,
    )


def level_for(*, is_own_or_led: bool, chosen: SharingLevel | None) -> SharingLevel:
    """Settle what a reader sees of a calendar; nothing chosen means busy times only."""
    if is_own_or_led:
        return SharingLevel.FULL
    return chosen or SharingLevel.BUSY


def working_day(day: date, overrides: Mapping[date, WorkingDay]) -> WorkingDay:
    """Say whether a day is worked: the company's own table first, then the public calendar."""
    own = overrides.get(day)
    if own is not None:
        return own
    public = public_day(day) or PublicDay(
        is_working=day.weekday() < _SATURDAY, name_zh="", name_en=""
    )
    return WorkingDay(
        day=day,
        is_working=public.is_working,
        name_zh=public.name_zh,
        name_en=public.name_en,
        is_moved=public.is_working and day.weekday() >= _SATURDAY,
    )


def check_period(first: date, last: date) -> None:
    """Refuse periods that run backward or are too long to show. Raises Invalid."""
    if last < first:
        raise Invalid({"last": "before_start"})
    if (last - first).days >= LONGEST_PERIOD_DAYS:
        raise Invalid({"last": "too_long"})
