"""Claim jobs by lease and run them: in embedded threads, `roadbook worker` and Celery alike."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import close_old_connections, connection, transaction
from django.db.models import F, Q

from roadbook.core.errors import Refusal, Throttled, Unavailable
from roadbook.core.ids import JobId
from roadbook.foundation.jobs import door, engine
from roadbook.foundation.jobs.contracts import JobCancelled, JobKind, JobLost
from roadbook.foundation.jobs.models import CronTick, Job, JobState

log = logging.getLogger(__name__)
_BACK_OFF = timedelta(seconds=5)
_LONGEST_BACK_OFF = timedelta(minutes=15)
_PATIENCE = timedelta(seconds=10)
_MOST_WOKEN = 1_000


@dataclass(slots=True, kw_only=True)
class Running:
    """The context of one run: reports progress under its lease."""

    job: Job
    kind: JobKind

    @property
    def job_id(self) -> JobId:
        return JobId(self.job.id)

    @property
    def requested_by(self) -> UUID | None:
        return self.job.requested_by

    def report(self, done: int, total: int, note: str = "") -> None:
        held = Job.objects.filter(pk=self.job.pk, state=JobState.RUNNING, worker=self.job.worker)
        extended = held.update(
            progress_done=done,
            progress_total=total,
            progress_note=note[:200],
            lease_until=datetime.now(UTC) + self.kind.lease,
        )
        if not extended:
            self.job.refresh_from_db(fields=["state"])
            raise JobCancelled if self.job.state == JobState.CANCELLED else JobLost


def _free(now: datetime) -> Q:
    """Say which jobs anybody may take: due ones, and those whose lease has ended."""
    waits = Q(state=JobState.QUEUED, run_at__lte=now)
    return waits | Q(state=JobState.RUNNING, lease_until__lt=now)


def claim(worker: str, now: datetime, job_id: JobId | None = None) -> Job | None:
    """Take one due job under a lease by conditional update: two workers never hold one."""
    free = _free(now)
    due = Job.objects.filter(free).order_by("-priority", "run_at", "pk")
    if job_id is not None:
        due = due.filter(pk=job_id)
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            due = due.select_for_update(skip_locked=True)
        job = due.first()
        if job is None:
            return None
        lease = door.kind_of(job.name).lease
        taken = Job.objects.filter(free, pk=job.pk).update(
            state=JobState.RUNNING,
            worker=worker,
            lease_until=now + lease,
            attempts=F("attempts") + 1,
        )
    if not taken:
        return None
    job.refresh_from_db()
    return job


def run(job: Job) -> None:
    """Run one claimed job to its end: done, again later, or dead."""
    kind = door.kind_of(job.name)
    context = Running(job=job, kind=kind)
    try:
        result = kind.run(context, job.args, datetime.now(UTC))
    except JobCancelled:
        return
    except (Unavailable, Throttled) as refusal:
        _again_or_dead(job, code=refusal.code, error=refusal.code)
    except Refusal as refusal:
        _finish(job, JobState.DEAD, code=refusal.code, error=refusal.code)
    except (
        Exception
    ) as error:  # the outermost edge of a job: logged, retried with back-off, then dead
        log.exception("job failed", extra={"job": job.name, "job_id": str(job.pk)})
        _again_or_dead(job, code="core.internal", error=f"{type(error).__name__}: {error}")
    else:
        Job.objects.filter(pk=job.pk).update(result=dict(result or {}))
        _finish(job, JobState.DONE)


def run_due(worker: str = "inline", limit: int = 1_000) -> int:
    """Run what is due in this thread, at most `limit` jobs. Gives how many ran."""
    for count in range(limit):
        job = claim(worker, datetime.now(UTC))
        if job is None:
            return count
        run(job)
    return limit


def take_ticks(now: datetime) -> int:
    """Turn the ticks that have come into jobs; a unique row per tick makes it one everywhere."""
    made = 0
    for kind in door.kinds():
        if kind.every is None:
            continue
        seconds = int(kind.every.total_seconds())
        tick = datetime.fromtimestamp(int(now.timestamp()) // seconds * seconds, UTC)
        with transaction.atomic():
            _, first = CronTick.objects.get_or_create(name=kind.name, tick=tick)
            if first:
                door.enqueue(kind.name, {}, key=f"tick:{tick.isoformat()}")
                made += 1
    return made


def _again_or_dead(job: Job, *, code: str, error: str) -> None:
    if job.attempts >= job.max_attempts:
        _finish(job, JobState.DEAD, code=code, error=error)
        return
    wait = min(_BACK_OFF * 2 ** (job.attempts - 1), _LONGEST_BACK_OFF)
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker).update(
        state=JobState.QUEUED,
        run_at=datetime.now(UTC) + wait,
        lease_until=None,
        error_code=code,
        error=error[:500],
    )


def _finish(job: Job, state: JobState, *, code: str = "", error: str = "") -> None:
    Job.objects.filter(pk=job.pk, state=JobState.RUNNING, worker=job.worker).update(
        state=state,
        finished_at=datetime.now(UTC),
        lease_until=None,
        error_code=code,
        error=error[:500],
    )


def work_here(worker: str) -> int:
    """Take the ticks and run what is due in this thread. Gives how many jobs ran."""
    take_ticks(datetime.now(UTC))
    return run_due(worker, limit=50)


def hand_out(_: str) -> int:
    """Take the ticks and wake the engine for jobs that wait longer than a wake-up takes.

    With a distributed engine somebody must: for retries, lost wake-ups and dead workers.
    """
    take_ticks(datetime.now(UTC))
    overdue = Job.objects.filter(_free(datetime.now(UTC) - _PATIENCE)).order_by("run_at")
    engine.wake_all([JobId(pk) for pk in overdue.values_list("pk", flat=True)[:_MOST_WOKEN]])
    return 0


class EmbeddedRunner:
    """Threads in the serving process that `work`; the poll covers what a wake-up lost."""

    def __init__(
        self,
        *,
        threads: int,
        name: str,
        work: Callable[[str], int] = work_here,
        poll_s: float = 2.0,
    ) -> None:
        self._work = work
        self._wake = threading.Condition()
        self._stopped = False
        self._poll_s = poll_s
        self._threads = [
            threading.Thread(target=self._loop, args=(f"{name}-{i}",), daemon=True, name=f"job-{i}")
            for i in range(threads)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._stopped = True
        with self._wake:
            self._wake.notify_all()
        for thread in self._threads:
            thread.join(timeout=10)

    def wake(self, _: JobId) -> None:
        with self._wake:
            self._wake.notify()

    def _loop(self, worker: str) -> None:
        while not self._stopped:
            try:
                busy = self._work(worker)
            except (
                Exception
            ):  # the outermost edge of a worker thread: one bad moment must not end it
                log.exception("job runner failed")
                close_old_connections()
                busy = 0
            if not busy:
                with self._wake:
                    self._wake.wait(self._poll_s)
