"""Records and refusals of recognition. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from roadbook.core.errors import Conflict, NotFound
from roadbook.core.ids import FileId, JobId, PersonId

DocumentId = NewType("DocumentId", UUID)


class DocumentState(StrEnum):
    """Where the reading of a document stands."""

    WAITING = "waiting"
    READ = "read"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A rectangle on the picture, in parts of its width and height (0 to 1)."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulCharacter:
    """A position in a text value whose character is unsure."""

    position: int
    confidence_pct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldReading:
    """One fact as read. Amounts are minor units as text, dates ISO; the rest is text as printed."""

    field: str
    value: str
    confidence_pct: int
    source: str
    doubts: Sequence[DoubtfulCharacter]
    spot: Spot | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """What a document says. `sums_agree` is None when net, tax and total could not be compared."""

    kind: str
    source: str
    currency: str
    fields: Sequence[FieldReading]
    items: Sequence[str]
    sums_agree: bool | None
    is_reversal: bool
    disagreements: Sequence[str]

    def text(self, name: str) -> str:
        """Give the value of a field, empty when it was not read."""
        return next((found.value for found in self.fields if found.field == name), "")

    def minor(self, name: str) -> int | None:
        """Give an amount field in minor units, None when it was not read."""
        value = self.text(name)
        return int(value) if value else None

    def day(self, name: str) -> date | None:
        """Give a date field, None when it was not read."""
        value = self.text(name)
        return date.fromisoformat(value) if value else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """A document and what was read in it. `reason` says why an unreadable one is."""

    id: DocumentId
    owner_id: PersonId
    file_id: FileId
    file_name: str
    media_type: str
    sha256: str
    state: DocumentState
    reason: str
    invoice_key: str
    facts: DocumentFacts | None
    job_id: JobId | None
    created_at: datetime
    read_at: datetime | None
    version: int


class DocumentNotFound(NotFound):
    """No such document, or not one you may see."""

    code = "recognition.document_not_found"


class DocumentAlreadyRead(Conflict):
    """The reading is finished; a document is read once."""

    code = "recognition.already_read"
