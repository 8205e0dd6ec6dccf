"""Celery as the distributed engine: it carries job ids only; the job table stays the truth."""

from typing import TYPE_CHECKING
from uuid import UUID

from roadbook.core.ids import JobId

if TYPE_CHECKING:
    from celery import Celery  # type: ignore[import-untyped]  # celery ships no types

_TASK = "roadbook.run_job"


class CeleryEngine:
    """Sends job ids to a broker; a worker process claims the job by its lease and runs it."""

    def __init__(self, broker_url: str) -> None:
        self.app = _app(broker_url)

    def wake(self, job_id: JobId) -> None:
        self.app.send_task(_TASK, args=[str(job_id)])


def _app(broker_url: str) -> "Celery":
    from celery import Celery

    app = Celery("roadbook", broker=broker_url)
    app.conf.update(
        task_acks_late=True,
        task_reject_on_worker_lost=True,
        worker_prefetch_multiplier=1,
        task_ignore_result=True,
        broker_connection_retry_on_startup=True,
        task_default_queue="roadbook",
    )

    @app.task(name=_TASK, shared=False)  # type: ignore[untyped-decorator]  # celery ships no types
    def run_job(job_id: str) -> None:
        from datetime import UTC, datetime

        from roadbook.foundation.jobs import runner

        job = runner.claim("celery", datetime.now(UTC), JobId(UUID(job_id)))
        if job is not None:
            runner.run(job)

    return app
