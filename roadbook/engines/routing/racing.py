"""The order of searches: where beds are to be chosen, chains of nights raced against each other.

With the right beds a short search finds a good plan, and no long one does with the wrong ones. So
chains are drawn up greedily night by night (`nights`), searched for a while each with their beds
held, and the best few go on longer (successive halving, Jamieson and Talwalkar 2016,
arXiv:1502.07943). Each lap, longer than the one before, races chains that differ by a night or two
from the best ones; between laps the best plan is searched with its beds set free.

What is done when depends on iterations alone: the same everywhere, and a longer run passes through
all a shorter one has seen.
"""

import itertools
from collections.abc import Iterator
from typing import Final

from roadbook.engines.routing.kernel import tuning
from roadbook.engines.routing.kernel.annealing import begin_search, search
from roadbook.engines.routing.kernel.arrays import (
    BEST,
    BEST_MISSING,
    CYCLE_LENGTH,
    Ints,
    Model,
    State,
)
from roadbook.engines.routing.kernel.building import build_state
from roadbook.engines.routing.nights import Beds, Rank, Runner, drawn_up, mutants

HEATS: Final = ((16, 200), (5, 500), (2, 1_500), (1, 3_000))  # chains, iterations each
FIRST_LOOK: Final = 200
FREE: Final = 2_000  # iterations with the beds free
HEAT_PCT: Final = 35  # of the first temperature, where a heat begins with a plan
FOR_EVER: Final = 1 << 60


class Race:
    """Runs by iterations; `best` holds at any time. Without beds to choose, or from a warm start,
    it is one search."""

    def __init__(self, model: Model, first: State, *, seed: int, is_warm: bool = False) -> None:
        self._model, self._state, self._seed = model, first, seed
        self._running = model
        self._held = model._replace(tuning=_with_held_beds(model.tuning))
        self._known: dict[Beds, Runner] = {}
        self._left = 0
        begin_search(model, first)
        self.best = _runner_of(first)
        is_single = is_warm or int(model.bed_count.max(initial=0)) <= 1
        self._course = iter([FOR_EVER]) if is_single else self._laps()

    def run(self, steps: int) -> None:
        """Do so many iterations."""
        while steps > 0:
            if self._left == 0:
                self._left = next(self._course)
                continue
            part = min(steps, self._left)
            search(self._running, self._state, part)
            steps -= part
            self._left -= part
            if _rank_of(self._state) > self.best.rank:
                self.best = _runner_of(self._state)

    def _laps(self) -> Iterator[int]:
        """Set one search up after the other and give its iterations, for ever."""
        yield FIRST_LOOK
        self._note(_runner_of(self._state))
        field = drawn_up(self._model)
        for scale in itertools.count(1):
            for many, steps in HEATS:
                field = field[:many]
                for place, runner in enumerate(field):
                    yield from self._search(self._held, runner, steps * scale)
                    field[place] = self._known[runner.beds]
                field.sort(key=lambda each: each.rank, reverse=True)
            yield from self._search(self._model, self.best, FREE * scale)
            field = mutants(self._model, self._known)

    def _search(self, model: Model, runner: Runner, steps: int) -> Iterator[int]:
        self._seed += 1
        self._running = model
        self._state = build_state(model, self._seed)
        self._state.bed[:] = runner.beds
        for k, route in enumerate(runner.routes):
            self._state.seq[k, 1 : len(route) + 1] = route
            self._state.size[k] = len(route) + 2
        begin_search(model, self._state)
        self._state.num[CYCLE_LENGTH] = steps
        yield steps
        self._note(_runner_of(self._state))

    def _note(self, found: Runner) -> None:
        known = self._known.get(found.beds)
        if known is None or found.rank > known.rank:
            self._known[found.beds] = found


def _rank_of(state: State) -> Rank:
    return -int(state.num[BEST_MISSING]), int(state.num[BEST])


def _runner_of(state: State) -> Runner:
    sizes = state.best_size.tolist()
    routes = (tuple(state.best_seq[k, 1 : size - 1].tolist()) for k, size in enumerate(sizes))
    return Runner(beds=tuple(state.best_bed.tolist()), routes=tuple(routes), rank=_rank_of(state))


def _with_held_beds(tuned: Ints) -> Ints:
    """Tune for a search that begins with a plan and moves no bed."""
    held = tuned.copy()
    held[tuning.BED_PCT] = 0
    held[tuning.HOT] = held[tuning.HOT] * HEAT_PCT // 100
    return held
