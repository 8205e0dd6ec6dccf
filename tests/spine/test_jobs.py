"""The job table: leases, retries, progress, cancelling, ticks, keys."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from roadbook.core.actor import Actor
from roadbook.core.errors import Conflict, Unavailable
from roadbook.core.ids import JobId, PersonId
from roadbook.foundation.jobs import door, runner
from roadbook.foundation.jobs.contracts import JobContext, JobKind, JobNotFound
from roadbook.foundation.jobs.models import Job, JobState

ASKER = Actor(person_id=PersonId(UUID(int=7)))
STRANGER = Actor(person_id=PersonId(UUID(int=8)))

pytestmark = pytest.mark.django_db
ran: list[Any] = []


def note_args(context: JobContext, args: Any, now: datetime) -> dict[str, Any]:  # noqa: ANN401  # JSON
    ran.append(args)
    context.report(1, 2, "half")
    return {"seen": len(ran)}


def outside_is_down(context: JobContext, args: Any, now: datetime) -> None:  # noqa: ANN401  # JSON
    raise Unavailable


def refuses(context: JobContext, args: Any, now: datetime) -> None:  # noqa: ANN401  # JSON
    raise Conflict


def has_a_bug(context: JobContext, args: Any, now: datetime) -> None:  # noqa: ANN401  # JSON
    raise ZeroDivisionError


@pytest.fixture(autouse=True)
def _kinds() -> Iterator[None]:
    before = door.kinds()
    ran.clear()
    door.install(
        [
            JobKind(name="note", run=note_args),
            JobKind(name="down", run=outside_is_down, max_attempts=2),
            JobKind(name="refuse", run=refuses),
            JobKind(name="bug", run=has_a_bug, max_attempts=1),
            JobKind(name="hourly", run=note_args, every=timedelta(hours=1)),
        ]
    )
    yield
    door.install(before)


def test_runs_once_and_keeps_result_and_progress() -> None:
    job_id = door.enqueue("note", {"n": 1}, requested_by=ASKER.person_id)

    runner.run_due()
    runner.run_due()

    status = door.job_status(actor=ASKER, job_id=job_id)
    assert (status.state, status.progress_note, status.result) == ("done", "half", {"seen": 1})
    assert ran == [{"n": 1}]


def test_waits_and_tries_again_when_the_outside_is_down_then_gives_up() -> None:
    door.enqueue("down", {})

    runner.run_due()
    first = Job.objects.get()
    waited, state = first.run_at, first.state
    Job.objects.update(run_at=datetime.now(UTC))
    runner.run_due()

    assert state == JobState.QUEUED
    assert waited > datetime.now(UTC)
    assert (Job.objects.get().state, Job.objects.get().attempts) == (JobState.DEAD, 2)


@pytest.mark.parametrize(("name", "code"), [("refuse", "core.conflict"), ("bug", "core.internal")])
def test_one_poison_job_is_put_aside_and_the_rest_go_on(name: str, code: str) -> None:
    door.enqueue(name, {}, priority=9)
    door.enqueue("note", {})

    runner.run_due()

    assert Job.objects.get(name=name).error_code == code
    assert Job.objects.get(name=name).state == JobState.DEAD
    assert Job.objects.get(name="note").state == JobState.DONE


def test_a_job_whose_worker_died_is_taken_over_after_its_lease() -> None:
    door.enqueue("note", {})
    now = datetime.now(UTC)
    held = runner.claim("dies", now)
    assert held is not None

    too_early = runner.claim("other", now + timedelta(seconds=30))
    later = runner.claim("other", now + timedelta(seconds=61))

    assert too_early is None
    assert later is not None
    assert (later.pk, later.attempts) == (held.pk, 2)


def test_a_worker_that_lost_its_lease_cannot_finish_the_job() -> None:
    door.enqueue("note", {})
    now = datetime.now(UTC)
    held = runner.claim("slow", now)
    runner.claim("other", now + timedelta(seconds=61))
    assert held is not None

    runner.run(held)

    assert Job.objects.get().state == JobState.RUNNING


def test_a_stopped_job_does_not_run() -> None:
    job_id = door.enqueue("note", {}, requested_by=ASKER.person_id)

    door.cancel(actor=ASKER, job_id=job_id, now=datetime.now(UTC))
    runner.run_due()

    assert ran == []
    assert door.job_status(actor=ASKER, job_id=job_id).state == "cancelled"


def test_a_stranger_sees_and_stops_nothing() -> None:
    job_id = door.enqueue("note", {}, requested_by=ASKER.person_id)

    with pytest.raises(JobNotFound):
        door.job_status(actor=STRANGER, job_id=job_id)
    with pytest.raises(JobNotFound):
        door.cancel(actor=STRANGER, job_id=job_id, now=datetime.now(UTC))

    assert Job.objects.get().state == JobState.QUEUED


def test_the_same_key_is_one_job_while_it_waits() -> None:
    first = door.enqueue("note", {"n": 1}, key="k")
    second = door.enqueue("note", {"n": 2}, key="k")
    runner.run_due()
    third = door.enqueue("note", {"n": 3}, key="k")

    assert first == second
    assert third != first


def test_a_tick_is_one_job_however_many_servers_look() -> None:
    at = datetime(2026, 11, 24, 3, 15, tzinfo=UTC)

    made = [runner.take_ticks(at), runner.take_ticks(at + timedelta(minutes=20))]
    next_hour = runner.take_ticks(at + timedelta(hours=1))

    assert (made, next_hour) == ([1, 0], 1)


def test_a_batch_counts_its_finished_jobs() -> None:
    batch = door.fan_out("note", [{"n": i} for i in range(3)])

    before = door.batch_progress(batch)
    runner.run_due()

    assert (before, door.batch_progress(batch)) == ((0, 3), (3, 3))


def test_a_single_job_is_claimed_by_its_id() -> None:
    door.enqueue("note", {"n": 1})
    second = door.enqueue("note", {"n": 2})

    job = runner.claim("celery", datetime.now(UTC), JobId(second))

    assert job is not None
    assert job.args == {"n": 2}
