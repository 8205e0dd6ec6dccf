from datetime import date, timedelta

import pytest

from roadbook.core.actor import Role
from roadbook.domains.identity.tests.factories import actor_for, make_actor, make_person, make_team
from roadbook.domains.schedule.commands import set_sharing, set_working_day
from roadbook.domains.schedule.contracts import EventKind, SharingLevel, WorkingDaysByAdmin
from roadbook.domains.schedule.models import CompanyDay
from roadbook.domains.schedule.queries import (
    busy_times,
    calendar_period,
    team_period,
    working_days,
)
from roadbook.domains.schedule.tests.factories import MORNING, NOW, make_event

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 24)


def test_shows_colleagues_only_that_time_is_taken_unless_more_is_shared() -> None:
    owner, mate = make_actor(), make_actor(name="王磊")
    make_event(owner, title="见设备部经理")

    (calendar,) = calendar_period(
        actor=mate, person_ids=[owner.person_id], first=DAY, last=DAY
    ).calendars

    (event,) = calendar.events
    assert (event.title, event.kind, event.is_masked) == ("", EventKind.OTHER, True)


@pytest.mark.parametrize(
    ("level", "titles"),
    [(SharingLevel.FULL, ["周例会"]), (SharingLevel.BUSY, [""]), (SharingLevel.NOTHING, [])],
)
def test_follows_the_owners_choice(level: SharingLevel, titles: list[str]) -> None:
    owner, mate = make_actor(), make_actor(name="王磊")
    make_event(owner)
    set_sharing(actor=owner, level=level, now=NOW)

    (calendar,) = calendar_period(
        actor=mate, person_ids=[owner.person_id], first=DAY, last=DAY
    ).calendars

    assert [event.title for event in calendar.events] == titles


def test_shows_leaders_everything_whatever_is_shared() -> None:
    team = make_team()
    owner = actor_for(make_person(team=team))
    boss = make_actor(role=Role.MANAGER, leads=team, name="老板")
    make_event(owner)
    set_sharing(actor=owner, level=SharingLevel.NOTHING, now=NOW)

    shown = team_period(actor=boss, team_id=None, first=DAY, last=DAY)

    assert [[e.title for e in c.events] for c in shown.calendars if c.name == "李娜"] == [
        ["周例会"]
    ]


def test_gives_busy_times_without_what_they_are_for() -> None:
    owner, mate = make_actor(), make_actor(name="王磊")
    make_event(owner)

    (busy,) = busy_times(
        actor=mate,
        person_ids=[owner.person_id],
        start=MORNING - timedelta(hours=1),
        end=MORNING + timedelta(hours=3),
    )

    assert (busy.starts_at, busy.kind) == (MORNING, EventKind.OTHER)


def test_puts_the_companys_own_days_before_the_public_calendar() -> None:
    admin = make_actor(role=Role.ADMIN)
    saturday = date(2026, 11, 28)

    set_working_day(
        actor=admin, day=saturday, is_working=True, name_zh="盘点", name_en="Stocktake", now=NOW
    )

    (found,) = working_days(first=saturday, last=saturday)
    assert (found.is_working, found.name_zh) == (True, "盘点")


def test_refuses_working_days_set_by_reps() -> None:
    with pytest.raises(WorkingDaysByAdmin):
        set_working_day(
            actor=make_actor(), day=DAY, is_working=False, name_zh="", name_en="", now=NOW
        )

    assert CompanyDay.objects.count() == 0
