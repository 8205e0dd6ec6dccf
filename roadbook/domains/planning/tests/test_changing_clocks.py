"""Days on which the clocks change: a plan's ten o'clock stays ten o'clock."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.core.clock import clock_seconds, instant_at

BERLIN = ZoneInfo("Europe/Berlin")
SHORT, LONG = date(2026, 3, 29), date(2026, 10, 25)
HOUR = 3_600


@given(
    day=st.sampled_from([SHORT, LONG, date(2026, 6, 1)]),
    seconds=st.integers(4 * HOUR, 48 * HOUR),
)
def test_reads_back_what_it_wrote(day: date, seconds: int) -> None:
    instant = instant_at(day, seconds, BERLIN).astimezone(UTC)

    assert clock_seconds(instant, day, BERLIN) == seconds


@pytest.mark.parametrize(("day", "utc_hour"), [(SHORT, 8), (LONG, 9)])
def test_ten_o_clock_is_ten_o_clock(day: date, utc_hour: int) -> None:
    instant = datetime(day.year, day.month, day.day, utc_hour, tzinfo=UTC)

    assert clock_seconds(instant, day, BERLIN) == 10 * HOUR
    assert instant_at(day, 10 * HOUR, BERLIN) == instant
