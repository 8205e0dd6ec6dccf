"""Typed builders of events."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.schedule.commands import put_event
from roadbook.domains.schedule.contracts import EventDraft, EventKind, PlacedEvent

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 24, 1, 30, tzinfo=UTC)  # 09:30 in Shanghai


def event_draft(
    person_id: PersonId,
    *,
    starts_at: datetime = MORNING,
    minutes: int = 60,
    title: str = "周例会",
    subject_id: UUID | None = None,
) -> EventDraft:
    return EventDraft(
        person_id=person_id,
        kind=EventKind.MEETING,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
        subject_id=subject_id,
    )


def make_event(
    actor: Actor, *, starts_at: datetime = MORNING, minutes: int = 60, title: str = "周例会"
) -> PlacedEvent:
    """Put an event into the actor's own calendar."""
    draft = event_draft(actor.person_id, starts_at=starts_at, minutes=minutes, title=title)
    return put_event(actor=actor, draft=draft, now=NOW)
