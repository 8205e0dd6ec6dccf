"""Records and refusals of schedule. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from roadbook.core.errors import Conflict, Forbidden, NotFound
from roadbook.core.ids import AccountId, EventId, PersonId


class EventKind(StrEnum):
    """What fills the time."""

    VISIT = "visit"
    TRIP = "trip"
    MEETING = "meeting"
    LEAVE = "leave"
    OTHER = "other"


class BusyState(StrEnum):
    """Whether the time is taken."""

    BUSY = "busy"
    TENTATIVE = "tentative"
    FREE = "free"


class SharingLevel(StrEnum):
    """What colleagues see of a calendar: everything, only that time is taken, or nothing."""

    FULL = "full"
    BUSY = "busy"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """What is to stand in a calendar.

    Timed: `starts_at` and `ends_at` (aware). All day: `first_day` and `last_day`, both included.
    `subject_id` names the record of another slice that it is about; one person has at most one
    event of a subject, which is changed instead of doubled.
    """

    person_id: PersonId
    kind: EventKind
    title: str
    zone: str = "Asia/Shanghai"
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    first_day: date | None = None
    last_day: date | None = None
    busy_state: BusyState = BusyState.BUSY
    place: str = ""
    account_id: AccountId | None = None
    subject_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """An event as its reader may see it; with `is_masked` only that the time is taken.

    `first_day` and `last_day` (included) are days where it happens, in `zone`; `starts_at` and
    `ends_at` are instants, for all-day events the local midnights around them.
    """

    id: EventId
    person_id: PersonId
    kind: EventKind
    title: str
    place: str
    busy_state: BusyState
    is_all_day: bool
    first_day: date
    last_day: date
    starts_at: datetime
    ends_at: datetime
    zone: str
    account_id: AccountId | None
    subject_id: UUID | None
    is_masked: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedEvent:
    """An event after a write, with the events of the same person that it overlaps."""

    event: EventRecord
    clashes: Sequence[EventRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class BusyTime:
    """Taken time of a person, as instants."""

    person_id: PersonId
    starts_at: datetime
    ends_at: datetime
    kind: EventKind
    is_tentative: bool
    subject_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkingDay:
    """Whether a day is worked; the names say why when it is not the weekday's rule."""

    day: date
    is_working: bool
    name_zh: str
    name_en: str
    is_moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """One person's events of a period."""

    person_id: PersonId
    name: str
    level: SharingLevel
    events: Sequence[EventRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPeriod:
    """Days and the calendars of some people, in the order of their names."""

    days: Sequence[WorkingDay]
    calendars: Sequence[Calendar]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sharing:
    """What one shares with colleagues."""

    level: SharingLevel


class EventNotFound(NotFound):
    """No such event."""

    code = "schedule.event_not_found"


class NotYourCalendar(Forbidden):
    """A calendar is written by its owner, those who lead them, and admins."""

    code = "schedule.not_your_calendar"


class WorkingDaysByAdmin(Forbidden):
    """Working days are set by admins."""

    code = "schedule.working_days_by_admin"


class BelongsToSubject(Conflict):
    """The event stands for a visit or trip: change that."""

    code = "schedule.belongs_to_subject"
