"""It reads XML, OFD, PDF and European invoices exactly."""

from datetime import date
from typing import TypeVar

import pytest

from roadbook.engines.invoices.documents import FileKind, file_kind, read_exactly
from roadbook.engines.invoices.facts import DocumentKind, DraftFacts, Reading, Source
from roadbook.engines.invoices.keys import key_of
from roadbook.engines.invoices.tests import specimens
from roadbook.engines.invoices.tests.specimens import BUYER_TAX_ID, Specimen

T = TypeVar("T")


def value(found: Reading[T] | None) -> T | None:
    return found.value if found else None


def stated(facts: DraftFacts | None) -> dict[str, object]:
    assert facts is not None
    names = ("number", "issued_on", "seller_name", "buyer_name", "buyer_tax_id", "total_minor")
    return {name: value(getattr(facts, name)) for name in names} | {"sums": facts.sums_agree}


PRINTED = {
    "number": "25442000000066202073",
    "issued_on": date(2026, 11, 24),
    "seller_name": "苏州平江里餐饮有限公司",
    "buyer_name": "上海澄海泵业有限公司",
    "buyer_tax_id": BUYER_TAX_ID,
    "total_minor": 26800,
    "sums": True,
}


@pytest.mark.parametrize(
    ("content", "source"),
    [
        (specimens.fapiao_xml(), Source.XML),
        (specimens.ofd(), Source.OFD),
        (specimens.ofd(attached=False), Source.OFD),
        (specimens.ofd(attached=False, custom=True), Source.OFD),
        (specimens.pdf(specimens.page_of(Specimen())), Source.PDF),
    ],
    ids=["xml", "ofd-attached", "ofd-text", "ofd-custom", "pdf"],
)
def test_reads_the_same_facts_from_every_form(content: bytes, source: Source) -> None:
    facts = read_exactly(content).facts

    assert stated(facts) == PRINTED
    assert facts is not None
    assert (facts.source, facts.kind) == (source, DocumentKind.DIGITAL_ORDINARY)


def test_gives_one_key_to_all_forms_of_an_invoice() -> None:
    forms = [
        specimens.fapiao_xml(),
        specimens.ofd(attached=False),
        specimens.pdf(specimens.page_of(Specimen())),
    ]

    keys = {key_of(facts) for form in forms if (facts := read_exactly(form).facts)}

    assert keys == {"cn:25442000000066202073"}


def test_tells_a_special_invoice_from_an_ordinary_one() -> None:
    facts = read_exactly(specimens.fapiao_xml(Specimen(special="01"))).facts

    assert facts is not None
    assert facts.kind is DocumentKind.DIGITAL_SPECIAL


def test_tells_a_toll_invoice() -> None:
    content = specimens.fapiao_xml(extra="<SpecificInformation><Toll/></SpecificInformation>")

    facts = read_exactly(content).facts

    assert facts is not None
    assert facts.kind is DocumentKind.TOLL


def test_marks_a_reversal_by_its_negative_total() -> None:
    facts = read_exactly(
        specimens.fapiao_xml(Specimen(net="-252.83", tax="-15.17", total="-268.00")),
    ).facts

    assert facts is not None
    assert facts.is_reversal
    assert value(facts.total_minor) == -26800


@pytest.mark.parametrize(
    ("content", "number", "total", "key"),
    [
        (specimens.cii_xml(), "RE-2026-0917", 21400, "eu:DE123456789:RE20260917"),
        (
            specimens.pdf([(10, 10, "Rechnung")], attachment=specimens.cii_xml()),
            "RE-2026-0917",
            21400,
            "eu:DE123456789:RE20260917",
        ),
        (specimens.ubl_xml(), "F26-118", 5450, "eu:NL001234567B01:F26118"),
    ],
    ids=["cii", "factur-x", "ubl"],
)
def test_reads_european_invoices(content: bytes, number: str, total: int, key: str) -> None:
    facts = read_exactly(content).facts

    assert facts is not None
    assert (value(facts.number), value(facts.total_minor)) == (number, total)
    assert (facts.currency, facts.sums_agree, key_of(facts)) == ("EUR", True, key)


def test_leaves_a_scanned_pdf_to_the_recognizer() -> None:
    read = read_exactly(specimens.pdf([]))

    assert read.facts is None
    assert file_kind(read.picture) is FileKind.PICTURE
