"""Read what people write into cells: classes, dates, positions."""

import re
from datetime import date, timedelta

from roadbook.core.geo import Position

_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T].*)?$")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_EXCEL_EPOCH = date(1899, 12, 30)
_NUMBERS = re.compile(r"-?\d{1,3}(?:\.\d+)?")
_CLASSES = {
    "A": "A a 甲 a类 a级 重点 重点客户 大客户 核心 key vip 1",
    "B": "B b 乙 b类 b级 重要 重要客户 2",
    "C": "C c 丙 c类 c级 一般 一般客户 普通 普通客户 3",
    "D": "D d 丁 d类 d级 潜在 小客户 其他 4",
}
_CLASS_OF = {word: grade for grade, text in _CLASSES.items() for word in text.lower().split()}
_MOST_LAT, _MOST_LON = 90, 180
_CHINA_LEAST_LON = 73


def read_class(text: str) -> str | None:
    """Read a customer class: "A", "b类", "重点客户"; None for anything else."""
    return _CLASS_OF.get(re.sub(r"\s|客户$", "", text.lower()))


def read_date(text: str) -> date | None:
    """Read a day: 2026-11-23, 2026/11/3, 2026年11月3日, 20261103, 23.11.2026, or Excel's number."""
    text = text.strip()
    for pattern, order in ((_DATE, (0, 1, 2)), (_COMPACT, (0, 1, 2)), (_DAY_FIRST, (2, 1, 0))):
        found = pattern.match(text)
        if found:
            year, month, day = (int(found.groups()[place]) for place in order)
            return _day(year, month, day)
    if _SERIAL.match(text):
        return _EXCEL_EPOCH + timedelta(days=int(float(text)))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_coordinate(text: str, *, most: int) -> float | None:
    """Read one coordinate in degrees within ±`most`; 0 is nobody's address."""
    try:
        value = float(text.strip().rstrip("°NnEe").strip())
    except ValueError:
        return None
    return value if value and abs(value) <= most else None


def read_position(text: str) -> Position | None:
    """Read "31.23,121.47" or "121.47 31.23": in China the larger number is the longitude."""
    numbers = [float(part) for part in _NUMBERS.findall(text)]
    if len(numbers) != 2:  # noqa: PLR2004  # a position has two numbers
        return None
    lat, lon = numbers
    if lat >= _CHINA_LEAST_LON and abs(lon) < _CHINA_LEAST_LON:
        lat, lon = lon, lat
    if not (0 < abs(lat) <= _MOST_LAT and 0 < abs(lon) <= _MOST_LON):
        return None
    return Position(lat=lat, lon=lon)
