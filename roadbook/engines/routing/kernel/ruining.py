"""Taking visits out: strings of neighbors, random ones, a time of day, a whole route.

Strings: slack induction by string removals (Christiaens and Vanden Berghe 2020,
doi:10.1287/trsc.2019.0914).
"""

from roadbook.engines.routing.kernel.arrays import MISSING, NEVER, SERVED, TAKEN, Model, State
from roadbook.engines.routing.kernel.compiling import compiled
from roadbook.engines.routing.kernel.dice import below, share
from roadbook.engines.routing.kernel.pricing import note_taken
from roadbook.engines.routing.kernel.times import schedule
from roadbook.engines.routing.kernel.tuning import (
    LONGEST_STRING,
    MEAN_TAKEN,
    RANDOM_UP_TO,
    SPAN_UP_TO,
    STRING_UP_TO,
)

PERCENT = 100.0


@compiled
def ruin(m: Model, s: State) -> None:
    """Take visits out in a way drawn at random and close the gaps."""
    if s.num[MISSING] > 0 and share(s.dice) < 0.4:
        _make_room(m, s)
        _close_gaps(m, s)
        return
    way = below(s.dice, 100)
    if way < m.tuning[STRING_UP_TO]:
        _take_strings(m, s)
    elif way < m.tuning[RANDOM_UP_TO]:
        _take_any(m, s)
    elif way < m.tuning[SPAN_UP_TO]:
        _take_span(m, s)
    else:
        k = below(s.dice, s.size.shape[0])
        for p in range(1, s.size[k] - 1):
            if share(s.dice) < 0.85:
                _mark_gone(s, k, p)
    _close_gaps(m, s)


@compiled
def _make_room(m: Model, s: State) -> None:
    """Empty a day on which a missing required visit is open of what is not required."""
    routes, count = s.size.shape[0], m.required.shape[0]
    i, k = below(s.dice, count), below(s.dice, routes)
    for _ in range(count):
        if m.required[i] == 1 and s.where[i] < 0:
            break
        i = (i + 1) % count
    for _ in range(routes):
        if m.last_close[k, i] >= 0:
            break
        k = (k + 1) % routes
    for p in range(1, s.size[k] - 1):
        if m.required[s.seq[k, p]] == 0 or share(s.dice) < 0.3:
            _mark_gone(s, k, p)


@compiled
def _mark_gone(s: State, k: int, p: int) -> None:
    i = s.seq[k, p]
    if s.gone[i] == 0:
        s.gone[i] = 1
        s.touched[k] = 2
        note_taken(s, i)


@compiled
def _take_strings(m: Model, s: State) -> None:
    dice, count = s.dice, m.near.shape[0]
    seed = below(dice, count)
    mean_length = s.num[SERVED] / s.size.shape[0]
    longest = min(float(m.tuning[LONGEST_STRING]), max(1.0, mean_length))
    most = 4.0 * m.tuning[MEAN_TAKEN] / 10.0 / (1.0 + longest) - 1.0
    wanted = int(share(dice) * most + 1.0)
    done = 0
    for j in range(-1, m.near.shape[1]):
        if done >= wanted:
            break
        c = seed if j < 0 else m.near[seed, j]
        k = s.where[c]
        if k < 0 or s.touched[k] == 2:
            continue
        if s.gone[c] == 0:
            _take_string(s, k, s.at[c], longest)
            s.touched[k] = 2
            done += 1


@compiled
def _take_string(s: State, k: int, p: int, longest: float) -> None:
    """Take a string around position p; now and then keep a piece in its middle."""
    dice, n = s.dice, s.size[k] - 2
    length = min(n, int(share(dice) * min(float(n), longest) + 1.0))
    kept = 0
    if 1 < length < n and share(dice) < 0.4:
        kept = 1
        while length + kept < n and share(dice) > 0.3:
            kept += 1
    whole = length + kept
    low, high = max(1, p - whole + 1), min(p, n - whole + 1)
    first = low + below(dice, high - low + 1)
    hole = first + below(dice, length) if kept > 0 else first + whole
    for q in range(first, first + whole):
        if q < hole or q >= hole + kept:
            _mark_gone(s, k, q)


@compiled
def _take_any(m: Model, s: State) -> None:
    wanted = 1 + below(s.dice, int(m.tuning[MEAN_TAKEN] * 0.16) + 1)
    for _ in range(wanted):
        k = below(s.dice, s.size.shape[0])
        if s.size[k] > 2:
            _mark_gone(s, k, 1 + below(s.dice, s.size[k] - 2))


@compiled
def _take_span(m: Model, s: State) -> None:
    """Take what is left within some hours, of one route or of all."""
    dice = s.dice
    chosen, everywhere = below(dice, s.size.shape[0]), share(dice) < 0.4
    length = float(m.latest[chosen] - m.earliest[chosen])
    first = length * share(dice)
    last = first + length * (0.04 + 0.3 * share(dice))
    for k in range(s.size.shape[0]):
        if k == chosen or everywhere:
            for p in range(1, s.size[k] - 1):
                x = float(s.leave[k, p] - m.earliest[k])
                if first <= x <= last:
                    _mark_gone(s, k, p)


@compiled
def _close_gaps(m: Model, s: State) -> None:
    for k in range(s.size.shape[0]):
        if s.touched[k] == 2:
            w, n = 1, s.size[k]
            for p in range(1, n - 1):
                if s.gone[s.seq[k, p]] == 0:
                    s.seq[k, w] = s.seq[k, p]
                    w += 1
            s.seq[k, w] = s.seq[k, n - 1]
            s.size[k] = w + 1
            s.group_visits[m.group[k]] -= n - w - 1
            schedule(m, s, k)
    for j in range(s.num[TAKEN]):
        i = s.taken[j]
        if s.gone[i] == 1:
            s.gone[i] = 0
            s.where[i] = NEVER
