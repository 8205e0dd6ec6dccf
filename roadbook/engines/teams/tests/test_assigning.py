"""Any team and customers: one visitor each, owners first, the same answer in any order."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from roadbook.core.geo import Position
from roadbook.engines.teams.assigning import Gap, Task, Tie, Worker, assign
from roadbook.engines.teams.hours import Spot, hours_of

WEEK_S = 45 * 3_600
NAMES = ("a", "b", "c", "d")
PLACES = st.builds(
    Position,
    lat=st.integers(3_100, 3_150).map(lambda n: n / 100),
    lon=st.integers(12_000, 12_060).map(lambda n: n / 100),
)
WORKERS = st.lists(
    st.tuples(PLACES, st.sampled_from((0, WEEK_S // 2, WEEK_S))), min_size=0, max_size=4
).map(
    lambda rows: [
        Worker(id=name, base=place, capacity_s=hours, reach_s=9_000)
        for name, (place, hours) in zip(NAMES, rows, strict=False)
    ]
)
TASKS = st.lists(
    st.tuples(
        PLACES,
        st.integers(600, 7_200),
        st.sampled_from(("", *NAMES)),
        st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        st.sampled_from(("", "", "", *NAMES)),
        st.booleans(),
    ),
    max_size=25,
).map(
    lambda rows: [
        Task(
            id=f"t{n}",
            position=place,
            service_s=service,
            owner=owner,
            members=tuple(members),
            fixed=fixed,
            taken=taken and not fixed,
        )
        for n, (place, service, owner, members, fixed, taken) in enumerate(rows)
    ]
)


@settings(max_examples=150, deadline=None)
@given(workers=WORKERS, tasks=TASKS)
def test_gives_each_customer_to_one_who_may_have_them(
    workers: list[Worker], tasks: list[Task]
) -> None:
    given_out = assign(workers, tasks)

    found = [each.task_id for each in given_out.assigned]
    found += [each.task_id for each in given_out.unassigned]
    assert sorted(found) == sorted(task.id for task in tasks)
    able = {worker.id for worker in workers}
    by_id = {task.id: task for task in tasks}
    for each in given_out.assigned:
        task = by_id[each.task_id]
        assert not task.taken
        assert each.worker_id in able
        assert each.worker_id == task.fixed or not task.fixed
        assert each.visit_s >= task.service_s
        bound = {task.owner, *task.members}
        assert each.tie is not Tie.NEAREST or each.worker_id not in bound
        assert (each.tie is Tie.OWNER) <= (each.worker_id == task.owner)


@settings(max_examples=60, deadline=None)
@given(workers=WORKERS, tasks=TASKS, order=st.randoms(use_true_random=False))
def test_answers_alike_in_whatever_order_it_is_asked(
    workers: list[Worker], tasks: list[Task], order: Random
) -> None:
    shuffled = list(tasks)
    order.shuffle(shuffled)

    one = {(e.task_id, e.worker_id) for e in assign(workers, tasks).assigned}
    other = {(e.task_id, e.worker_id) for e in assign(workers[::-1], shuffled).assigned}

    assert one == other


def test_shares_what_belongs_to_nobody_by_load() -> None:
    base = Position(lat=31.2, lon=120.5)
    workers = [Worker(id=n, base=base, capacity_s=WEEK_S, reach_s=9_000) for n in ("a", "b")]
    owned = [task(f"o{n}", owner="a") for n in range(10)]
    shared = [task(f"s{n}") for n in range(20)]

    given_out = assign(workers, owned + shared)

    a, b = given_out.load_s("a"), given_out.load_s("b")
    assert all(e.worker_id == "a" for e in given_out.assigned if e.task_id.startswith("o"))
    assert abs(a - b) <= max(e.visit_s for e in given_out.assigned)


def test_gives_half_the_customers_to_who_has_half_the_hours() -> None:
    base = Position(lat=31.2, lon=120.5)
    whole = Worker(id="a", base=base, capacity_s=WEEK_S, reach_s=9_000)
    half = Worker(id="b", base=base, capacity_s=WEEK_S // 2, reach_s=9_000)

    given_out = assign([whole, half], [task(f"s{n:02}") for n in range(30)])

    assert 15 < sum(e.worker_id == "a" for e in given_out.assigned) < 25


def test_sends_whoever_is_near() -> None:
    east = Worker(id="e", base=Position(lat=31.2, lon=121.5), capacity_s=WEEK_S, reach_s=20_000)
    west = Worker(id="w", base=Position(lat=31.2, lon=119.5), capacity_s=WEEK_S, reach_s=20_000)
    tasks = [task(f"e{n}", lon=121.4) for n in range(4)]
    tasks += [task(f"w{n}", lon=119.6) for n in range(4)]

    given_out = assign([east, west], tasks)

    assert {(e.task_id[0], e.worker_id) for e in given_out.assigned} == {("e", "e"), ("w", "w")}


def test_says_why_nobody_goes() -> None:
    base = Position(lat=31.2, lon=120.5)
    near = Worker(id="a", base=base, capacity_s=WEEK_S, reach_s=3_600)
    off = Worker(id="b", base=base, capacity_s=0, reach_s=3_600)

    far = assign([near], [task("far", lon=125.0)])
    seen = assign([near], [Task(id="x", position=base, service_s=60, taken=True)])
    nobody = assign([off], [task("x")])

    assert [e.gap for e in far.unassigned] == [Gap.TOO_FAR]
    assert [e.gap for e in seen.unassigned] == [Gap.ELSEWHERE]
    assert [e.gap for e in nobody.unassigned] == [Gap.NOBODY_WORKS]


def test_counts_the_way_into_the_hours_of_a_visit() -> None:
    base = Position(lat=31.2, lon=120.5)
    spots = [Spot(position=Position(lat=31.2, lon=120.5 + n / 10), service_s=3_600) for n in (1, 8)]

    near, far = hours_of(spots, base=base)

    assert 3_600 < near < far
    assert hours_of([], base=base) == ()


def task(key: str, *, owner: str = "", lon: float = 120.5) -> Task:
    place = Position(lat=31.2, lon=lon)
    return Task(id=key, position=place, service_s=3_600, owner=owner)
