"""The one door: any file's bytes to facts, or to what a recognizer has to look at."""

from dataclasses import dataclass
from enum import StrEnum

from roadbook.engines.invoices.european import is_european, read_european
from roadbook.engines.invoices.facts import DraftFacts, UnreadableDocument, UnreadableReason
from roadbook.engines.invoices.fapiao_xml import is_fapiao, read_fapiao
from roadbook.engines.invoices.ofd import read_ofd
from roadbook.engines.invoices.pdf import first_page_png, read_pdf
from roadbook.engines.invoices.pictures import refuse_oversized
from roadbook.engines.invoices.safe_xml import parse_xml

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


class FileKind(StrEnum):
    """What the bytes are, by their content and never by a name."""

    XML = "xml"
    OFD = "ofd"
    PDF = "pdf"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactReading:
    """What could be read without recognition, and the picture that a recognizer should see (empty
    if none).
    """

    kind: FileKind
    facts: DraftFacts | None
    picture: bytes = b""


def file_kind(content: bytes) -> FileKind:
    """Tell what the bytes are. Raises UnreadableDocument (wrong_kind)."""
    if content.startswith(b"%PDF-"):
        return FileKind.PDF
    if content.startswith(b"PK\x03\x04"):
        return FileKind.OFD
    if content.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")) or content[8:12] == b"WEBP":
        return FileKind.PICTURE
    head = content[:200]
    for mark in _BYTE_ORDER_MARKS:
        head = head.removeprefix(mark)
    if head.replace(b"\x00", b"").lstrip().startswith(b"<"):
        return FileKind.XML
    raise UnreadableDocument(UnreadableReason.WRONG_KIND)


def read_exactly(content: bytes) -> ExactReading:
    """Read what can be read without recognition.

    Raises UnreadableDocument with its reason; see the readers. A picture is only measured here,
    never decoded.
    """
    kind = file_kind(content)
    match kind:
        case FileKind.XML:
            return ExactReading(kind=kind, facts=_xml(content))
        case FileKind.OFD:
            return ExactReading(kind=kind, facts=read_ofd(content))
        case FileKind.PDF:
            facts = read_pdf(content)
            return ExactReading(kind=kind, facts=facts, picture=first_page_png(content))
        case FileKind.PICTURE:
            refuse_oversized(content)
            return ExactReading(kind=kind, facts=None, picture=content)


def _xml(content: bytes) -> DraftFacts:
    root = parse_xml(content)
    if is_fapiao(root):
        return read_fapiao(root)
    if is_european(root):
        return read_european(root)
    raise UnreadableDocument(UnreadableReason.WRONG_KIND)
