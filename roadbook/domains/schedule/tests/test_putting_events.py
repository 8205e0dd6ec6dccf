from datetime import date, timedelta
from uuid import uuid4

import pytest

from roadbook.core.actor import Role
from roadbook.core.errors import Invalid
from roadbook.domains.identity.tests.factories import actor_for, make_actor, make_person, make_team
from roadbook.domains.schedule.commands import cancel_event, cancel_events, change_event, put_event
from roadbook.domains.schedule.contracts import (
    BelongsToSubject,
    EventDraft,
    EventKind,
    EventNotFound,
    NotYourCalendar,
)
from roadbook.domains.schedule.models import CalendarEvent
from roadbook.domains.schedule.tests.factories import MORNING, NOW, event_draft, make_event

pytestmark = pytest.mark.django_db


def test_keeps_local_time_zone_and_instant() -> None:
    actor = make_actor()

    event = make_event(actor).event

    row = CalendarEvent.objects.get(id=event.id)
    assert (row.first_day, row.start_time and row.start_time.isoformat()) == (
        date(2026, 11, 24),
        "09:30:00",
    )
    assert (row.zone, row.starts_at) == ("Asia/Shanghai", MORNING)


def test_holds_all_day_events_as_dates() -> None:
    actor = make_actor()
    draft = EventDraft(
        person_id=actor.person_id,
        kind=EventKind.TRIP,
        title="苏州无锡三日",
        first_day=date(2026, 11, 24),
        last_day=date(2026, 11, 26),
    )

    event = put_event(actor=actor, draft=draft, now=NOW).event

    assert (event.is_all_day, event.first_day, event.last_day) == (
        True,
        date(2026, 11, 24),
        date(2026, 11, 26),
    )
    assert event.ends_at - event.starts_at == timedelta(days=3)


def test_warns_of_double_booking_and_writes_all_the_same() -> None:
    actor = make_actor()
    first = make_event(actor, title="周例会").event

    placed = make_event(actor, starts_at=MORNING + timedelta(minutes=30), title="拜访")

    assert [clash.id for clash in placed.clashes] == [first.id]
    assert CalendarEvent.objects.count() == 2


def test_does_not_warn_of_events_that_only_touch() -> None:
    actor = make_actor()
    make_event(actor)

    placed = make_event(actor, starts_at=MORNING + timedelta(minutes=60))

    assert placed.clashes == ()


def test_changes_the_event_of_a_subject_instead_of_doubling_it() -> None:
    actor, subject = make_actor(), uuid4()
    draft = event_draft(actor.person_id, subject_id=subject)
    first = put_event(actor=actor, draft=draft, now=NOW).event

    later = event_draft(actor.person_id, starts_at=MORNING + timedelta(hours=2), subject_id=subject)
    second = put_event(actor=actor, draft=later, now=NOW).event

    assert second.id == first.id
    assert CalendarEvent.objects.get().starts_at == MORNING + timedelta(hours=2)


def test_takes_out_all_events_of_a_subject() -> None:
    actor, subject = make_actor(), uuid4()
    put_event(actor=actor, draft=event_draft(actor.person_id, subject_id=subject), now=NOW)

    taken = cancel_events(actor=actor, subject_id=subject, now=NOW)

    assert taken == 1
    assert CalendarEvent.objects.get().deleted_at == NOW


def test_lets_a_leader_write_and_refuses_a_team_mate() -> None:
    team = make_team()
    owner, mate = make_person(team=team), make_person("王磊", team=team)
    boss = make_actor(role=Role.MANAGER, leads=team)
    draft = event_draft(actor_for(owner).person_id)

    with pytest.raises(NotYourCalendar):
        put_event(actor=actor_for(mate), draft=draft, now=NOW)
    assert CalendarEvent.objects.count() == 0

    assert put_event(actor=boss, draft=draft, now=NOW).event.title == "周例会"


def test_hides_an_event_from_strangers_who_would_change_it() -> None:
    owner, stranger = make_actor(), make_actor(name="陌生")
    event = make_event(owner).event

    with pytest.raises(EventNotFound):
        cancel_event(actor=stranger, event_id=event.id, now=NOW)

    assert CalendarEvent.objects.get().deleted_at is None


def test_refuses_to_change_what_stands_for_a_visit() -> None:
    actor = make_actor()
    draft = event_draft(actor.person_id, subject_id=uuid4())
    event = put_event(actor=actor, draft=draft, now=NOW).event

    with pytest.raises(BelongsToSubject):
        change_event(actor=actor, event_id=event.id, draft=event_draft(actor.person_id), now=NOW)


@pytest.mark.parametrize(
    ("minutes", "title", "field"),
    [
        (0, "会", "ends_at"),
        (-5, "会", "ends_at"),
        (60 * 24 * 100, "会", "ends_at"),
        (60, " ", "title"),
    ],
)
def test_refuses_what_cannot_be_meant(minutes: int, title: str, field: str) -> None:
    actor = make_actor()

    with pytest.raises(Invalid) as refused:
        make_event(actor, minutes=minutes, title=title)

    assert list(refused.value.fields) == [field]
    assert CalendarEvent.objects.count() == 0
