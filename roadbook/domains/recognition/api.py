"""Routes of recognition."""

from uuid import UUID

from ninja import Router

from roadbook.core.ids import FileId
from roadbook.domains.recognition import commands, queries
from roadbook.domains.recognition.contracts import DocumentId, DocumentRecord
from roadbook.domains.recognition.schemas import ReadDocumentBody
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["recognition"])


@router.post(
    "/documents", response=DocumentRecord, operation_id="readDocument", summary="Read a document"
)
def read_document(request: ActorRequest, body: ReadDocumentBody) -> DocumentRecord:
    """Have an uploaded receipt or invoice read; a job does it. Refuses files that are not yours."""
    return commands.read_document(actor=request.actor, file_id=FileId(body.file_id), now=now())


@router.get(
    "/documents/{document_id}",
    response=DocumentRecord,
    operation_id="getDocument",
    summary="What was read in a document",
)
def get_document(request: ActorRequest, document_id: UUID) -> DocumentRecord:
    """Give the state of the reading and every fact with its confidence."""
    return queries.document(actor=request.actor, document_id=DocumentId(document_id))
