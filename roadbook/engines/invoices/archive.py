"""Open a zip that a stranger packed: bounded number, bounded size, bounded ratio, nothing written
to disk.
"""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from roadbook.engines.invoices.facts import UnreadableDocument, UnreadableReason

MOST_BYTES = 20 * 1024 * 1024
MOST_ENTRIES = 500
MOST_UNPACKED = 40 * 1024 * 1024
MOST_PER_ENTRY = 10 * 1024 * 1024
MOST_RATIO = 200
_RATIO_MATTERS_ABOVE = 1024 * 1024
_ENCRYPTED = 0x1


def entries(content: bytes, *, wanted: Callable[[str], bool]) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of the wanted entries, in the archive's order.

    The declared sizes are checked first and the real ones while reading, because the declaration
    may lie. Raises UnreadableDocument: too_large, bomb, encrypted, broken.
    """
    if len(content) > MOST_BYTES:
        raise UnreadableDocument(UnreadableReason.TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = archive.infolist()
            _refuse_bombs(listed)
            left = MOST_UNPACKED
            for entry in listed:
                if entry.is_dir() or not wanted(entry.filename):
                    continue
                with archive.open(entry) as stream:
                    unpacked = stream.read(MOST_PER_ENTRY + 1)
                left -= len(unpacked)
                if len(unpacked) > MOST_PER_ENTRY or left < 0:
                    raise UnreadableDocument(UnreadableReason.BOMB)
                yield entry.filename, unpacked
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as problem:
        raise UnreadableDocument(UnreadableReason.BROKEN) from problem


def _refuse_bombs(listed: list[zipfile.ZipInfo]) -> None:
    if len(listed) > MOST_ENTRIES or sum(entry.file_size for entry in listed) > MOST_UNPACKED:
        raise UnreadableDocument(UnreadableReason.BOMB)
    for entry in listed:
        if entry.flag_bits & _ENCRYPTED:
            raise UnreadableDocument(UnreadableReason.ENCRYPTED)
        is_dense = entry.file_size > MOST_RATIO * max(entry.compress_size, 1)
        if is_dense and entry.file_size > _RATIO_MATTERS_ABOVE:
            raise UnreadableDocument(UnreadableReason.BOMB)
