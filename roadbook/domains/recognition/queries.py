"""Reads of documents."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import FileId, JobId, PersonId
from roadbook.domains.recognition import policies
from roadbook.domains.recognition.contracts import (
    DocumentFacts,
    DocumentId,
    DocumentNotFound,
    DocumentRecord,
    DocumentState,
    DoubtfulCharacter,
    FieldReading,
    Spot,
)
from roadbook.domains.recognition.models import Document

_MOST = 200


def document(*, actor: Actor, document_id: DocumentId) -> DocumentRecord:
    """Give one document. Raises DocumentNotFound."""
    row = policies.visible_documents(actor).filter(id=document_id).first()
    if row is None:
        raise DocumentNotFound
    return record_of(row)


def documents_by_ids(
    *, actor: Actor, document_ids: Collection[DocumentId]
) -> dict[DocumentId, DocumentRecord]:
    """Give the documents among these ids that the actor may see, in one statement."""
    rows = policies.visible_documents(actor).filter(id__in=list(document_ids)[:_MOST])
    return {DocumentId(row.id): record_of(row) for row in rows}


def own_documents(
    *, actor: Actor, without: Collection[UUID], limit: int = 50
) -> Sequence[DocumentRecord]:
    """Give one's own documents except those of these ids, newest first."""
    rows = (
        policies.visible_documents(actor)
        .filter(owner_id=actor.person_id)
        .exclude(id__in=list(without))
        .order_by("-created_at", "-id")
    )
    return [record_of(row) for row in rows[: min(limit, _MOST)]]


def waiting_for_files(file_ids: Collection[FileId]) -> Sequence[DocumentId]:
    """Give the documents not read yet whose bytes are in these files, for the job that reads."""
    rows = Document.objects.filter(
        file_id__in=list(file_ids), state=DocumentState.WAITING, deleted_at=None
    )
    return [DocumentId(pk) for pk in rows.order_by("id").values_list("id", flat=True)]


def documents_with_hash(sha256: str, *, but: DocumentId) -> Sequence[DocumentId]:
    """Give other documents with the same bytes, whoever owns them.

    For duplicate checks only: they run with the system's eyes and answer discreetly.
    """
    rows = Document.objects.filter(sha256=sha256, deleted_at=None).exclude(id=but)
    return [
        DocumentId(pk) for pk in rows.order_by("created_at", "id").values_list("id", flat=True)[:20]
    ]


def record_of(row: Document) -> DocumentRecord:
    """Turn a row into its record."""
    return DocumentRecord(
        id=DocumentId(row.id),
        owner_id=PersonId(row.owner_id),
        file_id=FileId(row.file_id),
        file_name=row.file_name,
        media_type=row.media_type,
        sha256=row.sha256,
        state=DocumentState(row.state),
        reason=row.reason,
        invoice_key=row.invoice_key,
        facts=None if row.facts is None else _facts(row.facts),
        job_id=JobId(row.job_id) if row.job_id else None,
        created_at=row.created_at,
        read_at=row.read_at,
        version=row.version,
    )


def _facts(stored: Mapping[str, Any]) -> DocumentFacts:
    return DocumentFacts(
        kind=stored["kind"],
        source=stored["source"],
        currency=stored["currency"],
        fields=tuple(_field(field) for field in stored["fields"]),
        items=tuple(stored["items"]),
        sums_agree=stored["sums_agree"],
        is_reversal=stored["is_reversal"],
        disagreements=tuple(stored["disagreements"]),
    )


def _field(stored: Mapping[str, Any]) -> FieldReading:
    return FieldReading(
        field=stored["field"],
        value=stored["value"],
        confidence_pct=stored["confidence_pct"],
        source=stored["source"],
        doubts=tuple(DoubtfulCharacter(**doubt) for doubt in stored["doubts"]),
        spot=None if stored["spot"] is None else Spot(**stored["spot"]),
    )
