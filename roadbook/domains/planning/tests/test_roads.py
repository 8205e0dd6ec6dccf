"""Plans on road times: two stages, the store, the quota, and what is said when it fails."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from roadbook.core.errors import Unavailable
from roadbook.core.geo import Position
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import make_person
from roadbook.domains.planning import commands, queries, rules
from roadbook.domains.planning.contracts import (
    ESTIMATE,
    LegTime,
    PlanRecord,
    PlanState,
    RoadKeyRefused,
    RoadNotCovered,
    RoadQuotaUsedUp,
    TableReach,
    TravelNote,
    TravelTable,
)
from roadbook.domains.planning.models import RoadCallDay, StoredLeg
from roadbook.domains.planning.ports import Roads
from roadbook.domains.planning.tests.factories import SUZHOU, ask, make_plan, wish
from roadbook.domains.planning.tests.road_fakes import FakeRoads
from roadbook.engines.routing.problem import UNREACHABLE, TravelMatrix
from roadbook.foundation import wiring
from roadbook.foundation.http.outbound import NoAnswer, UnreadableAnswer

NOW = datetime(2026, 11, 24, 2, tzinfo=UTC)
PLACES = [Position(lat=31.0 + i / 50, lon=121.0) for i in range(5)]


@pytest.fixture
def roads(monkeypatch: pytest.MonkeyPatch) -> list[Roads]:
    """Let a test put a road service in place of none."""
    chosen: list[Roads] = [Roads()]

    class Chosen(dict[type, object]):
        def __getitem__(self, key: type) -> object:
            return chosen[-1] if key is Roads else super().__getitem__(key)

    monkeypatch.setattr(wiring, "_ports", Chosen(wiring._ports))
    return chosen


def note_of(plan: PlanRecord) -> TravelNote:
    assert plan.settings is not None
    return plan.settings.travel


def legs_by_source(plan: PlanRecord) -> set[str]:
    stops = {stop.leg_source for day in plan.days for stop in day.stops}
    return stops | {day.last_leg_source for day in plan.days}


@pytest.mark.django_db
def test_plans_on_the_estimate_where_no_service_is_set_up(roads: list[Roads]) -> None:
    plan = make_plan(make_person())

    assert legs_by_source(plan) == {ESTIMATE}
    assert replace(note_of(plan), calibrations=()) == TravelNote()


@pytest.mark.django_db
def test_plans_again_on_road_times(roads: list[Roads]) -> None:
    rep = make_person()
    before = make_plan(rep)
    service = FakeRoads(speed_m_s=12, reach=4)
    roads.append(Roads(times=service))

    plan = ask(rep, wish(rep))

    note = note_of(plan)
    assert plan.state is PlanState.READY
    assert legs_by_source(plan) == {"osrm"}
    assert (note.source, note.points, note.wanted_legs, note.legs) == ("osrm", 7, 42, 42)
    assert (note.calls, service.calls, note.trouble) == (4, 4, "")
    first = plan.days[0].stops[0]
    assert first.leg_s == pytest.approx(first.leg_m / 12, abs=1)
    assert before.settings is not None
    assert plan.settings is not None
    assert plan.settings.inputs_hash != before.settings.inputs_hash


@pytest.mark.django_db
def test_asks_no_road_twice_within_its_time(roads: list[Roads]) -> None:
    rep = make_person()
    service = FakeRoads()
    roads.append(Roads(times=service))
    make_plan(rep)
    asked = service.calls

    again = ask(rep, wish(rep))

    assert service.calls == asked
    assert (note_of(again).calls, note_of(again).kept_legs) == (0, 42)
    assert legs_by_source(again) == {"osrm"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "trouble",
    [
        NoAnswer(reason="timeout"),
        UnreadableAnswer(reason="no_json"),
        RoadKeyRefused(),
        RoadQuotaUsedUp(),
    ],
)
def test_falls_back_to_the_estimate_and_says_so(roads: list[Roads], trouble: Unavailable) -> None:
    service = FakeRoads(trouble=trouble)
    roads.append(Roads(times=service))

    plan = make_plan(make_person())

    assert plan.state is PlanState.READY
    assert legs_by_source(plan) == {ESTIMATE}
    assert (note_of(plan).legs, note_of(plan).trouble) == (0, trouble.code)
    assert service.calls == 1
    assert StoredLeg.objects.count() == 0


@pytest.mark.django_db
def test_keeps_what_came_before_the_trouble(roads: list[Roads]) -> None:
    roads.append(Roads(times=FakeRoads(trouble=NoAnswer(), good_calls=2)))

    plan = make_plan(make_person())

    note = note_of(plan)
    assert 0 < note.legs < note.wanted_legs
    assert note.trouble == "core.no_answer"
    assert plan.settings is not None
    assert list(plan.settings.travel_sources) == [ESTIMATE, "osrm"]


@pytest.mark.django_db
def test_finds_the_place_that_spoils_a_call_and_asks_for_the_others(roads: list[Roads]) -> None:
    rep = make_person()
    service = FakeRoads(unknown=replace(SUZHOU, lat=SUZHOU.lat + 0.02, lon=SUZHOU.lon + 0.02))
    roads.append(Roads(times=service))

    plan = make_plan(rep)

    note = note_of(plan)
    assert note.trouble == "planning.road_not_covered"
    assert (note.wanted_legs, note.legs) == (42, 30)
    assert legs_by_source(plan) == {ESTIMATE, "osrm"}


@pytest.mark.django_db
def test_gives_up_where_no_place_is_covered(roads: list[Roads]) -> None:
    service = FakeRoads(trouble=RoadNotCovered())
    roads.append(Roads(times=service))

    plan = make_plan(make_person())

    assert service.calls == 1 + 6
    assert (note_of(plan).legs, note_of(plan).trouble) == (0, "planning.road_not_covered")


@pytest.mark.django_db
def test_stops_at_the_limit_of_the_day_and_says_so(roads: list[Roads]) -> None:
    service = FakeRoads()
    roads.append(Roads(times=service, calls_a_day=3))

    plan = make_plan(make_person())

    assert service.calls == 3
    assert RoadCallDay.objects.get().calls == 3
    assert note_of(plan).trouble == "planning.road_quota_used_up"
    assert 0 < note_of(plan).legs < 42


@pytest.mark.django_db
def test_looks_up_no_more_places_than_allowed(roads: list[Roads], rep: Person) -> None:
    roads.append(Roads(times=FakeRoads(), most_points=5))

    plan = make_plan(rep)

    assert (note_of(plan).points, note_of(plan).legs) == (5, 20)


@pytest.fixture
def rep() -> Person:
    return make_person()


@pytest.mark.django_db
def test_counts_calls_by_the_day_of_china() -> None:
    late, next_day = datetime(2026, 11, 24, 15, 59, tzinfo=UTC), NOW + timedelta(hours=14)

    taken = [
        commands.take_road_call(source="amap", calls_a_day=1, now=at)
        for at in (late, late, next_day, next_day)
    ]

    assert taken == [True, False, True, False]
    assert list(RoadCallDay.objects.order_by("day").values_list("calls", flat=True)) == [1, 1]


@pytest.mark.django_db
def test_forgets_what_has_expired() -> None:
    legs = [LegTime(origin=0, destination=1, seconds=600, metres=5_000)]
    commands.keep_legs(source="osrm", positions=PLACES, legs=legs, keep=timedelta(days=1), now=NOW)
    tomorrow = NOW + timedelta(days=1)

    assert queries.stored_legs("osrm", PLACES, NOW) == legs
    assert queries.stored_legs("amap", PLACES, NOW) == []
    assert queries.stored_legs("osrm", PLACES, tomorrow) == []
    assert commands.forget_legs(now=tomorrow) == 1
    assert StoredLeg.objects.count() == 0


@pytest.mark.django_db
def test_writes_a_newer_answer_over_an_older_one() -> None:
    for seconds in (600, 700):
        commands.keep_legs(
            source="osrm",
            positions=PLACES,
            legs=[LegTime(origin=0, destination=1, seconds=seconds, metres=5_000)],
            keep=timedelta(days=1),
            now=NOW,
        )

    (leg,) = queries.stored_legs("osrm", PLACES, NOW)
    assert leg.seconds == 700


def test_cuts_missing_ways_into_calls_within_reach() -> None:
    missing = {(i, j) for i in range(7) for j in range(7) if i != j}

    calls = list(rules.batches(missing, TableReach(origins=3, destinations=2)))

    covered = {(i, j) for starts, ends in calls for i in starts for j in ends}
    assert missing <= covered
    assert all(len(starts) <= 3 and len(ends) <= 2 for starts, ends in calls)
    assert len(calls) == 3 * 3 + 2  # nobody else asks from 6 to 6


def test_asks_only_from_where_something_is_missing() -> None:
    calls = list(rules.batches({(4, 9)}, TableReach(origins=100, destinations=1)))

    assert calls == [((4,), (9,))]


def matrix(size: int) -> TravelMatrix:
    return TravelMatrix(
        seconds=tuple(tuple(100 * abs(i - j) for j in range(size)) for i in range(size)),
        metres=tuple(tuple(1_000 * abs(i - j) for j in range(size)) for i in range(size)),
    )


def test_says_of_each_way_whose_it_is() -> None:
    legs = [
        LegTime(origin=0, destination=1, seconds=7, metres=70),
        LegTime(origin=1, destination=2, seconds=UNREACHABLE, metres=UNREACHABLE),
    ]

    joined = rules.on_roads(matrix(3), legs, "amap")

    assert (joined.seconds[0][1], joined.source(0, 1)) == (7, "amap")
    assert (joined.seconds[1][0], joined.source(1, 0)) == (100, ESTIMATE)
    assert (joined.seconds[1][2], joined.source(1, 2)) == (100, ESTIMATE)


def test_keeps_the_estimate_of_a_place_no_road_leads_to() -> None:
    ways = [(i, j) for i in range(3) for j in range(3) if i != j]
    legs = [
        LegTime(
            origin=i,
            destination=j,
            seconds=UNREACHABLE if 2 in (i, j) else 7,
            metres=UNREACHABLE if 2 in (i, j) else 70,
        )
        for i, j in ways
    ]

    joined = rules.on_roads(matrix(3), legs, "osrm")

    assert {(i, j) for i, j in ways if joined.source(i, j) == "osrm"} == {(0, 1), (1, 0)}
    assert joined.seconds[0][2] == 200


def test_keeps_no_way_that_leads_nowhere_from_one_side() -> None:
    legs = [
        LegTime(origin=0, destination=1, seconds=UNREACHABLE, metres=UNREACHABLE),
        LegTime(origin=1, destination=0, seconds=60, metres=600),
    ]

    joined = rules.on_roads(matrix(2), legs, "osrm")

    assert (joined.seconds[0][1], joined.seconds[1][0]) == (UNREACHABLE, 60)


def test_puts_the_factor_of_each_region_on_the_estimate() -> None:
    plain = TravelTable(seconds=((0, 100), (100, 0)), metres=((0, 9), (9, 0)))

    told = rules.estimated(plain, ["310000", "320500"], {"310000": 1_400, "": 1_200})

    assert told.seconds == ((0, 130), (130, 0))
    assert told.sources == (ESTIMATE,)
