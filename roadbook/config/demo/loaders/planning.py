"""Hotels the planner may choose, and where each seller starts from."""

from datetime import datetime

from roadbook.config.demo.records import Organisation
from roadbook.config.demo.writing import write
from roadbook.domains.planning.models import PlanHotel, TravelProfile

_PREFERRED_BELOW_MINOR = 36_000
_WORKING_HOURS = [[weekday, 510, 1_080] for weekday in range(5)]


def load(organisation: Organisation, *, at: datetime) -> int:
    """Write hotels and travel profiles; gives how many rows."""
    hotels = [
        PlanHotel(
            id=hotel.id,
            name=hotel.name,
            city_code=hotel.city_code,
            lat=hotel.position.lat,
            lon=hotel.position.lon,
            price_minor=hotel.price_minor,
            is_preferred=hotel.price_minor < _PREFERRED_BELOW_MINOR,
        )
        for hotel in organisation.hotels
    ]
    profiles = [
        TravelProfile(
            person_id=person.id,
            start_name="家",
            start_lat=person.home.lat,
            start_lon=person.home.lon,
            hours=_WORKING_HOURS,
        )
        for person in organisation.people
        if person.home is not None
    ]
    return write("hotel.loaded", hotels, at=at) + write("travel_profile.loaded", profiles, at=at)
