from datetime import date
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.engines.policy.limits import (
    SEVERITY,
    Action,
    Category,
    Item,
    Season,
    Standard,
    company_pays_minor,
    judge,
    limit_on,
    standard_for,
    uplift_pct,
)

NIGHT = date(2026, 8, 3)
ROWS = [
    Standard(key="any", category=Category.LODGING, limit_minor=30_000),
    Standard(key="g2", category=Category.LODGING, grade="G2", limit_minor=40_000),
    Standard(key="t1", category=Category.LODGING, tier="T1", limit_minor=45_000),
    Standard(key="t1g2", category=Category.LODGING, tier="T1", grade="G2", limit_minor=60_000),
    Standard(key="qd", category=Category.LODGING, city="370200", limit_minor=50_000),
    Standard(key="qdg2", category=Category.LODGING, city="370200", grade="G2", limit_minor=65_000),
    Standard(
        key="rail",
        category=Category.RAIL,
        class_limit="second",
        limit_minor=None,
        action=Action.APPROVAL,
    ),
]


@pytest.mark.parametrize(
    ("grade", "tier", "city", "key"),
    [
        ("G1", "T3", "321300", "any"),
        ("G2", "T3", "321300", "g2"),
        ("G1", "T1", "310000", "t1"),
        ("G2", "T1", "310000", "t1g2"),
        ("G1", "T2", "370200", "qd"),
        ("G2", "T2", "370200", "qdg2"),
        ("G1", "T1", "370200", "qd"),
    ],
)
def test_takes_the_most_exact_row(grade: str, tier: str, city: str, key: str) -> None:
    for rows in (ROWS, ROWS[::-1]):
        row = standard_for(rows, category=Category.LODGING, grade=grade, tier=tier, city=city)

        assert row is not None
        assert row.key == key


def test_does_not_depend_on_the_order_of_rows() -> None:
    answers = {
        row.key
        for rows in permutations(ROWS[:5])
        if (row := standard_for(rows, category=Category.LODGING, grade="G2", tier="T1", city="x"))
    }

    assert answers == {"t1g2"}


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2026-06-30", False),
        ("2026-07-01", True),
        ("2026-09-30", True),
        ("2026-10-01", False),
    ],
)
def test_a_season_holds_from_its_first_to_its_last_day(day: str, *, holds: bool) -> None:
    season = Season(first=(7, 1), last=(9, 30), uplift_pct=20)

    assert season.holds_on(date.fromisoformat(day)) is holds


@pytest.mark.parametrize(
    ("day", "holds"),
    [("2026-11-30", False), ("2026-12-01", True), ("2027-02-28", True), ("2027-03-01", False)],
)
def test_a_season_runs_over_the_new_year(day: str, *, holds: bool) -> None:
    season = Season(first=(12, 1), last=(2, 29), uplift_pct=20)

    assert season.holds_on(date.fromisoformat(day)) is holds


def test_a_citys_own_season_goes_before_a_general_one() -> None:
    seasons = [
        Season(first=(7, 1), last=(9, 30), uplift_pct=30),
        Season(first=(7, 1), last=(9, 30), uplift_pct=20, city="370200"),
    ]

    assert uplift_pct(seasons, city="370200", on=NIGHT) == 20
    assert uplift_pct(seasons, city="310000", on=NIGHT) == 30
    assert limit_on(ROWS[4], seasons=seasons, city="370200", on=NIGHT) == 60_000


@pytest.mark.parametrize(
    ("amount", "over"), [(44_999, 0), (45_000, 0), (45_001, 1), (48_000, 3_000)]
)
def test_counts_only_what_is_above_the_limit(amount: int, over: int) -> None:
    night = Item(key="n", category=Category.LODGING, city="310000", on=NIGHT, amount_minor=amount)

    verdict = judge(night, standards=ROWS, seasons=[], grade="G1", tier="T1")

    assert verdict is not None
    assert (verdict.over_minor, verdict.is_over) == (over, over > 0)


def test_a_cheap_night_does_not_pay_for_a_dear_one() -> None:
    nights = [
        Item(key=str(i), category=Category.LODGING, city="310000", on=NIGHT, amount_minor=amount)
        for i, amount in enumerate([20_000, 50_000])
    ]

    verdicts = [judge(n, standards=ROWS, seasons=[], grade="G1", tier="T1") for n in nights]

    assert [v.over_minor for v in verdicts if v] == [0, 5_000]


@pytest.mark.parametrize(
    ("travel_class", "is_over"),
    [("second", False), ("hard_seat", False), ("first", True), ("business", True), (None, False)],
)
def test_compares_classes_by_their_order(travel_class: str | None, *, is_over: bool) -> None:
    ride = Item(
        key="r",
        category=Category.RAIL,
        city="310000",
        on=NIGHT,
        amount_minor=1,
        travel_class=travel_class,
    )

    verdict = judge(ride, standards=ROWS, seasons=[], grade="G1", tier="T1")

    assert verdict is not None
    assert (verdict.is_class_over, verdict.action) == (is_over, Action.APPROVAL)


def test_says_nothing_where_no_standard_speaks() -> None:
    meal = Item(key="m", category=Category.OTHER, city="310000", on=NIGHT, amount_minor=10**9)

    assert judge(meal, standards=ROWS, seasons=[], grade="G1", tier="T1") is None


@given(st.sampled_from(list(Action)), st.integers(0, 10**7), st.integers(0, 10**7))
def test_the_company_pays_up_to_the_limit_only_where_the_employee_pays_the_rest(
    action: Action, limit: int, amount: int
) -> None:
    row = Standard(key="r", category=Category.LODGING, limit_minor=limit, action=action)
    night = Item(key="n", category=Category.LODGING, city="x", on=NIGHT, amount_minor=amount)

    verdict = judge(night, standards=[row], seasons=[], grade="G", tier="T")

    assert verdict is not None
    expected = min(amount, limit) if action is Action.EMPLOYEE_PAYS else amount
    assert company_pays_minor(verdict) == expected
    assert verdict.over_minor == max(0, amount - limit)


def test_ranks_every_action_and_speaks_of_every_pair() -> None:
    pairs = [(a, b) for a, b in product(Action, repeat=2) if a is not b]

    assert all(SEVERITY[a] != SEVERITY[b] for a, b in pairs)
    assert max(SEVERITY, key=SEVERITY.__getitem__) is Action.BLOCK
