"""Chains of nights: drawn up greedily, and changed by a night or two."""

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from roadbook.engines.routing.kernel import tuning
from roadbook.engines.routing.kernel.annealing import sketch
from roadbook.engines.routing.kernel.arrays import Model, State
from roadbook.engines.routing.kernel.building import build_state

PARENTS: Final = 6
Beds = tuple[int, ...]  # per day: index of the bed after it
Routes = tuple[tuple[int, ...], ...]
Rank = tuple[int, int]  # minus the required visits missing, value


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """A chain of beds with the best routes found for it so far."""

    beds: Beds
    routes: Routes
    rank: Rank


def drawn_up(model: Model) -> list[Runner]:
    """Give chains, the most promising first: to each bed of a night the best way is carried on."""
    days = model.earliest.size
    layer = [Runner(beds=(), routes=(), rank=(-int(model.required.sum()), 0))]
    for k in range(days):
        found = [each for runner in layer for each in _next_nights(model, runner, k)]
        layer = _best_first(found)
        if k < days - 2:
            layer = list({each.beds[-1]: each for each in reversed(layer)}.values())
    return layer


def mutants(model: Model, known: Mapping[Beds, Runner]) -> list[Runner]:
    """Give chains that are not known, a night or two away from the best ones, with the changed
    days filled greedily; the most promising first."""
    found: dict[Beds, Runner] = {}
    for parent in _best_first(known.values())[:PARENTS]:
        for beds, first, last in _changed(parent.beds, model.bed_count.tolist()):
            if beds not in known and beds not in found:
                runner = _refilled(model, parent, beds, range(first, last + 1))
                if runner is not None:
                    found[beds] = runner
    return _best_first(found.values())


def _best_first(runners: Iterable[Runner]) -> list[Runner]:
    return sorted(runners, key=lambda each: each.rank, reverse=True)


def _changed(beds: Beds, counts: Sequence[int]) -> Iterator[tuple[Beds, int, int]]:
    """Give chains with one night elsewhere or two nights in one bed, and the days that change."""
    last = len(beds) - 1
    for k, count in enumerate(counts):
        for bed in range(count):
            if bed != beds[k]:
                yield (*beds[:k], bed, *beds[k + 1 :]), k, min(k + 1, last)
            if k < last and bed < counts[k + 1] and (bed, bed) != beds[k : k + 2]:
                yield (*beds[:k], bed, bed, *beds[k + 2 :]), k, min(k + 2, last)


def _next_nights(model: Model, runner: Runner, k: int) -> Iterator[Runner]:
    for bed in range(max(1, int(model.bed_count[k]))):
        beds = (*runner.beds, bed)
        state = _state_with(model, beds, runner.routes)
        if _is_filled(model, state, beds, k):
            route = _route_of(state, k)
            must, value = _worth_of(model, beds, k, route)
            rank = (runner.rank[0] + must, runner.rank[1] + value)
            yield Runner(beds=beds, routes=(*runner.routes, route), rank=rank)


def _refilled(model: Model, parent: Runner, beds: Beds, days: range) -> Runner | None:
    routes = [() if k in days else route for k, route in enumerate(parent.routes)]
    state = _state_with(model, beds, routes)
    for k in days:
        if not _is_filled(model, state, beds, k):
            return None
        routes[k] = _route_of(state, k)
    worths = [_worth_of(model, beds, k, route) for k, route in enumerate(routes)]
    must = sum(each[0] for each in worths) - int(model.required.sum())
    return Runner(beds=beds, routes=tuple(routes), rank=(must, sum(each[1] for each in worths)))


def _state_with(model: Model, beds: Beds, routes: Sequence[tuple[int, ...]]) -> State:
    state = build_state(model, 0)
    state.bed[: len(beds)] = beds
    for k, route in enumerate(routes):
        state.where[list(route)] = k
        if int((model.group == model.group[k]).sum()) > 1:
            _take_of_caps(model, state, beds, k, route)
    return state


def _take_of_caps(model: Model, state: State, beds: Beds, k: int, route: tuple[int, ...]) -> None:
    """Count a route in the caps that it shares with others."""
    if not route:
        return
    nodes = (_start_of(model, beds, k), *route, _end_of(model, beds, k))
    ways = (int(model.there[a, b]) for a, b in itertools.pairwise(nodes))
    state.group_drive[model.group[k]] += sum(ways)
    state.group_visits[model.group[k]] += len(route)


def _is_filled(model: Model, state: State, beds: Beds, k: int) -> bool:
    state.seq[k, 0] = _start_of(model, beds, k)
    return bool(sketch(model, state, k))


def _route_of(state: State, k: int) -> tuple[int, ...]:
    route: list[int] = state.seq[k, 1 : int(state.size[k]) - 1].tolist()
    return tuple(route)


def _start_of(model: Model, beds: Beds, k: int) -> int:
    start = int(model.start[k])
    return start if start >= 0 else _end_of(model, beds, k - 1)


def _end_of(model: Model, beds: Beds, k: int) -> int:
    end = int(model.end[k])
    return end if end >= 0 else int(model.bed_node[k, beds[k]])


def _worth_of(model: Model, beds: Beds, k: int, route: tuple[int, ...]) -> tuple[int, int]:
    """Give the required visits of a day and its true value, its bed included."""
    nodes = (_start_of(model, beds, k), *route, _end_of(model, beds, k))
    value = int(model.bed_value[k, beds[k]]) if model.end[k] < 0 else 0
    for a, b in itertools.pairwise(nodes):
        value -= int(model.cost[a, b])
        value += int(model.tuning[tuning.GUIDE]) * int(model.there[a, b])
    must = 0
    for i in route:
        value += int(model.worth[k, i])
        must += int(model.required[i])
    return must, value
