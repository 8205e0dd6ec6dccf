"""What the kernel reads (`Model`) and what it changes (`State`).

Nodes are the M candidates first, then places: starts, ends and beds. A *route* is one day of one
person, or the part of a day between two fixed legs; routes of one *group* share its caps.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Times = NDArray[np.int32]
Flags = NDArray[np.int8]
Floats = NDArray[np.float64]

INF: Final = 1_000_000_000  # a time that cannot be met
NEVER: Final = -1  # a latest time that cannot be met

# slots of State.num
CURRENT, MISSING, BEST, BEST_MISSING = 0, 1, 2, 3  # value and required visits not served
STEP, CYCLE, CYCLE_LENGTH, CYCLE_START = 4, 5, 6, 7  # the annealing schedule
STAMP, TAKEN, POOL, SERVED = 8, 9, 10, 11  # work: stamp of `mark`, lengths of lists, visits served
BROKEN = 12
TRIAL_END, TRIAL_VALUE, TRIAL_MISSING = 13, 14, 15
SLOTS: Final = 16


class Model(NamedTuple):
    """A compiled problem. Value units are the caller's; times are seconds (or any unit)."""

    there: Times  # [N, N] from row to column
    back: Times  # its transpose
    cost: Ints  # [N, N] value lost by driving
    service: Ints  # [M]
    opens: Times  # [K, M, W] windows of starting, ascending, disjoint
    closes: Times  # padded with NEVER
    first_open: Times  # [K, M]
    last_close: Times
    worth: Ints  # [K, M]
    required: Flags  # [M]
    near: Times  # [M, Q] other candidates, nearest first
    earliest: Ints  # [K]
    latest: Ints
    group: Ints  # [K] index into the caps
    max_drive: Ints  # [G]
    max_visits: Ints
    start: Ints  # [K] node, NEVER: where the route before ended
    end: Ints  # [K] node, NEVER: the bed
    bed_count: Ints  # [K]
    bed_node: Ints  # [K, H]
    bed_value: Ints  # [K, H]
    break_count: Ints  # [K]
    breaks: Ints  # [K, B, 3] opens, closes, length
    tuning: Ints  # see `tuning.py`
    chill: Ints  # [1025] falling factors of the temperature, 2**20 is 1
    luck: Ints  # [1024] minus the logarithm of a uniform draw, 2**10 is 1


class State(NamedTuple):
    """A plan being worked on, the accepted one, the best one, and room to work."""

    seq: Times  # [K, P] nodes: start, candidates, end
    size: Ints  # [K] entries of seq in use
    bed: Ints  # [K] index into bed_node
    leave: Times  # [K, P] earliest leaving; at the last entry the earliest return
    must: Times  # [K, P] latest arriving
    leave_by: Times  # [K, P, B + 1] the same by breaks taken, where a day has breaks
    must_by: Times
    drive: Ints  # [K]
    value: Ints  # [K] worth of the visits less the cost of driving
    fits: Flags  # [K] in time
    group_drive: Ints  # [G]
    group_visits: Ints
    where: Times  # [M] route, NEVER when not served
    at: Times  # [M] position
    touched: Flags  # [K]
    gone: Flags  # [M]
    kept_seq: Times
    kept_size: Ints
    kept_bed: Ints
    best_seq: Times
    best_size: Ints
    best_bed: Ints
    trial_seq: Times  # the plan before a bed was moved
    trial_size: Ints
    trial_bed: Ints
    taken: Times  # [M] removed in this iteration
    pool: Times  # [M] candidates of this iteration
    key: Floats  # [M]
    order: Times  # [M]
    offer: Floats  # [M, K] time an insertion takes
    offer_at: Times  # [M, K] position, NEVER when none
    mark: Ints  # [M]
    trial: Times  # [P]
    num: Ints  # slots
    dice: NDArray[np.uint64]
