"""Synced types of standards: reference that every screen may show."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.standards.models import (
    CityTier,
    MileageRate,
    PerDiemRate,
    Season,
    TravelStandard,
)
from roadbook.foundation.changes.models import SyncedModel
from roadbook.foundation.changes.types import SyncType


def _for_everybody(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    return {rid: {"r:ref"} for rid in ids}


def _readable(_: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(ids)


def _reference(rtype: int, name: str, model: type[SyncedModel]) -> SyncType:
    return SyncType(rtype=rtype, name=name, model=model, scopes=_for_everybody, readable=_readable)


SYNC_TYPES = (
    _reference(70, "travel_standard", TravelStandard),
    _reference(71, "city_tier", CityTier),
    _reference(72, "season", Season),
    _reference(73, "per_diem_rate", PerDiemRate),
    _reference(74, "mileage_rate", MileageRate),
)
