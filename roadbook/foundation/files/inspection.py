"""Look at bytes before anyone parses them: type by content, sizes, pixels, archive bombs."""

import io
import zipfile

from roadbook.foundation.files.contracts import (
    MAX_BYTES,
    MAX_PIXELS,
    MAX_XML_BYTES,
    FileKind,
    FileRefused,
    Inspected,
)

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_IMAGES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
_MOST_MEMBERS = 2_000
_MOST_UNPACKED = 100 * 1024 * 1024
_AUDIO = {b"OggS": "audio/ogg", b"\x1aE\xdf\xa3": "audio/webm", b"RIFF": "audio/wav"}
_TEXT_ENCODINGS = ("utf-8-sig", "gb18030")


def inspect(content: bytes) -> Inspected:
    """Tell what the bytes are. Raises FileRefused: empty, too_large, too_many_pixels, unknown …"""
    if not content:
        raise FileRefused(reason="empty")
    if len(content) > MAX_BYTES:
        raise FileRefused(reason="too_large")
    found = _binary(content) or _xml(content) or _text(content)
    if found is None:
        raise FileRefused(reason="unknown_type")
    return found


def _binary(content: bytes) -> Inspected | None:
    if content.startswith(b"%PDF-"):
        return Inspected(kind=FileKind.PDF, media_type="application/pdf")
    if content.startswith(b"PK\x03\x04"):
        return _archive(content)
    if image := _image(content):
        return image
    for magic, media_type in _AUDIO.items():
        if content.startswith(magic):
            return Inspected(kind=FileKind.AUDIO, media_type=media_type)
    if content[4:8] == b"ftyp":
        return Inspected(kind=FileKind.AUDIO, media_type="audio/mp4")
    return None


def _image(content: bytes) -> Inspected | None:
    """Read an image's header only; nothing is decoded before its size is known to be harmless."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=tuple(_IMAGES)) as image:
            width, height = image.size
            media_type = _IMAGES[image.format or ""]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise FileRefused(reason="too_many_pixels") from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, KeyError):
        return None
    if width * height > MAX_PIXELS:
        raise FileRefused(reason="too_many_pixels", pixels=width * height)
    return Inspected(kind=FileKind.IMAGE, media_type=media_type)


def _archive(content: bytes) -> Inspected:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise FileRefused(reason="broken_archive") from error
    if len(members) > _MOST_MEMBERS or sum(m.file_size for m in members) > _MOST_UNPACKED:
        raise FileRefused(reason="archive_bomb")
    names = {m.filename for m in members}
    if "OFD.xml" in names:
        return Inspected(kind=FileKind.OFD, media_type="application/ofd")
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return Inspected(kind=FileKind.TABLE, media_type=_SPREADSHEET)
    raise FileRefused(reason="unknown_archive")


def _xml(content: bytes) -> Inspected | None:
    head = content[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not head.startswith(b"<"):
        return None
    if head[:200].lower().startswith((b"<!doctype html", b"<html", b"<svg")):
        raise FileRefused(reason="unknown_type")
    if len(content) > MAX_XML_BYTES:
        raise FileRefused(reason="too_large")
    return Inspected(kind=FileKind.XML, media_type="application/xml")


def _text(content: bytes) -> Inspected | None:
    if b"\x00" in content:
        return None
    for encoding in _TEXT_ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return Inspected(kind=FileKind.TEXT, media_type="text/plain")
    return None
