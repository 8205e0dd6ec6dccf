"""Travel standards (差旅标准): which limit holds, and what happens above it.

A limit is found by grade × place × season × category and is tested per night (day, trip), never as
an average over the stay: a cheap night does not pay for a dear one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from roadbook.engines.policy.rounding import part_of

UNLIMITED_MINOR = 10**12


class Category(StrEnum):
    """What money is asked for."""

    LODGING = "lodging"
    RAIL = "rail"
    AIR = "air"
    ROAD = "road"
    MILEAGE = "mileage"
    TOLLS = "tolls"
    LOCAL = "local"
    PER_DIEM = "per_diem"
    ENTERTAINMENT = "entertainment"
    OTHER = "other"


class Action(StrEnum):
    """What happens above the limit, mildest first."""

    INFORM = "inform"
    REASON = "reason"
    APPROVAL = "approval"
    EMPLOYEE_PAYS = "employee_pays"
    BLOCK = "block"


SEVERITY = {action: rank for rank, action in enumerate(Action)}

CLASS_ORDER: dict[Category, tuple[str, ...]] = {
    Category.RAIL: ("hard_seat", "second", "hard_sleeper", "first", "soft_sleeper", "business"),
    Category.AIR: ("economy", "premium_economy", "business", "first"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """One row of the table. None means "any"; a city is more exact than a tier.

    `limit_minor` is per night, per day, or per item by category; None limits only the class.
    """

    key: str
    category: Category
    grade: str | None = None
    tier: str | None = None
    city: str | None = None
    limit_minor: int | None = None
    class_limit: str | None = None
    action: Action = Action.REASON


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """A yearly period [first, last] of (month, day), both included, in which limits rise.

    A season may run over the new year. `city` None holds everywhere.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    uplift_pct: int
    city: str | None = None

    def holds_on(self, day: date) -> bool:
        here = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= here <= self.last
        return here >= self.first or here <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One night, ride or other thing asked for, at its own price."""

    key: str
    category: Category
    city: str
    on: date
    amount_minor: int
    travel_class: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """An item held against its standard. `over_minor` 0 and `is_class_over` False: within."""

    item_key: str
    standard_key: str
    category: Category
    limit_minor: int | None
    asked_minor: int
    over_minor: int
    is_class_over: bool
    action: Action

    @property
    def is_over(self) -> bool:
        return self.over_minor > 0 or self.is_class_over


def standard_for(
    standards: Iterable[Standard], *, category: Category, grade: str, tier: str, city: str
) -> Standard | None:
    """Choose the row that holds: exact city, then tier, then any place; then the own grade.

    Total: rows that are equally exact are ordered by their key.
    """

    def fits(row: Standard) -> bool:
        return (
            row.category is category
            and row.grade in {None, grade}
            and row.city in {None, city}
            and (row.city is not None or row.tier in {None, tier})
        )

    def exactness(row: Standard) -> tuple[bool, bool, bool, str]:
        return (row.city is None, row.tier is None, row.grade is None, row.key)

    return min(filter(fits, standards), key=exactness, default=None)


def uplift_pct(seasons: Iterable[Season], *, city: str, on: date) -> int:
    """Give the rise of limits that day: a city's own season goes before a general one."""
    holding = [s for s in seasons if s.city in {None, city} and s.holds_on(on)]
    own = [s.uplift_pct for s in holding if s.city is not None]
    return max(own or [s.uplift_pct for s in holding], default=0)


def limit_on(standard: Standard, *, seasons: Iterable[Season], city: str, on: date) -> int | None:
    """Give a row's limit on a day, season included; None when it has no limit of money."""
    if standard.limit_minor is None:
        return None
    return part_of(standard.limit_minor, 100 + uplift_pct(seasons, city=city, on=on))


def judge(
    item: Item,
    *,
    standards: Sequence[Standard],
    seasons: Sequence[Season],
    grade: str,
    tier: str,
) -> Verdict | None:
    """Hold one item against the standards. None: no standard speaks about it."""
    row = standard_for(standards, category=item.category, grade=grade, tier=tier, city=item.city)
    if row is None:
        return None
    limit = limit_on(row, seasons=seasons, city=item.city, on=item.on)
    over = 0 if limit is None else max(0, item.amount_minor - limit)
    return Verdict(
        item_key=item.key,
        standard_key=row.key,
        category=item.category,
        limit_minor=limit,
        asked_minor=item.amount_minor,
        over_minor=over,
        is_class_over=_is_class_over(item, row),
        action=row.action,
    )


def _is_class_over(item: Item, row: Standard) -> bool:
    order = CLASS_ORDER.get(item.category, ())
    if row.class_limit not in order or item.travel_class not in order:
        return False
    return order.index(item.travel_class) > order.index(row.class_limit)


def company_pays_minor(verdict: Verdict) -> int:
    """Give what the company bears: all, or up to the limit where the employee pays the rest."""
    if verdict.action is Action.EMPLOYEE_PAYS:
        return verdict.asked_minor - verdict.over_minor
    return verdict.asked_minor
