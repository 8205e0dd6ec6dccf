"""Stored road times, calls of today, factors."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from roadbook.core.geo import Position
from roadbook.domains.planning import rules
from roadbook.domains.planning.contracts import (
    ESTIMATE,
    LegTime,
    RoadUse,
    TravelCalibration,
    TravelSources,
)
from roadbook.domains.planning.models import RoadCallDay, StoredLeg, TravelFactor
from roadbook.domains.planning.ports import Roads, TravelTimes
from roadbook.engines import places
from roadbook.engines.routing.problem import TravelMatrix

QUOTA_ZONE: Final = ZoneInfo("Asia/Shanghai")
_PER_CENT: Final = 10


def quota_day(now: datetime) -> date:
    """Give the day on which a call counts."""
    return now.astimezone(QUOTA_ZONE).date()


def stored_legs(source: str, positions: Sequence[Position], now: datetime) -> Sequence[LegTime]:
    """Give the ways between positions that are still known, in one statement."""
    cells = [rules.cell(each) for each in positions]
    at: dict[str, list[int]] = {}
    for i, key in enumerate(cells):
        at.setdefault(key, []).append(i)
    rows = StoredLeg.objects.filter(
        source=source, origin__in=list(at), destination__in=list(at), expires_at__gt=now
    ).values_list("origin", "destination", "seconds", "metres")
    return [
        LegTime(origin=i, destination=j, seconds=seconds, metres=metres)
        for origin, destination, seconds, metres in rows
        for i in at[origin]
        for j in at[destination]
    ]


def travel_factors() -> Mapping[str, TravelFactor]:
    """Give the factor rows by region."""
    return {row.region_code: row for row in TravelFactor.objects.filter(deleted_at=None)}


def estimated_matrix(times: TravelTimes, positions: Sequence[Position]) -> TravelMatrix:
    """Give the estimate between all places, with the factors learnt."""
    regions = [rules.region_of(position) for position in positions]
    factors = {region: row.factor_per_mille for region, row in travel_factors().items()}
    return rules.estimated(times.table(positions, positions), regions, factors)


def calibrations(regions: Sequence[str] | None = None) -> Sequence[TravelCalibration]:
    """Give the factors in the order of their region; of some regions only when named."""
    rows = sorted(travel_factors().values(), key=lambda row: row.region_code)
    return [_calibration(row) for row in rows if regions is None or row.region_code in regions]


def _calibration(row: TravelFactor) -> TravelCalibration:
    city = places.place_of(row.region_code)
    return TravelCalibration(
        region_code=row.region_code,
        region_name=city.name if city else "",
        factor_pct=round(row.factor_per_mille / _PER_CENT),
        spread_pct=round(row.spread_per_mille / _PER_CENT),
        observations=row.observations,
        calibrated_at=row.calibrated_at,
    )


def travel_sources(*, roads: Roads, now: datetime) -> TravelSources:
    """Say whom travel times come from, what was asked today, what was learnt."""
    if roads.times is None:
        use = RoadUse(source=ESTIMATE, calls=0, calls_a_day=0, kept_legs=0)
    else:
        source = roads.times.source
        today = RoadCallDay.objects.filter(source=source, day=quota_day(now)).first()
        use = RoadUse(
            source=source,
            calls=today.calls if today else 0,
            calls_a_day=roads.calls_a_day,
            kept_legs=StoredLeg.objects.filter(source=source, expires_at__gt=now).count(),
        )
    return TravelSources(road=use, calibrations=calibrations())
