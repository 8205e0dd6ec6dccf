"""The job that has the report of a trip ready before its traveller asks for it."""

from datetime import datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId, TripId
from roadbook.domains.expenses import commands
from roadbook.domains.expenses.ports import TripBook
from roadbook.foundation.jobs.contracts import JobArgs, JobContext, JobKind
from roadbook.foundation.wiring import port

OPEN_JOB = "expenses.open_trip_reports"
_CLOCKWORK = Actor(person_id=PersonId(UUID(int=0)), is_clockwork=True)


def open_trip_reports(context: JobContext, args: JobArgs, now: datetime) -> None:
    """Make or refill the reports of the trips in `ids`."""
    for done, given in enumerate(args["ids"], start=1):
        commands.open_trip_report(
            actor=_CLOCKWORK,
            trip_id=TripId(UUID(given)),
            trips=port(TripBook),  # type: ignore[type-abstract]
            now=now,
        )
        context.report(done, len(args["ids"]))


JOBS = (JobKind(name=OPEN_JOB, run=open_trip_reports),)
REACTIONS = {"trip.approved": (OPEN_JOB,), "trip.completed": (OPEN_JOB,)}
