"""Which cities, in which order, by which trains and flights: the search above the routes.

A sketch is a chain of rides from home back home. Sketches are found by a beam search with a cheap
bound, the points that the hours in each city can hold; the best are put to the solver for a
moment, then their neighbours with an earlier or later train, and the best of all for the whole
budget. All in whole numbers: the same question, seed and iterations give the same journey.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from roadbook.engines.routing.problem import BadProblem, PlanProblem
from roadbook.engines.routing.result import PlanResult, RequiredDoesNotFit
from roadbook.engines.routing.solving import Budget, solve
from roadbook.engines.routing.timeline import FINE

BEAM: Final = 48
KEPT_OF_A_COURSE: Final = 3  # partial chains through the same cities
MOST_RIDES: Final = 6
MOST_SKETCHES: Final = 8
MOST_NEIGHBOURS: Final = 6
RUNS_A_WAY: Final = 6  # rides kept of a way and day
LOOK_ITERATIONS: Final = 600
WORK_PCT: Final = 85  # of the hours in a city; the rest is lunch and finding one's way


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When customers may be seen on a date; equal ends: not at all."""

    from_s: int
    until_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RideOption:
    """A ride that could be taken on the `day`-th date, between cities; `cost` in points."""

    id: str
    day: int
    origin: str
    destination: str
    ready_s: int
    free_s: int
    cost: int = 0


