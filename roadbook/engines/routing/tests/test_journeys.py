"""Rides with fixed times: kept by every plan, seen by the checker, chosen by the search above."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadbook.engines.routing.checking import check
from roadbook.engines.routing.editing import Move, price_of
from roadbook.engines.routing.journeys import (
    City,
    Country,
    Hours,
    RideOption,
    Sketch,
    net_value,
    travel,
)
from roadbook.engines.routing.problem import (
    UNREACHABLE,
    BadProblem,
    Candidate,
    Day,
    Hotel,
    PlanProblem,
    Ride,
    TravelMatrix,
    Weights,
    Window,
)
from roadbook.engines.routing.replanning import Event, EventKind, Moment, replan
from roadbook.engines.routing.result import PlanResult
from roadbook.engines.routing.solving import Budget, solve
from roadbook.engines.routing.wire import dump_problem, load_problem

HOUR = 3_600
WEIGHTS = Weights(hour_points=100, km_points=2, minor_per_point=10)
HOME, HOME_STATION = 0, 1
CITIES = ("a", "b")
EACH = 4  # customers of a city
WORK = Hours(from_s=8 * HOUR, until_s=18 * HOUR)


def station(city: str) -> int:
    return HOME_STATION if city == "home" else 2 + CITIES.index(city)


def bed(city: str) -> int:
    return 4 + CITIES.index(city)


def customer(city: str, n: int) -> int:
    return 6 + (0 if city == "home" else 1 + CITIES.index(city)) * EACH + n


def matrix(minutes: int = 15) -> TravelMatrix:
    """Home and two cities: everything within one is some minutes apart, nothing between them."""
    size = 6 + 3 * EACH
    city_of = {HOME: "home", HOME_STATION: "home"}
    for city in CITIES:
        city_of |= {station(city): city, bed(city): city}
    for city in ("home", *CITIES):
        city_of |= {customer(city, n): city for n in range(EACH)}
    rows = [
        [
            0 if i == j else minutes * 60 if city_of[i] == city_of[j] else UNREACHABLE
            for j in range(size)
        ]
        for i in range(size)
    ]
    metres = [[max(0, each) * 10 for each in row] for row in rows]
    return TravelMatrix(seconds=tuple(map(tuple, rows)), metres=tuple(map(tuple, metres)))


def option(name: str, day: int, origin: str, destination: str, hour: float) -> RideOption:
    ready_s = int(hour * HOUR)
    return RideOption(
        id=name,
        day=day,
        origin=origin,
        destination=destination,
        ready_s=ready_s,
        free_s=ready_s + 2 * HOUR,
        cost=50,
    )


def ridden(ride: RideOption, k: int) -> Ride:
    return Ride(
        id=ride.id,
        day=k,
        origin=station(ride.origin),
        destination=station(ride.destination),
        ready_s=ride.ready_s,
        departs_s=ride.ready_s + 600,
        arrives_s=ride.free_s - 600,
        free_s=ride.free_s,
        price_minor=500,
    )


def build(sketch: Sketch, *, days: int = 2, max_visits: int = 9) -> PlanProblem:
    """Part the days by a chain's rides; nights are spent where the last one has led."""
    parts: list[Day] = []
    rides: list[Ride] = []
    city = "home"
    start: int | None = HOME
    for k in range(days):
        today = [ride for ride in sketch.rides if ride.day == k]
        begins = [WORK.from_s, *(ride.free_s for ride in today)]
        ends = [*(ride.ready_s for ride in today), WORK.until_s + 3 * HOUR]
        starts = [start, *(station(ride.destination) for ride in today)]
        city = today[-1].destination if today else city
        is_away = city != "home" and k < days - 1
        stops = [*(station(ride.origin) for ride in today), None if is_away else HOME]
        rides += [ridden(ride, len(parts) + n) for n, ride in enumerate(today)]
        parts += [
            Day(
                date=f"2026-12-0{k + 1}",
                start=a,
                end=b,
                earliest_s=begin,
                latest_s=max(begin, end),
                max_visits=max_visits,
            )
            for begin, end, a, b in zip(begins, ends, starts, stops, strict=True)
        ]
        start = None if is_away else HOME
    nights = tuple(k for k, part in enumerate(parts) if part.end is None)
    return PlanProblem(
        days=tuple(parts),
        candidates=tuple(
            Candidate(
                id=f"{city}{n}",
                place=customer(city, n),
                service_s=HOUR,
                windows=tuple(
                    Window(day=k, from_s=9 * HOUR, until_s=17 * HOUR) for k in range(len(parts))
                ),
                prize=500 + 100 * n,
            )
            for city in ("home", *CITIES)
            for n in range(EACH)
        ),
        hotels=tuple(
            Hotel(id=city, place=bed(city), nights=nights, price_minor=2_000) for city in CITIES
        ),
        travel=matrix(),
        weights=WEIGHTS,
        rides=tuple(rides),
    )


