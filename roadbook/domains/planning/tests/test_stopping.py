"""Stopping a plan that is being made."""

from datetime import UTC, datetime, timedelta

import pytest

from roadbook.core.ids import JobId
from roadbook.domains.customers.tests.factories import NOW
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.planning import commands, queries
from roadbook.domains.planning.contracts import (
    NotYourPlan,
    PlanNotReady,
    PlanRecord,
    PlanState,
    PlanUnknown,
)
from roadbook.domains.planning.tests.factories import (
    make_customers,
    make_hotel,
    make_plan,
    make_profile,
    wish,
)
from roadbook.foundation.jobs.models import Job, JobState
from roadbook.foundation.jobs.runner import claim, run, run_due

pytestmark = pytest.mark.django_db


def asked(rep: Person) -> PlanRecord:
    make_profile(rep)
    make_customers(rep, 12)
    make_hotel()
    return commands.request_plan(actor=actor_for(rep), request=wish(rep), now=NOW)


def taken(plan: PlanRecord) -> Job:
    """Let a worker take the plan's job."""
    assert plan.job_id is not None
    job = claim("worker-1", datetime.now(UTC), JobId(plan.job_id))
    assert job is not None
    return job


def test_keeps_the_best_so_far() -> None:
    rep = make_person()
    plan = asked(rep)
    job = taken(plan)

    during = commands.stop_plan(actor=actor_for(rep), plan_id=plan.id, now=NOW)
    run(job)
    stopped = queries.plan(actor_for(rep), plan.id)
    job.refresh_from_db()
    whole = make_plan(rep, customers=0)

    assert during.state is PlanState.MAKING
    assert (stopped.state, stopped.revision) == (PlanState.READY, 1)
    assert sum(len(day.stops) for day in stopped.days) > 0
    assert stopped.settings is not None
    assert whole.settings is not None
    assert 0 < stopped.settings.iterations < whole.settings.iterations
    assert job.state == JobState.CANCELLED


def test_is_as_before_when_nobody_was_at_work() -> None:
    rep = make_person()
    actor = actor_for(rep)
    never = commands.stop_plan(actor=actor, plan_id=asked(rep).id, now=NOW)
    ready = make_plan(rep, customers=0)
    commands.improve_plan(actor=actor, plan_id=ready.id, now=NOW)

    again = commands.stop_plan(actor=actor, plan_id=ready.id, now=NOW)

    assert never.state is PlanState.REFUSED
    assert never.trouble is not None
    assert never.trouble.code == "planning.stopped"
    assert (again.state, again.revision, again.days) == (PlanState.READY, 1, ready.days)
    assert run_due() == 0


def test_frees_a_plan_whose_worker_has_died() -> None:
    rep = make_person()
    plan = asked(rep)
    job = taken(plan)
    Job.objects.filter(pk=job.pk).update(lease_until=datetime.now(UTC) - timedelta(minutes=1))

    stopped = commands.stop_plan(actor=actor_for(rep), plan_id=plan.id, now=NOW)

    assert stopped.state is PlanState.REFUSED


def test_writes_nothing_for_a_worker_that_lost_the_job() -> None:
    rep = make_person()
    plan = asked(rep)
    late = taken(plan)
    Job.objects.filter(pk=late.pk).update(worker="worker-2")

    run(late)

    assert queries.plan(actor_for(rep), plan.id).state is PlanState.MAKING


def test_is_stopped_only_while_it_is_made_and_by_whose_plan_it_is() -> None:
    team = make_team()
    rep = make_person(team=team)
    plan = make_plan(rep)

    with pytest.raises(PlanNotReady):
        commands.stop_plan(actor=actor_for(rep), plan_id=plan.id, now=NOW)
    for other in (make_person(name="同事", team=team), make_person(name="外人")):
        with pytest.raises((PlanUnknown, NotYourPlan)):
            commands.stop_plan(actor=actor_for(other), plan_id=plan.id, now=NOW)

    assert queries.plan(actor_for(rep), plan.id).state is PlanState.READY
