"""The problem as whole-number arrays, and one day's state with its insertion offers.

All candidates × all positions of a day are priced in one sweep of numpy; integers only, so the
outcome
is the same on every machine.
"""

import itertools
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from roadbook.engines.routing import timeline
from roadbook.engines.routing.problem import UNREACHABLE, Candidate, PlanProblem
from roadbook.engines.routing.timeline import FAR, FINE, INF, NEVER, Labels, Visit

Ints = NDArray[np.int64]
MUST = 10**13  # value of serving a required candidate, above any sum of prizes that matters
SETTLING_S = 300  # keeps very short visits from looking infinitely good per hour
CACHE = 3_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Per candidate: the best position on this day, what it gains and its rank; rank -1: none."""

    position: Ints
    gain: Ints
    rank: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class DayState:
    """A route on a day between two places, with everything that is known about it."""

    k: int
    start: int
    end: int
    route: tuple[int, ...]
    leaving: list[Labels]
    latest: list[Labels]
    drive_s: int
    drive_m: int
    cost: int
    is_feasible: bool


@dataclass(slots=True)
class _Memory:
    states: dict[tuple[int, int, int, tuple[int, ...]], DayState]
    offers: dict[tuple[int, int, int, tuple[int, ...]], Offers]


class Sheet:
    """A compiled problem. Remembers day states and offers it has computed."""

    def __init__(self, problem: PlanProblem) -> None:
        self.problem = problem
        self.days = problem.days
        self.dates = problem.dates
        seconds = np.array(problem.travel.seconds, dtype=np.int64).reshape(problem.travel.size, -1)
        metres = np.array(problem.travel.metres, dtype=np.int64).reshape(problem.travel.size, -1)
        self.seconds = np.where(seconds == UNREACHABLE, FAR, seconds)
        self.metres = np.where(metres == UNREACHABLE, 0, metres)
        weights = problem.weights
        self.costs: Ints = self.seconds * (5 * weights.hour_points) + self.metres * (
            18 * weights.km_points
        )
        self.s_rows: list[list[int]] = self.seconds.tolist()
        self.m_rows: list[list[int]] = self.metres.tolist()
        self.c_rows: list[list[int]] = self.costs.tolist()
        self.place = np.array([c.place for c in problem.candidates], dtype=np.int64)
        self.service = np.array([c.service_s for c in problem.candidates], dtype=np.int64)
        self._memory = _Memory(states={}, offers={})

    @cached_property
    def visits(self) -> list[list[Visit]]:
        """Each candidate on each day."""
        return [[self._visit(c, k) for c in self.problem.candidates] for k in range(len(self.days))]

    @cached_property
    def windows(self) -> list[list[tuple[Ints, Ints]]]:
        """Per day: pairs of (from, until) arrays over the candidates; until NEVER where none."""
        return [self._window_arrays(k) for k in range(len(self.days))]

    @cached_property
    def worth(self) -> list[Ints]:
        """Per day: the value of serving each candidate then."""
        return [
            np.array([self.worth_of(c, k) for c in self.problem.candidates], dtype=np.int64)
            for k in range(len(self.days))
        ]

    def worth_of(self, candidate: Candidate, k: int) -> int:
        points = candidate.prize
        points += self.problem.weights.stability_bonus if candidate.keep_day == k else 0
        return points * FINE + (MUST if candidate.required else 0)

    def bed_value(self, hotel: int) -> int:
        """Give what a night in a hotel adds (a price takes away)."""
        weights, bed = self.problem.weights, self.problem.hotels[hotel]
        price = bed.price_minor * FINE // weights.minor_per_point if weights.minor_per_point else 0
        return bed.preference * FINE - price

    def state(self, k: int, start: int, end: int, route: tuple[int, ...]) -> DayState:
        key = (k, start, end, route)
        known = self._memory.states.get(key)
        if known is None:
            known = self._compute_state(k, start, end, route)
            if len(self._memory.states) >= CACHE:
                self._memory.states.clear()
            self._memory.states[key] = known
        return known

    def offers(self, state: DayState) -> Offers:
        key = (state.k, state.start, state.end, state.route)
        known = self._memory.offers.get(key)
        if known is None:
            known = self._compute_offers(state)
            if len(self._memory.offers) >= CACHE:
                self._memory.offers.clear()
            self._memory.offers[key] = known
        return known

    def _visit(self, candidate: Candidate, k: int) -> Visit:
        spans = sorted((w.from_s, w.until_s) for w in candidate.windows if w.day == k)
        return Visit(place=candidate.place, service_s=candidate.service_s, spans=tuple(spans))

    def _window_arrays(self, k: int) -> list[tuple[Ints, Ints]]:
        spans = [visit.spans for visit in self.visits[k]]
        slots = []
        for i in range(max((len(each) for each in spans), default=0)):
            opens = [each[i][0] if i < len(each) else 0 for each in spans]
            closes = [each[i][1] if i < len(each) else NEVER for each in spans]
            slots.append((np.array(opens, dtype=np.int64), np.array(closes, dtype=np.int64)))
        return slots

    def _compute_state(self, k: int, start: int, end: int, route: tuple[int, ...]) -> DayState:
        day = self.days[k]
        visits = [self.visits[k][i] for i in route]
        places = [start, *(visit.place for visit in visits), end]
        pairs = list(itertools.pairwise(places))
        legs = [self.s_rows[i][j] for i, j in pairs]
        leaving, back = timeline.forward(day, visits, legs)
        drive_s = sum(legs)
        return DayState(
            k=k,
            start=start,
            end=end,
            route=route,
            leaving=leaving,
            latest=timeline.backward(day, visits, legs),
            drive_s=drive_s,
            drive_m=sum(self.m_rows[i][j] for i, j in pairs),
            cost=sum(self.c_rows[i][j] for i, j in pairs),
            is_feasible=timeline.is_in_time(day, back)
            and drive_s <= min(day.max_drive_s, FAR - 1)
            and len(route) <= day.max_visits,
        )

    def _compute_offers(self, state: DayState) -> Offers:
        day = self.days[state.k]
        before = np.array([state.start, *self.place[list(state.route)]], dtype=np.int64)
        after = np.array([*self.place[list(state.route)], state.end], dtype=np.int64)
        to_it, from_it = self.seconds[before][:, self.place], self.seconds[self.place][:, after].T
        longer = to_it + from_it - self.seconds[before, after][:, None]
        fits = self._in_time(state, to_it, from_it)
        fits &= longer + state.drive_s <= day.max_drive_s
        fits &= to_it + from_it < FAR
        if not state.is_feasible or len(state.route) >= day.max_visits:
            fits[:] = False
        cost = self.costs[before][:, self.place] + self.costs[self.place][:, after].T
        gain = self.worth[state.k][None, :] - cost + self.costs[before, after][:, None]
        hour = self.service[None, :] + np.maximum(longer, 0) + SETTLING_S
        rank = np.where(fits & (gain > 0), gain // hour, NEVER)
        position = rank.argmax(axis=0)
        columns = np.arange(len(self.place))
        return Offers(position=position, gain=gain[position, columns], rank=rank[position, columns])

    def _in_time(self, state: DayState, to_it: Ints, from_it: Ints) -> NDArray[np.bool_]:
        """Tell per position and candidate whether the day can still be kept."""
        breaks = self.days[state.k].breaks
        leaving = np.array(state.leaving, dtype=np.int64)
        reached = _arrivals(leaving, to_it, [(b.opens_s, b.closes_s, b.length_s) for b in breaks])
        fits = np.zeros(to_it.shape, dtype=np.bool_)
        for label, arrive in enumerate(reached):
            start = np.full(to_it.shape, INF, dtype=np.int64)
            for opens, closes in self.windows[state.k]:
                begin = np.maximum(arrive, opens)
                np.copyto(start, begin, where=(begin <= closes) & (begin < start))
            left = start + self.service
            bounds = [timeline.leg_bounds(latest, breaks, label) for latest in state.latest]
            for p, ways in enumerate(bounds):
                for by_arrival, by_break in ways:
                    fits[p] |= (left[p] <= by_arrival - from_it[p]) & (left[p] <= by_break)
        return fits


def _arrivals(leaving: Ints, drive: Ints, breaks: list[tuple[int, int, int]]) -> list[Ints]:
    """`timeline.arrivals` for all positions and candidates at once."""
    reached = [np.full(drive.shape, INF, dtype=np.int64) for _ in range(leaving.shape[1])]
    for label in range(leaving.shape[1]):
        clock = leaving[:, label].copy()
        if clock.min() >= INF:
            continue
        arrive = clock[:, None] + drive
        np.minimum(reached[label], arrive, out=reached[label])
        for i in range(label, len(breaks)):
            opens, closes, length = breaks[i]
            clock = np.maximum(clock, opens) + length
            clock[clock > closes] = INF
            arrive = np.maximum(arrive, opens) + length
            got = np.where(clock[:, None] < INF, arrive, INF)
            np.minimum(reached[i + 1], got, out=reached[i + 1])
    return reached
