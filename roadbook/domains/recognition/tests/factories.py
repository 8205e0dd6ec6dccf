"""Typed builders for documents, and the recognizer that sees what a test tells it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import FileId
from roadbook.domains.recognition import commands, queries
from roadbook.domains.recognition.contracts import DocumentId, DocumentRecord
from roadbook.domains.recognition.jobs import read_documents
from roadbook.engines.invoices.facts import TextLine, UnreadableDocument, UnreadableReason
from roadbook.engines.invoices.pictures import picture_size
from roadbook.foundation.files import door as files
from roadbook.foundation.files.contracts import FileKind, Storage
from roadbook.foundation.wiring import port

NOW = datetime(2026, 11, 24, 4, 48, tzinfo=UTC)


class SeeingRecognizer:
    """A recognizer that sees the given codes and lines in every picture that can be decoded."""

    def __init__(self, *, codes: Sequence[str] = (), lines: Sequence[TextLine] = ()) -> None:
        self._codes, self._lines = codes, lines

    def codes(self, picture: bytes) -> Sequence[str]:
        self._look(picture)
        return self._codes

    def lines(self, picture: bytes) -> Sequence[TextLine]:
        self._look(picture)
        return self._lines

    @staticmethod
    def _look(picture: bytes) -> None:
        picture_size(picture)
        if not picture.endswith((b"IEND\xaeB`\x82", b"\xff\xd9")):
            raise UnreadableDocument(UnreadableReason.BROKEN)


class QuietContext:
    """A job context that remembers the progress."""

    def __init__(self) -> None:
        self.notes: list[tuple[int, int, str]] = []

    @property
    def job_id(self) -> UUID:
        return UUID(int=1)

    @property
    def requested_by(self) -> UUID | None:
        return None

    def report(self, done: int, total: int, note: str = "") -> None:
        self.notes.append((done, total, note))


def make_file(actor: Actor, content: bytes, *, name: str = "receipt.png") -> FileId:
    return files.store_file(
        actor=actor,
        name=name,
        content=content,
        allowed=frozenset(FileKind),
        storage=port(Storage),  # type: ignore[type-abstract]
        now=NOW,
    ).id


def make_document(actor: Actor, content: bytes, *, name: str = "receipt.png") -> DocumentRecord:
    """Store the bytes as this actor's file, take it as a document, and read it."""
    taken = commands.read_document(
        actor=actor, file_id=make_file(actor, content, name=name), now=NOW
    )
    read_documents(QuietContext(), {"ids": [str(taken.id)]}, NOW)  # type: ignore[arg-type]  # ids are ids
    return queries.document(actor=actor, document_id=DocumentId(taken.id))
