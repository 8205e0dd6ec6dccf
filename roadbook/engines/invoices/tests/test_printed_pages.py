"""It reads what a page says: invoices, tickets and receipts."""

from datetime import date

from roadbook.engines.invoices.facts import Box, DocumentKind, DraftFacts, Source, TextLine
from roadbook.engines.invoices.lines import read_lines
from roadbook.engines.invoices.tests.specimens import BUYER_TAX_ID, Specimen, page_of


def lines(*texts: str, confidence: float = 0.9) -> list[TextLine]:
    return [TextLine(text=text, confidence=confidence) for text in texts]


def page(specimen: Specimen, *, confidence: float = 0.9) -> list[TextLine]:
    return [
        TextLine(
            text=text,
            confidence=confidence,
            box=Box(left=x, top=y, right=x + 4 * len(text), bottom=y + 4),
        )
        for x, y, text in page_of(specimen)
    ]


def read(*texts: str) -> DraftFacts:
    return read_lines(lines(*texts), source=Source.OCR)


def test_trusts_amounts_that_confirm_each_other() -> None:
    facts = read_lines(page(Specimen()), source=Source.OCR)

    assert facts.total_minor is not None
    assert facts.seller_name is not None
    assert facts.sums_agree is True
    assert facts.total_minor.confidence > 0.99
    assert facts.seller_name.confidence == 0.9


def test_doubts_amounts_that_contradict_each_other() -> None:
    facts = read_lines(page(Specimen(tax="75.17", capitals="")), source=Source.OCR)

    assert facts.total_minor is not None
    assert (facts.sums_agree, facts.total_minor.confidence) == (False, 0.5)


def test_doubts_a_total_that_is_not_the_amount_in_capitals() -> None:
    facts = read_lines(page(Specimen(net="", tax="", total="208.00")), source=Source.OCR)

    assert facts.total_minor is not None
    assert facts.total_minor.confidence == 0.5


def test_trusts_a_tax_id_by_its_check_character() -> None:
    right = read_lines(page(Specimen()), source=Source.OCR).buyer_tax_id
    wrong = read_lines(
        page(Specimen(buyer_id=BUYER_TAX_ID[:-1] + "8")), source=Source.OCR
    ).buyer_tax_id

    assert right is not None
    assert wrong is not None
    assert (right.confidence > 0.97, wrong.confidence) == (True, 0.5)


def test_says_which_character_of_the_number_is_unsure() -> None:
    text = "发票号码：25442000000066202073"
    doubtful = TextLine(text=text, confidence=0.99, doubts=((len(text) - 1, 0.61),))

    number = read_lines([doubtful], source=Source.OCR).number

    assert number is not None
    assert number.value == "25442000000066202073"
    assert (number.doubts, number.confidence) == (((19, 0.61),), 0.61)


def test_reads_an_older_paper_invoice() -> None:
    facts = read(
        "上海增值税专用发票",
        "发票代码：3100194130",
        "发票号码：12345678",
        "开票日期：2026年03月05日",
        f"购买方 名称：上海澄海泵业有限公司 纳税人识别号：{BUYER_TAX_ID}",
        "合 计 ¥94339.62 ¥5660.38",
        "价税合计(大写) 壹拾万圆整 (小写)¥100000.00",
    )

    assert facts.kind is DocumentKind.VAT_SPECIAL
    assert facts.code is not None
    assert facts.total_minor is not None
    assert (facts.code.value, facts.total_minor.value, facts.sums_agree) == (
        "3100194130",
        10000000,
        True,
    )


def test_reads_a_rail_ticket() -> None:
    facts = read(
        "电子发票（铁路电子客票）",
        "发票号码：26319166100000123456",
        "开票日期：2026年11月25日",
        "上海虹桥站 G7012 苏州站",
        "2026年11月24日 08:30开 05车07F号 二等座",
        "票价：￥39.50",
        "3101151990****123X 周敏",
        f"购买方名称：上海澄海泵业有限公司 统一社会信用代码：{BUYER_TAX_ID}",
    )

    assert facts.kind is DocumentKind.RAIL_TICKET
    assert facts.origin is not None
    assert facts.destination is not None
    assert facts.travelled_on is not None
    assert facts.total_minor is not None
    assert (facts.origin.value, facts.destination.value) == ("上海虹桥", "苏州")
    assert (facts.travelled_on.value, facts.total_minor.value) == (date(2026, 11, 24), 3950)
    assert facts.items == ("G7012",)


def test_reads_an_air_itinerary_table() -> None:
    labels = ("票价", "燃油附加费", "增值税税率", "增值税税额", "民航发展基金", "其他税费", "合计")
    values = ("CNY 1000.00", "CNY 20.00", "9%", "CNY 91.80", "CNY 50.00", "", "CNY 1161.80")
    table = [
        TextLine(
            text="电子发票（航空运输电子客票行程单）", box=Box(left=0, top=0, right=90, bottom=4)
        )
    ]
    for at, (label, text) in enumerate(zip(labels, values, strict=True)):
        table.append(
            TextLine(text=label, box=Box(left=at * 30, top=50, right=at * 30 + 20, bottom=54))
        )
        if text:
            table.append(
                TextLine(text=text, box=Box(left=at * 30, top=60, right=at * 30 + 20, bottom=64)),
            )

    facts = read_lines(table, source=Source.PDF)

    assert facts.kind is DocumentKind.AIR_ITINERARY
    amounts = (facts.net_minor, facts.tax_minor, facts.fund_minor, facts.total_minor)
    assert [found.value if found else None for found in amounts] == [102000, 9180, 5000, 116180]
    assert facts.sums_agree is True


def test_reads_a_till_receipt() -> None:
    facts = read(
        "姑苏小馆（观前店）",
        "小票号：A2026112400187",
        "2026-11-24 12:31",
        "鳜鱼 168.00",
        "合计 198.00",
        "实付 188.00",
    )

    assert facts.kind is DocumentKind.RECEIPT
    assert facts.total_minor is not None
    assert facts.seller_name is not None
    assert facts.issued_on is not None
    assert facts.total_minor.value == 18800
    assert (facts.seller_name.value, facts.issued_on.value) == (
        "姑苏小馆(观前店)",
        date(2026, 11, 24),
    )


def test_reads_a_foreign_receipt_in_its_currency() -> None:
    facts = read(
        "Hotel am Dom",
        "Receipt No: RC-20917",
        "Date 18.11.2026",
        "Net € 200.00",
        "VAT 7% € 14.00",
        "Total € 214.00",
    )

    assert facts.total_minor is not None
    assert facts.issued_on is not None
    assert (facts.currency, facts.total_minor.value, facts.sums_agree) == ("EUR", 21400, True)
    assert facts.issued_on.value == date(2026, 11, 18)


def test_reads_a_taxi_receipt() -> None:
    facts = read("上海市出租汽车专用发票", "日期 2026-11-24", "金额 43.00元")

    assert facts.total_minor is not None
    assert (facts.kind, facts.total_minor.value) == (DocumentKind.TAXI, 4300)


def test_finds_nothing_in_nothing() -> None:
    facts = read_lines([], source=Source.OCR)

    assert facts == DraftFacts(kind=DocumentKind.RECEIPT, source=Source.OCR)
