"""Routes to watch and stop one's own jobs."""

from uuid import UUID

from ninja import Router

from roadbook.core.ids import JobId
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.jobs import door
from roadbook.foundation.jobs.contracts import JobStatus

router = Router(tags=["jobs"])


@router.get("/{job_id}", response=JobStatus, operation_id="getJob", summary="Progress of a job")
def get_job(request: ActorRequest, job_id: UUID) -> JobStatus:
    """Show how far a job is. Only the person who asked for it sees it, and admins."""
    return door.job_status(actor=request.actor, job_id=JobId(job_id))


@router.post("/{job_id}/cancel", response=JobStatus, operation_id="cancelJob", summary="Stop a job")
def cancel_job(request: ActorRequest, job_id: UUID) -> JobStatus:
    """Stop a job: one that waits never runs, one that runs keeps what it has and stops."""
    return door.cancel(actor=request.actor, job_id=JobId(job_id), now=now())
