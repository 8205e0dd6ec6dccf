"""Reads of standards: the whole set for the screen; limits, rates, findings for other slices.

Standards are no secret: what other slices ask has no actor.
"""

from collections.abc import Sequence
from datetime import date

from roadbook.core.actor import Actor
from roadbook.core.ids import GradeId
from roadbook.domains.standards import policies
from roadbook.domains.standards.contracts import (
    Checked,
    CityChoice,
    CityTierRecord,
    EstimateItem,
    MileageRecord,
    PerDiemRecord,
    RateBook,
    RateId,
    SeasonId,
    SeasonRecord,
    StandardFact,
    StandardFinding,
    StandardId,
    StandardRecord,
    StandardSet,
    Tier,
)
from roadbook.domains.standards.models import (
    CityTier,
    MileageRate,
    PerDiemRate,
    Season,
    TravelStandard,
)
from roadbook.domains.standards.rules import DEFAULT_TIER
from roadbook.engines import places
from roadbook.engines.policy import limits
from roadbook.engines.policy.limits import Action, Category
from roadbook.engines.policy.mileage import MileageBand
from roadbook.engines.policy.perdiem import Meal, PerDiemRule
from roadbook.engines.policy.perdiem import Tier as DayTier

BOUND = 2000


def standard_set(*, actor: Actor) -> StandardSet:
    """Give everything the settings screen shows."""
    standards = policies.visible_standards(actor).select_related("grade")
    tiers = policies.visible_city_tiers(actor).order_by("tier", "city_code")[:BOUND]
    seasons = policies.visible_seasons(actor).order_by("city_code", "first_month", "id")[:BOUND]
    per_diems = policies.visible_per_diems(actor).order_by("city_code", "id")[:BOUND]
    mileages = policies.visible_mileages(actor).order_by("-valid_from", "id")[:BOUND]
    ordered = standards.order_by("category", "grade__rank", "tier", "city_code", "id")[:BOUND]
    return StandardSet(
        standards=[standard_record(row) for row in ordered],
        city_tiers=[
            CityTierRecord(
                city_code=row.city_code, city_name=city_name(row.city_code), tier=Tier(row.tier)
            )
            for row in tiers
        ],
        seasons=[season_record(row) for row in seasons],
        per_diems=[per_diem_record(row) for row in per_diems],
        mileages=[mileage_record(row) for row in mileages],
    )


def lodging_limit(*, grade_id: GradeId | None, city_code: str, on: date) -> StandardFact | None:
    """Give the limit of a night, season included; None when no standard speaks."""
    return limit_of(Category.LODGING, grade_id=grade_id, city_code=city_code, on=on)


def limit_of(
    category: Category, *, grade_id: GradeId | None, city_code: str, on: date
) -> StandardFact | None:
    """Give the standard of a category in a place on a day; None when none speaks."""
    rows = {str(row.id): row for row in _standards()}
    tier = tiers_of([city_code])[city_code]
    chosen = limits.standard_for(
        [_standard(row) for row in rows.values()],
        category=category,
        grade=_key(grade_id),
        tier=tier,
        city=city_code,
    )
    if chosen is None:
        return None
    seasons = _seasons()
    return StandardFact(
        limit_minor=limits.limit_on(chosen, seasons=seasons, city=city_code, on=on),
        class_limit=chosen.class_limit or "",
        action=chosen.action,
        tier=tier,
        uplift_pct=limits.uplift_pct(seasons, city=city_code, on=on),
        currency=rows[chosen.key].currency,
    )


def check(*, grade_id: GradeId | None, items: Sequence[EstimateItem]) -> Checked:
    """Hold items against the standards that stand now: four statements for any number of items."""
    standards = [_standard(row) for row in _standards()]
    seasons = _seasons()
    tiers = tiers_of({item.city_code for item in items})
    verdicts = [
        (item, verdict)
        for item in items
        if (
            verdict := limits.judge(
                _item(item),
                standards=standards,
                seasons=seasons,
                grade=_key(grade_id),
                tier=tiers[item.city_code],
            )
        )
    ]
    findings = [
        StandardFinding(
            key=item.key,
            category=item.category,
            city_code=item.city_code,
            on=item.on,
            limit_minor=verdict.limit_minor,
            asked_minor=verdict.asked_minor,
            over_minor=verdict.over_minor,
            is_class_over=verdict.is_class_over,
            action=verdict.action,
        )
        for item, verdict in verdicts
        if verdict.is_over
    ]
    return Checked(findings=findings, within_count=len(verdicts) - len(findings))


def rate_book(*, on: date) -> RateBook:
    """Give the per-diem and mileage rates of a day; without any rate everything is 0."""
    rates = list(PerDiemRate.objects.filter(deleted_at=None).order_by("city_code", "id")[:BOUND])
    default = next((row for row in rates if not row.city_code), None)
    mileage = (
        MileageRate.objects.filter(deleted_at=None)
        .filter(valid_from__lte=on)
        .order_by("-valid_from", "id")
        .first()
    )
    return RateBook(
        currency=default.currency if default else "CNY",
        per_diem_rule=_per_diem_rule(default),
        per_diem_minor={row.city_code: row.day_minor for row in rates if row.city_code},
        default_per_diem_minor=default.day_minor if default else 0,
        mileage_bands=(
            (MileageBand(up_to_m=None, per_km_minor=mileage.per_km_minor),) if mileage else ()
        ),
    )


