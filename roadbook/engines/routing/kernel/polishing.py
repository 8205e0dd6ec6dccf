"""Small improvements of single routes: shorter orders, and better visits in the same place."""

from roadbook.engines.routing.kernel.arrays import INF, NEVER, POOL, Model, State
from roadbook.engines.routing.kernel.compiling import compiled
from roadbook.engines.routing.kernel.pricing import (
    fits_between,
    gain_of,
    insert,
    note_taken,
    price,
)
from roadbook.engines.routing.kernel.times import begin, earliest_by, latest_by, schedule

LONGEST_SEGMENT = 3
ROUNDS = 6
PLAIN = (0.0, 0.0)


@compiled
def shorten(m: Model, s: State, k: int, most: int) -> bool:
    """Move segments and turn stretches round while that drives less; tell whether one did."""
    moves = 0
    while moves < most and (_move_segment(m, s, k) or _turn_round(m, s, k)):
        schedule(m, s, k)
        moves += 1
    return moves > 0


@compiled
def _move_segment(m: Model, s: State, k: int) -> bool:
    n, there, seq = s.size[k], m.there, s.seq
    for a in range(1, n - 1):
        u, first = seq[k, a - 1], seq[k, a]
        for b in range(a, min(a + LONGEST_SEGMENT, n - 1)):
            last, v = seq[k, b], seq[k, b + 1]
            gain = there[u, first] + there[last, v] - there[u, v]
            if gain <= 0:
                continue
            for q in range(n - 1):
                if a - 1 <= q <= b:
                    continue
                x, y = seq[k, q], seq[k, q + 1]
                if there[x, first] + there[last, y] - there[x, y] < gain and _moved(
                    m, s, k, (a, b, q)
                ):
                    return True
    return False


@compiled
def _moved(m: Model, s: State, k: int, move: tuple[int, int, int]) -> bool:
    """Put the segment a..b behind position q when the route stays in time."""
    a, b, q = move
    low, high = min(a, q + 1), max(b, q)
    w = low
    if q > b:
        w = _copy(s, k, (b + 1, q), w)
    w = _copy(s, k, (a, b), w)
    if q < a:
        _copy(s, k, (q + 1, a - 1), w)
    return _accepted(m, s, k, (low, high))


@compiled
def _copy(s: State, k: int, span: tuple[int, int], to: int) -> int:
    for p in range(span[0], span[1] + 1):
        s.trial[to] = s.seq[k, p]
        to += 1
    return to


@compiled
def _accepted(m: Model, s: State, k: int, span: tuple[int, int]) -> bool:
    """Take the trial order of positions low..high over when it can be kept."""
    low, high = span
    if m.break_count[k] > 0:
        if not _keeps_breaks(m, s, k, span):
            return False
    else:
        t, before = s.leave[k, low - 1], s.seq[k, low - 1]
        for p in range(low, high + 1):
            c = s.trial[p]
            t = begin(m.opens, m.closes, k, c, t + m.there[before, c]) + m.service[c]
            if t >= INF:
                return False
            before = c
        if t + m.there[before, s.seq[k, high + 1]] > s.must[k, high + 1]:
            return False
    for p in range(low, high + 1):
        s.seq[k, p] = s.trial[p]
    return True


@compiled
def _keeps_breaks(m: Model, s: State, k: int, span: tuple[int, int]) -> bool:
    low, high = span
    labels, scratch = m.break_count[k] + 1, s.leave_by.shape[0] - 1
    before, row = s.seq[k, low - 1], k
    for p in range(low, high + 1):
        c = s.trial[p]
        for label in range(labels):
            t = earliest_by(m, k, label, s.leave_by[row, p - 1], m.there[before, c])
            if t < INF:
                t = min(INF, begin(m.opens, m.closes, k, c, t) + m.service[c])
            s.leave_by[scratch, p, label] = t
        before, row = c, scratch
    drive = m.there[before, s.seq[k, high + 1]]
    for label in range(labels):
        left = s.leave_by[scratch, high, label]
        if left < INF and left <= latest_by(m, k, label, s.must_by[k, high + 1], drive):
            return True
    return False


@compiled
def _turn_round(m: Model, s: State, k: int) -> bool:
    n, there, seq = s.size[k], m.there, s.seq
    for a in range(1, n - 1):
        u, first = seq[k, a - 1], seq[k, a]
        inner = 0
        for b in range(a + 1, n - 1):
            last, v = seq[k, b], seq[k, b + 1]
            inner += there[last, seq[k, b - 1]] - there[seq[k, b - 1], last]
            if inner + there[u, last] + there[first, v] >= there[u, first] + there[last, v]:
                continue
            for p in range(a, b + 1):
                s.trial[p] = seq[k, a + b - p]
            if _accepted(m, s, k, (a, b)):
                return True
    return False


@compiled
def polish(m: Model, s: State) -> None:
    """Shorten the touched routes, then exchange and insert while something improves."""
    routes = s.size.shape[0]
    changed = False
    for k in range(routes):
        if s.touched[k] > 0 and s.size[k] > 3:
            changed = shorten(m, s, k, 50) or changed
    for _ in range(ROUNDS):
        again = False
        for k in range(routes):
            if s.touched[k] > 0:
                again = exchange(m, s, k) or again
        changed = changed or again
        if changed:
            again = _insert_more(m, s) or again
        if not again:
            return


@compiled
def exchange(m: Model, s: State, k: int) -> bool:
    """Replace the visit for which a candidate of the pool brings most more; tell whether."""
    best, best_j, best_p = 0, -1, -1
    g = m.group[k]
    for p in range(1, s.size[k] - 1):
        u, v, w = s.seq[k, p - 1], s.seq[k, p], s.seq[k, p + 1]
        if m.required[v] == 1:
            continue
        room = m.max_drive[g] - s.group_drive[g] + m.there[u, v] + m.there[v, w]
        lost = m.worth[k, v] - m.cost[u, v] - m.cost[v, w]
        for j in range(s.num[POOL]):
            i = s.pool[j]
            gain = m.worth[k, i] - m.cost[u, i] - m.cost[i, w] - lost
            if gain <= best or m.last_close[k, i] < 0:
                continue
            if m.there[u, i] + m.there[i, w] <= room and fits_between(m, s, k, (p - 1, p + 1), i):
                best, best_j, best_p = gain, j, p
    if best_j < 0:
        return False
    v = s.seq[k, best_p]
    s.seq[k, best_p] = s.pool[best_j]
    s.pool[best_j] = v
    s.where[v] = NEVER
    note_taken(s, v)
    s.touched[k] = 2
    schedule(m, s, k)
    return True


@compiled
def _insert_more(m: Model, s: State) -> bool:
    done, w = False, 0
    for j in range(s.num[POOL]):
        best, best_k = 1e18, -1
        for k in range(s.size.shape[0]):
            if s.touched[k] > 0 and price(m, s, k, j, PLAIN) and s.offer[j, k] < best:
                if gain_of(m, s, k, j) <= 0 and m.required[s.pool[j]] == 0:
                    continue
                best, best_k = s.offer[j, k], k
        if best_k >= 0:
            insert(m, s, best_k, s.offer_at[j, best_k], s.pool[j])
            done = True
        else:
            s.pool[w] = s.pool[j]
            w += 1
    s.num[POOL] = w
    return done
