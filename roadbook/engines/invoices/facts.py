"""What can be known about one invoice or receipt, each fact with its confidence and its source."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class DocumentKind(StrEnum):
    """What the document is. The value is stable: it is stored."""

    VAT_SPECIAL = "vat_special"
    VAT_ORDINARY = "vat_ordinary"
    DIGITAL_SPECIAL = "digital_special"
    DIGITAL_ORDINARY = "digital_ordinary"
    RAIL_TICKET = "rail_ticket"
    AIR_ITINERARY = "air_itinerary"
    ROAD_TICKET = "road_ticket"
    TOLL = "toll"
    TAXI = "taxi"
    EUROPEAN_INVOICE = "european_invoice"
    RECEIPT = "receipt"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """Where a fact was read, best first."""

    HAND = "hand"
    XML = "xml"
    OFD = "ofd"
    PDF = "pdf"
    QR = "qr"
    OCR = "ocr"


SOURCE_ORDER: tuple[Source, ...] = tuple(Source)


class UnreadableReason(StrEnum):
    """Why a file is refused. The value is stable: screens translate it."""

    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    WRONG_KIND = "wrong_kind"
    BROKEN = "broken"
    HOSTILE = "hostile"
    ENCRYPTED = "encrypted"
    BOMB = "bomb"
    NOTHING_FOUND = "nothing_found"


class UnreadableDocument(ValueError):
    """The bytes are not a document that can be read, or they are not safe to read."""

    def __init__(self, reason: UnreadableReason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle on the page in the source's own units, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """A run of text on a page. `confidence` is 1.0 for a text layer and the recognizer's score
    else.

    `doubts` are positions in `text` whose character the recognizer is unsure about, with its score.
    """

    text: str
    confidence: float = 1.0
    box: Box | None = None
    doubts: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Generic[T]):
    """One fact: its value, how sure (0 to 1), and where it was read.

    `doubts` are positions in a text value whose character is unsure, with the score.
    """

    value: T
    confidence: float
    source: Source
    doubts: tuple[tuple[int, float], ...] = ()
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFacts:
    """Everything read from one document; a missing fact is None.

    Amounts are minor units of `currency`. `total_minor` includes tax. `fund_minor` is the civil
    aviation development fund, a part of the total on which no input tax may be deducted.
    `sums_agree` says whether net + tax = total; None when it could not be checked.
    """

    kind: DocumentKind = DocumentKind.UNKNOWN
    source: Source = Source.OCR
    currency: str = "CNY"
    code: Reading[str] | None = None
    number: Reading[str] | None = None
    issued_on: Reading[date] | None = None
    seller_name: Reading[str] | None = None
    seller_tax_id: Reading[str] | None = None
    buyer_name: Reading[str] | None = None
    buyer_tax_id: Reading[str] | None = None
    net_minor: Reading[int] | None = None
    tax_minor: Reading[int] | None = None
    total_minor: Reading[int] | None = None
    fund_minor: Reading[int] | None = None
    passenger: Reading[str] | None = None
    origin: Reading[str] | None = None
    destination: Reading[str] | None = None
    travelled_on: Reading[date] | None = None
    items: tuple[str, ...] = ()
    is_reversal: bool = False
    sums_agree: bool | None = None
    disagreements: tuple[str, ...] = ()
