"""The text inside the QR code of a Chinese invoice.

Layout (FIELD_NOTES 2.6): version, type, code, number, amount, date, check code, CRC; trailing
fields may be missing. For the older types the amount is without tax; for 数电票 it includes tax.
Public lists disagree about several type numbers, so the length of the number decides what cannot
be known from the type.
"""

from dataclasses import replace

from roadbook.engines.invoices.amounts import amount_minor, date_in
from roadbook.engines.invoices.facts import (
    DocumentKind,
    DraftFacts,
    Reading,
    Source,
    UnreadableDocument,
    UnreadableReason,
)
from roadbook.engines.invoices.keys import DIGITAL_NUMBER_LENGTH, OLDER_CODE_LENGTHS

LONGEST_PAYLOAD = 400
FEWEST_FIELDS = 6
_KINDS = {
    "01": DocumentKind.VAT_SPECIAL,
    "04": DocumentKind.VAT_ORDINARY,
    "08": DocumentKind.VAT_SPECIAL,
    "10": DocumentKind.VAT_ORDINARY,
    "31": DocumentKind.DIGITAL_SPECIAL,
    "32": DocumentKind.DIGITAL_ORDINARY,
    "51": DocumentKind.RAIL_TICKET,
    "61": DocumentKind.AIR_ITINERARY,
}


def read_qr(payload: str) -> DraftFacts:
    """Read a QR payload. Raises UnreadableDocument (wrong_kind) when it is not an invoice's."""
    fields = [field.strip() for field in payload.strip().split(",")]
    if len(payload) > LONGEST_PAYLOAD or len(fields) < FEWEST_FIELDS or fields[0] != "01":
        raise UnreadableDocument(UnreadableReason.WRONG_KIND)
    _, kind_code, code, number, amount, issued = fields[:6]
    minor, issued_on = amount_minor(amount), date_in(issued)
    is_digital = not code and len(number) == DIGITAL_NUMBER_LENGTH and number.isdigit()
    is_older = code.isdigit() and len(code) in OLDER_CODE_LENGTHS and number.isdigit()
    if not (is_digital or is_older) or minor is None or issued_on is None:
        raise UnreadableDocument(UnreadableReason.WRONG_KIND)
    fallback = DocumentKind.DIGITAL_ORDINARY if is_digital else DocumentKind.VAT_ORDINARY
    facts = DraftFacts(
        kind=_KINDS.get(kind_code, fallback),
        source=Source.QR,
        number=_sure(number),
        issued_on=Reading(value=issued_on, confidence=1.0, source=Source.QR),
        is_reversal=minor < 0,
    )
    money = Reading(value=minor, confidence=1.0, source=Source.QR)
    if is_digital:
        return replace(facts, total_minor=money)
    return replace(facts, code=_sure(code), net_minor=money)


def _sure(value: str) -> Reading[str]:
    return Reading(value=value, confidence=1.0, source=Source.QR)
