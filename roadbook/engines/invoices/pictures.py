"""The size of a picture from its header alone, so that a decompression bomb is refused before it
is decoded.
"""

import struct

from roadbook.engines.invoices.facts import UnreadableDocument, UnreadableReason

MOST_PIXELS = 40_000_000
MOST_BYTES = 20 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_MARK = 0xFF
_JPEG = b"\xff\xd8\xff"
_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE = frozenset({0x01, *range(0xD0, 0xDA)})


def picture_size(content: bytes) -> tuple[int, int]:
    """Give width and height in pixels of a PNG, JPEG or WebP.

    Raises UnreadableDocument: wrong_kind for anything else, broken when the header is.
    """
    try:
        if content.startswith(_PNG):
            return _png(content)
        if content.startswith(_JPEG):
            return _jpeg(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError) as problem:
        raise UnreadableDocument(UnreadableReason.BROKEN) from problem
    raise UnreadableDocument(UnreadableReason.WRONG_KIND)


def refuse_oversized(content: bytes) -> tuple[int, int]:
    """Give the picture's size, or raise UnreadableDocument (too_large, too_many_pixels) without
    decoding it.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableDocument(UnreadableReason.TOO_LARGE)
    width, height = picture_size(content)
    if width * height > MOST_PIXELS:
        raise UnreadableDocument(UnreadableReason.TOO_MANY_PIXELS)
    if not width or not height:
        raise UnreadableDocument(UnreadableReason.BROKEN)
    return width, height


def _png(content: bytes) -> tuple[int, int]:
    if content[12:16] != b"IHDR":
        raise UnreadableDocument(UnreadableReason.BROKEN)
    width, height = struct.unpack(">II", content[16:24])
    return width, height


def _jpeg(content: bytes) -> tuple[int, int]:
    at = 2
    while at < len(content):
        if content[at] != _MARK:
            break
        marker = content[at + 1]
        if marker in _STANDALONE or marker == _MARK:
            at += 1 if marker == _MARK else 2
            continue
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + struct.unpack(">H", content[at + 2 : at + 4])[0]
    raise UnreadableDocument(UnreadableReason.BROKEN)


def _webp(content: bytes) -> tuple[int, int]:
    form = content[12:16]
    if form == b"VP8X":
        return (
            1 + int.from_bytes(content[24:27], "little"),
            1 + int.from_bytes(content[27:30], "little"),
        )
    if form == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1
    if form == b"VP8 ":
        width, height = struct.unpack("<HH", content[26:30])
        return width & 0x3FFF, height & 0x3FFF
    raise UnreadableDocument(UnreadableReason.BROKEN)
