"""Where a candidate fits into a route, and what time it takes there."""

from roadbook.engines.routing.kernel.arrays import INF, NEVER, TAKEN, Model, State
from roadbook.engines.routing.kernel.compiling import compiled
from roadbook.engines.routing.kernel.dice import share
from roadbook.engines.routing.kernel.times import (
    begin,
    earliest_by,
    latest_by,
    schedule,
)
from roadbook.engines.routing.kernel.tuning import GUIDE


@compiled
def price(m: Model, s: State, k: int, j: int, way: tuple[float, float]) -> bool:
    """Write the cheapest insertion of pool[j] into route k to `offer`; tell whether there is one.

    `way`: how much of the cost is the shift of the next stop (the rest is the detour and the
    visit), and the share of positions to overlook.
    """
    i = s.pool[j]
    s.offer_at[j, k] = NEVER
    g = m.group[k]
    if m.last_close[k, i] < 0 or s.group_visits[g] >= m.max_visits[g]:
        return False
    if m.break_count[k] > 0:
        return _price_with_breaks(m, s, k, j, way)
    return _price(m, s, k, j, way)


@compiled
def _price(m: Model, s: State, k: int, j: int, way: tuple[float, float]) -> bool:
    i, g = s.pool[j], m.group[k]
    room = m.max_drive[g] - s.group_drive[g]
    service, closes = m.service[i], m.last_close[k, i]
    soonest = m.first_open[k, i] + service
    shift_share, blink = way
    best, best_at, last = 1e18, NEVER, s.size[k] - 1
    for p in range(last):
        left = s.leave[k, p]
        if left > closes:
            break
        must = s.must[k, p + 1]
        if must < soonest:
            continue
        u, v = s.seq[k, p], s.seq[k, p + 1]
        to_it, from_it = m.back[i, u], m.there[i, v]
        arrive = begin(m.opens, m.closes, k, i, left + to_it) + service + from_it
        if arrive > must:
            continue
        detour = to_it + from_it - m.there[u, v]
        if detour > room or (blink > 0.0 and share(s.dice) < blink):
            continue
        taken = float(detour + service)
        if shift_share > 0.0:
            taken += shift_share * (_shift(m, s, k, p, arrive) - taken)
        if taken < best:
            best, best_at = taken, p
    s.offer[j, k] = max(best, 0.0) + 1.0
    s.offer_at[j, k] = best_at
    return best_at >= 0


@compiled
def _shift(m: Model, s: State, k: int, p: int, arrive: int) -> float:
    """Tell how much later the stop after p starts when it is reached at `arrive`."""
    v = s.seq[k, p + 1]
    if p + 2 < s.size[k]:
        started = s.leave[k, p + 1] - m.service[v]
        return float(begin(m.opens, m.closes, k, v, arrive) - started)
    return float(arrive - s.leave[k, p + 1])


@compiled
def _price_with_breaks(m: Model, s: State, k: int, j: int, way: tuple[float, float]) -> bool:
    i, g = s.pool[j], m.group[k]
    room = m.max_drive[g] - s.group_drive[g]
    best, best_at = 1e18, NEVER
    for p in range(s.size[k] - 1):
        u, v = s.seq[k, p], s.seq[k, p + 1]
        detour = m.back[i, u] + m.there[i, v] - m.there[u, v]
        taken = float(detour + m.service[i])
        if detour > room or taken >= best or (way[1] > 0.0 and share(s.dice) < way[1]):
            continue
        if fits_with_breaks(m, s, k, (p, p + 1), i):
            best, best_at = taken, p
    s.offer[j, k] = max(best, 0.0) + 1.0
    s.offer_at[j, k] = best_at
    return best_at >= 0


@compiled
def fits_with_breaks(m: Model, s: State, k: int, between: tuple[int, int], i: int) -> bool:
    """Tell whether candidate i fits between two positions of a route with breaks."""
    p, q = between
    u, v = s.seq[k, p], s.seq[k, q]
    for label in range(m.break_count[k] + 1):
        t = earliest_by(m, k, label, s.leave_by[k, p], m.back[i, u])
        if t >= INF:
            continue
        t = begin(m.opens, m.closes, k, i, t) + m.service[i]
        if t < INF and t <= latest_by(m, k, label, s.must_by[k, q], m.there[i, v]):
            return True
    return False


@compiled
def fits_between(m: Model, s: State, k: int, between: tuple[int, int], i: int) -> bool:
    """Tell whether candidate i fits in time between two positions of a route."""
    if m.break_count[k] > 0:
        return fits_with_breaks(m, s, k, between, i)
    p, q = between
    arrive = s.leave[k, p] + m.back[i, s.seq[k, p]]
    left = begin(m.opens, m.closes, k, i, arrive) + m.service[i]
    return left + m.there[i, s.seq[k, q]] <= s.must[k, q]


@compiled
def gain_of(m: Model, s: State, k: int, j: int) -> int:
    """Give the value truly gained by the insertion `price` found."""
    i, p = s.pool[j], s.offer_at[j, k]
    u, v = s.seq[k, p], s.seq[k, p + 1]
    detour = m.there[u, i] + m.there[i, v] - m.there[u, v]
    guide = m.tuning[GUIDE] * detour
    return m.worth[k, i] - m.cost[u, i] - m.cost[i, v] + m.cost[u, v] + guide


@compiled
def insert(m: Model, s: State, k: int, p: int, i: int) -> None:
    """Put candidate i behind position p."""
    for q in range(s.size[k], p + 1, -1):
        s.seq[k, q] = s.seq[k, q - 1]
    s.seq[k, p + 1] = i
    s.size[k] += 1
    s.group_visits[m.group[k]] += 1
    s.touched[k] = 2
    schedule(m, s, k)


@compiled
def take_out(m: Model, s: State, k: int, p: int) -> None:
    """Take the candidate at position p out of the route and note it as taken."""
    i = s.seq[k, p]
    for q in range(p, s.size[k] - 1):
        s.seq[k, q] = s.seq[k, q + 1]
    s.size[k] -= 1
    s.group_visits[m.group[k]] -= 1
    s.where[i] = NEVER
    note_taken(s, i)
    s.touched[k] = 2
    schedule(m, s, k)


@compiled
def note_taken(s: State, i: int) -> None:
    """Put a candidate on the list of this iteration's removed ones."""
    s.taken[s.num[TAKEN]] = i
    s.num[TAKEN] += 1
