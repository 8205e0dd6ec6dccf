"""Routes of schedule."""

from collections.abc import Sequence
from uuid import UUID

from ninja import Router, Status

from roadbook.core.ids import EventId, PersonId, TeamId
from roadbook.domains.schedule import commands, queries
from roadbook.domains.schedule.contracts import (
    CalendarPeriod,
    PlacedEvent,
    Sharing,
    WorkingDay,
)
from roadbook.domains.schedule.schemas import EventBody, SharingBody, WorkingDayBody
from roadbook.foundation.http.fields import Day
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["schedule"])


@router.get(
    "/calendar", response=CalendarPeriod, operation_id="showCalendar", summary="One calendar"
)
def show_calendar(
    request: ActorRequest, first: Day, last: Day, person_id: UUID | None = None
) -> CalendarPeriod:
    """Show a person's events (your own without `person_id`) at the level that they share."""
    person = PersonId(person_id) if person_id else request.actor.person_id
    return queries.calendar_period(actor=request.actor, person_ids=[person], first=first, last=last)


@router.get(
    "/timeline", response=CalendarPeriod, operation_id="showTimeline", summary="The team's time"
)
def show_timeline(
    request: ActorRequest, first: Day, last: Day, team_id: UUID | None = None
) -> CalendarPeriod:
    """Show the calendars of a team, or of your team and the people you lead."""
    team = TeamId(team_id) if team_id else None
    return queries.team_period(actor=request.actor, team_id=team, first=first, last=last)


@router.post("/events", response=PlacedEvent, operation_id="putEvent", summary="Enter an event")
def put_event(request: ActorRequest, body: EventBody) -> PlacedEvent:
    """Enter an event; what it overlaps comes back as `clashes`. Refused: not_your_calendar."""
    draft = body.draft(own=request.actor.person_id)
    return commands.put_event(actor=request.actor, draft=draft, now=now())


@router.put(
    "/events/{event_id}",
    response=PlacedEvent,
    operation_id="changeEvent",
    summary="Change an event",
)
def change_event(request: ActorRequest, event_id: UUID, body: EventBody) -> PlacedEvent:
    """Change words or time. Refused: event_not_found, not_your_calendar, belongs_to_subject."""
    return commands.change_event(
        actor=request.actor,
        event_id=EventId(event_id),
        draft=body.draft(own=request.actor.person_id),
        now=now(),
    )


@router.delete(
    "/events/{event_id}",
    response={204: None},
    operation_id="cancelEvent",
    summary="Take an event out",
)
def cancel_event(request: ActorRequest, event_id: UUID) -> Status[None]:
    """Take an event out. Refused: event_not_found, not_your_calendar, belongs_to_subject."""
    commands.cancel_event(actor=request.actor, event_id=EventId(event_id), now=now())
    return Status(204, None)


@router.get("/sharing", response=Sharing, operation_id="showSharing", summary="What you share")
def show_sharing(request: ActorRequest) -> Sharing:
    """Say what colleagues see of your calendar."""
    return queries.sharing_of(actor=request.actor)


@router.put(
    "/sharing", response=Sharing, operation_id="setSharing", summary="Choose what you share"
)
def set_sharing(request: ActorRequest, body: SharingBody) -> Sharing:
    """Choose what colleagues see of your calendar: full, busy or nothing."""
    return commands.set_sharing(actor=request.actor, level=body.level, now=now())


@router.get(
    "/working-days",
    response=list[WorkingDay],
    operation_id="listWorkingDays",
    summary="Working days and holidays",
)
def list_working_days(request: ActorRequest, first: Day, last: Day) -> Sequence[WorkingDay]:
    """List days with 调休 and the company's own exceptions."""
    return list(queries.working_days(first=first, last=last))


@router.put(
    "/working-days/{day}",
    response=WorkingDay,
    operation_id="setWorkingDay",
    summary="Set whether a day is worked",
)
def set_working_day(request: ActorRequest, day: Day, body: WorkingDayBody) -> WorkingDay:
    """Enter an exception to the public calendar. Refused: working_days_by_admin."""
    return commands.set_working_day(
        actor=request.actor,
        day=day,
        is_working=body.is_working,
        name_zh=body.name_zh,
        name_en=body.name_en,
        now=now(),
    )
