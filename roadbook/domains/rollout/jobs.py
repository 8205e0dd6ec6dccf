"""Work on imports after commit: the dry run, applying, undoing."""

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from roadbook.core.ids import PersonId
from roadbook.domains.identity.queries import actor_of
from roadbook.domains.rollout import commands
from roadbook.domains.rollout.contracts import ImportId
from roadbook.foundation.jobs.contracts import JobArgs, JobContext, JobKind, JobResult

if TYPE_CHECKING:
    from roadbook.core.actor import Actor


def _subject(args: JobArgs) -> "tuple[Actor, ImportId]":
    return actor_of(PersonId(UUID(args["person_id"])), device="job"), ImportId(
        UUID(args["import_id"])
    )


def check_lines(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Check slice by slice, then settle the counts."""
    actor, import_id = _subject(args)
    return commands.run_check(actor=actor, import_id=import_id, now=now, report=context.report)


def apply_lines(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Write customers slice by slice; a slice lands with its lines' marks, so a restart goes on."""
    actor, import_id = _subject(args)
    return commands.run_apply(actor=actor, import_id=import_id, now=now, report=context.report)


def undo_lines(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Remove untouched customers slice by slice."""
    actor, import_id = _subject(args)
    return commands.run_undo(actor=actor, import_id=import_id, now=now, report=context.report)


JOBS = (
    JobKind(name="rollout.check_lines", run=check_lines),
    JobKind(name="rollout.apply_lines", run=apply_lines),
    JobKind(name="rollout.undo_lines", run=undo_lines),
)
