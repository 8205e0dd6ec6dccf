"""It reads amounts, dates, capitals, QR payloads and keys; it merges sources; it computes input
tax.
"""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.engines.invoices.amounts import amount_minor, capitals_minor, date_in
from roadbook.engines.invoices.deduction import Deductible, DeductionRule, deduction
from roadbook.engines.invoices.documents import read_exactly
from roadbook.engines.invoices.facts import DocumentKind, Source, UnreadableDocument
from roadbook.engines.invoices.keys import invoice_key
from roadbook.engines.invoices.lines import read_lines
from roadbook.engines.invoices.merging import merged
from roadbook.engines.invoices.qr import read_qr
from roadbook.engines.invoices.tests import specimens
from roadbook.engines.invoices.tests.test_printed_pages import page

DIGITAL = "01,32,,25442000000066202073,268.00,20261124,,A6A1"
OLDER = "01,10,011001605111,80100798,64.9,20161018,85342965681116380258"


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("¥268.00", 26800),
        ("￥ 1,234.5", 123450),
        ("２６８．００", 26800),
        ("-12.30", -1230),
        ("268元", 26800),
    ],
)
def test_reads_amounts(text: str, minor: int) -> None:
    assert amount_minor(text) == minor


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "12.345", "9" * 20, "1e5", "NaN", "--1"])
def test_reads_no_amount_into_anything_else(text: str) -> None:
    assert amount_minor(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026年11月24日", date(2026, 11, 24)),
        ("20261124", date(2026, 11, 24)),
        ("2026-11-24 10:11", date(2026, 11, 24)),
        ("2026-02-30", None),
        ("25442000000066202073", None),
    ],
)
def test_reads_dates_that_exist(text: str, found: date | None) -> None:
    assert date_in(text) == found


@pytest.mark.parametrize(
    ("text", "minor"),
    [
        ("贰佰陆拾捌圆整", 26800),
        ("壹拾万圆整", 10000000),
        ("壹仟零贰拾叁元肆角伍分", 102345),
        ("玖仟肆佰万零叁佰叁拾玖圆陆角贰分", 9400033962),
        ("拾贰圆整", 1200),
        ("你好", None),
    ],
)
def test_reads_amounts_in_capitals(text: str, minor: int | None) -> None:
    assert capitals_minor(text) == minor


def test_takes_the_qr_amount_of_a_digital_invoice_as_the_total() -> None:
    facts = read_qr(DIGITAL)

    assert facts.total_minor is not None
    assert (facts.total_minor.value, facts.net_minor, facts.kind) == (
        26800,
        None,
        DocumentKind.DIGITAL_ORDINARY,
    )


def test_takes_the_qr_amount_of_an_older_invoice_as_without_tax() -> None:
    facts = read_qr(OLDER)

    assert facts.net_minor is not None
    assert (facts.net_minor.value, facts.total_minor) == (6490, None)


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "https://example.com",
        "01,32,,123,268.00,20261124,,A",
        "02," + DIGITAL[3:],
        DIGITAL.replace("268.00", "x"),
    ],
)
def test_refuses_other_codes(payload: str) -> None:
    with pytest.raises(UnreadableDocument):
        read_qr(payload)


@given(st.text(max_size=120))
def test_raises_only_its_refusal_for_any_payload(payload: str) -> None:
    with suppress(UnreadableDocument):
        read_qr(payload)


@pytest.mark.parametrize(
    ("number", "code", "key"),
    [
        ("25442000000066202073", "", "cn:25442000000066202073"),
        ("2544 2000 0000 6620 2073", "", "cn:25442000000066202073"),
        ("80100798", "011001605111", "cn:011001605111:80100798"),
        ("80100798", "", ""),
        ("A-77", "", ""),
    ],
)
def test_keys_only_what_is_identified_for_certain(number: str, code: str, key: str) -> None:
    assert invoice_key(number=number, code=code, kind=DocumentKind.RECEIPT) == key


def test_lets_the_code_settle_a_doubtful_character() -> None:
    printed = specimens.Specimen(number="25442000000066202078")
    recognized = read_lines(page(printed), source=Source.OCR)

    facts = merged(recognized, read_qr(DIGITAL))

    assert facts.number is not None
    assert (facts.number.value, facts.number.source) == ("25442000000066202073", Source.QR)
    assert facts.disagreements == ("number",)


def test_adds_what_the_code_does_not_say_from_the_page() -> None:
    facts = merged(read_lines(page(specimens.Specimen()), source=Source.OCR), read_qr(DIGITAL))

    assert facts.seller_name is not None
    assert facts.total_minor is not None
    assert (facts.seller_name.source, facts.total_minor.confidence, facts.sums_agree) == (
        Source.OCR,
        1.0,
        True,
    )


def test_prefers_xml_to_all_else() -> None:
    exact = read_exactly(specimens.fapiao_xml()).facts
    assert exact is not None

    facts = merged(read_qr(DIGITAL.replace("268.00", "269.00")), exact)

    assert facts.total_minor is not None
    assert (facts.total_minor.value, facts.disagreements) == (26800, ("total_minor",))


@pytest.mark.parametrize(
    ("document", "tax", "rule"),
    [
        (Deductible(kind=DocumentKind.RAIL_TICKET, total_minor=10900), 900, DeductionRule.RAIL_9),
        (Deductible(kind=DocumentKind.RAIL_TICKET, total_minor=3950), 326, DeductionRule.RAIL_9),
        (
            Deductible(kind=DocumentKind.AIR_ITINERARY, total_minor=116180, fund_minor=5000),
            9180,
            DeductionRule.AIR_9,
        ),
        (Deductible(kind=DocumentKind.ROAD_TICKET, total_minor=10300), 300, DeductionRule.ROAD_3),
        (
            Deductible(kind=DocumentKind.RAIL_TICKET, total_minor=10900, tax_minor=899),
            899,
            DeductionRule.STATED_TAX,
        ),
        (
            Deductible(kind=DocumentKind.DIGITAL_SPECIAL, total_minor=26800, tax_minor=1517),
            1517,
            DeductionRule.STATED_TAX,
        ),
        (
            Deductible(kind=DocumentKind.DIGITAL_ORDINARY, total_minor=26800, tax_minor=1517),
            0,
            DeductionRule.NOT_DEDUCTIBLE_KIND,
        ),
        (
            Deductible(
                kind=DocumentKind.DIGITAL_SPECIAL,
                total_minor=26800,
                tax_minor=1517,
                is_excluded_use=True,
            ),
            0,
            DeductionRule.EXCLUDED_USE,
        ),
        (
            Deductible(kind=DocumentKind.RAIL_TICKET, total_minor=10900, is_domestic=False),
            0,
            DeductionRule.NOT_DOMESTIC,
        ),
        (
            Deductible(kind=DocumentKind.RAIL_TICKET, total_minor=10900, is_identified=False),
            0,
            DeductionRule.NOT_IDENTIFIED,
        ),
        (Deductible(kind=DocumentKind.RAIL_TICKET, total_minor=-10900), 0, DeductionRule.REVERSED),
    ],
)
def test_computes_deductible_input_tax_by_a_named_rule(
    document: Deductible, tax: int, rule: DeductionRule
) -> None:
    found = deduction(document)

    assert (found.tax_minor, found.rule) == (tax, rule)


@given(st.integers(1, 10**9))
def test_never_deducts_more_than_the_rate_allows(total: int) -> None:
    found = deduction(Deductible(kind=DocumentKind.RAIL_TICKET, total_minor=total))

    assert abs(found.tax_minor * 109 - total * 9) <= 55
