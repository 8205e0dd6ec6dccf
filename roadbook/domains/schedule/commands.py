"""Writes of schedule. Double-booking is told with every write and never forbidden."""

from datetime import date, datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import EventId, PersonId
from roadbook.domains.schedule import policies, queries, rules
from roadbook.domains.schedule.contracts import (
    BelongsToSubject,
    EventDraft,
    PlacedEvent,
    Sharing,
    SharingLevel,
    WorkingDay,
)
from roadbook.domains.schedule.models import CalendarEvent, CompanyDay, SharingChoice
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def put_event(*, actor: Actor, draft: EventDraft, now: datetime) -> PlacedEvent:
    """Enter an event; one person's event of the same subject is changed instead of doubled.

    Raises Invalid, NotYourCalendar.
    """
    rules.check_words(draft)
    span = rules.span_of(draft)
    policies.require_calendar(actor=actor, person_id=draft.person_id)
    row = _row_of_subject(draft)
    is_new = row is None
    row = row or CalendarEvent(person_id=draft.person_id, subject_id=draft.subject_id)
    _write(row, draft, span)
    row.save()
    changes.record(
        actor=actor,
        kind="calendar_event.entered" if is_new else "calendar_event.changed",
        row=row,
        happened_at=now,
    )
    return _placed(actor, row)


@changes.unit_of_work
def change_event(
    *, actor: Actor, event_id: EventId, draft: EventDraft, now: datetime
) -> PlacedEvent:
    """Give an event other words or another time. Raises EventNotFound, NotYourCalendar, Invalid.

    An event that stands for a visit or trip is changed there: BelongsToSubject.
    """
    rules.check_words(draft)
    span = rules.span_of(draft)
    row = policies.access_event(actor=actor, event_id=event_id)
    if row.subject_id is not None:
        raise BelongsToSubject
    _write(row, draft, span)
    row.save()
    changes.record(actor=actor, kind="calendar_event.changed", row=row, happened_at=now)
    return _placed(actor, row)


@changes.unit_of_work
def cancel_event(*, actor: Actor, event_id: EventId, now: datetime) -> None:
    """Take an event out. Raises EventNotFound, NotYourCalendar, BelongsToSubject."""
    row = policies.access_event(actor=actor, event_id=event_id)
    if row.subject_id is not None:
        raise BelongsToSubject
    _take_out(actor, row, now)


@changes.unit_of_work
def cancel_events(*, actor: Actor, subject_id: UUID, now: datetime) -> int:
    """Take out all events of a subject, on behalf of the slice that owns it; gives how many."""
    rows = list(
        CalendarEvent.objects.select_for_update()
        .filter(subject_id=subject_id, deleted_at=None)
        .order_by("id")
    )
    for row in rows:
        policies.require_calendar(actor=actor, person_id=PersonId(row.person_id))
        _take_out(actor, row, now)
    return len(rows)


@changes.unit_of_work
def set_sharing(*, actor: Actor, level: SharingLevel, now: datetime) -> Sharing:
    """Choose what colleagues see of one's own calendar."""
    row = SharingChoice.objects.select_for_update().filter(
        person_id=actor.person_id
    ).first() or SharingChoice(person_id=actor.person_id)
    row.level = level
    row.save()
    changes.record(actor=actor, kind="calendar_sharing.chosen", row=row, happened_at=now)
    return Sharing(level=level)


@changes.unit_of_work
def set_working_day(
    *, actor: Actor, day: date, is_working: bool, name_zh: str, name_en: str, now: datetime
) -> WorkingDay:
    """Enter a day that differs from the public calendar. Raises WorkingDaysByAdmin."""
    policies.require_admin(actor)
    row = CompanyDay.objects.select_for_update().filter(day=day).first() or CompanyDay(day=day)
    row.is_working, row.name_zh, row.name_en = is_working, name_zh, name_en
    row.save()
    changes.record(actor=actor, kind="working_day.set", row=row, happened_at=now)
    return queries.working_days(first=day, last=day)[0]


def _row_of_subject(draft: EventDraft) -> CalendarEvent | None:
    if draft.subject_id is None:
        return None
    return (
        CalendarEvent.objects.select_for_update()
        .filter(subject_id=draft.subject_id, person_id=draft.person_id, deleted_at=None)
        .first()
    )


def _write(row: CalendarEvent, draft: EventDraft, span: rules.Span) -> None:
    row.kind, row.title, row.place = draft.kind, draft.title.strip(), draft.place.strip()
    row.busy_state, row.zone = draft.busy_state, draft.zone
    row.account_id = draft.account_id
    row.is_all_day = span.is_all_day
    row.first_day, row.start_time = span.first_day, span.start_time
    row.last_day, row.end_time = span.last_day, span.end_time
    row.starts_at, row.ends_at = span.starts_at, span.ends_at


def _take_out(actor: Actor, row: CalendarEvent, now: datetime) -> None:
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="calendar_event.cancelled", row=row, happened_at=now)


def _placed(actor: Actor, row: CalendarEvent) -> PlacedEvent:
    clashes = queries.clashes_of(
        actor=actor,
        person_id=PersonId(row.person_id),
        start=row.starts_at,
        end=row.ends_at,
        but=row.id,
    )
    return PlacedEvent(event=queries.record_of(row), clashes=clashes)