def country(rides: list[RideOption], *, sleeps_away: bool = True) -> Country:
    visits = [(500 + 100 * n, HOUR + 900) for n in range(EACH)]
    return Country(
        dates=[WORK, WORK],
        home="home",
        cities={
            "home": City(code="home", visits=visits, is_home=True),
            **{city: City(code=city, visits=visits, bed=200) for city in CITIES},
        },
        rides=rides,
        sleeps_away=sleeps_away,
    )


ROUND = [
    option("out", 0, "home", "a", 9),
    option("late", 0, "home", "a", 14),
    option("on", 1, "a", "b", 11),
    option("back", 1, "b", "home", 16),
    option("straight", 1, "a", "home", 17),
]


def chains() -> st.SearchStrategy[Sketch]:
    """Chains from home and back within two days, with rides at any hour."""

    def chain(drawn: tuple[str, float, float, bool]) -> Sketch:
        city, go, stay, is_night = drawn
        back = option("back", int(is_night), city, "home", (8 if is_night else go + 2) + stay)
        return Sketch(rides=(option("go", 0, "home", city, go), back))

    return st.tuples(
        st.sampled_from(CITIES), st.floats(8.5, 11.5), st.floats(0.6, 5), st.booleans()
    ).map(chain)


def assert_rides_are_kept(problem: PlanProblem, result: PlanResult) -> None:
    assert check(problem, result).is_clean
    for ride in problem.rides:
        before, after = result.days[ride.day], result.days[ride.day + 1]
        assert before.end == ride.origin
        assert before.back_s <= ride.ready_s
        assert after.start == ride.destination
        assert after.leave_s >= ride.free_s
        assert all(stop.leave_s <= ride.ready_s for stop in before.stops)
        assert all(stop.arrive_s >= ride.free_s for stop in after.stops)


@given(chains(), st.integers(1, 9), st.integers(0, 1_000))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_every_ride_is_boarded_in_time_and_left_afterwards(
    sketch: Sketch, max_visits: int, seed: int
) -> None:
    problem = build(sketch, max_visits=max_visits)

    result = solve(problem, budget=Budget(iterations=200), seed=seed)

    assert_rides_are_kept(problem, result)
    by_date: dict[str, int] = {}
    for day in result.days:
        by_date[day.date] = by_date.get(day.date, 0) + len(day.stops)
    assert max(by_date.values()) <= max_visits


