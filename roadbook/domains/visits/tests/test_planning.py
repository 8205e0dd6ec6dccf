from datetime import date, timedelta

import pytest

from roadbook.core.actor import Role
from roadbook.core.errors import Invalid
from roadbook.core.ids import PlanId
from roadbook.domains.customers.contracts import AccountUnknown
from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.identity.tests.factories import actor_for, make_actor, make_person, make_team
from roadbook.domains.schedule.models import CalendarEvent
from roadbook.domains.visits.commands import (
    cancel_visit,
    miss_visit,
    plan_visit,
    plan_visits,
    reopen_visit,
    reschedule_visit,
)
from roadbook.domains.visits.contracts import (
    NotYourVisit,
    ReasonMissing,
    VisitNotFound,
    VisitStatus,
)
from roadbook.domains.visits.models import Visit
from roadbook.domains.visits.tests.factories import AT, NOW, make_visit, visit_draft
from roadbook.foundation.changes.models import AuditEntry, new_id

pytestmark = pytest.mark.django_db


def test_puts_the_visit_into_the_calendar() -> None:
    rep = make_person()
    account = make_account(owner=rep, name="苏州启元制药装备")

    visit = make_visit(actor_for(rep), account.id)

    event = CalendarEvent.objects.get()
    assert (event.title, event.subject_id, event.starts_at) == ("苏州启元制药装备", visit.id, AT)
    assert visit.day == date(2026, 11, 24)


def test_warns_of_double_booking() -> None:
    rep = make_person()
    first = make_visit(actor_for(rep), make_account(owner=rep).id)

    placed = plan_visit(
        actor=actor_for(rep),
        person_id=actor_for(rep).person_id,
        draft=visit_draft(make_account(owner=rep).id, starts_at=AT + timedelta(minutes=30)),
        now=NOW,
    )

    assert [clash.subject_id for clash in placed.clashes] == [first.id]


def test_lets_a_leader_plan_and_refuses_a_team_mate() -> None:
    team = make_team()
    rep, mate = make_person(team=team), make_person("王磊", team=team)
    boss = make_actor(role=Role.MANAGER, leads=team, name="老板")
    draft = visit_draft(make_account(owner=rep).id)
    person_id = actor_for(rep).person_id

    with pytest.raises(NotYourVisit):
        plan_visit(actor=actor_for(mate), person_id=person_id, draft=draft, now=NOW)
    assert (Visit.objects.count(), CalendarEvent.objects.count()) == (0, 0)

    assert plan_visit(actor=boss, person_id=person_id, draft=draft, now=NOW).visit.goal


def test_refuses_customers_that_one_does_not_see() -> None:
    stranger = make_actor(name="陌生")
    account = make_account(owner=make_person())

    with pytest.raises(AccountUnknown):
        make_visit(stranger, account.id)

    assert (Visit.objects.count(), AuditEntry.objects.filter(kind="visit.planned").count()) == (
        0,
        0,
    )


@pytest.mark.parametrize("minutes", [0, -30, 60 * 13])
def test_refuses_impossible_times(minutes: int) -> None:
    rep = make_person()
    account = make_account(owner=rep)

    with pytest.raises(Invalid):
        make_visit(actor_for(rep), account.id, minutes=minutes)

    assert Visit.objects.count() == 0


def test_writes_a_plan_once_however_often_it_is_said() -> None:
    rep = make_person()
    actor, plan_id = actor_for(rep), PlanId(new_id())
    accounts = [make_account(owner=rep).id, make_account(owner=rep).id]

    for shift in (0, 2):
        drafts = [
            visit_draft(account, starts_at=AT + timedelta(hours=shift + 3 * n))
            for n, account in enumerate(accounts)
        ]
        visits = plan_visits(
            actor=actor, person_id=actor.person_id, drafts=drafts, plan_id=plan_id, now=NOW
        )

    assert Visit.objects.count() == CalendarEvent.objects.count() == 2
    assert [visit.starts_at for visit in visits] == [
        AT + timedelta(hours=2),
        AT + timedelta(hours=5),
    ]


def test_moves_a_visit_with_its_event() -> None:
    rep = make_person()
    actor = actor_for(rep)
    visit = make_visit(actor, make_account(owner=rep).id)
    later = AT + timedelta(days=1)

    moved = reschedule_visit(
        actor=actor,
        visit_id=visit.id,
        starts_at=later,
        ends_at=later + timedelta(hours=1),
        now=NOW,
    ).visit

    assert (moved.day, CalendarEvent.objects.get().starts_at) == (date(2026, 11, 25), later)


def test_hides_visits_from_strangers() -> None:
    rep, stranger = make_person(), make_actor(name="陌生")
    visit = make_visit(actor_for(rep), make_account(owner=rep).id)

    with pytest.raises(VisitNotFound):
        cancel_visit(actor=stranger, visit_id=visit.id, reason="不去了", now=NOW)

    assert Visit.objects.get().status == VisitStatus.PLANNED


def test_frees_the_time_of_a_cancelled_visit_and_takes_it_back() -> None:
    rep = make_person()
    actor = actor_for(rep)
    visit = make_visit(actor, make_account(owner=rep).id)

    cancel_visit(actor=actor, visit_id=visit.id, reason="客户临时出差", now=NOW)
    assert CalendarEvent.objects.filter(deleted_at=None).count() == 0
    again = reopen_visit(actor=actor, visit_id=visit.id, now=NOW)

    assert (again.status, again.reason) == (VisitStatus.PLANNED, "")
    assert CalendarEvent.objects.filter(deleted_at=None).count() == 1


def test_asks_why_a_visit_was_missed() -> None:
    rep = make_person()
    actor = actor_for(rep)
    visit = make_visit(actor, make_account(owner=rep).id)

    with pytest.raises(ReasonMissing):
        miss_visit(actor=actor, visit_id=visit.id, reason="  ", now=NOW)
    assert Visit.objects.get().status == VisitStatus.PLANNED

    missed = miss_visit(actor=actor, visit_id=visit.id, reason="堵车两小时", now=NOW)
    assert (missed.status, missed.reason) == (VisitStatus.MISSED, "堵车两小时")
