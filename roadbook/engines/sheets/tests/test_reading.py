"""Reading tables: encodings, delimiters, XLSX, and files that are none."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.engines.sheets import SheetRefused, csv_of, read_sheet

CHINESE = "客户名称,地址\n苏州华源化工有限公司,苏州市吴中区创新路8号\n\n常州恒力,常州\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_reads_csv_in_the_encodings_met_in_china(encoding: str) -> None:
    sheet = read_sheet(CHINESE.encode(encoding))

    assert sheet.header == ("客户名称", "地址")
    assert sheet.rows[0] == ("苏州华源化工有限公司", "苏州市吴中区创新路8号")
    assert sheet.lines == [2, 4]


@pytest.mark.parametrize("mark", [",", "\t", ";", "|"])
def test_finds_the_delimiter(mark: str) -> None:
    text = mark.join(["name", "city", "class"]) + "\n" + mark.join(["Acme, Ltd.", "x", "A"])

    sheet = read_sheet(text.replace("Acme, Ltd.", '"Acme, Ltd."').encode())

    assert sheet.rows == [("Acme, Ltd.", "x", "A")]


def _xlsx(rows: list[list[object]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_reads_xlsx_with_numbers_and_dates() -> None:
    from datetime import datetime

    day = datetime(2026, 3, 1)  # noqa: DTZ001  # spreadsheets know no zones

    sheet = read_sheet(_xlsx([["客户", "上次拜访", "编号"], ["华源", day, 12.0], [None] * 3]))

    assert sheet.form == "xlsx"
    assert sheet.rows == [("华源", "2026-03-01", "12")]


def _zip(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, b"<broken")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"name,city\n", "no_rows"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_a_table"),
        (b"PK\x03\x04rubbish", "broken"),
        (_zip("word/document.xml"), "not_a_table"),
        (_zip("xl/workbook.xml"), "broken"),
        (b",".join([b"x"] * 61) + b"\n1\n", "too_many_columns"),
        (b"name\n" + b"a\n" * 50_001, "too_many_rows"),
        (b"x" * (20 * 1024 * 1024 + 1), "too_large"),
    ],
    ids=["nothing", "blank", "header", "png", "zip", "docx", "bad xlsx", "wide", "long", "large"],
)
def test_refuses_what_is_no_table(content: bytes, reason: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read_sheet(content)

    assert refused.value.reason == reason


@given(st.binary(max_size=400))
def test_reads_or_refuses_any_bytes(content: bytes) -> None:
    try:
        sheet = read_sheet(content)
    except SheetRefused:
        return

    assert all(len(row) == len(sheet.header) for row in sheet.rows)


def test_writes_csv_that_reads_back_and_runs_no_formula() -> None:
    sheet = read_sheet(csv_of(["名称", "备注"], [["华源", "=1+1"], ["a,b", "x"]]))

    assert sheet.rows == [("华源", "'=1+1"), ("a,b", "x")]
