"""Writes of standards: rows, tiers, seasons, rates, and the first set from a template."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import IntegrityError, transaction

from roadbook.core.actor import Actor
from roadbook.core.ids import GradeId
from roadbook.domains.identity import queries as identity
from roadbook.domains.standards import policies, queries
from roadbook.domains.standards.contracts import (
    BadStandard,
    PerDiemRecord,
    RateId,
    SeasonId,
    SeasonRecord,
    StandardChanged,
    StandardId,
    StandardRecord,
    StandardTaken,
    Template,
    TemplateInstalled,
    Tier,
)
from roadbook.domains.standards.models import (
    CityTier,
    MileageRate,
    PerDiemRate,
    Season,
    TravelStandard,
)
from roadbook.domains.standards.rules import (
    FIRST_TIER_CITIES,
    HIGHLAND_CITIES,
    HIGHLAND_DAY_MINOR,
    MAX_PER_KM_MINOR,
    PER_DIEM_DAY_MINOR,
    PER_KM_MINOR,
    SEASONS,
    SECOND_TIER_CITIES,
    check_amount,
    check_city,
    check_percentages,
    check_season,
    check_standard,
    template_standards,
)
from roadbook.engines.policy.limits import Action, Category
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import SyncedModel

_FROM_THE_BEGINNING = date(2020, 1, 1)


@changes.unit_of_work
def put_standard(  # noqa: PLR0913  # a row is all of these
    *,
    actor: Actor,
    standard_id: StandardId | None,
    version: int,
    category: Category,
    grade_id: GradeId | None,
    tier: str,
    city_code: str,
    limit_minor: int | None,
    class_limit: str,
    action: Action,
    now: datetime,
) -> StandardRecord:
    """Make or change a row. Raises BadStandard, StandardTaken, StandardChanged."""
    policies.require_keeper(actor)
    check_standard(
        category=category,
        tier=tier,
        city_code=city_code,
        limit_minor=limit_minor,
        class_limit=class_limit,
    )
    if grade_id is not None and not identity.grade_is_known(grade_id):
        raise BadStandard({"grade_id": "unknown"})
    if standard_id is None:
        row = TravelStandard()
    else:
        row = policies.access_standard(actor=actor, standard_id=standard_id)
        if row.version != version:
            raise StandardChanged(version=row.version)
    row.category, row.grade_id, row.tier = category, grade_id, tier
    row.city_code, row.limit_minor, row.class_limit = city_code, limit_minor, class_limit
    row.action = action
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise StandardTaken from error
    changes.record(actor=actor, kind="standard.changed", row=row, happened_at=now)
    return queries.standard_record(row)


@changes.unit_of_work
def remove_standard(*, actor: Actor, standard_id: StandardId, now: datetime) -> StandardId:
    """Take a row out of the table."""
    row = policies.access_standard(actor=actor, standard_id=standard_id)
    _remove(row, actor=actor, kind="standard.removed", now=now)
    return standard_id


@changes.unit_of_work
def set_city_tier(*, actor: Actor, city_code: str, tier: Tier, now: datetime) -> Tier:
    """Put a city into a tier."""
    policies.require_keeper(actor)
    if not city_code:
        raise BadStandard({"city_code": "required"})
    check_city(city_code)
    row = CityTier.objects.filter(city_code=city_code, deleted_at=None).first()
    row = row or CityTier(city_code=city_code)
    row.tier = tier
    row.save()
    changes.record(actor=actor, kind="city_tier.changed", row=row, happened_at=now)
    return tier


@changes.unit_of_work
def add_season(  # a season is all of these
    *,
    actor: Actor,
    name: str,
    city_code: str,
    first: tuple[int, int],
    last: tuple[int, int],
    uplift_pct: int,
    now: datetime,
) -> SeasonRecord:
    """Let limits rise in a yearly period. `first` and `last` are (month, day)."""
    policies.require_keeper(actor)
    check_season(name=name, city_code=city_code, first=first, last=last, uplift_pct=uplift_pct)
    row = Season.objects.create(
        name=name.strip(),
        city_code=city_code,
        first_month=first[0],
        first_day=first[1],
        last_month=last[0],
        last_day=last[1],
        uplift_pct=uplift_pct,
    )
    changes.record(actor=actor, kind="season.changed", row=row, happened_at=now)
    return queries.season_record(row)


@changes.unit_of_work
def remove_season(*, actor: Actor, season_id: SeasonId, now: datetime) -> SeasonId:
    """Let a period's limits be the usual ones again."""
    row = policies.access_season(actor=actor, season_id=season_id)
    _remove(row, actor=actor, kind="season.removed", now=now)
    return season_id


