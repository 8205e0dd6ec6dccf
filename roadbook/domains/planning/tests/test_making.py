"""Asking for a plan and what comes of it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from roadbook.core.errors import Invalid
from roadbook.core.ids import PersonId, PlanId
from roadbook.domains.customers.tests.factories import NOW, make_opportunity
from roadbook.domains.identity.tests.factories import actor_for, make_actor, make_person, make_team
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    NotYourPlan,
    PlanState,
    PlanUnknown,
    StopUnknown,
)
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.tests.factories import (
    TUESDAY,
    WEDNESDAY,
    ask,
    make_customers,
    make_hotel,
    make_plan,
    make_profile,
    wish,
)
from roadbook.domains.schedule import commands as schedule
from roadbook.domains.schedule.contracts import EventDraft, EventKind
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits.contracts import Certainty, VisitDraft
from roadbook.foundation.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_plans_visits_hotel_and_money() -> None:
    rep = make_person()

    plan = make_plan(rep)

    assert plan.state is PlanState.READY
    assert sum(len(day.stops) for day in plan.days) == 5
    assert plan.days[0].hotel is not None
    assert plan.days[0].hotel.name == "园区湖畔酒店"
    assert plan.days[1].start.name == "园区湖畔酒店"
    assert plan.money is not None
    assert plan.money.hotel_minor == 40_000
    assert plan.money.drive_m == sum(day.drive_m for day in plan.days)
    assert plan.money.cash_minor == (
        plan.money.hotel_minor + plan.money.mileage_minor + plan.money.per_diem_minor
    )
    assert plan.title == "苏州二日"
    assert (plan.revision, plan.can_undo, plan.can_edit) == (1, False, True)


def test_makes_the_same_plan_of_the_same_question() -> None:
    rep = make_person()
    first = make_plan(rep)

    second = ask(rep, wish(rep))

    assert first.settings is not None
    assert second.settings is not None
    assert first.settings.inputs_hash == second.settings.inputs_hash
    assert first.days == second.days


def test_tells_each_stop_with_facts() -> None:
    rep = make_person()
    make_profile(rep)
    (account_id,) = make_customers(rep, 1)
    make_opportunity(owner=rep, account_id=account_id, amount_minor=42_000_000)

    plan = ask(rep, wish(rep, sleeps_away=False))

    (stop,) = [stop for day in plan.days for stop in day.stops]
    assert stop.account.days_overdue > 100
    assert stop.account.deal is not None
    assert stop.account.deal.amount_minor == 42_000_000
    assert stop.reason.detour_s > 3_600
    assert plan.expected is not None
    assert plan.expected.deal_count == 1
    assert plan.expected.low_minor <= plan.expected.mid_minor <= plan.expected.high_minor
    assert plan.expected.is_small


def test_keeps_busy_times_and_appointments() -> None:
    rep = make_person()
    make_profile(rep)
    accounts = make_customers(rep, 3)
    actor = actor_for(rep)
    meeting = (datetime(2026, 12, 1, 1, tzinfo=UTC), datetime(2026, 12, 1, 3, tzinfo=UTC))
    schedule.put_event(
        actor=actor,
        draft=EventDraft(
            person_id=PersonId(rep.id),
            kind=EventKind.MEETING,
            title="例会",
            starts_at=meeting[0],
            ends_at=meeting[1],
        ),
        now=NOW,
    )
    visits.plan_visit(
        actor=actor,
        person_id=PersonId(rep.id),
        draft=VisitDraft(
            account_id=accounts[0],
            starts_at=datetime(2026, 12, 2, 6, tzinfo=UTC),
            ends_at=datetime(2026, 12, 2, 7, tzinfo=UTC),
            certainty=Certainty.EXACT,
        ),
        now=NOW,
    )

    plan = ask(rep, wish(rep, sleeps_away=False))

    tuesday, wednesday = plan.days
    busy = [pause for pause in tuesday.pauses if pause.label == "busy"]
    starts = {stop.account.account_id: stop.start_s for stop in wednesday.stops}
    assert [(p.from_s, p.until_s) for p in busy] in ([], [(9 * 3600, 11 * 3600)])
    assert all(stop.leave_s <= 9 * 3600 or stop.start_s >= 11 * 3600 for stop in tuesday.stops)
    assert starts[accounts[0]] == 14 * 3600


def test_says_why_a_wish_cannot_be_met() -> None:
    rep = make_person()
    make_profile(rep)
    far = make_customers(rep, 1, around=replace(make_hotel().position, lat=45.0))

    plan = ask(rep, wish(rep, last=TUESDAY, sleeps_away=False, account_ids=tuple(far)))

    assert plan.state is PlanState.REFUSED
    assert plan.trouble is not None
    assert plan.trouble.code == "planning.required_cannot_fit"
    assert plan.trouble.constraint == "max_drive"
    assert plan.trouble.account_name == "苏州客户0"


def test_refuses_days_that_cannot_be_meant() -> None:
    rep = make_person()
    actor = actor_for(rep)

    with pytest.raises(Invalid) as refused:
        commands.request_plan(
            actor=actor, request=wish(rep, first=WEDNESDAY, last=TUESDAY), now=NOW
        )

    assert refused.value.fields == {"last_day": "before_first"}
    assert (Plan.objects.count(), Job.objects.filter(name="make_plan").count()) == (0, 0)


def test_is_asked_for_by_the_traveller_and_who_leads_them() -> None:
    team = make_team()
    rep = make_person(team=team)
    mate = make_actor(team=team, name="同事")

    with pytest.raises(NotYourPlan):
        commands.request_plan(actor=mate, request=wish(rep), now=NOW)

    assert Plan.objects.count() == 0


def test_hides_plans_and_customers_of_strangers() -> None:
    rep, stranger = make_person(), make_person(name="外人")
    plan = make_plan(rep)
    account_id = plan.days[0].stops[0].account.account_id

    with pytest.raises(PlanUnknown):
        queries.plan(actor_for(stranger), PlanId(plan.id))
    with pytest.raises(StopUnknown):
        commands.request_plan(
            actor=actor_for(stranger),
            request=wish(stranger, account_ids=(account_id,)),
            now=NOW,
        )
