"""Profiles and hotels as records."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import HotelId, PersonId
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountFilters
from roadbook.domains.planning import policies
from roadbook.domains.planning.contracts import (
    HotelRecord,
    PlanPlace,
    ProfileHours,
    ProfileRecord,
    TravelWay,
)
from roadbook.domains.planning.models import PlanHotel, TravelProfile
from roadbook.engines import places

MOST_HOTELS: Final = 500
DEFAULT_HOURS: Final = tuple(
    ProfileHours(weekday=weekday, from_minute=8 * 60, until_minute=18 * 60) for weekday in range(5)
)
_GUESS_FROM: Final = 200


def travel_profile(*, actor: Actor, person_id: PersonId) -> ProfileRecord:
    """Give how a person travels; without a profile the defaults, starting in their main city.

    Raises ProfileUnknown.
    """
    policies.require_visible_traveller(actor=actor, person_id=person_id)
    row = policies.visible_profiles(actor).filter(person_id=person_id).first()
    if row is not None:
        return profile_of(row)
    default = TravelProfile()
    guess = _main_city(actor, person_id)
    return ProfileRecord(
        person_id=person_id,
        start_name=guess.name if guess else "",
        start=guess.position if guess else None,
        hours=DEFAULT_HOURS,
        break_from_minute=default.break_from_minute,
        break_until_minute=default.break_until_minute,
        break_minutes=default.break_minutes,
        max_visits=default.max_visits,
        max_drive_minutes=default.max_drive_minutes,
        hour_cost_minor=default.hour_cost_minor,
        is_default=True,
        version=0,
    )


def profile_of(row: TravelProfile) -> ProfileRecord:
    """Turn a row into its record."""
    return ProfileRecord(
        person_id=PersonId(row.person_id),
        start_name=row.start_name,
        start=Position(lat=row.start_lat, lon=row.start_lon),
        hours=tuple(
            ProfileHours(weekday=weekday, from_minute=opens, until_minute=closes)
            for weekday, opens, closes in row.hours
        ),
        break_from_minute=row.break_from_minute,
        break_until_minute=row.break_until_minute,
        break_minutes=row.break_minutes,
        max_visits=row.max_visits,
        max_drive_minutes=row.max_drive_minutes,
        hour_cost_minor=row.hour_cost_minor,
        way=TravelWay(row.way),
        is_default=False,
        version=row.version,
    )


def _main_city(actor: Actor, person_id: PersonId) -> PlanPlace | None:
    """Guess where somebody starts: the city in which they have the most customers."""
    filters = AccountFilters(owner_ids=(person_id,))
    ids = customers.accounts_matching(actor, filters, _GUESS_FROM)
    found = customers.account_summaries(actor, ids)
    codes = Counter(each.city_code for each in found.values() if each.city_code)
    for code, _ in sorted(codes.items(), key=lambda pair: (-pair[1], pair[0])):
        place = places.place_of(code)
        if place is not None:
            return PlanPlace(name=place.name, position=place.position)
    return None


def hotels(*, actor: Actor, city_codes: Sequence[str] = ()) -> Sequence[HotelRecord]:
    """Give the hotels plans may choose, by city and price; of some prefectures only when named."""
    rows = policies.visible_hotels(actor).order_by("city_code", "price_minor", "id")
    found = [hotel_of(row) for row in rows[:MOST_HOTELS]]
    if not city_codes:
        return found
    wanted = {code[:4] for code in city_codes}
    return [each for each in found if each.city_code[:4] in wanted]


def hotel_of(row: PlanHotel) -> HotelRecord:
    """Turn a row into its record."""
    place = places.place_of(row.city_code)
    return HotelRecord(
        id=HotelId(row.id),
        name=row.name,
        city_code=row.city_code,
        city_name=place.name if place else row.city_code,
        address=row.address,
        position=Position(lat=row.lat, lon=row.lon),
        price_minor=row.price_minor,
        currency=row.currency,
        is_preferred=row.is_preferred,
        version=row.version,
    )
