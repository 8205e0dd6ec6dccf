from itertools import product

import pytest

from roadbook.core.geo import Position
from roadbook.domains.visits.contracts import (
    CheckDoubt,
    CheckGrade,
    Fix,
    NotInThisState,
    VisitAction,
    VisitStatus,
)
from roadbook.domains.visits.rules import (
    TRANSITIONS,
    grade_check,
    leg_between,
    next_state,
    offers_position,
)

DOOR = Position(lat=31.2304, lon=121.4737)
METRES_PER_DEGREE = 111_195.0


def fix_at(metres_north: float, *, accuracy_m: float = 20, age_s: float = 5) -> Fix:
    north = Position(lat=DOOR.lat + metres_north / METRES_PER_DEGREE, lon=DOOR.lon)
    return Fix(position=north, accuracy_m=accuracy_m, age_s=age_s)


@pytest.mark.parametrize(("status", "action"), list(product(VisitStatus, VisitAction)))
def test_allows_what_the_table_says_and_nothing_else(
    status: VisitStatus, action: VisitAction
) -> None:
    if (status, action) in TRANSITIONS:
        assert next_state(status, action) is TRANSITIONS[status, action]
        return
    with pytest.raises(NotInThisState) as refused:
        next_state(status, action)
    assert refused.value.facts == {"status": status.value, "action": action.value}


def test_ends_only_where_a_visit_is_reported() -> None:
    ends = {s for s in VisitStatus if not any((s, a) in TRANSITIONS for a in VisitAction)}

    assert ends == {VisitStatus.REPORTED}


@pytest.mark.parametrize(
    ("fix", "grade"),
    [
        (fix_at(0), CheckGrade.VERIFIED),
        (fix_at(210), CheckGrade.VERIFIED),  # 210 less 20 of accuracy
        (fix_at(230), CheckGrade.NEAR),
        (fix_at(1_010), CheckGrade.NEAR),
        (fix_at(1_050), CheckGrade.OUT_OF_RANGE),
        (fix_at(700, accuracy_m=600), CheckGrade.VERIFIED),  # inaccurate, but may be there
    ],
)
def test_grades_by_distance_less_accuracy(fix: Fix, grade: CheckGrade) -> None:
    assert grade_check(fix=fix, place=DOOR, is_place_confirmed=True).grade is grade


def test_is_more_patient_with_a_place_known_from_its_address_only() -> None:
    assert (
        grade_check(fix=fix_at(450), place=DOOR, is_place_confirmed=False).grade
        is CheckGrade.VERIFIED
    )


@pytest.mark.parametrize(
    ("fix", "place", "doubt"),
    [
        (None, DOOR, CheckDoubt.NO_FIX),
        (fix_at(0, age_s=301), DOOR, CheckDoubt.OLD_FIX),
        (fix_at(0, accuracy_m=1_001), DOOR, CheckDoubt.COARSE_FIX),
        (fix_at(0), None, CheckDoubt.NO_PLACE),
    ],
)
def test_says_why_it_could_not_verify(
    fix: Fix | None, place: Position | None, doubt: CheckDoubt
) -> None:
    grading = grade_check(fix=fix, place=place, is_place_confirmed=True)

    assert (grading.grade, grading.doubt) == (CheckGrade.UNVERIFIED, doubt)


def test_offers_only_good_positions_and_only_where_none_is_known() -> None:
    assert offers_position(fix=fix_at(0), has_own_place=False)
    assert not offers_position(fix=fix_at(0), has_own_place=True)
    assert not offers_position(fix=fix_at(0, accuracy_m=150), has_own_place=False)
    assert not offers_position(fix=None, has_own_place=False)


def test_estimates_the_way_in_town() -> None:
    leg = leg_between(DOOR, fix_at(4_000).position)

    assert leg is not None
    assert leg.distance_m == pytest.approx(5_400, abs=5)
    assert leg.duration_s == pytest.approx(694 + 240, abs=5)


def test_has_no_way_to_nowhere() -> None:
    assert leg_between(DOOR, None) is None
