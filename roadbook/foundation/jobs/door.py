"""Put work into the job table, watch it, stop it."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from roadbook.core.actor import Actor
from roadbook.core.ids import JobId
from roadbook.foundation.changes.models import new_id
from roadbook.foundation.jobs import engine
from roadbook.foundation.jobs.contracts import JobKind, JobNotFound, JobStatus
from roadbook.foundation.jobs.models import Job, JobState

_kinds: dict[str, JobKind] = {}


def install(kinds: Sequence[JobKind]) -> None:
    """Take the kinds of work that composition names."""
    _kinds.clear()
    _kinds.update({kind.name: kind for kind in kinds})


def kind_of(name: str) -> JobKind:
    """Give a kind of work by name. Raises KeyError for a name that composition does not list."""
    return _kinds[name]


def kinds() -> Sequence[JobKind]:
    """Give all kinds of work."""
    return tuple(_kinds.values())


def enqueue(
    name: str,
    args: Mapping[str, Any],
    *,
    key: str = "",
    run_at: datetime | None = None,
    priority: int = 0,
    requested_by: UUID | None = None,
) -> JobId:
    """Put a job into the outbox of the surrounding transaction; it runs after commit.

    With a `key`, a job of the same name and key that is still waiting or running is given instead.
    """
    kind = kind_of(name)
    now = datetime.now(UTC)
    job = Job(
        id=new_id(),
        name=name,
        args=dict(args),
        key=key,
        run_at=run_at or now,
        priority=priority,
        max_attempts=kind.max_attempts,
        requested_by=requested_by,
        created_at=now,
    )
    if key:
        Job.objects.bulk_create([job], ignore_conflicts=True)
        waiting = Q(name=name, key=key, state__in=[JobState.QUEUED, JobState.RUNNING])
        job = Job.objects.get(waiting)
    else:
        job.save(force_insert=True)
    transaction.on_commit(lambda: engine.wake(JobId(job.id)))
    return JobId(job.id)


def fan_out(name: str, pieces: Sequence[Mapping[str, Any]]) -> UUID:
    """Put one job per piece under one batch id; `batch_progress` counts them."""
    batch_id, now = new_id(), datetime.now(UTC)
    kind = kind_of(name)
    jobs = [
        Job(
            name=name,
            args=dict(piece),
            run_at=now,
            max_attempts=kind.max_attempts,
            batch_id=batch_id,
            created_at=now,
        )
        for piece in pieces
    ]
    Job.objects.bulk_create(jobs, batch_size=500)
    transaction.on_commit(lambda: engine.wake_all([JobId(job.id) for job in jobs]))
    return batch_id


def batch_progress(batch_id: UUID) -> tuple[int, int]:
    """Give (finished, all) jobs of a batch."""
    jobs = Job.objects.filter(batch_id=batch_id)
    return jobs.exclude(state__in=[JobState.QUEUED, JobState.RUNNING]).count(), jobs.count()


def job_status(*, actor: Actor, job_id: JobId) -> JobStatus:
    """Show a job to the person who asked for it, or to an admin. Raises JobNotFound."""
    return _status(_visible(actor, job_id))


def cancel(*, actor: Actor, job_id: JobId, now: datetime) -> JobStatus:
    """Stop a job: one that waits never runs, one that runs stops at its next report."""
    job = _visible(actor, job_id)
    stop(JobId(job.pk), now)
    job.refresh_from_db()
    return _status(job)


def stop(job_id: JobId, now: datetime) -> bool:
    """Stop a job on behalf of the slice it works for; tells whether a worker still holds it and
    may keep its best."""
    Job.objects.filter(pk=job_id, state__in=[JobState.QUEUED, JobState.RUNNING]).update(
        state=JobState.CANCELLED, finished_at=now
    )
    return Job.objects.filter(
        pk=job_id, state=JobState.CANCELLED, lease_until__gt=datetime.now(UTC)
    ).exists()


def _visible(actor: Actor, job_id: JobId) -> Job:
    jobs = Job.objects.filter(pk=job_id)
    if not actor.sees_everything:
        jobs = jobs.filter(requested_by=actor.person_id)
    job = jobs.first()
    if job is None:
        raise JobNotFound
    return job


def _status(job: Job) -> JobStatus:
    return JobStatus(
        id=JobId(job.id),
        name=job.name,
        state=job.state,
        progress_done=job.progress_done,
        progress_total=job.progress_total,
        progress_note=job.progress_note,
        result=job.result,
        error_code=job.error_code,
        error=job.error,
    )