@given(st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_journey_keeps_its_rides_whatever_runs(data: st.DataObject) -> None:
    ways = st.sampled_from([(a, b) for a in ("home", *CITIES) for b in ("home", *CITIES) if a != b])
    drawn = data.draw(
        st.lists(st.tuples(ways, st.integers(0, 1), st.floats(8, 17)), min_size=1, max_size=10)
    )
    rides = [option(str(n), day, *way, hour) for n, (way, day, hour) in enumerate(drawn)]

    found = travel(country(rides), build, budget=Budget(iterations=100))

    assert_rides_are_kept(found.problem, found.result)
    at = "home"
    for ride in found.sketch.rides:
        assert ride.origin == at
        at = ride.destination
    assert at == "home"


def test_goes_where_the_points_are() -> None:
    found = travel(country(ROUND), build, budget=Budget(iterations=800))

    assert [ride.destination for ride in found.sketch.rides] in (["a", "home"], ["a", "b", "home"])
    assert {stop.candidate_id[0] for day in found.result.days for stop in day.stops} >= {"a"}
    alone = solve(build(Sketch(rides=())), budget=Budget(iterations=800))
    assert found.net > alone.value


def test_is_the_same_for_the_same_seed() -> None:
    first = travel(country(ROUND), build, budget=Budget(iterations=300), seed=7)
    second = travel(country(ROUND), build, budget=Budget(iterations=300), seed=7)

    assert first == second


def test_without_nights_away_comes_home_the_same_day() -> None:
    day_trip = [*ROUND, option("evening", 0, "a", "home", 16)]

    found = travel(country(day_trip, sleeps_away=False), build, budget=Budget(iterations=300))

    assert [ride.id for ride in found.sketch.rides] == ["out", "evening"]
    assert found.result.hotel_minor == 0


def test_without_rides_stays_where_the_roads_lead() -> None:
    problem = build(Sketch(rides=()))

    found = travel(country([]), build, budget=Budget(iterations=200))

    assert (found.problem, found.net) == (problem, found.result.value)
    assert {stop.candidate_id[:4] for day in found.result.days for stop in day.stops} == {"home"}


def test_keeps_an_appointment_in_another_city() -> None:
    fixed = replace(country(ROUND), fixed=[("a", 0, 15 * HOUR, 16 * HOUR)])

    assert all(sketch.rides[0].id == "out" for sketch in fixed.sketches())


def test_tickets_and_hours_on_board_count() -> None:
    problem = build(Sketch(rides=(ROUND[0], ROUND[4])))
    result = solve(problem, budget=Budget(iterations=100))

    dear = replace(problem, rides=tuple(replace(ride, price_minor=5_500) for ride in problem.rides))

    assert net_value(problem, result) - net_value(dear, result) == 2 * 500 * 18_000
    on_board = 2 * 2 * HOUR * 5 * 100
    assert net_value(problem, result) == result.value - 2 * 50 * 18_000 - on_board


def test_the_checker_sees_a_missed_ride() -> None:
    problem = build(Sketch(rides=(ROUND[0], ROUND[4])))
    result = solve(problem, budget=Budget(iterations=100))
    late, early = (
        replace(result.days[0], back_s=9 * HOUR + 60),
        replace(result.days[1], leave_s=10 * HOUR),
    )

    missed = check(problem, replace(result, days=(late, *result.days[1:])))
    ahead = check(problem, replace(result, days=(result.days[0], early, *result.days[2:])))

    assert "ride_missed" in {each.kind for each in missed.violations}
    assert "still_riding" in {each.kind for each in ahead.violations}


def test_leaves_for_a_train_as_late_as_it_may() -> None:
    result = solve(build(Sketch(rides=(ROUND[1], ROUND[4]))), budget=Budget(iterations=0))

    assert (result.days[0].leave_s, result.days[0].back_s) == (14 * HOUR - 900, 14 * HOUR)


def test_a_move_across_a_ride_is_no_way() -> None:
    problem = build(Sketch(rides=(ROUND[0], ROUND[4])))
    result = solve(problem, budget=Budget(iterations=200))

    price = price_of(problem, result, Move(candidate_id="a3", day=0))

    assert price.result is None


def test_planning_the_rest_keeps_the_ride_or_says_that_it_is_missed() -> None:
    problem = build(Sketch(rides=(ROUND[0], ROUND[4])))
    result = solve(problem, budget=Budget(iterations=200))
    done = result.days[1].stops[0]
    moment = Moment(
        day=1,
        clock_s=done.leave_s,
        place=_place(problem, done.candidate_id),
        done=frozenset({done.candidate_id}),
    )

    again = replan(
        problem, result, Event(kind=EventKind.LATE), moment=moment, budget=Budget(iterations=100)
    )

    assert [ride.id for ride in again.rest.rides] == ["straight"]
    assert_rides_are_kept(again.rest, again.result)
    too_late = Moment(day=0, clock_s=8 * HOUR + 55 * 60, place=HOME, done=frozenset())
    with pytest.raises(BadProblem):
        replan(problem, result, Event(kind=EventKind.LATE), moment=too_late)


def _place(problem: PlanProblem, key: str) -> int:
    return next(each.place for each in problem.candidates if each.id == key)


def test_has_a_json_form_and_the_old_one_where_nothing_is_ridden() -> None:
    ridden, driven = build(Sketch(rides=(ROUND[0], ROUND[4]))), build(Sketch(rides=()))

    assert load_problem(dump_problem(ridden)) == ridden
    assert "rides" not in dump_problem(driven)


@pytest.mark.parametrize("day", [-1, 1, 2])
def test_refuses_a_ride_that_leads_nowhere(day: int) -> None:
    problem = build(Sketch(rides=(ROUND[0], ROUND[4])))
    astray = replace(problem.rides[0], day=day)

    with pytest.raises(BadProblem):
        replace(problem, rides=(astray,))
