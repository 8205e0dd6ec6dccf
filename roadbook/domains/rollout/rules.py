"""Decisions about imports: the life cycle, reading a line, what makes a line wrong."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from roadbook.core.geo import Position
from roadbook.domains.rollout.contracts import (
    ColumnsRefused,
    CustomerDraft,
    ImportAction,
    ImportNotReady,
    ImportState,
    LineDecision,
    LineState,
)
from roadbook.engines.places import Place, locate, place_of
from roadbook.engines.places.datum import wgs84_of
from roadbook.engines.sheets import (
    Column,
    read_class,
    read_coordinate,
    read_date,
    read_position,
)

_S, _A = ImportState, ImportAction
_MOVES: Final[Mapping[tuple[ImportState, ImportAction], ImportState]] = {
    (_S.UPLOADED, _A.MAP): _S.UPLOADED,
    (_S.CHECKED, _A.MAP): _S.UPLOADED,
    (_S.UPLOADED, _A.CHECK): _S.CHECKING,
    (_S.CHECKED, _A.CHECK): _S.CHECKING,
    (_S.CHECKING, _A.SETTLE_CHECK): _S.CHECKED,
    (_S.CHECKED, _A.DECIDE): _S.CHECKED,
    (_S.CHECKED, _A.APPLY): _S.APPLYING,
    (_S.APPLYING, _A.SETTLE_APPLY): _S.APPLIED,
    (_S.APPLIED, _A.UNDO): _S.UNDOING,
    (_S.UNDOING, _A.SETTLE_UNDO): _S.UNDONE,
}
_LONGEST: Final[Mapping[str, int]] = {
    "name": 120,
    "name_latin": 160,
    "address": 240,
    "phone": 40,
    "website": 200,
    "industry": 60,
    "contact_name": 80,
    "contact_phone": 40,
    "note": 4000,
}
_TAX_LENGTHS: Final = range(5, 31)
_MOST_LAT, _MOST_LON = 90, 180
_NOT_WORD: Final = re.compile(r"[\s_\-]+")
_WGS84: Final = frozenset({"", "wgs84", "wgs", "gps", "epsg:4326", "4326", "cgcs2000"})
_GCJ02: Final = frozenset({"gcj02", "gcj", "火星坐标", "火星", "高德", "腾讯", "国测局"})
SAME_PLACE_KM: Final = 0.08
SAME_PLACE_LIKENESS: Final = 0.6


def next_state(state: ImportState, action: ImportAction) -> ImportState:
    """Give the state after an action. Raises ImportNotReady."""
    after = _MOVES.get((state, action))
    if after is None:
        raise ImportNotReady(state=state.value)
    return after


def checked_columns(columns: Mapping[str, int], *, width: int) -> dict[str, int]:
    """Refuse columns that are not in the file, used twice, unknown, or without the name."""
    wrong: dict[str, str] = {}
    known = {column.value for column in Column}
    for name, place in columns.items():
        if name not in known:
            wrong[f"columns.{name}"] = "unknown_choice"
        elif not 0 <= place < width:
            wrong[f"columns.{name}"] = "out_of_range"
        elif list(columns.values()).count(place) > 1:
            wrong[f"columns.{name}"] = "used_twice"
    if Column.NAME not in columns:
        wrong["columns.name"] = "required"
    if wrong:
        raise ColumnsRefused(wrong)
    return dict(columns)


def read_line(
    cells: Sequence[str], columns: Mapping[str, int], *, today: date
) -> tuple[CustomerDraft, dict[str, str]]:
    """Read a line with the columns' meaning; gives the draft and field → what is wrong with it."""
    text = {name: cells[place] for name, place in columns.items() if cells[place]}
    wrong = {
        name: "too_long" for name, longest in _LONGEST.items() if len(text.get(name, "")) > longest
    }
    if not text.get("name"):
        wrong["name"] = "required"
    grade = read_class(text.get("customer_class", "C"))
    if grade is None:
        wrong["customer_class"] = "unknown_choice"
    visited = read_date(text.get("last_visit", ""))
    if text.get("last_visit") and visited is None:
        wrong["last_visit"] = "no_date"
    if visited is not None and visited > today:
        wrong["last_visit"] = "in_future"
    tax_number = text.get("tax_number", "").upper().replace(" ", "")
    if tax_number and not (tax_number.isalnum() and len(tax_number) in _TAX_LENGTHS):
        wrong["tax_number"] = "not_a_tax_number"
    position, position_wrong = _in_wgs84(text, *_position(text))
    wrong |= position_wrong
    place = _place(text)
    draft = CustomerDraft(
        name=text.get("name", ""),
        name_latin=text.get("name_latin", ""),
        address=text.get("address", ""),
        city_code=place.city_code if place else "",
        district=place.name if place and not place.is_city else text.get("district", "")[:60],
        position=position,
        customer_class=grade or "C",
        last_visit=visited,
        owner=text.get("owner", ""),
        phone=text.get("phone", ""),
        tax_number=tax_number,
        website=text.get("website", ""),
        industry=text.get("industry", ""),
        contact_name=text.get("contact_name", ""),
        contact_phone=text.get("contact_phone", ""),
        external_id=text.get("external_id", "")[:60],
        note=text.get("note", ""),
    )
    return draft, wrong


def _position(text: Mapping[str, str]) -> tuple[Position | None, dict[str, str]]:
    if "position" in text:
        found = read_position(text["position"])
        return found, {} if found else {"position": "no_position"}
    if "lat" not in text and "lon" not in text:
        return None, {}
    lat = read_coordinate(text.get("lat", ""), most=_MOST_LAT)
    lon = read_coordinate(text.get("lon", ""), most=_MOST_LON)
    wrong = {name: "no_position" for name, value in (("lat", lat), ("lon", lon)) if value is None}
    if lat is None or lon is None:
        return None, wrong
    return Position(lat=lat, lon=lon), {}


def _in_wgs84(
    text: Mapping[str, str], position: Position | None, wrong: dict[str, str]
) -> tuple[Position | None, dict[str, str]]:
    """Shift a position whose line says GCJ-02; refuse systems that cannot be undone exactly."""
    said = _NOT_WORD.sub("", text.get("datum", "")).lower()
    if position is None or said in _WGS84:
        return position, wrong
    if said in _GCJ02:
        return wgs84_of(position), wrong
    return None, {**wrong, "datum": "unknown_datum"}


def _place(text: Mapping[str, str]) -> Place | None:
    """Find city and district: the city's column first, then the address, then the name."""
    city = text.get("city", "")
    if city.isdecimal() and place_of(city) is not None:
        return place_of(city)
    stated = f"{city}{text.get('district', '')}"
    return (
        locate(f"{city} {text.get('address', '')}")
        or (locate(stated) if stated else None)
        or locate(text.get("name", ""))
    )


def line_state(*, errors: Mapping[str, str], has_twins: bool) -> LineState:
    """Say what the dry run makes of a line."""
    if errors:
        return LineState.ERROR
    return LineState.DUPLICATE if has_twins else LineState.READY


def is_to_create(state: LineState, decision: LineDecision) -> bool:
    """Say whether applying makes a customer of a line."""
    if state is LineState.READY:
        return decision is LineDecision.CREATE
    return state is LineState.DUPLICATE and decision is LineDecision.CREATE


def first_decision(state: LineState) -> LineDecision:
    """Give the decision a line begins with: twins are left out unless somebody says otherwise."""
    return LineDecision.CREATE if state is LineState.READY else LineDecision.SKIP
