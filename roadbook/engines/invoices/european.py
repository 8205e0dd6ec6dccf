"""European e-invoices: UN/CEFACT CII (Factur-X, ZUGFeRD, XRechnung) and OASIS UBL 2.1 (Peppol)."""

from lxml import etree

from roadbook.engines.invoices.amounts import amount_minor, date_in
from roadbook.engines.invoices.facts import (
    DocumentKind,
    DraftFacts,
    Reading,
    Source,
    UnreadableDocument,
    UnreadableReason,
)
from roadbook.engines.invoices.safe_xml import first_text, local_name, text_at

_CREDIT_TYPES = frozenset({"381", "396"})


def is_european(root: etree._Element) -> bool:
    return local_name(root) in {"CrossIndustryInvoice", "Invoice", "CreditNote"}


def read_european(root: etree._Element) -> DraftFacts:
    """Read a CII or UBL invoice. Raises UnreadableDocument when number or total is missing."""
    return _facts(_cii(root) if local_name(root) == "CrossIndustryInvoice" else _ubl(root))


def _cii(root: etree._Element) -> dict[str, str]:
    return {
        "number": text_at(root, "ExchangedDocument/ID"),
        "type": text_at(root, "ExchangedDocument/TypeCode"),
        "date": text_at(root, "ExchangedDocument/IssueDateTime/DateTimeString"),
        "currency": first_text(root, "InvoiceCurrencyCode"),
        "seller": text_at(root, "SellerTradeParty/Name"),
        "seller_id": text_at(root, "SellerTradeParty/SpecifiedTaxRegistration/ID"),
        "buyer": text_at(root, "BuyerTradeParty/Name"),
        "buyer_id": text_at(root, "BuyerTradeParty/SpecifiedTaxRegistration/ID"),
        "net": first_text(root, "TaxBasisTotalAmount"),
        "tax": first_text(root, "TaxTotalAmount"),
        "total": first_text(root, "GrandTotalAmount"),
        "item": text_at(root, "SpecifiedTradeProduct/Name"),
    }


def _ubl(root: etree._Element) -> dict[str, str]:
    number = next((e.text or "" for e in root.iterchildren("{*}ID")), "").strip()
    return {
        "number": number,
        "type": "381" if local_name(root) == "CreditNote" else first_text(root, "InvoiceTypeCode"),
        "date": first_text(root, "IssueDate"),
        "currency": first_text(root, "DocumentCurrencyCode"),
        "seller": text_at(root, "AccountingSupplierParty/Party/PartyLegalEntity/RegistrationName")
        or text_at(root, "AccountingSupplierParty/Party/PartyName/Name"),
        "seller_id": text_at(root, "AccountingSupplierParty/Party/PartyTaxScheme/CompanyID"),
        "buyer": text_at(root, "AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName")
        or text_at(root, "AccountingCustomerParty/Party/PartyName/Name"),
        "buyer_id": text_at(root, "AccountingCustomerParty/Party/PartyTaxScheme/CompanyID"),
        "net": first_text(root, "TaxExclusiveAmount"),
        "tax": text_at(root, "TaxTotal/TaxAmount"),
        "total": first_text(root, "TaxInclusiveAmount"),
        "item": text_at(root, "InvoiceLine/Item/Name"),
    }


def _facts(found: dict[str, str]) -> DraftFacts:
    currency = found["currency"] if len(found["currency"]) == len("EUR") else "EUR"
    sign = -1 if found["type"] in _CREDIT_TYPES else 1
    net, tax, total = (
        amount_minor(found[key], currency=currency) for key in ("net", "tax", "total")
    )
    if not found["number"] or total is None:
        raise UnreadableDocument(UnreadableReason.NOTHING_FOUND)
    issued = date_in(found["date"])
    return DraftFacts(
        kind=DocumentKind.EUROPEAN_INVOICE,
        source=Source.XML,
        currency=currency,
        number=_text(found["number"]),
        issued_on=None
        if issued is None
        else Reading(value=issued, confidence=1.0, source=Source.XML),
        seller_name=_text(found["seller"]),
        seller_tax_id=_text(found["seller_id"]),
        buyer_name=_text(found["buyer"]),
        buyer_tax_id=_text(found["buyer_id"]),
        net_minor=_minor(net, sign),
        tax_minor=_minor(tax, sign),
        total_minor=_minor(total, sign),
        items=(found["item"],) if found["item"] else (),
        is_reversal=sign < 0,
        sums_agree=None if net is None or tax is None else net + tax == total,
    )


def _text(value: str) -> Reading[str] | None:
    return Reading(value=value, confidence=1.0, source=Source.XML) if value else None


def _minor(value: int | None, sign: int) -> Reading[int] | None:
    return None if value is None else Reading(value=sign * value, confidence=1.0, source=Source.XML)
