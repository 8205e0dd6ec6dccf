"""Records, refusals and ports of files."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from roadbook.core.actor import Actor
from roadbook.core.errors import Invalid, NotFound
from roadbook.core.ids import FileId, PersonId

MAX_BYTES = 25 * 1024 * 1024
MAX_XML_BYTES = 2 * 1024 * 1024
MAX_PIXELS = 50_000_000


class FileKind(StrEnum):
    """What a file is by its content, never by its name."""

    IMAGE = "image"
    PDF = "pdf"
    XML = "xml"
    OFD = "ofd"
    TABLE = "table"
    TEXT = "text"
    AUDIO = "audio"


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFact:
    """A stored file. `sha256` is over the original bytes, which are never changed."""

    id: FileId
    name: str
    kind: FileKind
    media_type: str
    size: int
    sha256: str
    uploaded_by: PersonId
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """What inspection found in the bytes."""

    kind: FileKind
    media_type: str


class FileNotFound(NotFound):
    """There is no such file, or nothing you may read refers to it."""

    code = "files.not_found"


class FileRefused(Invalid):
    """The bytes are not what may be stored; the fact `reason` says why."""

    code = "files.refused"


class Storage(Protocol):
    """Keeps bytes by their SHA-256; writing the same bytes again changes nothing."""

    def write(self, sha256: str, content: bytes) -> None: ...

    def read(self, sha256: str) -> bytes: ...


ReadsFile = Callable[[Actor, FileId], bool]


@dataclass(frozen=True, slots=True)
class FileReaders:
    """The slices' answers to "may this actor read this file through one of your rows"."""

    readers: tuple[ReadsFile, ...]
