"""Read files of stations and timetables, line by line, and say what is wrong with a line."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, TypeVar

from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import (
    ClassPrice,
    LineTrouble,
    ServiceDraft,
    StationDraft,
    TimetableUnreadable,
    TravelMode,
)
from roadbook.engines.places import cities, locate, place_of
from roadbook.engines.sheets import Sheet, read_date, read_position

STATION_HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    "name": ("name", "station", "站名", "车站", "机场", "名称"),
    "city": ("city", "城市"),
    "mode": ("mode", "kind", "类型", "方式"),
    "position": ("position", "坐标", "位置"),
}
SERVICE_HEADINGS: Final[Mapping[str, Sequence[str]]] = {
    "code": ("code", "number", "train", "flight", "车次", "航班", "班次"),
    "from": ("from", "origin", "出发站", "始发", "出发"),
    "to": ("to", "destination", "到达站", "终到", "到达"),
    "departs": ("departs", "departure", "出发时间", "开点", "发时"),
    "arrives": ("arrives", "arrival", "到达时间", "到点", "到时"),
    "days": ("days", "weekdays", "星期", "开行日"),
    "prices": ("prices", "price", "票价"),
    "valid_from": ("valid_from", "有效期自", "开始日期"),
    "valid_until": ("valid_until", "有效期至", "结束日期"),
}
_MODES: Final = {
    "rail": TravelMode.RAIL, "train": TravelMode.RAIL, "铁路": TravelMode.RAIL,
    "火车": TravelMode.RAIL, "高铁": TravelMode.RAIL, "flight": TravelMode.FLIGHT,
    "air": TravelMode.FLIGHT, "航空": TravelMode.FLIGHT, "飞机": TravelMode.FLIGHT,
    "机场": TravelMode.FLIGHT,
}  # fmt: skip
_EVERY_DAY: Final = frozenset({"", "daily", "每天", "每日", "天天"})
_WORKDAYS: Final = frozenset({"workdays", "工作日"})
_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?:\s*\+\s*([12]))?")
_PRICE: Final = re.compile(r"([^:：/;；]{1,20})[:：]\s*(\d{1,6}(?:\.\d{1,2})?)")
_DAY_MIN: Final = 1_440
_LAST_HOUR, _LAST_MINUTE = 23, 59
_LONGEST_CODE, _LONGEST_NAME = 12, 60
_MOST_CLASSES: Final = 8
D = TypeVar("D")


class BadCell(Exception):
    """A cell that cannot be meant."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(f"{column}: {reason}")
        self.column, self.reason = column, reason


def columns_of(header: Sequence[str], headings: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Find the columns by their headings. Raises TimetableUnreadable for one that is missing."""
    bare = [cell.strip().lower() for cell in header]
    found = {}
    for column, names in headings.items():
        at = next((bare.index(name) for name in names if name in bare), None)
        if at is None:
            raise TimetableUnreadable({column: "column_missing"})
        found[column] = at
    return found


def read_lines(
    sheet: Sheet,
    headings: Mapping[str, Sequence[str]],
    read: Callable[[Mapping[str, str]], D],
    key: Callable[[D], Any],
) -> tuple[list[D], list[LineTrouble]]:
    """Read every line of a file; the second line of a key is a trouble."""
    columns = columns_of(sheet.header, headings)
    drafts: dict[Any, D] = {}
    troubles = []
    for line, row in zip(sheet.lines, sheet.rows, strict=True):
        try:
            draft = read({name: row[at].strip() for name, at in columns.items()})
        except BadCell as bad:
            troubles.append(LineTrouble(line=line, column=bad.column, reason=bad.reason))
            continue
        if key(draft) in drafts:
            first = next(iter(headings))
            troubles.append(LineTrouble(line=line, column=first, reason="twice"))
        drafts[key(draft)] = draft
    return list(drafts.values()), troubles


def read_station(cells: Mapping[str, str]) -> StationDraft:
    """Read a line of stations. Raises BadCell."""
    name = _short(cells, "name", _LONGEST_NAME)
    mode = _MODES.get(cells["mode"].lower())
    if mode is None:
        raise BadCell("mode", "unknown_choice")
    position = read_position(cells["position"])
    if position is None:
        raise BadCell("position", "no_position")
    return StationDraft(
        name=name,
        city_code=_city(cells["city"]),
        mode=mode,
        position=Position(lat=position.lat, lon=position.lon),
    )


def _city(text: str) -> str:
    place = place_of(text) if text.isdecimal() else None
    place = place or next((city for city in cities() if city.name == text), None) or locate(text)
    if place is None:
        raise BadCell("city", "unknown")
    return place.city_code


def read_service(cells: Mapping[str, str]) -> ServiceDraft:
    """Read a line of a timetable. Raises BadCell."""
    departs = _minute(cells, "departs")
    arrives = _minute(cells, "arrives")
    if arrives <= departs:
        raise BadCell("arrives", "before_departure")
    if cells["from"] == cells["to"]:
        raise BadCell("to", "same_station")
    first, last = _day(cells, "valid_from"), _day(cells, "valid_until")
    if last < first:
        raise BadCell("valid_until", "before_first")
    return ServiceDraft(
        code=_short(cells, "code", _LONGEST_CODE).upper(),
        origin=_short(cells, "from", _LONGEST_NAME),
        destination=_short(cells, "to", _LONGEST_NAME),
        departs_minute=departs,
        arrives_minute=arrives,
        weekdays=_weekdays(cells["days"]),
        valid_from=first,
        valid_until=last,
        prices=_prices(cells["prices"]),
    )


def _short(cells: Mapping[str, str], column: str, longest: int) -> str:
    if not cells[column]:
        raise BadCell(column, "required")
    if len(cells[column]) > longest:
        raise BadCell(column, "too_long")
    return cells[column]


def _minute(cells: Mapping[str, str], column: str) -> int:
    """Read 07:30, or 06:10+1 of the next day."""
    found = _CLOCK.fullmatch(cells[column])
    if found is None:
        raise BadCell(column, "no_time")
    hour, minute, later = int(found[1]), int(found[2]), int(found[3] or 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE or (later and column == "departs"):
        raise BadCell(column, "no_time")
    return later * _DAY_MIN + hour * 60 + minute


def _day(cells: Mapping[str, str], column: str) -> date:
    found = read_date(cells[column])
    if found is None:
        raise BadCell(column, "no_date")
    return found


def _weekdays(text: str) -> frozenset[int]:
    """Read 1 (Monday) to 7, 每天 or 工作日."""
    if text.lower() in _EVERY_DAY:
        return frozenset(range(7))
    if text.lower() in _WORKDAYS:
        return frozenset(range(5))
    digits = text.replace(" ", "").replace(",", "")
    if not digits or set(digits) - set("1234567"):
        raise BadCell("days", "no_weekdays")
    return frozenset(int(digit) - 1 for digit in digits)


def _prices(text: str) -> tuple[ClassPrice, ...]:
    """Read 二等座:73/一等座:117.5; empty is no known price."""
    parts = [part.strip() for part in re.split(r"[/;；]", text) if part.strip()]
    found = [_PRICE.fullmatch(part) for part in parts]
    if None in found or len(found) > _MOST_CLASSES:
        raise BadCell("prices", "no_price")
    return tuple(
        ClassPrice(seat_class=each[1].strip(), price_minor=round(float(each[2]) * 100))
        for each in found
        if each is not None
    )
