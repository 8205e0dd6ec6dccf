"""Why each customer of a plan is in it."""

from datetime import UTC, date, datetime

import pytest

from roadbook.core.ids import PersonId, PlanId
from roadbook.domains.customers import commands as customers
from roadbook.domains.customers.contracts import KeyDateCalendar, KeyDateKind
from roadbook.domains.customers.tests.factories import NOW, make_opportunity
from roadbook.domains.identity.tests.factories import actor_for, make_person
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import NearDate, PlanRecord, PlanStop, Why
from roadbook.domains.planning.tests.factories import (
    TUESDAY,
    ask,
    make_customers,
    make_profile,
    wish,
)
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits.contracts import Certainty, VisitDraft

pytestmark = pytest.mark.django_db


def stops(plan: PlanRecord) -> list[PlanStop]:
    return [stop for day in plan.days for stop in day.stops]


def test_names_lateness_the_deal_and_a_lunar_date_near_the_day() -> None:
    rep = make_person()
    make_profile(rep)
    (account_id,) = make_customers(rep, 1)
    make_opportunity(owner=rep, account_id=account_id, amount_minor=42_000_000)
    for title, month, day in (("王总生日", 10, 25), ("周年", 1, 25)):
        customers.add_key_date(
            actor=actor_for(rep),
            account_id=account_id,
            values={
                "kind": KeyDateKind.BIRTHDAY,
                "title": title,
                "calendar": KeyDateCalendar.LUNAR,
                "month": month,
                "day": day,
                "repeats_yearly": True,
            },
            now=NOW,
        )

    (stop,) = stops(ask(rep, wish(rep, sleeps_away=False)))

    assert stop.reason.why == [Why.OVERDUE, Why.KEY_DATE, Why.DEAL]
    assert stop.reason.key_date == NearDate(
        kind=KeyDateKind.BIRTHDAY,
        title="王总生日",
        falls_on=date(2026, 12, 3),
        is_lunar=True,
    )
    assert stop.account.expected_deal_minor > 0


def test_tells_appointments_wishes_pins_and_who_lies_on_the_way_apart() -> None:
    rep = make_person()
    make_profile(rep)
    agreed, wished, other = make_customers(rep, 3)
    actor = actor_for(rep)
    visits.plan_visit(
        actor=actor,
        person_id=PersonId(rep.id),
        draft=VisitDraft(
            account_id=agreed,
            starts_at=datetime(2026, 12, 1, 6, tzinfo=UTC),
            ends_at=datetime(2026, 12, 1, 7, tzinfo=UTC),
            certainty=Certainty.CONFIRMED,
        ),
        now=NOW,
    )

    plan = ask(rep, wish(rep, last=TUESDAY, sleeps_away=False, account_ids=(wished,)))
    pinned = commands.pin_stop(
        actor=actor, plan_id=PlanId(plan.id), account_id=other, revision=1, now=NOW
    )

    first = {stop.account.account_id: stop.reason.why[0] for stop in stops(pinned)}
    assert first == {agreed: Why.APPOINTMENT, wished: Why.REQUIRED, other: Why.PINNED}
    assert all(stop.reason.why[-1] is Why.ON_THE_WAY for stop in stops(pinned))
    assert stops(queries.plan(actor, PlanId(plan.id)))[0].reason.why
