"""Small problems for the tests, and random ones for the properties."""

from hypothesis import strategies as st

from roadbook.engines.routing.problem import (
    UNREACHABLE,
    Break,
    Candidate,
    Certainty,
    Day,
    Hotel,
    PlanProblem,
    TravelMatrix,
    Weights,
    Window,
)

HOUR = 3_600
WEIGHTS = Weights(hour_points=100, km_points=2, minor_per_point=100, stability_bonus=50)


def line(*minutes: int) -> TravelMatrix:
    """Places along a road at the given minutes from its beginning, a km a minute."""
    seconds = tuple(tuple(abs(a - b) * 60 for b in minutes) for a in minutes)
    metres = tuple(tuple(abs(a - b) * 1000 for b in minutes) for a in minutes)
    return TravelMatrix(seconds=seconds, metres=metres)


def day(
    *,
    start: int | None = 0,
    end: int | None = 0,
    max_drive_s: int = 24 * HOUR,
    max_visits: int = 99,
    breaks: tuple[Break, ...] = (),
) -> Day:
    return Day(
        date="2026-11-24",
        start=start,
        end=end,
        earliest_s=8 * HOUR,
        latest_s=18 * HOUR,
        max_drive_s=max_drive_s,
        max_visits=max_visits,
        breaks=breaks,
    )


def visit(
    name: str,
    place: int,
    *,
    prize: int = 1_000,
    hours: tuple[int, int] = (8, 17),
    days: tuple[int, ...] = (0,),
    required: bool = False,
    keep_day: int | None = None,
) -> Candidate:
    windows = tuple(Window(day=k, from_s=hours[0] * HOUR, until_s=hours[1] * HOUR) for k in days)
    return Candidate(
        id=name,
        place=place,
        service_s=HOUR,
        windows=windows,
        prize=prize,
        required=required,
        keep_day=keep_day,
        certainty=Certainty.RESERVED if required else Certainty.SUGGESTED,
    )


def _windows(horizon: int) -> st.SearchStrategy[tuple[Window, ...]]:
    one = st.tuples(
        st.integers(0, horizon - 1), st.integers(7 * HOUR, 18 * HOUR), st.integers(0, 5 * HOUR)
    ).map(lambda each: Window(day=each[0], from_s=each[1], until_s=each[1] + each[2]))
    return st.lists(one, max_size=2 * horizon).map(tuple)


@st.composite
def problems(draw: st.DrawFn) -> PlanProblem:
    """Draw a small problem: any matrix, holes in it, breaks, nights, caps, required visits."""
    horizon, size = draw(st.integers(1, 3)), draw(st.integers(1, 7))
    entry = st.integers(0, 3 * HOUR) | st.just(0) | st.just(UNREACHABLE)
    table = draw(
        st.lists(st.lists(entry, min_size=size, max_size=size), min_size=size, max_size=size)
    )
    for i in range(size):
        table[i][i] = 0
    place = st.integers(0, size - 1)
    nights = [draw(st.booleans()) for _ in range(horizon - 1)]
    days = []
    for k in range(horizon):
        slept = k > 0 and nights[k - 1]
        days.append(
            Day(
                date=f"2026-11-{24 + k}",
                start=None if slept else draw(place),
                end=None if k < horizon - 1 and nights[k] else draw(place),
                earliest_s=8 * HOUR,
                latest_s=18 * HOUR,
                max_drive_s=draw(st.sampled_from([2 * HOUR, 6 * HOUR, 24 * HOUR])),
                max_visits=draw(st.integers(0, 6)),
                breaks=draw(st.sampled_from(BREAKS)),
            )
        )
    candidates = tuple(
        Candidate(
            id=f"c{i}",
            place=draw(place),
            service_s=draw(st.integers(0, 2 * HOUR)),
            windows=draw(_windows(horizon)),
            prize=draw(st.integers(0, 2_000)),
            required=draw(st.integers(0, 9)) == 0,
            keep_day=draw(st.none() | st.integers(0, horizon - 1)),
        )
        for i in range(draw(st.integers(0, 8)))
    )
    hotels = tuple(
        Hotel(
            id=f"h{i}", place=draw(place), nights=(0, 1), price_minor=draw(st.integers(0, 60_000))
        )
        for i in range(2)
    )
    rows = tuple(tuple(row) for row in table)
    return PlanProblem(
        days=tuple(days),
        candidates=candidates,
        hotels=hotels,
        travel=TravelMatrix(seconds=rows, metres=rows),
        weights=draw(st.sampled_from([Weights(), WEIGHTS])),
    )


LUNCH = Break(opens_s=11 * HOUR, closes_s=14 * HOUR, length_s=HOUR, label="lunch")
MEETING = Break(opens_s=15 * HOUR, closes_s=16 * HOUR, length_s=HOUR, label="busy")
BREAKS: list[tuple[Break, ...]] = [(), (LUNCH,), (MEETING,), (LUNCH, MEETING)]