@dataclass(frozen=True, kw_only=True)
class City:
    """What a city holds: (points, seconds) of each visit. `bed` is the points that a night costs,
    None where none can be had; `is_home`: one sleeps there for nothing."""

    code: str
    visits: Sequence[tuple[int, int]]
    bed: int | None = None
    is_home: bool = False

    @cached_property
    def _held(self) -> tuple[list[int], list[int]]:
        """Give running sums of seconds and points, the densest visits first."""
        order = sorted(self.visits, key=lambda each: (-each[0] * 3_600 // max(1, each[1]), each))
        seconds, points = [0], [0]
        for prize, length in order:
            seconds.append(seconds[-1] + length)
            points.append(points[-1] + prize)
        return seconds, points

    def holds(self, seconds: int) -> int:
        """Give the points that fit into so many seconds, the last visit by its share."""
        sums, points = self._held
        at = bisect_right(sums, seconds) - 1
        if at + 1 >= len(sums):
            return points[at]
        part = (seconds - sums[at]) * (points[at + 1] - points[at]) // (sums[at + 1] - sums[at])
        return points[at] + part


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """A chain of rides, and a bound of the points it can bring."""

    rides: tuple[RideOption, ...]
    bound: int = 0

    @property
    def course(self) -> tuple[tuple[str, int], ...]:
        return tuple((ride.destination, ride.day) for ride in self.rides)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A chain that has come to `city` at `clock_s` of `day`; `hours` by city so far."""

    rides: tuple[RideOption, ...]
    city: str
    day: int
    clock_s: int
    hours: Mapping[str, int]
    cost: int
    hope: int = 0


@dataclass(frozen=True, kw_only=True)
class Country:
    """Dates, cities and what runs between them; `sleeps_away` allows nights outside home.

    `fixed` are appointments that keep their time: (city, date, from, until).
    """

    dates: Sequence[Hours]
    home: str
    cities: Mapping[str, City]
    rides: Sequence[RideOption]
    sleeps_away: bool
    fixed: Sequence[tuple[str, int, int, int]] = ()

    @cached_property
    def leaving(self) -> Mapping[str, Sequence[RideOption]]:
        """Give what leaves each city, a few of each way and date spread over the day."""
        ways: dict[tuple[str, str, int], list[RideOption]] = defaultdict(list)
        for ride in self.rides:
            if ride.origin in self.cities and ride.destination in self.cities:
                ways[ride.origin, ride.destination, ride.day].append(ride)
        found: dict[str, list[RideOption]] = defaultdict(list)
        for (origin, _, _), runs in sorted(ways.items()):
            found[origin] += _spread(runs)
        return found

    def sketches(self, most: int = MOST_SKETCHES) -> list[Sketch]:
        """Give the most promising chains, the best first; one of each course, home alone too."""
        begin = _Step(rides=(), city=self.home, day=0, clock_s=0, hours={}, cost=0)
        layer, ended = [begin], [self._ended(begin)] if self._is_done(begin) else []
        for _ in range(MOST_RIDES):
            steps = [each for step in layer for each in self._next(step)]
            ended += [self._ended(step) for step in steps if self._is_done(step)]
            layer = _beam(steps)
        found: dict[tuple[tuple[str, int], ...], Sketch] = {}
        for sketch in sorted(ended or [self._ended(begin)], key=_order):
            found.setdefault(sketch.course, sketch)
        return list(found.values())[:most]

    def neighbours(self, sketch: Sketch) -> list[Sketch]:
        """Give the chains with one ride earlier or later on its way, the most promising first."""
        found = []
        for n, ride in enumerate(sketch.rides):
            for other in self.leaving[ride.origin]:
                if other.destination == ride.destination and other.id != ride.id:
                    chain = (*sketch.rides[:n], other, *sketch.rides[n + 1 :])
                    step = self._walked(chain)
                    if step is not None and self._is_done(step):
                        found.append(self._ended(step))
        return sorted(found, key=_order)[:MOST_NEIGHBOURS]

    def _walked(self, chain: Sequence[RideOption]) -> _Step | None:
        step: _Step | None = _Step(rides=(), city=self.home, day=0, clock_s=0, hours={}, cost=0)
        for ride in chain:
            step = self._with(step, ride) if step is not None else None
        return step

    def _next(self, step: _Step) -> Iterator[_Step]:
        for ride in self.leaving.get(step.city, ()):
            after = self._with(step, ride)
            if after is not None:
                yield after

    def _with(self, step: _Step, ride: RideOption) -> _Step | None:
        """Take a ride; None when it has left, or when the nights before it cannot be slept."""
        if (ride.day, ride.ready_s) < (step.day, step.clock_s):
            return None
        nights = self._nights(step.city, ride.day - step.day)
        if nights is None or not self._keeps(
            step, (ride.day, ride.ready_s), (ride.day, ride.free_s)
        ):
            return None
        after = _Step(
            rides=(*step.rides, ride),
            city=ride.destination,
            day=ride.day,
            clock_s=ride.free_s,
            hours=self._worked(step, ride.day, ride.ready_s),
            cost=step.cost + ride.cost + nights,
        )
        rest = self._worked(after, len(self.dates) - 1, self.dates[-1].until_s)
        return replace(after, hope=self._points(rest) - after.cost)

    def _is_done(self, step: _Step) -> bool:
        end = (len(self.dates), 0)
        return step.city == self.home and self._keeps(step, end, end)

    def _keeps(self, step: _Step, left: tuple[int, int], got: tuple[int, int]) -> bool:
        """Tell whether the appointments until one has got on are kept in the present city."""
        came = (step.day, step.clock_s)
        return all(
            city == step.city and came <= (day, from_s) and (day, until_s) <= left
            for city, day, from_s, until_s in self.fixed
            if came < (day, until_s) and (day, from_s) < got
        )

    def _ended(self, step: _Step) -> Sketch:
        hours = self._worked(step, len(self.dates) - 1, self.dates[-1].until_s)
        return Sketch(rides=step.rides, bound=self._points(hours) - step.cost)

    def _nights(self, code: str, count: int) -> int | None:
        city = self.cities[code]
        if count == 0 or city.is_home:
            return 0
        return count * city.bed if self.sleeps_away and city.bed is not None else None

    def _worked(self, step: _Step, day: int, until_s: int) -> dict[str, int]:
        """Add the working seconds in the present city until a moment."""
        seconds = 0
        for k in range(step.day, day + 1):
            hours = self.dates[k]
            begin = max(hours.from_s, step.clock_s if k == step.day else 0)
            end = min(hours.until_s, until_s if k == day else hours.until_s)
            seconds += max(0, end - begin)
        return {**step.hours, step.city: step.hours.get(step.city, 0) + seconds}

    def _points(self, hours: Mapping[str, int]) -> int:
        return sum(
            self.cities[code].holds(seconds * WORK_PCT // 100) for code, seconds in hours.items()
        )


def _spread(runs: Sequence[RideOption]) -> list[RideOption]:
    """Keep a few rides of a way and date, of those at the same times the cheapest, evenly
    spread."""
    best: dict[tuple[int, int], RideOption] = {}
    for ride in sorted(runs, key=lambda each: (each.ready_s, each.free_s, each.cost, each.id)):
        best.setdefault((ride.ready_s, ride.free_s), ride)
    kept = list(best.values())
    if len(kept) <= RUNS_A_WAY:
        return kept
    return [kept[n * (len(kept) - 1) // (RUNS_A_WAY - 1)] for n in range(RUNS_A_WAY)]


def _beam(steps: Iterable[_Step]) -> list[_Step]:
    kept: list[_Step] = []
    of_course: dict[tuple[str, ...], int] = defaultdict(int)
    for step in sorted(steps, key=lambda each: (-each.hope, [ride.id for ride in each.rides])):
        course = tuple(ride.destination for ride in step.rides)
        if of_course[course] < KEPT_OF_A_COURSE:
            of_course[course] += 1
            kept.append(step)
        if len(kept) == BEAM:
            break
    return kept


def _order(sketch: Sketch) -> tuple[int, int, list[str]]:
    return -sketch.bound, len(sketch.rides), [ride.id for ride in sketch.rides]


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """A chain with its question and the best answer so far; `net` is in the engine's value."""

    sketch: Sketch
    problem: PlanProblem
    result: PlanResult
    net: int


def net_value(problem: PlanProblem, result: PlanResult) -> int:
    """Give a plan's value without what its rides cost: tickets, and hours as at the wheel."""
    weights, rides = problem.weights, problem.rides
    minor = sum(ride.price_minor for ride in rides)
    tickets = minor * FINE // weights.minor_per_point if weights.minor_per_point else 0
    seconds = sum(ride.free_s - ride.ready_s for ride in rides)
    return result.value - tickets - seconds * 5 * weights.hour_points


def travel(
    country: Country,
    build: Callable[[Sketch], PlanProblem],
    *,
    budget: Budget,
    seed: int = 0,
    on_progress: Callable[[int], None] | None = None,
    is_cancelled: Callable[[], bool] | None = None,
) -> Journey:
    """Choose cities, order, rides, nights and visits.

    Raises RequiredDoesNotFit or BadProblem as `solve` does when no chain can be planned.
    """
    search = _Search(build=build, seed=seed, is_cancelled=is_cancelled)
    looks = country.sketches()
    share = _Share(on_progress, len(looks) + MOST_NEIGHBOURS)
    for sketch in looks:
        search.look(sketch)
        share.tell()
    for sketch in country.neighbours(search.best.sketch):
        search.look(sketch)
        share.tell()
    best = search.best
    result = solve(
        best.problem,
        budget=budget,
        seed=seed,
        on_progress=share.rest,
        is_cancelled=is_cancelled,
    )
    net = net_value(best.problem, result)
    return replace(best, result=result, net=net) if net > best.net else best


class _Search:
    """Looks at sketches, each for a moment, and keeps the best."""

    def __init__(
        self,
        *,
        build: Callable[[Sketch], PlanProblem],
        seed: int,
        is_cancelled: Callable[[], bool] | None,
    ) -> None:
        self._build, self._seed, self._is_cancelled = build, seed, is_cancelled
        self._best: Journey | None = None
        self._refused: RequiredDoesNotFit | BadProblem | None = None

    @property
    def best(self) -> Journey:
        if self._best is None:
            raise self._refused or BadProblem("days", "cannot be travelled")
        return self._best

    def look(self, sketch: Sketch) -> None:
        is_late = self._best is not None and self._is_cancelled is not None
        if is_late and self._is_cancelled is not None and self._is_cancelled():
            return
        try:
            problem = self._build(sketch)
            result = solve(problem, budget=Budget(iterations=LOOK_ITERATIONS), seed=self._seed)
        except (RequiredDoesNotFit, BadProblem) as refused:
            self._keep_refusal(refused)
            return
        net = net_value(problem, result)
        if self._best is None or net > self._best.net:
            self._best = Journey(sketch=sketch, problem=problem, result=result, net=net)

    def _keep_refusal(self, refused: RequiredDoesNotFit | BadProblem) -> None:
        """Tell of the chain that leaves the fewest required visits out."""
        kept = self._refused
        if isinstance(refused, RequiredDoesNotFit) and (
            not isinstance(kept, RequiredDoesNotFit) or len(refused.blocked) < len(kept.blocked)
        ):
            self._refused = refused
        self._refused = self._refused or refused


class _Share:
    """Tells the progress of looks and of the last search as one, per mille."""

    def __init__(self, tell: Callable[[int], None] | None, looks: int) -> None:
        self._tell, self._looks, self._done = tell, max(1, looks), 0

    def tell(self) -> None:
        self._done += 1
        if self._tell is not None:
            self._tell(min(500, self._done * 500 // self._looks))

    def rest(self, per_mille: int) -> None:
        if self._tell is not None:
            self._tell(500 + per_mille // 2)
