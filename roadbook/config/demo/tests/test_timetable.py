"""The demo timetable is one that the import takes."""

from datetime import UTC, date, datetime

import pytest

from roadbook.config.demo.loaders.timetable import load
from roadbook.domains.identity.tests.factories import make_actor
from roadbook.domains.planning import queries
from roadbook.domains.planning.models import Station, TimetableService
from roadbook.domains.planning.ports import DoorToDoor

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


def test_loads_without_a_wrong_line() -> None:
    written = load(today=TODAY, at=datetime(2026, 11, 24, tzinfo=UTC))

    assert Station.objects.count() == 12
    assert TimetableService.objects.filter(is_demo=True).count() == written - 12
    assert written > 100


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("310000", "330100"),
        ("310000", "320500"),
        ("310000", "110000"),
        ("310000", "510100"),
        ("310000", "440100"),
        ("440100", "510100"),
        ("110000", "510100"),
    ],
)
def test_leads_from_city_to_city_and_back(start: str, end: str) -> None:
    load(today=TODAY, at=datetime(2026, 11, 24, tzinfo=UTC))
    actor = make_actor()

    for origin, destination in ((start, end), (end, start)):
        found = queries.connections(
            actor=actor, from_city=origin, to_city=destination, day=TODAY, buffers=DoorToDoor()
        )
        assert len(found) >= 2
        assert all(each.is_demo for each in found)
