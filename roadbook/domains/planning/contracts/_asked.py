"""What planning is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId, TeamPlanId


class TravelWay(StrEnum):
    """How one gets from city to city: by one's own car, by train and flight with taxis in the
    city, or by whichever makes the better plan."""

    CAR = "car"
    RIDES = "rides"
    BEST = "best"


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaChoice:
    """Where to look for customers; empty: everywhere one has customers."""

    city_codes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRequest:
    """A wish for a plan, first and last day included. `account_ids` must be in it.

    Without a `way` the travel profile says it. In a team's plan `candidate_ids` are the customers
    given to the person.
    """

    person_id: PersonId
    first_day: date
    last_day: date
    area: AreaChoice
    sleeps_away: bool
    account_ids: Sequence[AccountId] = ()
    title: str = ""
    way: TravelWay | None = None
    seed: int = 0
    team_plan_id: TeamPlanId | None = None
    candidate_ids: Sequence[AccountId] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileHours:
    """Working hours of a weekday (0 Monday), in minutes of the day; a weekday without is off."""

    weekday: int
    from_minute: int
    until_minute: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileValues:
    """How somebody travels."""

    start_name: str
    start: Position
    hours: Sequence[ProfileHours]
    break_from_minute: int
    break_until_minute: int
    break_minutes: int
    max_visits: int
    max_drive_minutes: int
    hour_cost_minor: int
    way: TravelWay = TravelWay.CAR


@dataclass(frozen=True, slots=True, kw_only=True)
class HotelValues:
    """A hotel that plans may choose."""

    name: str
    city_code: str
    address: str
    position: Position
    price_minor: int
    currency: str
    is_preferred: bool
