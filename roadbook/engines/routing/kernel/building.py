"""Models and states from whole-number arrays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

import numpy as np

from roadbook.engines.routing.kernel import tuning
from roadbook.engines.routing.kernel.arrays import (
    NEVER,
    SLOTS,
    Flags,
    Ints,
    Model,
    State,
    Times,
)

Spans = Sequence[tuple[int, int]]
CHILL_STEPS, CHILL_ONE = 1024, 1 << 20
LUCK_STEPS, LUCK_ONE = 1024, 1 << 10
NEIGHBORS = 64
LONGEST_ROUTE = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One day of one person. `start` and `end` are nodes; `end` None: one of `beds` (node,
    value)."""

    start: int | None
    end: int | None
    earliest: int
    latest: int
    group: int
    beds: Sequence[tuple[int, int]] = ()
    breaks: Sequence[tuple[int, int, int]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caps:
    """What the routes of one group may drive and visit together."""

    max_drive: int
    max_visits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a model is built from. Nodes: the candidates, then the places.

    `windows[k][i]`: disjoint, ascending spans of starting candidate i on route k.
    """

    there: Times
    cost: Ints
    service: Sequence[int]
    windows: Sequence[Sequence[Spans]]
    worth: Ints
    required: Sequence[bool]
    routes: Sequence[Route]
    caps: Sequence[Caps]
    tuning: Mapping[int, int] = field(default_factory=dict)


def build_model(q: Question) -> Model:
    """Lay a question out as arrays."""
    count = len(q.service)
    opens, closes = _windows(q, count)
    there = np.ascontiguousarray(q.there, dtype=np.int32)
    tuned = _tuning(q)
    guide = there.astype(np.int64) * tuned[tuning.GUIDE]
    first_open = opens[:, :, 0].copy()
    return Model(
        there=there,
        back=np.ascontiguousarray(there.T),
        cost=np.ascontiguousarray(q.cost + guide, dtype=np.int64),
        service=np.array(q.service, dtype=np.int64),
        opens=opens,
        closes=closes,
        first_open=first_open,
        last_close=np.ascontiguousarray(closes.max(axis=2)),
        worth=np.ascontiguousarray(q.worth, dtype=np.int64),
        required=np.array(q.required, dtype=np.int8),
        near=_near(there, count),
        earliest=_column([r.earliest for r in q.routes]),
        latest=_column([r.latest for r in q.routes]),
        group=_column([r.group for r in q.routes]),
        max_drive=_column([c.max_drive for c in q.caps]),
        max_visits=_column([c.max_visits for c in q.caps]),
        start=_column([NEVER if r.start is None else r.start for r in q.routes]),
        end=_column([NEVER if r.end is None else r.end for r in q.routes]),
        bed_count=_column([len(r.beds) for r in q.routes]),
        bed_node=_table([[node for node, _ in r.beds] for r in q.routes]),
        bed_value=_table([[value for _, value in r.beds] for r in q.routes]),
        break_count=_column([len(r.breaks) for r in q.routes]),
        breaks=_breaks(q.routes),
        tuning=tuned,
        chill=_chill(),
        luck=_luck(),
    )


def _column(values: Sequence[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def _table(rows: Sequence[Sequence[int]]) -> Ints:
    table = np.full((len(rows), max([1, *map(len, rows)])), NEVER, dtype=np.int64)
    for k, row in enumerate(rows):
        table[k, : len(row)] = row
    return table


def _breaks(routes: Sequence[Route]) -> Ints:
    table = np.zeros((len(routes), max([1, *(len(r.breaks) for r in routes)]), 3), dtype=np.int64)
    for k, route in enumerate(routes):
        for b, pause in enumerate(route.breaks):
            table[k, b] = pause
    return table


def _windows(q: Question, count: int) -> tuple[Times, Times]:
    widest = max([1, *(len(spans) for day in q.windows for spans in day)])
    shape = (len(q.routes), count, widest)
    opens, closes = np.zeros(shape, dtype=np.int32), np.full(shape, NEVER, dtype=np.int32)
    for k, day in enumerate(q.windows):
        for w in range(widest):
            some = [(i, spans[w]) for i, spans in enumerate(day) if len(spans) > w]
            if some:
                at = [i for i, _ in some]
                opens[k, at, w] = [span[0] for _, span in some]
                closes[k, at, w] = [span[1] for _, span in some]
    return opens, closes


def _near(there: Times, count: int) -> Times:
    """Per candidate the others by the way there and back; itself where there is no other."""
    most = min(NEIGHBORS, count - 1)
    if most < 1:
        return np.zeros((count, 1), dtype=np.int32)
    both = there[:count, :count].astype(np.int64)
    both = both + both.T
    np.fill_diagonal(both, np.iinfo(np.int64).max)
    order = np.argsort(both, axis=1, kind="stable")[:, :most]
    return np.ascontiguousarray(order, dtype=np.int32)


def _tuning(q: Question) -> Ints:
    values = np.zeros(tuning.SLOTS, dtype=np.int64)
    worth = q.worth[q.worth > 0]
    mean = float(worth.mean()) if worth.size else 1.0
    chosen: dict[int, int] = {
        **tuning.DEFAULTS,
        tuning.HOT: round(mean * tuning.HOT_SHARE),
        tuning.COLD: round(mean * tuning.COLD_SHARE),
        **q.tuning,
    }
    for slot, value in chosen.items():
        values[slot] = value
    if not any(len(route.beds) > 1 for route in q.routes):
        values[tuning.BED_PCT] = 0
    return values


def _chill() -> Ints:
    """Fall from 1 to COLD_SHARE / HOT_SHARE in even ratios; by multiplication only, for the same
    bits everywhere."""
    target = tuning.COLD_SHARE / tuning.HOT_SHARE
    low, high = 0.9, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _power(middle) < target else (low, middle)
    factor, value, falls = low, float(CHILL_ONE), []
    for _ in range(CHILL_STEPS + 1):
        falls.append(int(value))
        value *= factor
    return _column(falls)


def _power(base: float) -> float:
    value = 1.0
    for _ in range(CHILL_STEPS):
        value *= base
    return value


def _luck() -> Ints:
    return _column([round(-log((r + 0.5) / LUCK_STEPS) * LUCK_ONE) for r in range(LUCK_STEPS)])


def build_state(m: Model, seed: int) -> State:
    """Give an empty plan in the first beds, not yet begun."""
    routes, count = m.earliest.size, m.service.size
    longest = min(count, LONGEST_ROUTE, int(m.max_visits.max(initial=0))) + 2
    labels = m.breaks.shape[1] + 1 if m.break_count.max(initial=0) else 1
    nodes = _times((routes, longest))
    size = np.full(routes, 2, dtype=np.int64)
    return State(
        seq=nodes,
        size=size,
        bed=_ints(routes),
        leave=_times((routes, longest)),
        must=_times((routes, longest)),
        leave_by=_times((routes + 1, longest, labels)),
        must_by=_times((routes, longest, labels)),
        drive=_ints(routes),
        value=_ints(routes),
        fits=_flags(routes),
        group_drive=_ints(m.max_drive.size),
        group_visits=_ints(m.max_drive.size),
        where=np.full(count, NEVER, dtype=np.int32),
        at=_times(count),
        touched=_flags(routes),
        gone=_flags(count),
        kept_seq=nodes.copy(),
        kept_size=size.copy(),
        kept_bed=_ints(routes),
        best_seq=nodes.copy(),
        best_size=size.copy(),
        best_bed=_ints(routes),
        trial_seq=nodes.copy(),
        trial_size=size.copy(),
        trial_bed=_ints(routes),
        taken=_times(2 * count + 64 * (routes + 1)),
        pool=_times(count),
        key=np.zeros(count, dtype=np.float64),
        order=_times(count),
        offer=np.zeros((count, routes), dtype=np.float64),
        offer_at=_times((count, routes)),
        mark=_ints(count),
        trial=_times(longest),
        num=_ints(SLOTS),
        dice=np.array([(seed * 2654435761 + 88172645463325252) % (1 << 64) or 1], dtype=np.uint64),
    )


def _ints(length: int) -> Ints:
    return np.zeros(length, dtype=np.int64)


def _flags(length: int) -> Flags:
    return np.zeros(length, dtype=np.int8)


def _times(shape: int | tuple[int, ...]) -> Times:
    return np.zeros(shape, dtype=np.int32)
