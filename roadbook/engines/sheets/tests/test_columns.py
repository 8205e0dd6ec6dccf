"""What columns and cells mean."""

from datetime import date

import pytest

from roadbook.core.geo import Position
from roadbook.engines.sheets import (
    Column,
    guess_columns,
    read_class,
    read_coordinate,
    read_date,
    read_position,
)


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (
            ["客户名称", "地址", "客户等级", "上次拜访日期", "负责人"],
            ["name", "address", "customer_class", "last_visit", "owner"],
        ),
        (
            ["Account Name", "Street", "Class", "Last Visit", "Sales Rep", "Tax ID"],
            ["name", "address", "customer_class", "last_visit", "owner", "tax_number"],
        ),
        (
            ["编号", "公司名称*", "纬度", "经度", "联系人", "手机号码", "联系电话"],
            ["external_id", "name", "lat", "lon", "contact_name", "contact_phone", "phone"],
        ),
        (["客户名称（全称）", "最近拜访时间", "xyz"], ["name", "last_visit"]),
    ],
)
def test_guesses_columns_by_heading(header: list[str], columns: list[str]) -> None:
    guessed = guess_columns(header, [])

    assert [c.value for c, _ in sorted(guessed.items(), key=lambda pair: pair[1])] == columns


def test_guesses_columns_by_their_cells() -> None:
    rows = [
        ["苏州华源化工有限公司", "苏州市吴中区创新路8号", "A", "2026-03-01", "0512-65432100"],
        ["上海恒力泵业有限公司", "上海市嘉定区金桥路1号", "B", "2026-02-11", "021-54321000"],
    ]

    guessed = guess_columns(["1", "2", "3", "4", "5"], rows)

    assert guessed == {
        Column.NAME: 0,
        Column.ADDRESS: 1,
        Column.CUSTOMER_CLASS: 2,
        Column.LAST_VISIT: 3,
        Column.PHONE: 4,
    }


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026/11/3", date(2026, 11, 3)),
        ("2026年11月3日", date(2026, 11, 3)),
        ("2026.11.3 09:30", date(2026, 11, 3)),
        ("20261103", date(2026, 11, 3)),
        ("03.11.2026", date(2026, 11, 3)),
        ("46329", date(2026, 11, 3)),
        ("2026-13-03", None),
        ("去年", None),
        ("", None),
    ],
)
def test_reads_dates_as_people_write_them(text: str, day: date | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("A", "A"),
        ("b类", "B"),
        ("重点客户", "A"),
        ("一般", "C"),
        (" d ", "D"),
        ("E", None),
        ("", None),
    ],
)
def test_reads_classes(text: str, grade: str | None) -> None:
    assert read_class(text) == grade


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("31.23,121.47", Position(lat=31.23, lon=121.47)),
        ("121.47 31.23", Position(lat=31.23, lon=121.47)),
        ("(31.23, 121.47)", Position(lat=31.23, lon=121.47)),
        ("0,0", None),
        ("31.23", None),
        ("上海", None),
    ],
)
def test_reads_positions_in_either_order(text: str, position: Position | None) -> None:
    assert read_position(text) == position


@pytest.mark.parametrize(
    ("text", "value"), [("31.2", 31.2), ("0", None), ("91", None), ("x", None)]
)
def test_reads_one_coordinate(text: str, value: float | None) -> None:
    assert read_coordinate(text, most=90) == value
