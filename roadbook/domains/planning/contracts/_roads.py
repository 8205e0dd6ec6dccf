"""Travel times: where they come from, and what is wrong with them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from roadbook.core.errors import Unavailable

ESTIMATE: Final = "estimate"


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelTable:
    """Seconds and metres, a row an origin, a column a destination.

    UNREACHABLE where there is no way; None where the source cannot say.
    """

    seconds: tuple[tuple[int | None, ...], ...]
    metres: tuple[tuple[int | None, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReach:
    """How much one call to a source may ask."""

    origins: int
    destinations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LegTime:
    """A way from the i-th to the j-th of some places."""

    origin: int
    destination: int
    seconds: int
    metres: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelCalibration:
    """The factor on the estimate in a region, and on how many journeys it rests."""

    region_code: str
    region_name: str
    factor_pct: int
    spread_pct: int
    observations: int
    calibrated_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelNote:
    """Where the travel times of a plan come from.

    `source` is the road service that was asked, empty when none is set up; `legs` of the
    `wanted_legs` between short-listed places came from it, `kept_legs` of them from the store.
    `trouble` is the code of what went wrong; the rest is the estimate.
    """

    source: str = ""
    points: int = 0
    wanted_legs: int = 0
    legs: int = 0
    kept_legs: int = 0
    calls: int = 0
    trouble: str = ""
    calibrations: Sequence[TravelCalibration] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadUse:
    """What was asked of a road service today. `calls_a_day` 0: no limit."""

    source: str
    calls: int
    calls_a_day: int
    kept_legs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelSources:
    """Whom travel times come from, and what was learnt about the estimate."""

    road: RoadUse
    calibrations: Sequence[TravelCalibration]


class RoadQuotaUsedUp(Unavailable):
    """The road service, or the limit set for it, allows no more calls today."""

    code = "planning.road_quota_used_up"


class RoadKeyRefused(Unavailable):
    """The road service does not accept the key."""

    code = "planning.road_key_refused"


class RoadNotCovered(Unavailable):
    """The road service cannot answer for these places; others it may."""

    code = "planning.road_not_covered"
