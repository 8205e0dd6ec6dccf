"""What every recognizer keeps, real and fake; and that the real one reads on this machine."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageDraw, ImageFont

from roadbook.adapters.rapidocr.recognizer import RapidOcrRecognizer
from roadbook.domains.recognition.ports import Recognizer
from roadbook.domains.recognition.tests.factories import SeeingRecognizer
from roadbook.engines.invoices.facts import (
    Box,
    Source,
    TextLine,
    UnreadableDocument,
    UnreadableReason,
)
from roadbook.engines.invoices.lines import read_lines
from roadbook.engines.invoices.tests import specimens

CODE = "01,32,,25442000000066202073,268.00,20261124,,A6A1"
RECEIPT = ("SUZHOU HOTEL", "Receipt No: RC-20917", "Date 2026-11-24", "Total 268.00")


def receipt_png() -> bytes:
    paper = Image.new("RGB", (700, 420), "white")
    draw = ImageDraw.Draw(paper)
    for at, text in enumerate(RECEIPT):
        draw.text((50, 40 + at * 80), text, fill="black", font=ImageFont.load_default(34))
    out = io.BytesIO()
    paper.save(out, format="PNG")
    return out.getvalue()


@pytest.fixture(scope="module", params=["fake", "real"])
def recognizer(request: pytest.FixtureRequest) -> Iterator[Recognizer]:
    if request.param == "real":
        real = RapidOcrRecognizer()
        yield real
        real.close()
        return
    yield SeeingRecognizer(
        codes=[CODE],
        lines=[
            TextLine(
                text=text,
                confidence=0.99,
                box=Box(left=0.1, top=at / 5, right=0.6, bottom=at / 5 + 0.1),
            )
            for at, text in enumerate(RECEIPT)
        ],
    )


def test_reads_the_code_in_a_picture(recognizer: Recognizer) -> None:
    assert list(recognizer.codes(specimens.qr_png(CODE))) == [CODE]


def test_reads_lines_with_boxes_inside_the_picture(recognizer: Recognizer) -> None:
    lines = recognizer.lines(receipt_png())

    facts = read_lines(lines, source=Source.OCR)
    assert facts.total_minor is not None
    assert facts.number is not None
    assert (facts.total_minor.value, facts.number.value) == (26800, "RC-20917")
    for line in lines:
        assert line.box is not None
        assert 0 <= line.box.left < line.box.right <= 1
        assert 0 <= line.box.top < line.box.bottom <= 1
        assert 0 < line.confidence <= 1


def test_refuses_a_picture_that_breaks_off(recognizer: Recognizer) -> None:
    broken = receipt_png()[:900]

    for look in (recognizer.codes, recognizer.lines):
        with pytest.raises(UnreadableDocument) as refused:
            look(broken)
        assert refused.value.reason is UnreadableReason.BROKEN


def test_goes_on_after_a_broken_picture(recognizer: Recognizer) -> None:
    with pytest.raises(UnreadableDocument):
        recognizer.lines(receipt_png()[:900])

    assert len(recognizer.lines(receipt_png())) == len(RECEIPT)
