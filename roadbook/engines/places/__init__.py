"""Chinese cities and districts with their centres: the geocoder that needs no key and no network.

Codes follow GB/T 2260; positions are WGS-84, good to a kilometre or two. A customer placed by this
table has the position state "city": near enough to plan a trip, not to find the door.
"""

from roadbook.engines.places.atlas import (
    Place,
    cities,
    districts_of,
    locate,
    place_of,
    province_of,
)

__all__ = ["Place", "cities", "districts_of", "locate", "place_of", "province_of"]
