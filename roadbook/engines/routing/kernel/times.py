"""Earliest and latest times along a route.

Where a day has breaks, every time is kept by label, the number of breaks taken so far: taking a
break as early as possible on its leg never arrives later, so the labels are exact.
"""

from roadbook.engines.routing.kernel.arrays import INF, NEVER, Ints, Model, State, Times
from roadbook.engines.routing.kernel.compiling import compiled


@compiled
def begin(opens: Times, closes: Times, k: int, i: int, t: int) -> int:
    """Give the first moment at or after t when a visit may start."""
    for w in range(opens.shape[2]):
        if t <= closes[k, i, w]:
            o = opens[k, i, w]
            return max(t, o)
    return INF


@compiled
def last_begin(opens: Times, closes: Times, k: int, i: int, t: int) -> int:
    """Give the last moment at or before t when a visit may start."""
    for w in range(opens.shape[2] - 1, -1, -1):
        o, c = opens[k, i, w], closes[k, i, w]
        if c >= o and t >= o:
            return min(t, c)
    return NEVER


@compiled
def schedule(m: Model, s: State, k: int) -> bool:
    """Compute a route's times, drive and value anew; tell whether it is in time."""
    _forward(m, s, k)
    if m.break_count[k] > 0:
        s.fits[k] = _forward_by(m, s, k)
        _backward_by(m, s, k)
    else:
        s.fits[k] = s.leave[k, s.size[k] - 1] <= m.latest[k]
        _backward(m, s, k)
    return s.fits[k] == 1


@compiled
def _forward(m: Model, s: State, k: int) -> None:
    n = s.size[k]
    a = s.seq[k, 0]
    t, drive, value = m.earliest[k], 0, 0
    s.leave[k, 0] = t
    for p in range(1, n - 1):
        b = s.seq[k, p]
        tr = m.there[a, b]
        drive += tr
        value += m.worth[k, b] - m.cost[a, b]
        t = begin(m.opens, m.closes, k, b, t + tr) + m.service[b]
        t = min(t, INF)
        s.leave[k, p] = t
        s.at[b] = p
        s.where[b] = k
        a = b
    b = s.seq[k, n - 1]
    tr = m.there[a, b]
    drive += tr
    s.leave[k, n - 1] = min(t + tr, INF)
    g = m.group[k]
    s.group_drive[g] += drive - s.drive[k]
    s.drive[k] = drive
    s.value[k] = value - m.cost[a, b]


@compiled
def _backward(m: Model, s: State, k: int) -> None:
    n = s.size[k]
    x = m.latest[k]
    b = s.seq[k, n - 1]
    s.must[k, n - 1] = x
    for p in range(n - 2, 0, -1):
        a = s.seq[k, p]
        x = last_begin(m.opens, m.closes, k, a, x - m.there[a, b] - m.service[a])
        s.must[k, p] = x
        b = a


@compiled
def reach(breaks: Ints, k: int, label: int, final: int, left: int, drive: int) -> int:
    """Give the arrival after a leg on which breaks label..final-1 are taken."""
    arrive = left + drive
    for i in range(label, final):
        o, c, length = breaks[k, i, 0], breaks[k, i, 1], breaks[k, i, 2]
        left = max(left, o) + length
        if left > c:
            return INF
        arrive = max(arrive, o) + length
    return arrive


@compiled
def latest_leaving(breaks: Ints, k: int, label: int, final: int, must: int, drive: int) -> int:
    """Give the latest leaving so that the leg, with breaks label..final-1, arrives by `must`."""
    arrive, left = must, INF
    for i in range(final - 1, label - 1, -1):
        o, c, length = breaks[k, i, 0], breaks[k, i, 1], breaks[k, i, 2]
        arrive -= length
        left = min(left, c) - length
        if arrive < o or left < o:
            return NEVER
    return min(arrive - drive, left)


@compiled
def earliest_by(m: Model, k: int, label: int, before: Times, drive: int) -> int:
    """Give the earliest arrival with `label` breaks taken, from the leavings by label before."""
    best = INF
    for start in range(label + 1):
        if before[start] < INF:
            got = reach(m.breaks, k, start, label, before[start], drive)
            best = min(best, got)
    return best


@compiled
def _forward_by(m: Model, s: State, k: int) -> bool:
    n, labels = s.size[k], m.break_count[k] + 1
    for label in range(labels):
        s.leave_by[k, 0, label] = m.earliest[k] if label == 0 else INF
    for p in range(1, n):
        a, b = s.seq[k, p - 1], s.seq[k, p]
        for label in range(labels):
            t = earliest_by(m, k, label, s.leave_by[k, p - 1], m.there[a, b])
            if p < n - 1 and t < INF:
                t = min(INF, begin(m.opens, m.closes, k, b, t) + m.service[b])
            s.leave_by[k, p, label] = t
    fits = False
    for label in range(labels):
        fits = fits or s.leave_by[k, n - 1, label] <= _must_return(m, k, label)
    return fits


@compiled
def _must_return(m: Model, k: int, label: int) -> int:
    """Breaks not taken by the return are taken at the day's end place."""
    left = INF
    for i in range(m.break_count[k] - 1, label - 1, -1):
        left = min(left, m.breaks[k, i, 1]) - m.breaks[k, i, 2]
    return min(m.latest[k], left)


@compiled
def _backward_by(m: Model, s: State, k: int) -> None:
    n, labels = s.size[k], m.break_count[k] + 1
    for label in range(labels):
        s.must_by[k, n - 1, label] = _must_return(m, k, label)
    for p in range(n - 2, 0, -1):
        a, b = s.seq[k, p], s.seq[k, p + 1]
        for label in range(labels):
            left = latest_by(m, k, label, s.must_by[k, p + 1], m.there[a, b])
            t = NEVER
            if left - m.service[a] >= 0:
                t = last_begin(m.opens, m.closes, k, a, left - m.service[a])
            s.must_by[k, p, label] = t


@compiled
def latest_by(m: Model, k: int, label: int, after: Times, drive: int) -> int:
    """Give the latest leaving with `label` breaks taken, from the latest arrivals by label after.

    The last leg's return may have breaks left to take, which the caller's `after` accounts for.
    """
    best = NEVER
    for final in range(label, m.break_count[k] + 1):
        if after[final] >= 0:
            got = latest_leaving(m.breaks, k, label, final, after[final], drive)
            best = max(best, got)
    return best
