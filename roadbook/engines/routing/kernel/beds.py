"""Moving a night to another bed."""

from roadbook.engines.routing.kernel.arrays import BROKEN, Model, State
from roadbook.engines.routing.kernel.compiling import compiled
from roadbook.engines.routing.kernel.dice import below, share
from roadbook.engines.routing.kernel.pricing import take_out
from roadbook.engines.routing.kernel.times import schedule


@compiled
def put_beds(m: Model, s: State) -> None:
    """Write starts and ends of all routes from the beds."""
    for k in range(s.size.shape[0]):
        put_bed(m, s, k)


@compiled
def put_bed(m: Model, s: State, k: int) -> None:
    """Write the end of a route, and the start of the next where it begins there."""
    node = m.end[k]
    if node < 0:
        node = m.bed_node[k, s.bed[k]]
    s.seq[k, s.size[k] - 1] = node
    if m.start[k] >= 0:
        s.seq[k, 0] = m.start[k]
    if k + 1 < s.size.shape[0] and m.start[k + 1] < 0:
        s.seq[k + 1, 0] = node


@compiled
def change_bed(m: Model, s: State) -> None:
    """Move one night, sometimes the next one with it, and drop the visits that no longer fit."""
    routes = s.size.shape[0]
    k = below(s.dice, routes)
    for _ in range(routes):
        if m.bed_count[k] > 1:
            break
        k = (k + 1) % routes
    if m.bed_count[k] < 2:
        return
    bed = below(s.dice, m.bed_count[k] - 1)
    if bed >= s.bed[k]:
        bed += 1
    last = k
    _put(m, s, k, bed)
    if k + 1 < routes and m.start[k + 1] < 0 and m.bed_count[k + 1] > 1 and share(s.dice) < 0.4:
        same = _same_bed(m, k + 1, m.bed_node[k, bed])
        if same < 0 or share(s.dice) < 0.3:
            same = below(s.dice, m.bed_count[k + 1])
        _put(m, s, k + 1, same)
        last = k + 1
    if last + 1 < routes and m.start[last + 1] < 0:
        last += 1
    empty = share(s.dice)
    for route in range(k, last + 1):
        _make_fit(m, s, route, (empty, route == k))


@compiled
def _put(m: Model, s: State, k: int, bed: int) -> None:
    s.bed[k] = bed
    put_bed(m, s, k)


@compiled
def _same_bed(m: Model, k: int, node: int) -> int:
    for bed in range(m.bed_count[k]):
        if m.bed_node[k, bed] == node:
            return bed
    return -1


@compiled
def _make_fit(m: Model, s: State, k: int, how: tuple[float, bool]) -> None:
    """Drop visits near the moved end until the route fits; now and then drop them all."""
    s.touched[k] = 2
    empty, at_end = how
    fits = schedule(m, s, k)
    g = m.group[k]
    while s.size[k] > 2 and (empty < 0.15 or not fits or s.group_drive[g] > m.max_drive[g]):
        near = min(3, s.size[k] - 2)
        p = s.size[k] - 2 - below(s.dice, near) if at_end else 1 + below(s.dice, near)
        take_out(m, s, k, p)
        fits = s.fits[k] == 1
    if not fits or s.group_drive[g] > m.max_drive[g]:
        s.num[BROKEN] = 1
