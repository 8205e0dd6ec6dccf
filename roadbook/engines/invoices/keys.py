"""The one key of an invoice, the same whether it was seen as photo, PDF, OFD or XML."""

import re

from roadbook.engines.invoices.facts import DocumentKind, DraftFacts

DIGITAL_NUMBER_LENGTH = 20
OLDER_CODE_LENGTHS = frozenset({10, 12})
_NOT_KEY = re.compile(r"[^0-9A-Z]")


def invoice_key(*, number: str, code: str = "", seller_tax_id: str = "", kind: DocumentKind) -> str:
    """Give the invoice's unique key, or an empty text when the facts do not identify it for
    certain.

    A 数电票 (also rail and air since 2024) is identified by its 20-digit number; an older Chinese
    invoice by code and number; a European one by the seller's VAT id and its number. A plain
    receipt has none.
    """
    number, code = _NOT_KEY.sub("", number.upper()), _NOT_KEY.sub("", code.upper())
    if number.isdigit() and len(number) == DIGITAL_NUMBER_LENGTH:
        return f"cn:{number}"
    if code.isdigit() and len(code) in OLDER_CODE_LENGTHS and number.isdigit():
        return f"cn:{code}:{number.zfill(8)}"
    seller = _NOT_KEY.sub("", seller_tax_id.upper())
    if kind is DocumentKind.EUROPEAN_INVOICE and number and seller:
        return f"eu:{seller}:{number}"
    return ""


def key_of(facts: DraftFacts) -> str:
    """Give the key of draft facts; see `invoice_key`."""
    if facts.number is None:
        return ""
    return invoice_key(
        number=facts.number.value,
        code=facts.code.value if facts.code else "",
        seller_tax_id=facts.seller_tax_id.value if facts.seller_tax_id else "",
        kind=facts.kind,
    )
