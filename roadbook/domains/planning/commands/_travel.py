"""Write profiles and hotels."""

from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import HotelId, PersonId
from roadbook.domains.planning import policies, queries, rules
from roadbook.domains.planning.contracts import (
    HotelRecord,
    HotelValues,
    ProfileRecord,
    ProfileValues,
)
from roadbook.domains.planning.models import PlanHotel, TravelProfile
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def save_profile(
    *, actor: Actor, person_id: PersonId, values: ProfileValues, now: datetime
) -> ProfileRecord:
    """Say how somebody travels. Raises NotYourPlan, ProfileUnknown, Invalid."""
    rules.check_profile(values)
    policies.require_planner(actor=actor, person_id=person_id)
    policies.require_visible_traveller(actor=actor, person_id=person_id)
    row = (
        policies.visible_profiles(actor).select_for_update().filter(person_id=person_id).first()
    ) or TravelProfile(person_id=person_id)
    row.start_name = values.start_name
    row.start_lat, row.start_lon = values.start.lat, values.start.lon
    row.hours = [[each.weekday, each.from_minute, each.until_minute] for each in values.hours]
    row.break_from_minute = values.break_from_minute
    row.break_until_minute = values.break_until_minute
    row.break_minutes = values.break_minutes
    row.max_visits = values.max_visits
    row.max_drive_minutes = values.max_drive_minutes
    row.hour_cost_minor = values.hour_cost_minor
    row.way = values.way
    row.save()
    changes.record(actor=actor, kind="travel_profile.saved", row=row, happened_at=now)
    return queries.profile_of(row)


@changes.unit_of_work
def add_hotel(*, actor: Actor, values: HotelValues, now: datetime) -> HotelRecord:
    """Enter a hotel that plans may choose. Raises HotelsByAdmins, Invalid."""
    rules.check_hotel(values)
    policies.require_hotel_keeper(actor)
    row = PlanHotel()
    _write(row, values)
    row.save()
    changes.record(actor=actor, kind="hotel.added", row=row, happened_at=now)
    return queries.hotel_of(row)


@changes.unit_of_work
def change_hotel(
    *, actor: Actor, hotel_id: HotelId, values: HotelValues, now: datetime
) -> HotelRecord:
    """Change a hotel; plans made before keep what they were made with."""
    rules.check_hotel(values)
    row = policies.access_hotel(actor=actor, hotel_id=hotel_id)
    _write(row, values)
    row.save()
    changes.record(actor=actor, kind="hotel.changed", row=row, happened_at=now)
    return queries.hotel_of(row)


@changes.unit_of_work
def remove_hotel(*, actor: Actor, hotel_id: HotelId, now: datetime) -> None:
    """Take a hotel out of future plans. Raises HotelUnknown, HotelsByAdmins."""
    row = policies.access_hotel(actor=actor, hotel_id=hotel_id)
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="hotel.removed", row=row, happened_at=now)


def _write(row: PlanHotel, values: HotelValues) -> None:
    row.name, row.city_code, row.address = values.name, values.city_code, values.address
    row.lat, row.lon = values.position.lat, values.position.lon
    row.price_minor, row.currency = values.price_minor, values.currency
    row.is_preferred = values.is_preferred
