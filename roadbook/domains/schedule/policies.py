"""The doors to the rows of schedule."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import EventId, PersonId
from roadbook.domains.identity import queries as identity
from roadbook.domains.schedule.contracts import (
    EventNotFound,
    NotYourCalendar,
    SharingLevel,
    WorkingDaysByAdmin,
)
from roadbook.domains.schedule.models import CalendarEvent, CompanyDay, SharingChoice
from roadbook.domains.schedule.rules import level_for


def visible_events(actor: Actor) -> QuerySet[CalendarEvent]:
    """Events seen whole: one's own, those of people one leads, all for who sees everything."""
    events = CalendarEvent.objects.filter(deleted_at=None)
    if actor.sees_everything:
        return events
    led = identity.led_person_ids(actor)
    return events.filter(Q(person_id=actor.person_id) | Q(person_id__in=led))


def shared_levels(
    *, actor: Actor, person_ids: Collection[PersonId]
) -> dict[PersonId, SharingLevel]:
    """Say what the actor sees of each calendar."""
    wanted = list(person_ids)
    led: set[UUID] = set()
    if not actor.sees_everything:
        led = set(identity.led_person_ids(actor).filter(id__in=wanted))
    choices = SharingChoice.objects.filter(deleted_at=None, person_id__in=wanted)
    chosen = dict(choices.values_list("person_id", "level"))
    return {
        person: level_for(
            is_own_or_led=actor.sees_everything or person == actor.person_id or person in led,
            chosen=SharingLevel(chosen[person]) if person in chosen else None,
        )
        for person in wanted
    }


def events_of(person_ids: Collection[PersonId]) -> QuerySet[CalendarEvent]:
    """Give events to be shown at the level that `shared_levels` says."""
    return CalendarEvent.objects.filter(deleted_at=None, person_id__in=list(person_ids))


def visible_company_days(actor: Actor) -> QuerySet[CompanyDay]:
    return CompanyDay.objects.filter(deleted_at=None)


def visible_sharing(actor: Actor) -> QuerySet[SharingChoice]:
    return SharingChoice.objects.filter(deleted_at=None)


def require_calendar(*, actor: Actor, person_id: PersonId) -> None:
    """Let pass who may write this calendar. Raises NotYourCalendar."""
    if actor.is_clockwork or actor.has(Role.ADMIN) or person_id == actor.person_id:
        return
    if not identity.led_person_ids(actor).filter(id=person_id).exists():
        raise NotYourCalendar


def access_event(*, actor: Actor, event_id: EventId) -> CalendarEvent:
    """Lock an event for a change. Raises EventNotFound, NotYourCalendar."""
    event = visible_events(actor).select_for_update(of=("self",)).filter(id=event_id).first()
    if event is None:
        raise EventNotFound
    require_calendar(actor=actor, person_id=PersonId(event.person_id))
    return event


def require_admin(actor: Actor) -> None:
    """Raises WorkingDaysByAdmin."""
    if not (actor.is_clockwork or actor.has(Role.ADMIN)):
        raise WorkingDaysByAdmin
