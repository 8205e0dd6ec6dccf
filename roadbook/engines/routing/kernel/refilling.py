"""Putting candidates in: by value per time, or one by one in a drawn order."""

import numpy as np

from roadbook.engines.routing.kernel.arrays import MISSING, POOL, STAMP, TAKEN, Model, State
from roadbook.engines.routing.kernel.compiling import compiled
from roadbook.engines.routing.kernel.dice import below, share
from roadbook.engines.routing.kernel.pricing import gain_of, insert, price
from roadbook.engines.routing.kernel.tuning import GREEDY_PCT, POOL_MOST

REQUIRED_FIRST = 1e15
NEIGHBORS_AT_ONCE = 8
WORTH_SQUARED = 3  # a way of `_weigh`
GAPS = (301, 132, 57, 23, 10, 4, 1)


@compiled
def gather(m: Model, s: State) -> None:
    """Choose this iteration's candidates: the removed ones, their neighbors, some others."""
    s.num[STAMP] += 1
    s.num[POOL] = 0
    for j in range(s.num[TAKEN]):
        _add(s, s.taken[j])
    count = m.near.shape[0]
    if s.num[MISSING] > 0:
        for i in range(count):
            if m.required[i] == 1:
                _add(s, i)
    if count - _served(s) <= m.tuning[POOL_MOST]:
        for i in range(count):
            _add(s, i)
    else:
        _add_neighbors(m, s)


@compiled
def _add_neighbors(m: Model, s: State) -> None:
    count, most, taken = m.near.shape[0], m.tuning[POOL_MOST], s.num[TAKEN]
    near_by = most * 2 // 3
    for first in range(0, m.near.shape[1], NEIGHBORS_AT_ONCE):
        for j in range(taken):
            for q in range(first, min(first + NEIGHBORS_AT_ONCE, m.near.shape[1])):
                if s.num[POOL] < near_by:
                    _add(s, m.near[s.taken[j], q])
    for _ in range(2 * most):
        if s.num[POOL] < most:
            _add(s, below(s.dice, count))


@compiled
def _served(s: State) -> int:
    served = 0
    for k in range(s.size.shape[0]):
        served += s.size[k] - 2
    return served


@compiled
def _add(s: State, i: int) -> None:
    if s.where[i] < 0 and s.mark[i] != s.num[STAMP]:
        s.mark[i] = s.num[STAMP]
        s.pool[s.num[POOL]] = i
        s.num[POOL] += 1


@compiled
def fill_day(m: Model, s: State, k: int) -> None:
    """Fill one route with what is not served, greedily."""
    s.num[STAMP] += 1
    s.num[POOL] = 0
    s.num[TAKEN] = 0
    for each in range(s.size.shape[0]):
        s.touched[each] = 0
    s.touched[k] = 1
    for i in range(m.near.shape[0]):
        if m.last_close[k, i] >= 0:
            _add(s, i)
    _weigh(m, s, WORTH_SQUARED)
    _by_value(m, s, (0.0, 0.0))


@compiled
def refill(m: Model, s: State) -> None:
    """Insert candidates of the pool until none fits or pays."""
    shift = share(s.dice)
    if shift < 0.4:
        shift = 0.0
    elif shift > 0.7:
        shift = 1.0
    blink = 0.01 if share(s.dice) < 0.7 else 0.06
    if below(s.dice, 100) < m.tuning[GREEDY_PCT]:
        _weigh(m, s, below(s.dice, 5))
        _by_value(m, s, (shift, blink))
    else:
        _in_order(m, s, (shift, blink))


@compiled
def _in_order(m: Model, s: State, way: tuple[float, float]) -> None:
    _draw_order(m, s)
    count, taken = s.num[POOL], min(s.num[TAKEN], s.num[POOL])
    _sort(s, count)
    for rank in range(count):
        j = s.order[rank]
        best, best_k = 1e18, -1
        for k in range(s.size.shape[0]):
            if s.touched[k] == 0 and j >= taken:
                continue
            if price(m, s, k, j, way) and s.offer[j, k] < best and _pays(m, s, k, j):
                best, best_k = s.offer[j, k], k
        if best_k >= 0:
            insert(m, s, best_k, s.offer_at[j, best_k], s.pool[j])