@changes.unit_of_work
def set_per_diem(
    *, actor: Actor, city_code: str, day_minor: int, shares: Mapping[str, int], now: datetime
) -> PerDiemRecord:
    """Set the daily allowance of a city ("" for elsewhere) and the shares of part days and meals.

    `shares` may name same_day_pct, first_day_pct, last_day_pct, breakfast_pct, lunch_pct,
    dinner_pct, same_day_min_minutes and same_day_min_distance_m.
    """
    policies.require_keeper(actor)
    check_city(city_code)
    check_amount("day_minor", day_minor)
    check_percentages(**{name: pct for name, pct in shares.items() if name.endswith("_pct")})
    check_amount("same_day_min_minutes", shares.get("same_day_min_minutes", 0), at_most=24 * 60)
    distance_m = shares.get("same_day_min_distance_m", 0)
    check_amount("same_day_min_distance_m", distance_m, at_most=10**7)
    row = PerDiemRate.objects.filter(city_code=city_code, deleted_at=None).first()
    row = row or PerDiemRate(city_code=city_code)
    row.day_minor = day_minor
    for name, value in shares.items():
        setattr(row, name, value)
    row.save()
    changes.record(actor=actor, kind="per_diem.changed", row=row, happened_at=now)
    return queries.per_diem_record(row)


@changes.unit_of_work
def remove_per_diem(*, actor: Actor, rate_id: RateId, now: datetime) -> RateId:
    """Let a city have the allowance of elsewhere again."""
    row = policies.access_per_diem(actor=actor, rate_id=rate_id)
    if not row.city_code:
        raise BadStandard({"city_code": "required"})
    _remove(row, actor=actor, kind="per_diem.removed", now=now)
    return rate_id


@changes.unit_of_work
def set_mileage_rate(*, actor: Actor, valid_from: date, per_km_minor: int, now: datetime) -> RateId:
    """Set the money per kilometre from a day on; earlier days keep theirs."""
    policies.require_keeper(actor)
    check_amount("per_km_minor", per_km_minor, at_most=MAX_PER_KM_MINOR)
    row = MileageRate.objects.filter(valid_from=valid_from, deleted_at=None).first()
    row = row or MileageRate(valid_from=valid_from)
    row.per_km_minor = per_km_minor
    row.save()
    changes.record(actor=actor, kind="mileage_rate.changed", row=row, happened_at=now)
    return RateId(row.id)


@changes.unit_of_work
def install_template(*, actor: Actor, template: Template, now: datetime) -> int:
    """Begin with a ready set for the grades there are; give the number of rows written.

    Raises TemplateInstalled when there are standards already.
    """
    policies.require_keeper(actor)
    if policies.visible_standards(actor).exists():
        raise TemplateInstalled(template=template.value)
    rows: list[SyncedModel] = [
        TravelStandard(**asdict(seed)) for seed in template_standards(identity.grade_ids_by_rank())
    ]
    tiers = dict.fromkeys(FIRST_TIER_CITIES, Tier.T1) | dict.fromkeys(SECOND_TIER_CITIES, Tier.T2)
    known = set(policies.visible_city_tiers(actor).values_list("city_code", flat=True))
    rows += [CityTier(city_code=c, tier=tier) for c, tier in tiers.items() if c not in known]
    rows += [
        Season(
            name=seed.name,
            city_code=seed.city_code,
            first_month=seed.first[0],
            first_day=seed.first[1],
            last_month=seed.last[0],
            last_day=seed.last[1],
            uplift_pct=seed.uplift_pct,
        )
        for seed in SEASONS
    ]
    if not policies.visible_per_diems(actor).exists():
        rows.append(PerDiemRate(day_minor=PER_DIEM_DAY_MINOR))
        rows += [PerDiemRate(city_code=c, day_minor=HIGHLAND_DAY_MINOR) for c in HIGHLAND_CITIES]
    if not policies.visible_mileages(actor).exists():
        rows.append(MileageRate(valid_from=_FROM_THE_BEGINNING, per_km_minor=PER_KM_MINOR))
    for row in rows:
        row.save(force_insert=True)
        changes.record(actor=actor, kind="standards.installed", row=row, happened_at=now)
    return len(rows)


def _remove(row: SyncedModel, *, actor: Actor, kind: str, now: datetime) -> None:
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind=kind, row=row, happened_at=now)
