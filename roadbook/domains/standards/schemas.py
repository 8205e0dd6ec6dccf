"""Request bodies of standards."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from roadbook.domains.standards.contracts import Template, Tier
from roadbook.engines.policy.limits import Action, Category
from roadbook.foundation.http.fields import AmountMinor, Day, Name

CityCode = Annotated[str, StringConstraints(pattern=r"^([0-9]{6})?$")]
Pct = Annotated[int, Field(ge=0, le=100)]
Version = Annotated[int, Field(ge=0, le=2**62)]


class StandardBody(Schema):
    model_config = ConfigDict(extra="forbid")

    category: Category
    grade_id: UUID | None = None
    tier: Annotated[str, StringConstraints(max_length=2)] = ""
    city_code: CityCode = ""
    limit_minor: AmountMinor | None = None
    class_limit: Annotated[str, StringConstraints(max_length=20)] = ""
    action: Action = Action.REASON
    version: Version = 0


class CityTierBody(Schema):
    model_config = ConfigDict(extra="forbid")

    tier: Tier


class SeasonBody(Schema):
    model_config = ConfigDict(extra="forbid")

    name: Name
    city_code: CityCode = ""
    first_month: Annotated[int, Field(ge=1, le=12)]
    first_day: Annotated[int, Field(ge=1, le=31)]
    last_month: Annotated[int, Field(ge=1, le=12)]
    last_day: Annotated[int, Field(ge=1, le=31)]
    uplift_pct: Annotated[int, Field(ge=0, le=300)]


class PerDiemBody(Schema):
    model_config = ConfigDict(extra="forbid")

    city_code: CityCode = ""
    day_minor: AmountMinor
    same_day_pct: Pct = 100
    first_day_pct: Pct = 100
    last_day_pct: Pct = 100
    breakfast_pct: Pct = 0
    lunch_pct: Pct = 0
    dinner_pct: Pct = 0
    same_day_min_minutes: Annotated[int, Field(ge=0, le=1440)] = 0
    same_day_min_distance_m: Annotated[int, Field(ge=0, le=10**7)] = 0


class MileageBody(Schema):
    model_config = ConfigDict(extra="forbid")

    valid_from: Day
    per_km_minor: Annotated[int, Field(ge=0, le=100_000)]


class TemplateBody(Schema):
    model_config = ConfigDict(extra="forbid")

    template: Template
