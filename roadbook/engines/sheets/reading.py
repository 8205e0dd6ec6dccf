"""Read a CSV or XLSX file into a header and rows of text, within limits."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
MOST_LINES = 100_000
MOST_COLUMNS = 60
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
LONGEST_CELL = 4_000
_ZIP_MAGIC = b"PK\x03\x04"
_ENCODINGS = ("utf-8-sig", "gb18030")
_DELIMITERS = ",\t;|"
_SNIFFED_LINES = 20


class SheetRefused(ValueError):
    """The file cannot be read as a table; `reason` is one of the words of `read_sheet`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table of text. `lines` are the line numbers people see, the header being line 1."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    lines: Sequence[int]
    form: str


def read_sheet(content: bytes) -> Sheet:
    """Read a table; the first line that is not empty is the header, rows without any cell go.

    Raises SheetRefused with the reason empty, too_large, too_many_rows, too_many_columns,
    no_rows, not_a_table or broken.
    """
    if not content:
        raise SheetRefused("empty")
    if len(content) > MOST_BYTES:
        raise SheetRefused("too_large")
    if content.startswith(_ZIP_MAGIC):
        return _sheet(_xlsx_rows(content), form="xlsx")
    text, encoding = _decoded(content)
    return _sheet(_csv_rows(text), form=encoding)


def _sheet(rows: Iterable[Sequence[str]], *, form: str) -> Sheet:
    header: Sequence[str] = ()
    kept: list[Sequence[str]] = []
    lines: list[int] = []
    for number, row in enumerate(rows, start=1):
        if number > MOST_LINES:
            raise SheetRefused("too_many_rows")
        if not any(row):
            continue
        if not header:
            header = _trimmed(row)
            continue
        kept.append(_fitted(row, len(header)))
        lines.append(number)
        if len(kept) > MOST_ROWS:
            raise SheetRefused("too_many_rows")
    if not kept:
        raise SheetRefused("no_rows")
    return Sheet(header=header, rows=kept, lines=lines, form=form)


def _trimmed(row: Sequence[str]) -> Sequence[str]:
    last = max(i for i, cell in enumerate(row) if cell)
    if last >= MOST_COLUMNS:
        raise SheetRefused("too_many_columns")
    return tuple(row[: last + 1])


def _fitted(row: Sequence[str], width: int) -> Sequence[str]:
    return tuple(row[:width]) + ("",) * (width - len(row))


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode(content, "utf-16"), "utf-16"
    if b"\x00" in content:
        raise SheetRefused("not_a_table")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise SheetRefused("not_a_table")


def _decode(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetRefused("not_a_table") from error


def _csv_rows(text: str) -> Iterator[Sequence[str]]:
    reader = csv.reader(io.StringIO(text), delimiter=_delimiter(text), strict=False)
    try:
        for row in reader:
            yield tuple(_clean(cell) for cell in row)
    except csv.Error as error:
        raise SheetRefused("broken") from error


def _delimiter(text: str) -> str:
    lines = [line for line in text.splitlines()[:_SNIFFED_LINES] if line.strip()]
    if not lines:
        raise SheetRefused("empty")
    counts = {mark: min(line.count(mark) for line in lines) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: (counts[mark], lines[0].count(mark)))


def _xlsx_rows(content: bytes) -> Iterator[Sequence[str]]:
    from openpyxl import load_workbook

    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        page = book.worksheets[0]
        for row in page.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True):
            yield tuple(map(_cell, row)) if any(row) else ()
    except SheetRefused:
        raise
    except Exception as error:  # a hostile file breaks openpyxl in many ways
        raise SheetRefused("broken") from error


def _check_archive(content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {item.filename for item in archive.infolist()}
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as error:
        raise SheetRefused("broken") from error
    if "xl/workbook.xml" not in names:
        raise SheetRefused("not_a_table")
    if unpacked > MOST_UNPACKED_BYTES:
        raise SheetRefused("too_large")


def _cell(value: object) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return value.date().isoformat() if value.time() == value.min.time() else str(value)
        case date():
            return value.isoformat()
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return _clean(str(value))


def _clean(cell: str) -> str:
    printable = "".join(max(c, " ") for c in cell.replace("\u3000", " "))
    return printable.strip()[:LONGEST_CELL]