@compiled
def _sort(s: State, count: int) -> None:
    """Write the pool's order by key, smallest first (Shell 1959, gaps of Ciura 2001)."""
    for rank in range(count):
        s.order[rank] = rank
    for gap in GAPS:
        for rank in range(gap, count):
            j, at = s.order[rank], rank
            while at >= gap and s.key[s.order[at - gap]] > s.key[j]:
                s.order[at] = s.order[at - gap]
                at -= gap
            s.order[at] = j


@compiled
def _pays(m: Model, s: State, k: int, j: int) -> bool:
    return m.required[s.pool[j]] == 1 or gain_of(m, s, k, j) > 0


@compiled
def _draw_order(m: Model, s: State) -> None:
    """Order by chance, worth, worth per time, width of the hours, or closing time."""
    mode, noise = below(s.dice, 5), 0.1 + 1.4 * share(s.dice)
    for j in range(s.num[POOL]):
        i = s.pool[j]
        k = below(s.dice, m.worth.shape[0])
        worth, blur = float(m.worth[k, i]), 1.0 + noise * (share(s.dice) - 0.5)
        if mode == 0:
            key = blur
        elif mode == 1:
            key = -worth * blur
        elif mode == 2:
            key = -worth / (1.0 + m.service[i] + m.there[i, m.near[i, 0]]) * blur
        elif mode == 3:
            key = (1.0 + m.last_close[k, i] - m.first_open[k, i]) / (1.0 + worth) * blur
        else:
            key = float(m.last_close[k, i]) * blur
        s.key[j] = key - REQUIRED_FIRST * m.required[i]


@compiled
def _weigh(m: Model, s: State, mode: int) -> None:
    """Write worth to a power, 1/2 to 5/2, to `key`; square roots only, for the same bits
    everywhere."""
    for j in range(s.num[POOL]):
        worth = float(m.worth[0, s.pool[j]])
        root = np.sqrt(worth)
        if mode == 0:
            key = root
        elif mode == 1:
            key = worth
        elif mode == 2:
            key = worth * root
        elif mode == 3:
            key = worth * worth
        else:
            key = worth * worth * root
        s.key[j] = key


@compiled
def _by_value(m: Model, s: State, way: tuple[float, float]) -> None:
    taken = min(s.num[TAKEN], s.num[POOL])
    for j in range(taken):
        for k in range(s.size.shape[0]):
            price(m, s, k, j, way)
    for j in range(taken, s.num[POOL]):
        for k in range(s.size.shape[0]):
            s.offer_at[j, k] = -1
            if s.touched[k] > 0:
                price(m, s, k, j, way)
    _drop_hopeless(s)
    while s.num[POOL] > 0:
        j, k = _most_valuable(m, s, way[1])
        if k < 0:
            return
        insert(m, s, k, s.offer_at[j, k], s.pool[j])
        s.num[POOL] -= 1
        _move(s, s.num[POOL], j)
        for each in range(s.num[POOL]):
            if s.offer_at[each, k] >= 0:
                price(m, s, k, each, (way[0], 0.0))


@compiled
def _most_valuable(m: Model, s: State, blink: float) -> tuple[int, int]:
    best, best_j, best_k = 0.0, -1, -1
    for j in range(s.num[POOL]):
        cheapest, at = 1e18, -1
        for k in range(s.size.shape[0]):
            if s.offer_at[j, k] >= 0 and s.offer[j, k] < cheapest and _pays(m, s, k, j):
                cheapest, at = s.offer[j, k], k
        if at < 0:
            continue
        value = s.key[j] / cheapest + REQUIRED_FIRST * m.required[s.pool[j]]
        if value > best and share(s.dice) >= blink:
            best, best_j, best_k = value, j, at
    return best_j, best_k


@compiled
def _move(s: State, j: int, to: int) -> None:
    s.pool[to], s.key[to] = s.pool[j], s.key[j]
    for k in range(s.size.shape[0]):
        s.offer[to, k], s.offer_at[to, k] = s.offer[j, k], s.offer_at[j, k]


@compiled
def _drop_hopeless(s: State) -> None:
    """Keep only candidates that fit somewhere."""
    w = 0
    for j in range(s.num[POOL]):
        fits = False
        for k in range(s.size.shape[0]):
            fits = fits or s.offer_at[j, k] >= 0
        if fits:
            _move(s, j, w)
            w += 1
    s.num[POOL] = w
