"""Writes of documents that devices send: a photographed receipt, named before its bytes arrive."""

from uuid import UUID

from roadbook.core.ids import FileId
from roadbook.domains.recognition import commands
from roadbook.domains.recognition.contracts import DocumentId
from roadbook.domains.recognition.schemas import ReadDocumentBody
from roadbook.foundation.sync.pushing.declarations import CreateRule, OpContext, WriteType
from roadbook.foundation.sync.pushing.results import RejectCode, Rejected


def _read(context: OpContext, document_id: UUID, body: ReadDocumentBody) -> None:
    made = commands.read_document(
        actor=context.actor,
        file_id=FileId(body.file_id),
        document_id=DocumentId(document_id),
        now=context.now,
    )
    if made.id != document_id:
        raise Rejected(RejectCode.DUPLICATE, {"id": str(made.id)})


OPS = (WriteType(name="document", create=CreateRule(body=ReadDocumentBody, run=_read)),)
