from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from roadbook.domains.standards.contracts import RateBook
from roadbook.domains.trips.contracts import (
    BadTrip,
    CostCategory,
    CostUnit,
    Mode,
    ReasonMissing,
    SegmentContent,
    StayContent,
    TripContent,
)
from roadbook.domains.trips.queries._content import seen_hash
from roadbook.domains.trips.rules import (
    check_amount,
    check_content,
    estimate,
    items_of,
    merged_costs,
    period_of,
)
from roadbook.domains.trips.tests.factories import THURSDAY, TUESDAY, delta_content
from roadbook.engines.policy.mileage import MileageBand
from roadbook.engines.policy.perdiem import PerDiemRule

BOOK = RateBook(
    currency="CNY",
    per_diem_rule=PerDiemRule(),
    per_diem_minor={},
    default_per_diem_minor=10_000,
    mileage_bands=(MileageBand(up_to_m=None, per_km_minor=120),),
)


def test_prices_the_plan_as_on_the_drawing() -> None:
    lines = estimate(delta_content(), book=BOOK)

    assert [(c.category, c.quantity, c.unit, c.amount_minor) for c in lines] == [
        (CostCategory.LODGING, 2, CostUnit.NIGHT, 91_800),
        (CostCategory.MILEAGE, 640, CostUnit.KM, 76_800),
        (CostCategory.TOLLS, 1, CostUnit.ITEM, 32_400),
        (CostCategory.PER_DIEM, 3, CostUnit.DAY, 30_000),
    ]
    assert sum(line.amount_minor for line in lines) == 231_000


def test_lists_each_ticket_with_its_way() -> None:
    train = replace(
        delta_content().segments[0], mode=Mode.RAIL, fare_minor=3_950, tolls_minor=0, distance_m=0
    )

    lines = estimate(TripContent(title="x", purpose="", segments=[train]), book=BOOK)

    assert [(c.category, c.label, c.amount_minor) for c in lines[:1]] == [
        (CostCategory.RAIL, "上海 → 苏州", 3_950)
    ]


def test_pays_the_days_away_also_without_a_way_back() -> None:
    one_way = replace(delta_content(), segments=delta_content().segments[:1])

    lines = estimate(one_way, book=BOOK)

    assert [c.quantity for c in lines if c.category is CostCategory.PER_DIEM] == [3]


def test_spans_all_that_has_a_date() -> None:
    assert period_of(delta_content()) == (TUESDAY, THURSDAY)


def test_keeps_what_was_changed_by_hand_while_the_itinerary_is_the_same() -> None:
    computed = estimate(delta_content(), book=BOOK)
    changed = [replace(computed[0], amount_minor=96_000, reason="会展期间"), *computed[1:]]

    same = merged_costs(changed, computed)
    other = merged_costs(changed, estimate(delta_content(night_minor=50_000), book=BOOK))

    assert (same[0].amount_minor, same[0].reason) == (96_000, "会展期间")
    assert (other[0].amount_minor, other[0].reason) == (100_000, "")


def test_keeps_lines_added_by_hand() -> None:
    computed = estimate(delta_content(), book=BOOK)
    added = replace(computed[0], category=CostCategory.OTHER, computed_minor=0, reason="样品")

    assert merged_costs([*computed, added], computed)[-1] == added


def test_cuts_a_stay_into_nights() -> None:
    lines = estimate(delta_content(), book=BOOK)

    nights = [i for i in items_of({"a": lines[0]}) if i.key == "a"]

    assert [(n.on, n.amount_minor) for n in nights] == [
        (date(2026, 11, 24), 45_900),
        (date(2026, 11, 25), 45_900),
    ]


@pytest.mark.parametrize(
    ("amount", "reason", "is_fine"),
    [(100, "", True), (90, "便宜了", True), (90, " ", False), (-1, "x", False)],
)
def test_a_changed_amount_needs_a_reason(amount: int, reason: str, *, is_fine: bool) -> None:
    if is_fine:
        check_amount(amount, computed_minor=100, reason=reason)
    else:
        with pytest.raises((ReasonMissing, BadTrip)):
            check_amount(amount, computed_minor=100, reason=reason)


def _stay(**values: object) -> StayContent:
    return replace(delta_content().stays[0], **values)  # type: ignore[arg-type]  # a table's row


def _segment(**values: object) -> SegmentContent:
    return replace(delta_content().segments[0], **values)  # type: ignore[arg-type]  # the same


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (TripContent(title="x", purpose=""), "segments"),
        (replace(delta_content(), title=" "), "title"),
        (replace(delta_content(), title="x" * 121), "title"),
        (replace(delta_content(), purpose="x" * 1001), "purpose"),
        (replace(delta_content(), stays=[_stay(nights=0)]), "stays.0.nights"),
        (replace(delta_content(), stays=[_stay(night_minor=-1)]), "stays.0.night_minor"),
        (replace(delta_content(), stays=[_stay(), _stay(nights=1)]), "stays.1.first_night"),
        (
            replace(
                delta_content(), segments=[_segment(arrives_at=datetime(2020, 1, 1, tzinfo=UTC))]
            ),
            "segments.0.arrives_at",
        ),
        (
            replace(delta_content(), segments=list(reversed(delta_content().segments))),
            "segments.1.departs_at",
        ),
        (replace(delta_content(), segments=[_segment(fare_minor=-5)]), "segments.0.fare_minor"),
        (
            replace(delta_content(), stays=[_stay(first_night=date(2027, 11, 25))]),
            "segments",
        ),
        (replace(delta_content(), segments=[_segment()] * 101), "segments"),
    ],
)
def test_refuses_a_trip_that_cannot_be_meant(content: TripContent, field: str) -> None:
    with pytest.raises(BadTrip) as refusal:
        check_content(content)

    assert field in refusal.value.fields


def test_the_hash_is_of_the_content_and_not_of_its_order() -> None:
    assert seen_hash({"a": 1, "b": "苏州"}) == seen_hash({"b": "苏州", "a": 1})
    assert seen_hash({"a": 1}) != seen_hash({"a": 2})
