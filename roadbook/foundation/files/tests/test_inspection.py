"""Inspection tells files by their content and refuses what could hurt."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from roadbook.foundation.files.contracts import MAX_BYTES, MAX_XML_BYTES, FileKind, FileRefused
from roadbook.foundation.files.inspection import inspect


def picture(format_name: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(out, format_name)
    return out.getvalue()


def archive(*names: str, size: int = 3) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, b"x" * size)
    return out.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A valid PNG of one flat colour that unpacks to width × height pixels from a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = b"\x00" + b"\x00" * ((width + 7) // 8)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(row * height, 9))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture("PNG"), FileKind.IMAGE),
        (picture("JPEG"), FileKind.IMAGE),
        (picture("WEBP"), FileKind.IMAGE),
        (b"%PDF-1.7 ...", FileKind.PDF),
        (b"<?xml version='1.0'?><EInvoice/>", FileKind.XML),
        (archive("OFD.xml"), FileKind.OFD),
        (archive("[Content_Types].xml", "xl/workbook.xml"), FileKind.TABLE),
        ("客户名称,地址\n".encode("gb18030"), FileKind.TEXT),
    ],
)
def test_tells_a_file_by_its_content(content: bytes, kind: FileKind) -> None:
    assert inspect(content).kind is kind


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"a" * (MAX_BYTES + 1), "too_large"),
        (b"<a>" + b" " * MAX_XML_BYTES, "too_large"),
        (png_header(13_000, 13_000), "too_many_pixels"),
        (archive("a.exe"), "unknown_archive"),
        (archive("OFD.xml", size=101 * 1024 * 1024), "archive_bomb"),
        (b"PK\x03\x04 not really", "broken_archive"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "unknown_type"),
        (b"<svg onload=alert(1)>", "unknown_type"),
        (b"MZ\x90\x00\x03\x00\x00\x00", "unknown_type"),
    ],
)
def test_refuses_what_could_hurt(content: bytes, reason: str) -> None:
    with pytest.raises(FileRefused) as refused:
        inspect(content)

    assert refused.value.facts["reason"] == reason
