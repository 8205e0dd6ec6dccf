"""Text lines of a page (from a PDF, an OFD or the recognizer) to draft facts."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from roadbook.engines.invoices.amounts import date_in
from roadbook.engines.invoices.facts import DocumentKind, DraftFacts, Reading, Source, TextLine
from roadbook.engines.invoices.parties import with_parties
from roadbook.engines.invoices.receipts import currency_of, with_receipt
from roadbook.engines.invoices.rows import Row, after_label, matches, rows_of
from roadbook.engines.invoices.sums import with_sums
from roadbook.engines.invoices.tickets import with_air, with_rail, with_taxi

MOST_LINES = 2_000
_KINDS: tuple[tuple[str, DocumentKind], ...] = (
    (r"铁路电子客票|买票请到12306|中国铁路", DocumentKind.RAIL_TICKET),
    (r"航空运输电子客票|电子客票行程单|行程单", DocumentKind.AIR_ITINERARY),
    (r"通行费", DocumentKind.TOLL),
    (r"电子发票\(增值税专用发票\)", DocumentKind.DIGITAL_SPECIAL),
    (r"电子发票\(普通发票\)", DocumentKind.DIGITAL_ORDINARY),
    (r"增值税(?:电子)?专用发票", DocumentKind.VAT_SPECIAL),
    (r"增值税(?:电子)?普通发票", DocumentKind.VAT_ORDINARY),
    (r"出租(?:汽)?车|的士|网约车行程", DocumentKind.TAXI),
    (r"(?:公路|汽车|客运|船).{0,6}(?:客票|车票)", DocumentKind.ROAD_TICKET),
)
_INVOICES = frozenset(
    {
        DocumentKind.TOLL,
        DocumentKind.DIGITAL_SPECIAL,
        DocumentKind.DIGITAL_ORDINARY,
        DocumentKind.VAT_SPECIAL,
        DocumentKind.VAT_ORDINARY,
    },
)
_DIGITAL_NUMBER = r"(?<!\d)(\d{20})(?!\d)"
_ITEM = r"(\*[㐀-鿿A-Za-z0-9、()]{2,20}\*[^\s*]{1,40})"
_DAY_FIRST = frozenset({"EUR", "GBP", "CHF"})


def read_lines(lines: Sequence[TextLine], *, source: Source) -> DraftFacts:
    """Read what a page says; never raises. A page that says nothing gives facts that are None."""
    rows = rows_of(lines[:MOST_LINES])
    facts = DraftFacts(kind=_kind(rows), source=source)
    facts = replace(
        facts,
        number=_number(rows, source),
        code=next(after_label(rows, "发票代码", r"\d{12}(?!\d)|\d{10}(?!\d)", source=source), None),
        issued_on=_issued_on(rows, source),
    )
    facts = replace(facts, kind=_refined(facts))
    facts = with_parties(facts, rows)
    match facts.kind:
        case DocumentKind.RAIL_TICKET:
            return with_rail(facts, rows)
        case DocumentKind.AIR_ITINERARY:
            return with_air(facts, rows)
        case DocumentKind.TAXI:
            return with_taxi(facts, rows)
        case kind if kind in _INVOICES:
            items = tuple(found.value for found in matches(rows, _ITEM, source=source))
            return with_sums(replace(facts, items=items), rows)
        case _:
            return with_receipt(facts, rows)


def _kind(rows: Sequence[Row]) -> DocumentKind:
    page = "\n".join(row.text for row in rows)
    return next(
        (kind for pattern, kind in _KINDS if re.search(pattern, page)), DocumentKind.RECEIPT
    )


def _refined(facts: DraftFacts) -> DocumentKind:
    """Take a page with an invoice number for an invoice even where its title was not legible."""
    if facts.kind is not DocumentKind.RECEIPT or facts.number is None:
        return facts.kind
    if len(facts.number.value) == 20 and facts.number.value.isdigit():  # noqa: PLR2004  # 数电票
        return DocumentKind.DIGITAL_ORDINARY
    return DocumentKind.VAT_ORDINARY if facts.code is not None else facts.kind


def _number(rows: Sequence[Row], source: Source) -> Reading[str] | None:
    labelled = after_label(rows, "发票号码", r"\d(?: ?\d){7,19}(?!\d)", source=source)
    found = next(labelled, None) or next(matches(rows, _DIGITAL_NUMBER, source=source), None)
    if found is None or " " not in found.value:
        return found
    doubts = tuple((at - found.value[:at].count(" "), score) for at, score in found.doubts)
    return replace(found, value=found.value.replace(" ", ""), doubts=doubts)


def _issued_on(rows: Sequence[Row], source: Source) -> Reading[date] | None:
    day_first = currency_of(rows) in _DAY_FIRST
    labelled = [row for row in rows if re.search(r"开票日期|日期|date", row.text, re.IGNORECASE)]
    for row in [*labelled, *rows]:
        found = date_in(row.text, day_first=day_first)
        if found is not None:
            line = next(
                (one for one in row.lines if date_in(one.text, day_first=day_first)), row.lines[0]
            )
            return Reading(value=found, confidence=line.confidence, source=source, box=line.box)
    return None
