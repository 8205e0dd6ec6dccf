"""What each slice puts into the world: `add(world)` makes its things and names their ids."""

from collections.abc import Callable, Sequence

from tests.matrix.world import World
from tests.matrix.worlds import (
    approvals,
    customers,
    foundation,
    money,
    planning,
    schedule,
    standards,
    trips,
    visits,
)

THINGS: Sequence[Callable[[World], None]] = (
    foundation.add,
    schedule.add,
    standards.add,
    money.add,
    customers.add,
    visits.add,
    approvals.add,
    trips.add,
    planning.add,
)
