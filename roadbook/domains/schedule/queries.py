"""Reads of schedule."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, EventId, PersonId, TeamId
from roadbook.domains.identity import queries as identity
from roadbook.domains.schedule import policies, rules
from roadbook.domains.schedule.contracts import (
    BusyState,
    BusyTime,
    Calendar,
    CalendarPeriod,
    EventKind,
    EventRecord,
    Sharing,
    SharingLevel,
    WorkingDay,
)
from roadbook.domains.schedule.models import CalendarEvent, CompanyDay

MOST_PEOPLE, MOST_EVENTS, MOST_CLASHES = 200, 5_000, 20


def local_day(instant: datetime, zone: str) -> date:
    """Give the calendar day of an instant where it happens. Raises Invalid for unknown zones."""
    return instant.astimezone(rules.zone_of(zone)).date()


def record_of(row: CalendarEvent) -> EventRecord:
    """Turn a row into what its owner sees."""
    return EventRecord(
        id=EventId(row.id),
        person_id=PersonId(row.person_id),
        kind=EventKind(row.kind),
        title=row.title,
        place=row.place,
        busy_state=BusyState(row.busy_state),
        is_all_day=row.is_all_day,
        first_day=row.first_day,
        last_day=row.last_day,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        zone=row.zone,
        account_id=AccountId(row.account_id) if row.account_id else None,
        subject_id=row.subject_id,
        is_masked=False,
        version=row.version,
    )


def working_days(*, first: date, last: date) -> Sequence[WorkingDay]:
    """Say of each day from `first` to `last` (included) whether it is worked."""
    rules.check_period(first, last)
    overrides = _overrides(first, last)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return tuple(rules.working_day(day, overrides) for day in days)


def _overrides(first: date, last: date) -> Mapping[date, WorkingDay]:
    rows = CompanyDay.objects.filter(deleted_at=None, day__range=(first, last))
    return {
        row.day: WorkingDay(
            day=row.day,
            is_working=row.is_working,
            name_zh=row.name_zh,
            name_en=row.name_en,
            is_moved=False,
        )
        for row in rows
    }


def busy_times(
    *, actor: Actor, person_ids: Collection[PersonId], start: datetime, end: datetime
) -> Sequence[BusyTime]:
    """Give the taken times that touch [start, end), by person and start.

    People who share nothing with the actor are left out; subjects are named to who sees all.
    """
    levels = policies.shared_levels(actor=actor, person_ids=person_ids)
    open_to_actor = [p for p, level in levels.items() if level is not SharingLevel.NOTHING]
    rows = (
        policies.events_of(open_to_actor)
        .filter(starts_at__lt=end, ends_at__gt=start)
        .exclude(busy_state=BusyState.FREE)
        .order_by("person_id", "starts_at", "id")[:MOST_EVENTS]
    )
    return tuple(_busy(row, levels[PersonId(row.person_id)]) for row in rows)


def _busy(row: CalendarEvent, level: SharingLevel) -> BusyTime:
    is_full = level is SharingLevel.FULL
    return BusyTime(
        person_id=PersonId(row.person_id),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        kind=EventKind(row.kind) if is_full else EventKind.OTHER,
        is_tentative=row.busy_state == BusyState.TENTATIVE,
        subject_id=row.subject_id if is_full else None,
    )


def clashes_of(
    *, actor: Actor, person_id: PersonId, start: datetime, end: datetime, but: UUID | None = None
) -> Sequence[EventRecord]:
    """Give the busy or tentative events of a person that overlap [start, end), without `but`.

    All-day trips are left out: visits happen inside them.
    """
    rows = (
        policies.visible_events(actor)
        .filter(person_id=person_id, starts_at__lt=end, ends_at__gt=start)
        .exclude(busy_state=BusyState.FREE)
        .exclude(kind=EventKind.TRIP, is_all_day=True)
        .order_by("starts_at", "id")
    )
    if but is not None:
        rows = rows.exclude(id=but)
    return tuple(record_of(row) for row in rows[:MOST_CLASHES])


def calendar_period(
    *, actor: Actor, person_ids: Sequence[PersonId], first: date, last: date
) -> CalendarPeriod:
    """Show calendars from `first` to `last` (included), each at the level its owner shares."""
    days = working_days(first=first, last=last)
    people = list(dict.fromkeys(person_ids))[:MOST_PEOPLE]
    names = identity.person_names(people)
    levels = policies.shared_levels(actor=actor, person_ids=people)
    found: dict[PersonId, list[EventRecord]] = {person: [] for person in names}
    rows = (
        policies.events_of([p for p in names if levels[p] is not SharingLevel.NOTHING])
        .filter(first_day__lte=last, last_day__gte=first)
        .order_by("starts_at", "id")[:MOST_EVENTS]
    )
    for row in rows:
        person, event = PersonId(row.person_id), record_of(row)
        shown = event if levels[person] is SharingLevel.FULL else rules.masked(event)
        found[person].append(shown)
    calendars = [
        Calendar(person_id=person, name=names[person], level=levels[person], events=tuple(events))
        for person, events in found.items()
    ]
    return CalendarPeriod(
        days=days, calendars=sorted(calendars, key=lambda c: (c.name, c.person_id))
    )


def team_period(*, actor: Actor, team_id: TeamId | None, first: date, last: date) -> CalendarPeriod:
    """Show the calendars of a team; without one, of the actor's own and of led people."""
    people = identity.colleague_ids(actor=actor, team_id=team_id)
    return calendar_period(actor=actor, person_ids=people[:MOST_PEOPLE], first=first, last=last)


def sharing_of(*, actor: Actor) -> Sharing:
    """Say what the actor shares with colleagues."""
    chosen = policies.visible_sharing(actor).filter(person_id=actor.person_id).first()
    return Sharing(level=SharingLevel(chosen.level) if chosen else SharingLevel.BUSY)
