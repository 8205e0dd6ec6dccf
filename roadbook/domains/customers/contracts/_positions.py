"""Finding out where customers are: what was found, and what is left to do by hand."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from roadbook.core.errors import Conflict
from roadbook.core.geo import Position
from roadbook.domains.customers.contracts._records import AccountSummary


class PlaceConfidence(StrEnum):
    """How near a found place is to the door: the house, the street, a district, only the city."""

    HOUSE = "house"
    STREET = "street"
    AREA = "area"
    CITY = "city"


class PositionReason(StrEnum):
    """Why a customer has no good position yet."""

    WAITING = "waiting"
    NO_ADDRESS = "no_address"
    SUGGESTED = "suggested"
    NOT_FOUND = "not_found"
    SERVICE_TROUBLE = "service_trouble"
    UNFINDABLE = "unfindable"


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPlace:
    """A place that a geocoder names for an address; without a position only its city is known."""

    label: str
    city_code: str
    confidence: PlaceConfidence
    position: Position | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionTask:
    """A customer to be put on the map. `trouble` is the code of what the geocoder ran into."""

    account: AccountSummary
    reason: PositionReason
    suggestion: FoundPlace | None
    source: str
    trouble: str
    searched_at: datetime | None


class NothingSuggested(Conflict):
    """There is no suggestion with a position for this customer, or it has a position already."""

    code = "customers.nothing_suggested"
