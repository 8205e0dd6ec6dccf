"""Writes of recognition: take a file in, note what was read."""

from dataclasses import asdict
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import FileId
from roadbook.domains.recognition import rules
from roadbook.domains.recognition.contracts import (
    DocumentAlreadyRead,
    DocumentId,
    DocumentRecord,
    DocumentState,
)
from roadbook.domains.recognition.models import Document
from roadbook.domains.recognition.policies import access_document
from roadbook.domains.recognition.queries import record_of
from roadbook.engines.invoices.facts import DraftFacts, UnreadableReason
from roadbook.engines.invoices.keys import key_of
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id
from roadbook.foundation.files import door as files
from roadbook.foundation.jobs import door as jobs

READ_JOB = "recognition.read_documents"


@changes.unit_of_work
def read_document(
    *, actor: Actor, file_id: FileId, now: datetime, document_id: DocumentId | None = None
) -> DocumentRecord:
    """Take an uploaded file as a document and have it read by a job; the same file gives the same.

    Raises files.not_found for a file that the actor did not upload.
    """
    file = files.own_file(actor=actor, file_id=file_id)
    known = Document.objects.filter(file_id=file_id).first()
    if known is not None:
        return record_of(known)
    document = Document(
        id=document_id or new_id(),
        owner_id=actor.person_id,
        file_id=file.id,
        file_name=file.name,
        media_type=file.media_type,
        sha256=file.sha256,
        created_at=now,
    )
    document.job_id = jobs.enqueue(
        READ_JOB, {"ids": [str(document.id)]}, requested_by=actor.person_id
    )
    document.save(force_insert=True)
    changes.record(actor=actor, kind="document.received", row=document, happened_at=now)
    return record_of(document)


@changes.unit_of_work
def note_facts(
    *, actor: Actor, document_id: DocumentId, facts: DraftFacts, now: datetime
) -> DocumentRecord:
    """Note what was read. Raises DocumentAlreadyRead."""
    document = _waiting(actor, document_id)
    document.state, document.read_at = DocumentState.READ, now
    document.facts = asdict(rules.as_record(facts))
    document.invoice_key = key_of(facts)
    document.save(update_fields=["state", "read_at", "facts", "invoice_key"])
    changes.record(actor=actor, kind="document.read", row=document, happened_at=now)
    return record_of(document)


@changes.unit_of_work
def note_unreadable(
    *, actor: Actor, document_id: DocumentId, reason: UnreadableReason, now: datetime
) -> DocumentRecord:
    """Note that and why nothing could be read. Raises DocumentAlreadyRead."""
    document = _waiting(actor, document_id)
    document.state, document.reason, document.read_at = DocumentState.UNREADABLE, reason, now
    document.save(update_fields=["state", "reason", "read_at"])
    changes.record(actor=actor, kind="document.unreadable", row=document, happened_at=now)
    return record_of(document)


def _waiting(actor: Actor, document_id: DocumentId) -> Document:
    document = access_document(actor=actor, document_id=document_id)
    if document.state != DocumentState.WAITING:
        raise DocumentAlreadyRead
    return document
