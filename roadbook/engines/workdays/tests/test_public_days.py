from datetime import date

import pytest

from roadbook.engines.workdays import public_day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 14), (True, "春节")),  # a Saturday worked for Spring Festival
        (date(2026, 2, 17), (False, "春节")),
        (date(2026, 10, 1), (False, "国庆节")),
        (date(2026, 11, 24), (True, "")),
        (date(2026, 11, 28), (False, "")),
    ],
)
def test_knows_holidays_and_moved_working_days(day: date, expected: tuple[bool, str]) -> None:
    found = public_day(day)

    assert found is not None
    assert (found.is_working, found.name_zh) == expected


def test_says_nothing_of_years_that_are_not_announced() -> None:
    assert public_day(date(2031, 5, 1)) is None
