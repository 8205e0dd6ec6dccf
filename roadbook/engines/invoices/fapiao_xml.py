"""数电票 in its XML form (root EInvoice); tag names as published by several tax-service
integrations.
"""

from datetime import date

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
from roadbook.engines.invoices.safe_xml import child, first_text, local_name, text_at

MOST_ITEMS = 200
_SPECIAL_LABEL = "01"
_PASSENGER_TAGS = ("PassengerTransport", "TravelInformation", "PassengerTransportation")


def is_fapiao(root: etree._Element) -> bool:
    return local_name(root) == "EInvoice"


def read_fapiao(root: etree._Element, *, source: Source = Source.XML) -> DraftFacts:
    """Read the facts of a 数电票. Raises UnreadableDocument when number or total is missing."""
    number = text_at(root, "TaxSupervisionInfo/InvoiceNumber") or first_text(
        root, "InvoiceNumber", "EIid"
    )
    total = amount_minor(first_text(root, "TotalTax-includedAmount"))
    if not number or total is None:
        raise UnreadableDocument(UnreadableReason.NOTHING_FOUND)
    net, tax = (
        amount_minor(first_text(root, "TotalAmWithoutTax")),
        amount_minor(first_text(root, "TotalTaxAm")),
    )
    items = tuple(
        text
        for item in root.iter("{*}IssuItemInformation")
        if (text := first_text(item, "ItemName"))
    )[:MOST_ITEMS]
    return DraftFacts(
        kind=_kind(root, items),
        source=source,
        number=_text(number, source),
        issued_on=_date(first_text(root, "IssueTime", "RequestTime"), source),
        seller_name=_text(first_text(root, "SellerName"), source),
        seller_tax_id=_text(first_text(root, "SellerIdNum"), source),
        buyer_name=_text(first_text(root, "BuyerName"), source),
        buyer_tax_id=_text(first_text(root, "BuyerIdNum"), source),
        net_minor=_minor(net, source),
        tax_minor=_minor(tax, source),
        total_minor=_minor(total, source),
        passenger=_text(first_text(root, "Traveler", "PassengerName", "TravelerName"), source),
        origin=_text(first_text(root, "DeparturePlace", "PlaceOfDeparture"), source),
        destination=_text(first_text(root, "ArrivalPlace", "DestinationPlace"), source),
        travelled_on=_date(first_text(root, "TravelDate", "DateOfTravel"), source),
        items=items,
        is_reversal=total < 0,
        sums_agree=None if net is None or tax is None else net + tax == total,
    )


def _kind(root: etree._Element, items: tuple[str, ...]) -> DocumentKind:
    if any(child(root, tag) is not None for tag in ("RailwayETicket", "TrainNumber")):
        return DocumentKind.RAIL_TICKET
    if any(
        child(root, tag) is not None for tag in ("FlightNumber", "CivilAviationDevelopmentFund")
    ):
        return DocumentKind.AIR_ITINERARY
    if child(root, "Toll") is not None:
        return DocumentKind.TOLL
    if any(child(root, tag) is not None for tag in _PASSENGER_TAGS) or _carries_passengers(items):
        return DocumentKind.ROAD_TICKET
    is_special = text_at(root, "GeneralOrSpecialVAT/LabelCode") == _SPECIAL_LABEL
    return DocumentKind.DIGITAL_SPECIAL if is_special else DocumentKind.DIGITAL_ORDINARY


def _carries_passengers(items: tuple[str, ...]) -> bool:
    return bool(items) and all(
        "运输服务" in item and ("客运" in item or "旅客" in item) for item in items
    )


def _text(value: str, source: Source) -> Reading[str] | None:
    return Reading(value=value, confidence=1.0, source=source) if value else None


def _minor(value: int | None, source: Source) -> Reading[int] | None:
    return None if value is None else Reading(value=value, confidence=1.0, source=source)


def _date(text: str, source: Source) -> Reading[date] | None:
    found = date_in(text[:8] if text.isdigit() else text)
    return None if found is None else Reading(value=found, confidence=1.0, source=source)
