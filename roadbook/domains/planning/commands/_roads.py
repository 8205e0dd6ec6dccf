"""Count calls to road services, keep their answers, write factors."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.domains.planning import queries, rules
from roadbook.domains.planning.contracts import LegTime
from roadbook.domains.planning.models import RoadCallDay, StoredLeg, TravelFactor
from roadbook.engines.roads.calibration import RegionFactor
from roadbook.foundation.changes import door as changes

_ROWS_A_STATEMENT = 1_000


@transaction.atomic
def take_road_call(*, source: str, calls_a_day: int, now: datetime) -> bool:
    """Count a call that is about to be made. False when today's are used up; 0 is no limit."""
    day = queries.quota_day(now)
    RoadCallDay.objects.get_or_create(source=source, day=day)
    free = Q(source=source, day=day)
    if calls_a_day:
        free &= Q(calls__lt=calls_a_day)
    return bool(RoadCallDay.objects.filter(free).update(calls=F("calls") + 1))


@transaction.atomic
def keep_legs(
    *,
    source: str,
    positions: Sequence[Position],
    legs: Sequence[LegTime],
    keep: timedelta,
    now: datetime,
) -> int:
    """Keep what a road service answered, over what was kept before. Gives how many."""
    rows = {}
    for leg in legs:
        key = rules.cell(positions[leg.origin]), rules.cell(positions[leg.destination])
        rows[key] = StoredLeg(
            source=source,
            origin=key[0],
            destination=key[1],
            seconds=leg.seconds,
            metres=leg.metres,
            expires_at=now + keep,
        )
    StoredLeg.objects.bulk_create(
        list(rows.values()),
        batch_size=_ROWS_A_STATEMENT,
        update_conflicts=True,
        unique_fields=["source", "origin", "destination"],
        update_fields=["seconds", "metres", "expires_at"],
    )
    return len(rows)


@transaction.atomic
def forget_legs(*, now: datetime) -> int:
    """Drop the road times that have expired. Gives how many."""
    gone, _ = StoredLeg.objects.filter(expires_at__lte=now).delete()
    return gone


@changes.unit_of_work
def set_travel_factors(*, actor: Actor, factors: Mapping[str, RegionFactor], now: datetime) -> int:
    """Write the factors that changed, take back those without enough journeys. Gives how many."""
    known = queries.travel_factors()
    changed = 0
    for region, factor in factors.items():
        row = known.get(region) or TravelFactor(region_code=region)
        if _says(row, factor):
            continue
        row.factor_per_mille = factor.per_mille
        row.spread_per_mille = factor.spread_per_mille
        row.observations = factor.observations
        row.calibrated_at = now
        row.save()
        changes.record(actor=actor, kind="travel.calibrated", row=row, happened_at=now)
        changed += 1
    for region, row in known.items():
        if region not in factors:
            row.deleted_at = now
            row.save(update_fields=["deleted_at"])
            changes.record(actor=actor, kind="travel.uncalibrated", row=row, happened_at=now)
            changed += 1
    return changed


def _says(row: TravelFactor, factor: RegionFactor) -> bool:
    return (row.factor_per_mille, row.spread_per_mille, row.observations) == (
        factor.per_mille,
        factor.spread_per_mille,
        factor.observations,
    )
