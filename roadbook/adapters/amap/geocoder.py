"""Addresses from 高德: `/v3/geocode/geo`; its level says how sure it is."""

from typing import Final

from roadbook.adapters.amap.calling import DEFAULT_URL, AmapLine
from roadbook.core.geo import Position
from roadbook.domains.customers.contracts import FoundPlace, PlaceConfidence
from roadbook.engines.places import place_of
from roadbook.engines.places.datum import wgs84_of
from roadbook.foundation.http.outbound import UnreadableAnswer

_HOUSE: Final = frozenset({"门牌号", "门址", "单元号", "楼栋号", "兴趣点", "室"})
_STREET: Final = frozenset({"道路", "道路交叉路口", "热点商圈", "公交地铁站点", "住宅区"})
_CITY: Final = frozenset({"国家", "省", "市"})


class AmapGeocoder:
    """Gives WGS-84 for what 高德 says in GCJ-02."""

    source = "amap"

    def __init__(
        self, key: str, *, timeout_s: float, calls_a_second: int, url: str = DEFAULT_URL
    ) -> None:
        self._line = AmapLine(key, timeout_s=timeout_s, calls_a_second=calls_a_second, url=url)

    def find(self, address: str, city_name: str, /) -> FoundPlace | None:
        query = {"address": address, **({"city": city_name} if city_name else {})}
        body = self._line.ask("/v3/geocode/geo", query)
        match body.get("geocodes"):
            case []:
                return None
            case [{"location": str(location), **rest}, *_]:
                label = str(rest.get("formatted_address", ""))[:240]
                place = place_of(str(rest.get("adcode", "")))
                return FoundPlace(
                    label=label,
                    city_code=place.city_code if place else "",
                    confidence=_confidence(str(rest.get("level", ""))),
                    position=_position(location),
                )
        raise UnreadableAnswer(host=self.source, reason="shape")


def _position(location: str) -> Position:
    lon, _, lat = location.partition(",")
    try:
        return wgs84_of(Position(lat=float(lat), lon=float(lon)))
    except ValueError as error:
        raise UnreadableAnswer(host="amap", reason="number") from error


def _confidence(level: str) -> PlaceConfidence:
    if level in _HOUSE:
        return PlaceConfidence.HOUSE
    if level in _STREET:
        return PlaceConfidence.STREET
    return PlaceConfidence.CITY if level in _CITY else PlaceConfidence.AREA
