"""The doors to the rows of standards: everybody reads them, finance and admins change them."""

from django.db.models import QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.domains.standards.contracts import (
    RateId,
    SeasonId,
    StandardId,
    StandardNotFound,
    StandardsAreFinances,
)
from roadbook.domains.standards.models import (
    CityTier,
    MileageRate,
    PerDiemRate,
    Season,
    TravelStandard,
)


def visible_standards(actor: Actor) -> QuerySet[TravelStandard]:
    return TravelStandard.objects.filter(deleted_at=None)


def visible_city_tiers(actor: Actor) -> QuerySet[CityTier]:
    return CityTier.objects.filter(deleted_at=None)


def visible_seasons(actor: Actor) -> QuerySet[Season]:
    return Season.objects.filter(deleted_at=None)


def visible_per_diems(actor: Actor) -> QuerySet[PerDiemRate]:
    return PerDiemRate.objects.filter(deleted_at=None)


def visible_mileages(actor: Actor) -> QuerySet[MileageRate]:
    return MileageRate.objects.filter(deleted_at=None)


def access_standard(*, actor: Actor, standard_id: StandardId) -> TravelStandard:
    row = visible_standards(actor).select_for_update(of=("self",)).filter(id=standard_id).first()
    if row is None:
        raise StandardNotFound
    require_keeper(actor)
    return row


def access_season(*, actor: Actor, season_id: SeasonId) -> Season:
    row = visible_seasons(actor).select_for_update().filter(id=season_id).first()
    if row is None:
        raise StandardNotFound
    require_keeper(actor)
    return row


def access_per_diem(*, actor: Actor, rate_id: RateId) -> PerDiemRate:
    row = visible_per_diems(actor).select_for_update().filter(id=rate_id).first()
    if row is None:
        raise StandardNotFound
    require_keeper(actor)
    return row


def require_keeper(actor: Actor) -> None:
    """Raise unless the actor may change standards."""
    if not (actor.is_clockwork or actor.has(Role.FINANCE, Role.ADMIN)):
        raise StandardsAreFinances
