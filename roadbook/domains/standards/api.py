"""Edges of standards: the set, its rows, tiers, seasons, rates, the first set from a template."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from ninja import Query, Router, Status

from roadbook.core.ids import GradeId
from roadbook.domains.standards import commands, queries
from roadbook.domains.standards.contracts import (
    CityChoice,
    PerDiemRecord,
    RateId,
    SeasonId,
    SeasonRecord,
    StandardFact,
    StandardId,
    StandardRecord,
    StandardSet,
)
from roadbook.domains.standards.schemas import (
    CityTierBody,
    MileageBody,
    PerDiemBody,
    SeasonBody,
    StandardBody,
    TemplateBody,
)
from roadbook.engines.policy.limits import Category
from roadbook.foundation.http.fields import Day
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["standards"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Installed:
    """How many rows a template wrote."""

    row_count: int


@router.get("", response=StandardSet, operation_id="standardSet", summary="The whole set")
def standard_set(request: ActorRequest) -> StandardSet:
    return queries.standard_set(actor=request.actor)


@router.get(
    "/cities", response=list[CityChoice], operation_id="cityChoices", summary="Cities to name"
)
def city_choices(request: ActorRequest) -> Sequence[CityChoice]:
    return queries.city_choices()


@router.get(
    "/limit",
    response=StandardFact | None,
    operation_id="standardLimit",
    summary="The limit in a place on a day",
)
def limit(
    request: ActorRequest,
    category: Annotated[Category, Query()],
    city_code: Annotated[str, Query(pattern=r"^[0-9]{6}$")],
    on: Annotated[Day, Query()],
    grade_id: Annotated[UUID | None, Query()] = None,
) -> StandardFact | None:
    """null: no standard speaks about it."""
    return queries.limit_of(
        category, grade_id=GradeId(grade_id) if grade_id else None, city_code=city_code, on=on
    )


@router.post(
    "/template", response=Installed, operation_id="installStandards", summary="Begin with a set"
)
def install_template(request: ActorRequest, body: TemplateBody) -> Installed:
    """Refused with standards.standards_are_finances, template_installed."""
    count = commands.install_template(actor=request.actor, template=body.template, now=now())
    return Installed(row_count=count)


@router.post("/rows", response=StandardRecord, operation_id="addStandard", summary="Add a row")
def add_standard(request: ActorRequest, body: StandardBody) -> StandardRecord:
    """Refused with standards.standards_are_finances, bad_standard, standard_taken."""
    return _put(request, None, body)


@router.put(
    "/rows/{standard_id}",
    response=StandardRecord,
    operation_id="changeStandard",
    summary="Change a row",
)
def change_standard(request: ActorRequest, standard_id: UUID, body: StandardBody) -> StandardRecord:
    """Refused with standards.standard_not_found, standard_changed, standard_taken, bad_standard."""
    return _put(request, StandardId(standard_id), body)


@router.delete(
    "/rows/{standard_id}",
    response={204: None},
    operation_id="removeStandard",
    summary="Remove a row",
)
def remove_standard(request: ActorRequest, standard_id: UUID) -> Status[None]:
    commands.remove_standard(actor=request.actor, standard_id=StandardId(standard_id), now=now())
    return Status(204, None)


@router.put(
    "/cities/{city_code}/tier",
    response={204: None},
    operation_id="setCityTier",
    summary="Put a city into a tier",
)
def set_city_tier(request: ActorRequest, city_code: str, body: CityTierBody) -> Status[None]:
    """Refused with standards.standards_are_finances, bad_standard."""
    commands.set_city_tier(actor=request.actor, city_code=city_code, tier=body.tier, now=now())
    return Status(204, None)


@router.post("/seasons", response=SeasonRecord, operation_id="addSeason", summary="Add a season")
def add_season(request: ActorRequest, body: SeasonBody) -> SeasonRecord:
    """Refused with standards.standards_are_finances, bad_standard."""
    return commands.add_season(
        actor=request.actor,
        name=body.name,
        city_code=body.city_code,
        first=(body.first_month, body.first_day),
        last=(body.last_month, body.last_day),
        uplift_pct=body.uplift_pct,
        now=now(),
    )


@router.delete(
    "/seasons/{season_id}",
    response={204: None},
    operation_id="removeSeason",
    summary="Remove a season",
)
def remove_season(request: ActorRequest, season_id: UUID) -> Status[None]:
    commands.remove_season(actor=request.actor, season_id=SeasonId(season_id), now=now())
    return Status(204, None)


@router.put(
    "/per-diem", response=PerDiemRecord, operation_id="setPerDiem", summary="Set an allowance"
)
def set_per_diem(request: ActorRequest, body: PerDiemBody) -> PerDiemRecord:
    """Refused with standards.standards_are_finances, bad_standard."""
    return commands.set_per_diem(
        actor=request.actor,
        city_code=body.city_code,
        day_minor=body.day_minor,
        shares=body.model_dump(exclude={"city_code", "day_minor"}),
        now=now(),
    )


@router.delete(
    "/per-diem/{rate_id}",
    response={204: None},
    operation_id="removePerDiem",
    summary="Remove a city's allowance",
)
def remove_per_diem(request: ActorRequest, rate_id: UUID) -> Status[None]:
    commands.remove_per_diem(actor=request.actor, rate_id=RateId(rate_id), now=now())
    return Status(204, None)


@router.put(
    "/mileage", response={204: None}, operation_id="setMileageRate", summary="Set the rate per km"
)
def set_mileage_rate(request: ActorRequest, body: MileageBody) -> Status[None]:
    """Refused with standards.standards_are_finances, bad_standard."""
    commands.set_mileage_rate(
        actor=request.actor,
        valid_from=body.valid_from,
        per_km_minor=body.per_km_minor,
        now=now(),
    )
    return Status(204, None)


def _put(
    request: ActorRequest, standard_id: StandardId | None, body: StandardBody
) -> StandardRecord:
    return commands.put_standard(
        actor=request.actor,
        standard_id=standard_id,
        version=body.version,
        category=body.category,
        grade_id=GradeId(body.grade_id) if body.grade_id else None,
        tier=body.tier,
        city_code=body.city_code,
        limit_minor=body.limit_minor,
        class_limit=body.class_limit,
        action=body.action,
        now=now(),
    )
