"""What a job is to those who enqueue, run and watch it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from roadbook.core.errors import NotFound
from roadbook.core.ids import JobId

JobArgs = Mapping[str, Any]
JobResult = Mapping[str, Any]


class JobNotFound(NotFound):
    """There is no such job, or it is not yours."""

    code = "jobs.not_found"


class JobCancelled(Exception):
    """Raised by `JobContext.report` in a stopped job; a handler lets it pass or keeps its best."""


class JobLost(JobCancelled):
    """Raised by `JobContext.report` when another worker has the job; a handler lets it pass."""


class JobContext(Protocol):
    """What a running handler may say and ask."""

    @property
    def job_id(self) -> JobId: ...

    @property
    def requested_by(self) -> UUID | None: ...

    def report(self, done: int, total: int, note: str = "") -> None:
        """Show progress and extend the lease. Raises JobCancelled when the job was
        stopped, JobLost when another worker has it."""


Handler = Callable[[JobContext, JobArgs, datetime], JobResult | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """A named kind of work. `lease` must be longer than the longest silence of the handler."""

    name: str
    run: Handler
    lease: timedelta = timedelta(seconds=60)
    max_attempts: int = 5
    every: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobStatus:
    """What a screen shows of a job. `state`: queued, running, done, dead, cancelled."""

    id: JobId
    name: str
    state: str
    progress_done: int
    progress_total: int
    progress_note: str
    result: dict[str, Any] = field(default_factory=dict)
    error_code: str = ""
    error: str = ""
