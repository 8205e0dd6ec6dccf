"""Everything a plan is computed from, gathered by queries, read by rules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from roadbook.domains.customers.contracts import Closure, VisitWindow
from roadbook.domains.planning.contracts import (
    AccountFacts,
    HotelRecord,
    PlanPlace,
    RideTicket,
    TerritoryLoad,
    TravelNote,
)
from roadbook.domains.planning.rules._worth import Uplift
from roadbook.engines.policy.mileage import MileageBand
from roadbook.engines.policy.perdiem import PerDiemRule
from roadbook.engines.routing.problem import Certainty

OLD_LOAD: Final = TerritoryLoad(ratio_exponent_pct=150)  # of plans made before it was kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """Taken time of one day, in seconds after midnight."""

    from_s: int
    until_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayHours:
    """A day of the plan; equal ends: nothing is done on it."""

    day: date
    from_s: int
    until_s: int
    busy: Sequence[Busy] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pausing:
    """The daily break: so long, within a window, in seconds after midnight."""

    break_from_s: int
    break_until_s: int
    break_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A visit that stands already: its day, its start when fixed, its certainty."""

    day: date
    start_s: int | None
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectInput:
    """A customer who may be visited."""

    facts: AccountFacts
    service_minutes: int
    windows: Sequence[VisitWindow]
    closures: Sequence[Closure]
    is_wished: bool = False
    appointment: Appointment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HotelChoice:
    """A hotel with the standard that holds there for the traveller."""

    hotel: HotelRecord
    limit_minor: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """What kilometres, days and hours cost."""

    currency: str
    mileage_bands: Sequence[MileageBand]
    per_diem_rule: PerDiemRule
    per_diem_minor: Mapping[str, int]
    default_per_diem_minor: int
    hour_cost_minor: int
    taxi_km_minor: int = 0  # where one goes by taxi instead of one's own car

    @property
    def per_km_minor(self) -> int:
        if self.taxi_km_minor:
            return self.taxi_km_minor
        return self.mileage_bands[0].per_km_minor if self.mileage_bands else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMaterial:
    """What a stored plan's sentences and prices are made from, frozen when it was made.

    `deals` gives (amount, probability per cent) of each account's open opportunities; `here` the
    places of the matrix that are neither home, customer nor hotel: stations, and where somebody
    was. `tickets` are of the rides, by their id.
    """

    zone: str
    start: PlanPlace
    facts: Mapping[str, AccountFacts]
    hotels: Mapping[str, HotelChoice]
    deals: Mapping[str, Sequence[tuple[int, int]]]
    rates: Rates
    uplift: Uplift
    considered_count: int
    travel: TravelNote = field(default_factory=TravelNote)
    load: TerritoryLoad = OLD_LOAD
    here: Mapping[int, PlanPlace] = field(default_factory=dict)
    tickets: Mapping[str, RideTicket] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInputs:
    """A plan's question in the words of the business."""

    days: Sequence[DayHours]
    start: PlanPlace
    zone: str
    break_from_s: int
    break_until_s: int
    break_s: int
    max_visits: int
    max_drive_s: int
    sleeps_away: bool
    considered_count: int
    uplift: Uplift
    deals: Mapping[str, Sequence[tuple[int, int]]]
    prospects: Sequence[ProspectInput]
    hotels: Sequence[HotelChoice]
    rates: Rates
    load: TerritoryLoad
