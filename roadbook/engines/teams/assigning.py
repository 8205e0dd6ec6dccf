"""Who visits whom: owners and members first, the rest by the nearest hours and the least load.

Greedy by regret (who has most to lose from waiting chooses first), then single customers change
hands while that makes the team's cost smaller. Cost: hours on the road, plus the square of each
one's load, so that nobody is full while another is free. Whole seconds, ties by id: the same
question gives the same answer on every machine.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np

from roadbook.core.geo import Position
from roadbook.engines.routing.travel import ways_s
from roadbook.engines.teams.hours import Spot, hours_of

MEMBER_S: Final = 1_800  # the owner comes first unless a member saves half an hour
MOST_ROUNDS: Final = 8


class Tie(StrEnum):
    """Why somebody has a customer."""

    FIXED = "fixed"  # said by hand, or a visit stands already
    OWNER = "owner"
    MEMBER = "member"
    NEAREST = "nearest"


class Gap(StrEnum):
    """Why nobody has a customer."""

    ELSEWHERE = "elsewhere"  # somebody outside the plan visits them in these days
    TOO_FAR = "too_far"
    NOBODY_WORKS = "nobody_works"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worker:
    """Somebody of the team with the hours they have in the period; `reach_s` is one way."""

    id: str
    base: Position
    capacity_s: int
    reach_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A customer to be visited once. `fixed` names who must, `taken` that an outsider does."""

    id: str
    position: Position
    service_s: int
    owner: str = ""
    members: tuple[str, ...] = ()
    fixed: str = ""
    taken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned:
    """Who has a customer and why; `visit_s` is the visit with its share of the driving."""

    task_id: str
    worker_id: str
    tie: Tie
    visit_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unassigned:
    task_id: str
    gap: Gap


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Everybody's customers, in the order of the tasks."""

    assigned: tuple[Assigned, ...]
    unassigned: tuple[Unassigned, ...]

    def load_s(self, worker_id: str) -> int:
        return sum(each.visit_s for each in self.assigned if each.worker_id == worker_id)


def assign(workers: Sequence[Worker], tasks: Sequence[Task]) -> Assignment:
    """Give each customer to one of the team."""
    desk = _Desk(workers, tasks)
    desk.place_bound()
    desk.place_free()
    desk.improve()
    return desk.answer()


class _Desk:
    """The matrix of seconds, who may take what, and who has what."""

    def __init__(self, workers: Sequence[Worker], tasks: Sequence[Task]) -> None:
        self._workers = sorted(workers, key=lambda each: each.id)
        self._tasks = sorted(tasks, key=lambda each: each.id)
        self._order = {task.id: n for n, task in enumerate(tasks)}
        self._number = {worker.id: w for w, worker in enumerate(self._workers)}
        self._away = self._ways()
        self._seconds = self._visits()
        self._choices = [self._eligible(t) for t in range(len(self._tasks))]
        self._holder: list[int | None] = [None] * len(self._tasks)
        self._load = [0] * len(self._workers)

    def _ways(self) -> list[list[int]]:
        if not self._workers or not self._tasks:
            return [[] for _ in self._tasks]
        ways = ways_s([t.position for t in self._tasks], [w.base for w in self._workers])
        rows: list[list[int]] = np.rint(ways).astype(np.int64).tolist()
        return rows

    def _visits(self) -> list[list[int]]:
        """Give what each visit takes from each base: the hop of the whole area, and the way."""
        if not self._workers:
            return [[] for _ in self._tasks]
        spots = [Spot(position=t.position, service_s=t.service_s) for t in self._tasks]
        columns = [hours_of(spots, base=worker.base) for worker in self._workers]
        return [list(row) for row in zip(*columns, strict=True)]

    def _eligible(self, t: int) -> list[int]:
        """Who may take a task: the one it is fixed to, else owner and members, else anybody."""
        task = self._tasks[t]
        if task.taken:
            return []
        if task.fixed:
            return [self._number[task.fixed]] if task.fixed in self._number else []
        able = [w for w, worker in enumerate(self._workers) if self._able(t, w, worker)]
        bound = {self._number[each] for each in (task.owner, *task.members) if each in self._number}
        return [w for w in able if w in bound] or able

    def _able(self, t: int, w: int, worker: Worker) -> bool:
        return worker.capacity_s > 0 and self._away[t][w] <= worker.reach_s

    def _cost(self, t: int, w: int) -> int:
        """Give what one more task costs the team with one worker."""
        worker, task, visit = self._workers[w], self._tasks[t], self._seconds[t][w]
        penalty = 0 if task.owner in {worker.id, ""} or not task.members else MEMBER_S
        capacity = max(worker.capacity_s, 1)
        return visit + penalty + (2 * self._load[w] + visit) * visit // capacity

    def _take(self, t: int, w: int) -> None:
        self._holder[t] = w
        self._load[w] += self._seconds[t][w]

    def _drop(self, t: int) -> int:
        w = self._holder[t]
        if w is None:
            raise ValueError("nobody has it")
        self._holder[t] = None
        self._load[w] -= self._seconds[t][w]
        return w

    def place_bound(self) -> None:
        """Give away what only one may take."""
        for t, choices in enumerate(self._choices):
            if len(choices) == 1:
                self._take(t, choices[0])

    def place_free(self) -> None:
        """Let who would lose most by waiting choose first; costs are of the loads as they grow."""
        free = [t for t, choices in enumerate(self._choices) if len(choices) > 1]
        free.sort(key=lambda t: (-self._regret(t), self._tasks[t].id))
        for t in free:
            self._take(t, self._best(t))

    def _regret(self, t: int) -> int:
        costs = sorted(self._cost(t, w) for w in self._choices[t])
        return costs[1] - costs[0]

    def _best(self, t: int) -> int:
        return min(self._choices[t], key=lambda w: (self._cost(t, w), w))

    def improve(self) -> None:
        """Let single tasks change hands while it makes the team's cost smaller."""
        free = [t for t, choices in enumerate(self._choices) if len(choices) > 1]
        for _ in range(MOST_ROUNDS):
            if not sum(self._moved(t) for t in free):
                return

    def _moved(self, t: int) -> bool:
        before = self._drop(t)
        best = self._best(t)
        self._take(t, best)
        return best != before

    def answer(self) -> Assignment:
        pairs = sorted(range(len(self._tasks)), key=lambda t: self._order[self._tasks[t].id])
        return Assignment(
            assigned=tuple(
                Assigned(
                    task_id=self._tasks[t].id,
                    worker_id=self._workers[w].id,
                    tie=self._tie(t, w),
                    visit_s=self._seconds[t][w],
                )
                for t in pairs
                if (w := self._holder[t]) is not None
            ),
            unassigned=tuple(
                Unassigned(task_id=self._tasks[t].id, gap=self._gap(t))
                for t in pairs
                if self._holder[t] is None
            ),
        )

    def _tie(self, t: int, w: int) -> Tie:
        task, worker = self._tasks[t], self._workers[w]
        if task.fixed:
            return Tie.FIXED
        if task.owner == worker.id:
            return Tie.OWNER
        return Tie.MEMBER if worker.id in task.members else Tie.NEAREST

    def _gap(self, t: int) -> Gap:
        task = self._tasks[t]
        if task.taken or task.fixed:
            return Gap.ELSEWHERE
        works = any(worker.capacity_s > 0 for worker in self._workers)
        return Gap.TOO_FAR if works else Gap.NOBODY_WORKS
