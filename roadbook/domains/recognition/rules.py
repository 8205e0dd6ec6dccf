"""How a document is read: exact sources first, recognition only where they leave something open."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date

from roadbook.domains.recognition.contracts import (
    DocumentFacts,
    DoubtfulCharacter,
    FieldReading,
    Spot,
)
from roadbook.domains.recognition.ports import Recognizer
from roadbook.engines.invoices.documents import ExactReading, read_exactly
from roadbook.engines.invoices.facts import (
    DraftFacts,
    Reading,
    Source,
    UnreadableDocument,
    UnreadableReason,
)
from roadbook.engines.invoices.lines import read_lines
from roadbook.engines.invoices.merging import merged
from roadbook.engines.invoices.qr import read_qr

STEPS = 3
Report = Callable[[int, str], None]


def facts_in(content: bytes, *, recognizer: Recognizer, report: Report) -> DraftFacts:
    """Read a document's bytes. Raises UnreadableDocument with its reason.

    `report(step, note)` is called before each of the STEPS: exact, code, text.
    """
    report(0, "exact")
    exact = read_exactly(content)
    if exact.facts is not None and exact.facts.source in {Source.XML, Source.OFD}:
        return exact.facts
    report(1, "code")
    found = [facts for facts in (exact.facts, _coded(exact, recognizer)) if facts is not None]
    if exact.facts is None:
        report(2, "text")
        lines = recognizer.lines(exact.picture)
        if lines:
            found.append(read_lines(lines, source=Source.OCR))
    if not found or _is_empty(both := merged(*found)):
        raise UnreadableDocument(UnreadableReason.NOTHING_FOUND)
    return both


def _coded(exact: ExactReading, recognizer: Recognizer) -> DraftFacts | None:
    for payload in recognizer.codes(exact.picture):
        try:
            return read_qr(payload)
        except UnreadableDocument:
            continue
    return None


def _is_empty(facts: DraftFacts) -> bool:
    return facts.total_minor is None and facts.net_minor is None and facts.number is None


def as_record(facts: DraftFacts) -> DocumentFacts:
    """Turn the engine's facts into the record that screens and other slices get."""
    readings = [
        (field.name, value)
        for field in fields(DraftFacts)
        if isinstance(value := getattr(facts, field.name), Reading)
    ]
    return DocumentFacts(
        kind=facts.kind.value,
        source=facts.source.value,
        currency=facts.currency,
        fields=tuple(_field(name, value) for name, value in readings),
        items=tuple(item[:200] for item in facts.items[:50]),
        sums_agree=facts.sums_agree,
        is_reversal=facts.is_reversal,
        disagreements=facts.disagreements,
    )


def _field(name: str, found: Reading[str] | Reading[int] | Reading[date]) -> FieldReading:
    value = found.value.isoformat() if isinstance(found.value, date) else str(found.value)
    return FieldReading(
        field=name,
        value=value[:200],
        confidence_pct=round(found.confidence * 100),
        source=found.source.value,
        doubts=tuple(
            DoubtfulCharacter(position=at, confidence_pct=round(score * 100))
            for at, score in found.doubts
        ),
        spot=None
        if found.box is None or found.source is not Source.OCR
        else Spot(
            left=found.box.left, top=found.box.top, right=found.box.right, bottom=found.box.bottom
        ),
    )
