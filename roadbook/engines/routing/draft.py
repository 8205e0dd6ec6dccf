"""A plan being worked on: routes by day and beds by night, with cheap copies."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from roadbook.engines.routing.problem import PlanProblem
from roadbook.engines.routing.sheet import DayState, Offers, Sheet
from roadbook.engines.routing.timeline import FAR

Beds = tuple[int | None, ...]  # per day: index of the hotel after it, None where the end is given


@dataclass(slots=True)
class Draft:
    """Routes are tuples of candidate indices; `left` marks candidates that may still be placed."""

    sheet: Sheet
    beds: Beds
    routes: list[tuple[int, ...]]
    left: np.ndarray[tuple[int], np.dtype[np.bool_]]

    @classmethod
    def empty(cls, sheet: Sheet, beds: Beds) -> "Draft":
        left = np.ones(len(sheet.problem.candidates), dtype=np.bool_)
        return cls(sheet=sheet, beds=beds, routes=[() for _ in sheet.days], left=left)

    def copy(self) -> "Draft":
        return Draft(sheet=self.sheet, beds=self.beds, routes=self.routes[:], left=self.left.copy())

    def state(self, k: int, route: tuple[int, ...] | None = None) -> DayState:
        """Give the state of day `k`, or what it would be with another route."""
        found = self._state(k, self.routes[k] if route is None else route)
        return self._within_date(found) if self.sheet.problem.rides else found

    def _state(self, k: int, route: tuple[int, ...]) -> DayState:
        start, end = ends_of(self.sheet.problem, self.beds, k)
        return self.sheet.state(k, start, end, route)

    def _within_date(self, found: DayState) -> DayState:
        """Hold a stretch against what the other stretches of its date leave of the caps."""
        dates, day = self.sheet.dates, self.sheet.days[found.k]
        others = [
            self._state(k, self.routes[k])
            for k, date in enumerate(dates)
            if date == dates[found.k] and k != found.k
        ]
        drive_s = found.drive_s + sum(each.drive_s for each in others)
        visits = len(found.route) + sum(len(each.route) for each in others)
        is_over = drive_s > day.max_drive_s or visits > day.max_visits
        return replace(found, is_feasible=found.is_feasible and not is_over)

    def offers(self, k: int) -> Offers:
        return self.sheet.offers(self.state(k))

    @property
    def is_feasible(self) -> bool:
        return all(self.state(k).is_feasible for k in range(len(self.routes)))

    @property
    def value(self) -> int:
        total = sum(self.sheet.bed_value(bed) for bed in self.beds if bed is not None)
        for k, route in enumerate(self.routes):
            total += sum(int(self.sheet.worth[k][i]) for i in route) - self.state(k).cost
        return total

    def insert(self, k: int, position: int, candidate: int) -> None:
        route = self.routes[k]
        self.routes[k] = (*route[:position], candidate, *route[position:])
        self.left[candidate] = False

    def remove(self, k: int, candidates: Iterable[int]) -> None:
        gone = set(candidates)
        self.routes[k] = tuple(i for i in self.routes[k] if i not in gone)
        self.left[list(gone)] = True

    def day_of(self, candidate: int) -> int | None:
        return next((k for k, route in enumerate(self.routes) if candidate in route), None)


def ends_of(problem: PlanProblem, beds: Beds, k: int) -> tuple[int, int]:
    """Give start and end place of day `k` under a choice of beds."""
    day, bed = problem.days[k], beds[k]
    end = problem.hotels[bed].place if bed is not None else day.end
    start = day.start if day.start is not None else ends_of(problem, beds, k - 1)[1]
    if end is None:
        raise ValueError("a night without a bed")
    return start, end


def beds_for(problem: PlanProblem, k: int) -> list[int]:
    """List the hotels that can be had for the night after day `k`."""
    return [i for i, hotel in enumerate(problem.hotels) if k in hotel.nights]


def drivable_chains(sheet: Sheet) -> list[dict[int | None, set[int | None]]]:
    """Per day: bed before → beds after such that every later day can be driven without visits.

    Day 0 has the single key None. Empty when no chain of nights works at all.
    """
    problem, days = sheet.problem, sheet.days
    links: list[dict[int | None, set[int | None]]] = [{} for _ in days]
    allowed: set[int | None] | None = None
    for k in range(len(days) - 1, -1, -1):
        before: list[int | None] = [None]
        if k and days[k - 1].end is None:
            before = list(beds_for(problem, k - 1))
        after: list[int | None] = [None]
        if days[k].end is None:
            after = list(beds_for(problem, k))
        after = after if allowed is None else [bed for bed in after if bed in allowed]
        for bed in before:
            good = {end for end in after if _is_drivable(sheet, k, bed, end)}
            if good:
                links[k][bed] = good
        allowed = set(links[k])
    return links if links and links[0] else []


def _is_drivable(sheet: Sheet, k: int, before: int | None, after: int | None) -> bool:
    problem, day = sheet.problem, sheet.days[k]
    start = day.start
    if start is None:
        start = problem.hotels[before].place if before is not None else problem.days[k - 1].end
    end = problem.hotels[after].place if after is not None else day.end
    if start is None or end is None or sheet.s_rows[start][end] >= FAR:
        return False
    return sheet.state(k, start, end, ()).is_feasible
