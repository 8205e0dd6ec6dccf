"""Addresses from one's own Nominatim server (`/search`, format jsonv2)."""

from typing import Final

from roadbook.core.geo import Position
from roadbook.domains.customers.contracts import FoundPlace, PlaceConfidence
from roadbook.engines.places.nearest import nearest_city
from roadbook.foundation.http.outbound import UnreadableAnswer, ask_json

_HOUSE_RANK, _STREET_RANK, _AREA_RANK = 30, 26, 17  # address ranks of the Nominatim manual
_WELL: Final = 200


class NominatimGeocoder:
    """Asks for the best place; how sure it is follows from the place's rank."""

    source = "nominatim"

    def __init__(self, url: str, *, timeout_s: float) -> None:
        self._url = url.rstrip("/")
        self._timeout_s = timeout_s

    def find(self, address: str, city_name: str, /) -> FoundPlace | None:
        asked = address if city_name in address else f"{city_name}{address}"
        answer = ask_json(
            f"{self._url}/search",
            timeout_s=self._timeout_s,
            query={"q": asked, "format": "jsonv2", "limit": "1", "addressdetails": "0"},
        )
        match answer.data:
            case [] if answer.status == _WELL:
                return None
            case [{"lat": str(lat), "lon": str(lon), **rest}, *_]:
                return _found(lat, lon, rest.get("place_rank"), str(rest.get("display_name", "")))
        raise UnreadableAnswer(host=self.source, reason="shape")


def _found(lat: str, lon: str, rank: object, label: str) -> FoundPlace:
    try:
        position = Position(lat=float(lat), lon=float(lon))
    except ValueError as error:
        raise UnreadableAnswer(host="nominatim", reason="number") from error
    city = nearest_city(position)
    return FoundPlace(
        label=label[:240],
        city_code=city.code if city else "",
        confidence=_confidence(rank if isinstance(rank, int) else 0),
        position=position,
    )


def _confidence(rank: int) -> PlaceConfidence:
    if rank >= _HOUSE_RANK:
        return PlaceConfidence.HOUSE
    if rank >= _STREET_RANK:
        return PlaceConfidence.STREET
    return PlaceConfidence.AREA if rank >= _AREA_RANK else PlaceConfidence.CITY
