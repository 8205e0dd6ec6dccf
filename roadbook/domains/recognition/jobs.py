"""The job that reads documents: one at a time, with progress."""

from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import FileId, PersonId
from roadbook.domains.recognition import commands, queries, rules
from roadbook.domains.recognition.contracts import DocumentId, DocumentState
from roadbook.domains.recognition.ports import Recognizer
from roadbook.engines.invoices.facts import UnreadableDocument
from roadbook.foundation.files import door as files
from roadbook.foundation.files.contracts import Storage
from roadbook.foundation.jobs.contracts import JobArgs, JobContext, JobKind
from roadbook.foundation.wiring import port

_CLOCKWORK = Actor(person_id=PersonId(UUID(int=0)), is_clockwork=True)
_ONE_AT_A_TIME = Lock()  # pdfium is not safe in two threads, and one recognizer is enough


def read_documents(context: JobContext, args: JobArgs, now: datetime) -> None:
    """Read the documents named in `ids`; one that was read meanwhile is passed over."""
    for given in args["ids"]:
        _read(context, DocumentId(UUID(given)), now)


def read_arrived(context: JobContext, args: JobArgs, now: datetime) -> None:
    """Read the documents whose files are named in `ids`: a phone named them before their bytes."""
    file_ids = [FileId(UUID(given)) for given in args["ids"]]
    for document_id in queries.waiting_for_files(file_ids):
        _read(context, document_id, now)


def _read(context: JobContext, document_id: DocumentId, now: datetime) -> None:
    document = queries.document(actor=_CLOCKWORK, document_id=document_id)
    if document.state is not DocumentState.WAITING or files.not_stored([document.file_id]):
        return
    content = port(Storage).read(document.sha256)  # type: ignore[type-abstract]
    recognizer = port(Recognizer)  # type: ignore[type-abstract]

    def report(step: int, note: str) -> None:
        context.report(step, rules.STEPS, note)

    try:
        with _ONE_AT_A_TIME:
            facts = rules.facts_in(content, recognizer=recognizer, report=report)
    except UnreadableDocument as refused:
        commands.note_unreadable(
            actor=_CLOCKWORK, document_id=document_id, reason=refused.reason, now=now
        )
    else:
        commands.note_facts(actor=_CLOCKWORK, document_id=document_id, facts=facts, now=now)
    context.report(rules.STEPS, rules.STEPS)


JOBS = (
    JobKind(
        name=commands.READ_JOB, run=read_documents, lease=timedelta(seconds=120), max_attempts=3
    ),
    JobKind(
        name="recognition.read_arrived",
        run=read_arrived,
        lease=timedelta(seconds=120),
        max_attempts=3,
    ),
)

REACTIONS = {"file.arrived": ("recognition.read_arrived",)}
