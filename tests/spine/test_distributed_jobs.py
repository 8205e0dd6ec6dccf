"""The distributed engine over a real Redis: a Celery worker claims by id and runs the same job."""

import os
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

import pytest

from roadbook.foundation.jobs import door, engine, runner
from roadbook.foundation.jobs.celery_engine import CeleryEngine
from roadbook.foundation.jobs.contracts import JobContext, JobKind
from roadbook.foundation.jobs.models import Job, JobState

URL = os.environ.get("ROADBOOK_TEST_REDIS_URL", "")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not URL, reason="no Redis: make test starts one where it can"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # celery's, on Python 3.12 and newer
]
_workers: list[str] = []


def add_one(context: JobContext, args: Mapping[str, Any], now: datetime) -> Mapping[str, Any]:
    _workers.append(Job.objects.get(pk=context.job_id).worker)
    return {"n": args["n"] + 1}


@pytest.fixture
def celery_worker() -> Iterator[CeleryEngine]:
    from celery.contrib.testing.worker import start_worker  # type: ignore[import-untyped]  # no types

    kinds_before, wakers_before = door.kinds(), list(engine._wakers)
    door.install([JobKind(name="add_one", run=add_one)])
    celery = CeleryEngine(URL)
    celery.app.conf.task_default_queue = f"roadbook-test-{os.getpid()}"
    engine.install(celery.wake)
    with start_worker(celery.app, pool="solo", perform_ping_check=False, shutdown_timeout=20):
        yield celery
    celery.app.close()
    door.install(kinds_before)
    engine._wakers[:] = wakers_before


def wait_until_done(count: int) -> None:
    deadline = time.monotonic() + 30
    while Job.objects.filter(state=JobState.DONE).count() < count:
        assert time.monotonic() < deadline, list(Job.objects.values_list("state", "error"))
        time.sleep(0.05)


@pytest.mark.usefixtures("celery_worker")
def test_a_job_goes_through_the_broker_and_runs_once() -> None:
    _workers.clear()
    for n in range(5):
        door.enqueue("add_one", {"n": n})

    wait_until_done(5)

    assert sorted(job.result["n"] for job in Job.objects.all()) == [1, 2, 3, 4, 5]
    assert set(Job.objects.values_list("attempts", flat=True)) == {1}
    assert _workers == ["celery"] * 5


def test_a_lost_wake_up_is_sent_again(celery_worker: CeleryEngine) -> None:
    engine.install(lambda _: None)
    job_id = door.enqueue("add_one", {"n": 1})
    Job.objects.filter(pk=job_id).update(
        run_at=Job.objects.get(pk=job_id).run_at - 2 * runner._PATIENCE
    )
    engine.install(celery_worker.wake)

    runner.hand_out("")
    wait_until_done(1)

    assert Job.objects.get(pk=job_id).result == {"n": 2}
