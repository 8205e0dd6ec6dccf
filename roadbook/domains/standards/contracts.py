"""Ids, records and refusals of standards. Pure: no framework, no tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NewType
from uuid import UUID

from roadbook.core.errors import Conflict, Forbidden, Invalid, NotFound
from roadbook.core.ids import GradeId
from roadbook.engines.policy.limits import Action, Category
from roadbook.engines.policy.mileage import MileageBand
from roadbook.engines.policy.perdiem import PerDiemRule

StandardId = NewType("StandardId", UUID)
SeasonId = NewType("SeasonId", UUID)
RateId = NewType("RateId", UUID)


class Tier(StrEnum):
    """City tiers. A city that is not listed is of the last one."""

    T1 = "T1"
    T2 = "T2"
    T3 = "T3"


class Template(StrEnum):
    """Standard sets that a new company may begin with."""

    CHINA_COMPANY = "china-company"


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardRecord:
    """One row of the table. Empty tier and city and no grade mean "any"."""

    id: StandardId
    category: Category
    grade_id: GradeId | None
    grade_code: str
    tier: str
    city_code: str
    city_name: str
    limit_minor: int | None
    class_limit: str
    currency: str
    action: Action
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CityTierRecord:
    city_code: str
    city_name: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class CityChoice:
    """A city that standards, segments and stays may name (GB/T 2260)."""

    code: str
    name: str
    name_en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRecord:
    """A yearly period, both ends included, as (month, day) numbers."""

    id: SeasonId
    name: str
    city_code: str
    city_name: str
    first_month: int
    first_day: int
    last_month: int
    last_day: int
    uplift_pct: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PerDiemRecord:
    """Daily allowance of a city; the row without a city holds elsewhere and carries the shares."""

    id: RateId
    city_code: str
    city_name: str
    day_minor: int
    currency: str
    same_day_pct: int
    first_day_pct: int
    last_day_pct: int
    same_day_min_minutes: int
    same_day_min_distance_m: int
    breakfast_pct: int
    lunch_pct: int
    dinner_pct: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MileageRecord:
    """Money per kilometre from a day on."""

    id: RateId
    valid_from: date
    per_km_minor: int
    currency: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardSet:
    """Everything the settings screen shows."""

    standards: Sequence[StandardRecord]
    city_tiers: Sequence[CityTierRecord]
    seasons: Sequence[SeasonRecord]
    per_diems: Sequence[PerDiemRecord]
    mileages: Sequence[MileageRecord]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFact:
    """The limit that holds in a place on a day, season included."""

    limit_minor: int | None
    class_limit: str
    action: Action
    tier: Tier
    uplift_pct: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateItem:
    """One night, ride or other thing to be held against the standards."""

    key: str
    category: Category
    city_code: str
    on: date
    amount_minor: int
    travel_class: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardFinding:
    """An item above its standard."""

    key: str
    category: Category
    city_code: str
    on: date
    limit_minor: int | None
    asked_minor: int
    over_minor: int
    is_class_over: bool
    action: Action


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """All findings, and how many of the items a standard spoke about are within it."""

    findings: Sequence[StandardFinding]
    within_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RateBook:
    """The rates that hold on a day, ready for `engines.policy`."""

    currency: str
    per_diem_rule: PerDiemRule
    per_diem_minor: Mapping[str, int]
    default_per_diem_minor: int
    mileage_bands: Sequence[MileageBand]


class StandardNotFound(NotFound):
    """No such row of the standards."""

    code = "standards.standard_not_found"


class StandardsAreFinances(Forbidden):
    """Standards are changed by finance and admins."""

    code = "standards.standards_are_finances"


class StandardTaken(Conflict):
    """There is a row for the same grade, place and category already."""

    code = "standards.standard_taken"


class StandardChanged(Conflict):
    """The row changed since it was read."""

    code = "standards.standard_changed"


class TemplateInstalled(Conflict):
    """There are standards already; a template is for the first set."""

    code = "standards.template_installed"


class BadStandard(Invalid):
    """A row that cannot be meant; fields say where."""

    code = "standards.bad_standard"
