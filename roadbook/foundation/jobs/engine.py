"""Who is told that a job waits: the embedded runner of this process, or a distributed engine."""

from collections.abc import Callable, Sequence

from roadbook.core.ids import JobId

Wake = Callable[[JobId], None]

_wakers: list[Wake] = []


def install(waker: Wake) -> None:
    """Name the engine that carries out jobs in this process."""
    _wakers[:] = [waker]


def wake(job_id: JobId) -> None:
    """Tell the engine, after commit, that this job waits; losing the call loses nothing."""
    for waker in _wakers:
        waker(job_id)


def wake_all(job_ids: Sequence[JobId]) -> None:
    """Tell the engine of several jobs."""
    for job_id in job_ids:
        wake(job_id)
