"""Learning from visits how long ways take."""

from datetime import UTC, datetime, timedelta

import pytest

from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person
from roadbook.domains.planning import queries
from roadbook.domains.planning.models import TravelFactor
from roadbook.domains.planning.tests.factories import HOME, ask, make_plan, wish
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits.contracts import Fix, VisitDraft
from roadbook.domains.visits.queries import moves_between_visits
from roadbook.engines.routing.travel import estimate
from roadbook.foundation.changes.models import AuditEntry
from roadbook.foundation.jobs import door as jobs
from roadbook.foundation.jobs.models import Job
from roadbook.foundation.jobs.runner import run_due

pytestmark = pytest.mark.django_db
MORNING = datetime.now(UTC).replace(hour=1, minute=0, second=0, microsecond=0) - timedelta(days=10)
THERE = Position(lat=31.30, lon=121.55)
TRUTH = 1.5


def drive(person: Person, accounts: list[AccountId], *, day: int, stay_s: int = 1_800) -> None:
    """Visit accounts in turn, each way as long as truth has it."""
    actor, clock, before = actor_for(person), MORNING - timedelta(days=day), None
    for account_id, place in zip(accounts, (HOME, THERE), strict=True):
        if before is not None:
            plain = estimate([before, place]).seconds[0][1]
            clock += timedelta(seconds=plain * TRUTH)
        fix = Fix(position=place, accuracy_m=10, age_s=1)
        placed = visits.plan_visit(
            actor=actor,
            person_id=PersonId(person.id),
            draft=VisitDraft(
                account_id=account_id, starts_at=clock, ends_at=clock + timedelta(hours=1)
            ),
            now=clock,
        )
        visits.check_in(actor=actor, visit_id=placed.visit.id, fix=fix, now=clock)
        clock += timedelta(seconds=stay_s)
        visits.check_out(actor=actor, visit_id=placed.visit.id, fix=fix, now=clock)
        before = place


def two_accounts(person: Person) -> list[AccountId]:
    return [
        make_account(owner=person, name=name, city_code="310000", position=place).id
        for name, place in (("甲", HOME), ("乙", THERE))
    ]


def learn() -> Job:
    job_id = jobs.enqueue("calibrate_travel", {})
    run_due()
    return Job.objects.get(pk=job_id)


def test_gives_the_ways_between_visits() -> None:
    rep, other = make_person(), make_person(name="另一人")
    accounts = two_accounts(rep)
    drive(rep, accounts, day=0)
    drive(other, two_accounts(other), day=0)

    moves = moves_between_visits(since=MORNING.date(), until=MORNING.date())

    expected = round(estimate([HOME, THERE]).seconds[0][1] * TRUTH)
    assert [(move.start, move.end) for move in moves] == [(HOME, THERE)] * 2
    assert [move.seconds for move in moves] == pytest.approx([expected] * 2, abs=1)


def test_learns_the_factor_of_a_city() -> None:
    rep = make_person()
    accounts = two_accounts(rep)
    for day in range(20):
        drive(rep, accounts, day=day)

    job = learn()

    assert job.result == {"moves": 20, "regions": 2, "changed": 2}
    shanghai = TravelFactor.objects.get(region_code="310000")
    assert shanghai.factor_per_mille == pytest.approx(1_500, abs=5)
    assert shanghai.observations == 20
    assert AuditEntry.objects.filter(kind="travel.calibrated").count() == 2


def test_changes_nothing_when_nothing_new_was_learnt() -> None:
    rep = make_person()
    accounts = two_accounts(rep)
    for day in range(20):
        drive(rep, accounts, day=day)
    learn()

    assert learn().result["changed"] == 0


def test_says_nothing_from_few_ways() -> None:
    rep = make_person()
    drive(rep, two_accounts(rep), day=0)

    learn()

    assert TravelFactor.objects.count() == 0


def test_plans_with_what_was_learnt_and_shows_it() -> None:
    rep = make_person()
    before = make_plan(rep, sleeps_away=False)
    TravelFactor.objects.create(
        region_code="",
        factor_per_mille=1_200,
        spread_per_mille=100,
        observations=48,
        calibrated_at=MORNING,
    )

    after = ask(rep, wish(rep, sleeps_away=False))

    assert before.settings is not None
    assert after.settings is not None
    (shown,) = after.settings.travel.calibrations
    assert (shown.factor_pct, shown.spread_pct, shown.observations) == (120, 10, 48)
    assert list(before.settings.travel.calibrations) == []
    slower, plain = [sum(d.drive_s for d in p.days) for p in (after, before)]
    further, near = [sum(d.drive_m for d in p.days) for p in (after, before)]
    assert slower / further == pytest.approx(1.2 * plain / near, rel=0.1)
    assert [each.observations for each in queries.calibrations()] == [48]