def mileage_rate(*, on: date) -> int:
    """Give the minor units per kilometre in one's own car on a day; 0 without a rate."""
    bands = rate_book(on=on).mileage_bands
    return bands[0].per_km_minor if bands else 0


def per_diem(*, city_code: str, on: date) -> int:
    """Give the full day's allowance in a city on a day; 0 without a rate."""
    book = rate_book(on=on)
    return book.per_diem_minor.get(city_code, book.default_per_diem_minor)


def tiers_of(city_codes: Sequence[str] | set[str]) -> dict[str, Tier]:
    """Give the tier of each city; one that is not listed is of the last tier."""
    known = CityTier.objects.filter(deleted_at=None).filter(city_code__in=list(city_codes))
    listed = dict(known.values_list("city_code", "tier"))
    return {code: Tier(listed.get(code, DEFAULT_TIER)) for code in city_codes}


def city_choices() -> Sequence[CityChoice]:
    """Give every city that may be named, in the order of its code."""
    return [
        CityChoice(code=place.code, name=place.name, name_en=place.name_en)
        for place in places.cities()
    ]


def city_name(city_code: str) -> str:
    """Give the Chinese name of a city by its code; the code itself when it is unknown."""
    place = places.place_of(city_code) if city_code else None
    return place.name if place else city_code


def standard_record(row: TravelStandard) -> StandardRecord:
    """Turn a row (with its grade joined) into its record."""
    return StandardRecord(
        id=StandardId(row.id),
        category=Category(row.category),
        grade_id=GradeId(row.grade_id) if row.grade_id else None,
        grade_code=row.grade.code if row.grade else "",
        tier=row.tier,
        city_code=row.city_code,
        city_name=city_name(row.city_code),
        limit_minor=row.limit_minor,
        class_limit=row.class_limit,
        currency=row.currency,
        action=Action(row.action),
        version=row.version,
    )


def season_record(row: Season) -> SeasonRecord:
    """Turn a row into its record."""
    return SeasonRecord(
        id=SeasonId(row.id),
        name=row.name,
        city_code=row.city_code,
        city_name=city_name(row.city_code),
        first_month=row.first_month,
        first_day=row.first_day,
        last_month=row.last_month,
        last_day=row.last_day,
        uplift_pct=row.uplift_pct,
        version=row.version,
    )


def per_diem_record(row: PerDiemRate) -> PerDiemRecord:
    """Turn a row into its record."""
    return PerDiemRecord(
        id=RateId(row.id),
        city_code=row.city_code,
        city_name=city_name(row.city_code),
        day_minor=row.day_minor,
        currency=row.currency,
        same_day_pct=row.same_day_pct,
        first_day_pct=row.first_day_pct,
        last_day_pct=row.last_day_pct,
        same_day_min_minutes=row.same_day_min_minutes,
        same_day_min_distance_m=row.same_day_min_distance_m,
        breakfast_pct=row.breakfast_pct,
        lunch_pct=row.lunch_pct,
        dinner_pct=row.dinner_pct,
        version=row.version,
    )


def mileage_record(row: MileageRate) -> MileageRecord:
    """Turn a row into its record."""
    return MileageRecord(
        id=RateId(row.id),
        valid_from=row.valid_from,
        per_km_minor=row.per_km_minor,
        currency=row.currency,
        version=row.version,
    )


def _standards() -> list[TravelStandard]:
    return list(TravelStandard.objects.filter(deleted_at=None).order_by("id")[:BOUND])


def _standard(row: TravelStandard) -> limits.Standard:
    return limits.Standard(
        key=str(row.id),
        category=Category(row.category),
        grade=_key(GradeId(row.grade_id)) if row.grade_id else None,
        tier=row.tier or None,
        city=row.city_code or None,
        limit_minor=row.limit_minor,
        class_limit=row.class_limit or None,
        action=Action(row.action),
    )


def _seasons() -> list[limits.Season]:
    return [
        limits.Season(
            first=(row.first_month, row.first_day),
            last=(row.last_month, row.last_day),
            uplift_pct=row.uplift_pct,
            city=row.city_code or None,
        )
        for row in Season.objects.filter(deleted_at=None).order_by("id")[:BOUND]
    ]


def _item(item: EstimateItem) -> limits.Item:
    return limits.Item(
        key=item.key,
        category=item.category,
        city=item.city_code,
        on=item.on,
        amount_minor=item.amount_minor,
        travel_class=item.travel_class or None,
    )


def _per_diem_rule(row: PerDiemRate | None) -> PerDiemRule:
    if row is None:
        return PerDiemRule()
    return PerDiemRule(
        same_day=(
            DayTier(
                min_minutes=row.same_day_min_minutes,
                min_distance_m=row.same_day_min_distance_m,
                pct=row.same_day_pct,
            ),
        ),
        first_day=(DayTier(pct=row.first_day_pct),),
        last_day=(DayTier(pct=row.last_day_pct),),
        meal_pct={
            Meal.BREAKFAST: row.breakfast_pct,
            Meal.LUNCH: row.lunch_pct,
            Meal.DINNER: row.dinner_pct,
        },
    )


def _key(grade_id: GradeId | None) -> str:
    return str(grade_id) if grade_id else ""
