"""The jobs that have a trip's report ready before it is asked for, and register read receipts."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.errors import Conflict
from roadbook.core.ids import PersonId, TripId
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.ports import TripBook
from roadbook.foundation.jobs.contracts import JobArgs, JobContext, JobKind
from roadbook.foundation.wiring import port

OPEN_JOB = "expenses.open_trip_reports"
REGISTER_JOB = "expenses.register_receipts"
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


def register_receipts(context: JobContext, args: JobArgs, now: datetime) -> None:
    """Register the invoices read in the documents of `ids` on the drafts that have them already.

    One that another claim holds is left: its draft is refused when it is submitted.
    """
    documents = [UUID(given) for given in args["ids"]]
    for expense_id in queries.drafts_with_unregistered(documents):
        with suppress(Conflict):
            commands.register_receipts(actor=_CLOCKWORK, expense_id=expense_id, now=now)


JOBS = (
    JobKind(name=OPEN_JOB, run=open_trip_reports),
    JobKind(name=REGISTER_JOB, run=register_receipts),
)
REACTIONS = {
    "trip.approved": (OPEN_JOB,),
    "trip.completed": (OPEN_JOB,),
    "document.read": (REGISTER_JOB,),
}
