"""Bounds of what people enter."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from roadbook.core.errors import Invalid
from roadbook.domains.planning.contracts import (
    HotelValues,
    PlanRequest,
    ProfileHours,
    ProfileRecord,
    ProfileValues,
    TeamPlanRequest,
)

MOST_DAYS: Final = 14
MOST_WISHES: Final = 50
MOST_PEOPLE: Final = 60  # on one team board
MINUTES_A_DAY: Final = 1_440
WEEKDAYS: Final = 7
MOST_VISITS: Final = 30


def check_request(request: PlanRequest, *, today: date) -> None:
    """Raise Invalid for days out of order, in the past, or too many."""
    fields = _wrong_days(request, today)
    if len(request.account_ids) > MOST_WISHES:
        fields["account_ids"] = "too_many"
    if fields:
        raise Invalid(fields)


def check_team_request(request: TeamPlanRequest, *, today: date) -> None:
    """Raise Invalid for days out of order, in the past, or too many, and for too many people."""
    fields = _wrong_days(request, today)
    if len(request.person_ids) > MOST_PEOPLE:
        fields["person_ids"] = "too_many"
    if fields:
        raise Invalid(fields)


def _wrong_days(request: PlanRequest | TeamPlanRequest, today: date) -> dict[str, str]:
    fields = {}
    if request.first_day < today:
        fields["first_day"] = "in_the_past"
    if request.last_day < request.first_day:
        fields["last_day"] = "before_first"
    elif (request.last_day - request.first_day).days >= MOST_DAYS:
        fields["last_day"] = "too_many_days"
    return fields


def check_profile(values: ProfileValues) -> None:
    """Raise Invalid for hours, breaks and caps that cannot be meant."""
    fields = {}
    if not _hours_are_sane(values.hours):
        fields["hours"] = "not_sane"
    room = values.break_until_minute - values.break_from_minute
    if values.break_minutes and not 0 < values.break_minutes <= room:
        fields["break_minutes"] = "longer_than_window"
    if not 0 <= values.break_from_minute <= MINUTES_A_DAY - 1 or room < 0:
        fields["break_from_minute"] = "out_of_range"
    if not 1 <= values.max_visits <= MOST_VISITS:
        fields["max_visits"] = "out_of_range"
    if not 0 < values.max_drive_minutes <= MINUTES_A_DAY:
        fields["max_drive_minutes"] = "out_of_range"
    if (values.start.lat, values.start.lon) == (0, 0):
        fields["start"] = "not_a_place"
    if fields:
        raise Invalid(fields)


def _hours_are_sane(hours: Sequence[ProfileHours]) -> bool:
    weekdays = [each.weekday for each in hours]
    return len(set(weekdays)) == len(weekdays) and all(
        0 <= each.weekday < WEEKDAYS and 0 <= each.from_minute < each.until_minute <= MINUTES_A_DAY
        for each in hours
    )


def check_hotel(values: HotelValues) -> None:
    """Raise Invalid for a hotel nowhere or without a name."""
    fields = {}
    if not values.name.strip():
        fields["name"] = "missing"
    if (values.position.lat, values.position.lon) == (0, 0):
        fields["position"] = "not_a_place"
    if values.price_minor < 0:
        fields["price_minor"] = "negative"
    if fields:
        raise Invalid(fields)


def week_s(profile: ProfileRecord) -> int:
    """Give the seconds of a usual week on the road, breaks left out."""
    return sum(
        max(0, each.until_minute - each.from_minute - profile.break_minutes) * 60
        for each in profile.hours
    )
