"""The text layer and the attached XML of a PDF (pdfium), and a bounded picture of a page for the
recognizer. pdfium must not be called from two threads at once: the caller sees to that.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from io import BytesIO

import pypdfium2 as pdfium  # type: ignore[import-untyped]  # ships no types

from roadbook.engines.invoices.european import is_european, read_european
from roadbook.engines.invoices.facts import (
    Box,
    DraftFacts,
    Source,
    TextLine,
    UnreadableDocument,
    UnreadableReason,
)
from roadbook.engines.invoices.fapiao_xml import is_fapiao, read_fapiao
from roadbook.engines.invoices.lines import read_lines
from roadbook.engines.invoices.safe_xml import MOST_BYTES as MOST_XML_BYTES
from roadbook.engines.invoices.safe_xml import parse_xml

MOST_BYTES = 20 * 1024 * 1024
MOST_PAGES = 10
MOST_LINES = 3_000
MOST_ATTACHMENTS = 10
MOST_SIDE = 1600
FEWEST_LETTERS = 20
_MOST_SCALE = 3.0
_PASSWORD_ERROR = 4
MOST_UNPACKED = 64 * 1024 * 1024
MOST_STREAMS = 20_000
_PIECE = 16 * 1024
_MOST_AT_ONCE = 1024 * 1024
_STREAM = re.compile(rb"stream\r?\n")
_TWICE = re.compile(rb"/(FlateDecode|Fl)\b[\s/]*(FlateDecode|Fl)\b")


def read_pdf(content: bytes) -> DraftFacts | None:
    """Read an invoice PDF exactly: the attached XML if there is one, else the text layer.

    None when it has no text layer worth reading (a scan): then `first_page_png` goes to the
    recognizer. Raises UnreadableDocument: too_large, encrypted, broken.
    """
    with _opened(content) as document:
        for attached in _attachments(document):
            facts = _from_xml(attached)
            if facts is not None:
                return facts
        lines = [
            line
            for number in range(min(len(document), MOST_PAGES))
            for line in _lines(document, number)
        ]
    if sum(len(line.text.strip()) for line in lines) < FEWEST_LETTERS:
        return None
    return read_lines(lines[:MOST_LINES], source=Source.PDF)


def first_page_png(content: bytes) -> bytes:
    """Draw the first page with at most MOST_SIDE pixels on its longer side."""
    with _opened(content) as document:
        page = document[0]
        longer = max(page.get_size())
        scale = min(_MOST_SCALE, MOST_SIDE / longer) if longer > 0 else 1.0
        picture = page.render(scale=scale, may_draw_forms=False).to_pil()
        drawn = BytesIO()
        picture.convert("RGB").save(drawn, format="PNG")
        page.close()
    return drawn.getvalue()


@contextmanager
def _opened(content: bytes) -> "Iterator[pdfium.PdfDocument]":
    if len(content) > MOST_BYTES:
        raise UnreadableDocument(UnreadableReason.TOO_LARGE)
    _refuse_bombs(content)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as problem:
        is_locked = problem.err_code == _PASSWORD_ERROR
        reason = UnreadableReason.ENCRYPTED if is_locked else UnreadableReason.BROKEN
        raise UnreadableDocument(reason) from problem
    try:
        if len(document) == 0:
            raise UnreadableDocument(UnreadableReason.BROKEN)
        yield document
    except pdfium.PdfiumError as problem:
        raise UnreadableDocument(UnreadableReason.BROKEN) from problem
    finally:
        document.close()


def _refuse_bombs(content: bytes) -> None:
    """Unpack what is deflated, without keeping it, before pdfium does and keeps all of it."""
    if _TWICE.search(content):
        raise UnreadableDocument(UnreadableReason.BOMB)
    left, view = MOST_UNPACKED, memoryview(content)
    for number, start in enumerate(_STREAM.finditer(content)):
        for size in _unpacked_sizes(view[start.end() :]):
            left -= size
            if left < 0:
                raise UnreadableDocument(UnreadableReason.BOMB)
        if number >= MOST_STREAMS:
            raise UnreadableDocument(UnreadableReason.BOMB)


def _unpacked_sizes(packed: memoryview) -> Iterator[int]:
    """Give how much each piece of a deflated stream unpacks to, up to its end or a fault."""
    packer, waiting = zlib.decompressobj(), b""
    with suppress(zlib.error):
        for at in range(0, len(packed), _PIECE):
            waiting += packed[at : at + _PIECE]
            while waiting and not packer.eof:
                yield len(packer.decompress(waiting, _MOST_AT_ONCE))
                waiting = packer.unconsumed_tail
            if packer.eof:
                return


def _attachments(document: "pdfium.PdfDocument") -> Iterator[bytes]:
    for index in range(min(document.count_attachments(), MOST_ATTACHMENTS)):
        attachment = document.get_attachment(index)
        if attachment.get_name().lower().endswith(".xml"):
            with suppress(pdfium.PdfiumError):
                content = bytes(attachment.get_data())
                if len(content) <= MOST_XML_BYTES:
                    yield content


def _from_xml(content: bytes) -> DraftFacts | None:
    """Read an attachment; one that is no invoice (or a broken one) is passed over, the page still
    speaks.
    """
    with suppress(UnreadableDocument):
        root = parse_xml(content)
        if is_fapiao(root):
            return read_fapiao(root)
        if is_european(root):
            return read_european(root)
    return None


def _lines(document: "pdfium.PdfDocument", number: int) -> Iterator[TextLine]:
    page = document[number]
    text_page = page.get_textpage()
    height = page.get_height()
    for index in range(min(text_page.count_rects(), MOST_LINES)):
        left, bottom, right, top = text_page.get_rect(index)
        text = text_page.get_text_bounded(left, bottom, right, top).strip()
        if text:
            box = Box(left=left, top=height - top, right=right, bottom=height - bottom)
            yield replace(TextLine(text=text[:500], box=box), confidence=0.99)
    text_page.close()
    page.close()
