"""Decisions of standards: what a row must be, and the set a new company begins with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from roadbook.core.ids import GradeId
from roadbook.domains.standards.contracts import BadStandard, Tier
from roadbook.engines.policy.limits import CLASS_ORDER, Action, Category

MAX_MINOR = 10**10
MAX_PER_KM_MINOR = 100_000
MAX_UPLIFT_PCT = 300
_LEAP_YEAR = 2028

DEFAULT_TIER = Tier.T3
PER_DIEM_DAY_MINOR = 10_000
PER_KM_MINOR = 120
HIGHLAND_DAY_MINOR = 12_000
HIGHLAND_CITIES = ("540100", "630100", "650100")

FIRST_TIER_CITIES = ("110000", "310000", "440100", "440300")
SECOND_TIER_CITIES = (
    "120000", "130100", "140100", "150100", "210100", "210200", "220100", "230100", "320100",
    "320200", "320400", "320500", "330100", "330200", "330300", "340100", "350100", "350200",
    "360100", "370100", "370200", "410100", "420100", "430100", "440400", "440600", "441900",
    "450100", "460100", "460200", "500000", "510100", "520100", "530100", "540100", "610100",
    "620100", "630100", "640100", "650100",
)  # fmt: skip
LODGING_MINOR = {Tier.T1: 60_000, Tier.T2: 45_000, Tier.T3: 35_000}
# A grade's share of the base by its place from the bottom; higher ones take the last.
_GRADE_PCT = (100, 120, 150, 200)
_RAIL_CLASS = ("second", "second", "first", "business")
_AIR_CLASS = ("economy", "economy", "economy", "business")


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonSeed:
    name: str
    city_code: str
    first: tuple[int, int]
    last: tuple[int, int]
    uplift_pct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardSeed:
    category: Category
    grade_id: GradeId | None
    tier: str
    limit_minor: int | None
    class_limit: str
    action: Action


SEASONS = (
    SeasonSeed(name="青岛夏季", city_code="370200", first=(7, 1), last=(9, 30), uplift_pct=20),
    SeasonSeed(name="大连夏季", city_code="210200", first=(7, 1), last=(9, 30), uplift_pct=20),
    SeasonSeed(name="拉萨夏季", city_code="540100", first=(6, 1), last=(9, 30), uplift_pct=20),
    SeasonSeed(name="三亚冬季", city_code="460200", first=(11, 1), last=(4, 30), uplift_pct=20),
)


def template_standards(grades_by_rank: Sequence[GradeId]) -> tuple[StandardSeed, ...]:
    """Give the rows of the Chinese company set: any grade, then each grade from the lowest up."""
    seeds: list[StandardSeed] = []
    for place, grade in enumerate((None, *grades_by_rank)):
        step = min(max(place - 1, 0), len(_GRADE_PCT) - 1)
        seeds += [
            StandardSeed(
                category=Category.LODGING,
                grade_id=grade,
                tier=tier,
                limit_minor=base * _GRADE_PCT[step] // 100,
                class_limit="",
                action=Action.REASON,
            )
            for tier, base in LODGING_MINOR.items()
        ]
        classes = ((Category.RAIL, _RAIL_CLASS), (Category.AIR, _AIR_CLASS))
        seeds += [
            StandardSeed(
                category=category,
                grade_id=grade,
                tier="",
                limit_minor=None,
                class_limit=ladder[step],
                action=Action.APPROVAL,
            )
            for category, ladder in classes
        ]
    return tuple(seeds)


def check_standard(
    *, category: Category, tier: str, city_code: str, limit_minor: int | None, class_limit: str
) -> None:
    """Raise BadStandard unless the row limits something in a place that can be."""
    fields: dict[str, str] = {}
    if tier and tier not in set(Tier):
        fields["tier"] = "unknown"
    if tier and city_code:
        fields["city_code"] = "tier_or_city"
    fields |= _code_fault(city_code)
    if limit_minor is not None and not 0 <= limit_minor <= MAX_MINOR:
        fields["limit_minor"] = "out_of_range"
    if class_limit and class_limit not in CLASS_ORDER.get(category, ()):
        fields["class_limit"] = "unknown"
    if limit_minor is None and not class_limit:
        fields["limit_minor"] = "required"
    if fields:
        raise BadStandard(fields)


def check_season(
    *, name: str, city_code: str, first: tuple[int, int], last: tuple[int, int], uplift_pct: int
) -> None:
    """Raise BadStandard unless both ends are days of the year and the rise is sensible."""
    fields: dict[str, str] = {}
    if not name.strip() or len(name) > 60:  # noqa: PLR2004  # the column's length
        fields["name"] = "length"
    fields |= _code_fault(city_code)
    for field, (month, day) in (("first_day", first), ("last_day", last)):
        if not _is_day(month, day):
            fields[field] = "no_such_day"
    if not 0 <= uplift_pct <= MAX_UPLIFT_PCT:
        fields["uplift_pct"] = "out_of_range"
    if fields:
        raise BadStandard(fields)


def check_percentages(**pcts: int) -> None:
    """Raise BadStandard for a share that is not between 0 and 100."""
    fields = {name: "out_of_range" for name, pct in pcts.items() if not 0 <= pct <= 100}  # noqa: PLR2004
    if fields:
        raise BadStandard(fields)


def check_amount(field: str, amount_minor: int, *, at_most: int = MAX_MINOR) -> None:
    """Raise BadStandard for an amount that is negative or absurd."""
    if not 0 <= amount_minor <= at_most:
        raise BadStandard({field: "out_of_range"})


def check_city(city_code: str) -> None:
    """Raise BadStandard unless the code is one of a city (GB/T 2260) or empty."""
    if fields := _code_fault(city_code):
        raise BadStandard(fields)


def _code_fault(city_code: str) -> dict[str, str]:
    is_code = len(city_code) == 6 and city_code.isascii() and city_code.isdecimal()  # noqa: PLR2004
    return {} if not city_code or is_code else {"city_code": "unknown"}


def _is_day(month: int, day: int) -> bool:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True
