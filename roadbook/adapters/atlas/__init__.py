"""The geocoder without any key or network: cities and districts of the built-in table.

It never gives a position: a city's centre is no customer's door.
"""

from roadbook.domains.customers.contracts import FoundPlace, PlaceConfidence
from roadbook.engines import places


class AtlasGeocoder:
    """Finds city and district by name, Chinese or English."""

    source = "atlas"

    def find(self, address: str, city_name: str, /) -> FoundPlace | None:
        place = places.locate(f"{city_name} {address}")
        if place is None:
            return None
        return FoundPlace(
            label=place.name,
            city_code=place.city_code,
            confidence=PlaceConfidence.CITY if place.is_city else PlaceConfidence.AREA,
            position=None,
        )
