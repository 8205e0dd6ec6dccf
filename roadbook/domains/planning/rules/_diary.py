"""What became of a plan's visits so far. Days count from the plan's first, times are seconds after
local midnight, visits are named by their customer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from roadbook.domains.planning.rules._inputs import Busy
from roadbook.engines.routing.problem import Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class DoneVisit:
    """A visit behind us, or one that is going on and ends at `leave_s`."""

    key: str
    day: int
    start_s: int
    leave_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenVisit:
    """A visit to come. `is_ours`: the planner chose its time, so it may be moved."""

    key: str
    day: int
    start_s: int
    service_s: int
    certainty: Certainty
    is_ours: bool

    @property
    def is_fixed(self) -> bool:
        return self.certainty in {Certainty.EXACT, Certainty.CONFIRMED, Certainty.LEEWAY}


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """The visits of a plan's days as they are; `heading_to` is the one that is driven to now.

    `left_behind` are open visits of earlier days. `busy` is further taken time by day.
    """

    done: Sequence[DoneVisit] = ()
    heading_to: OpenVisit | None = None
    open: Mapping[str, OpenVisit] = field(default_factory=dict)
    gone: frozenset[str] = frozenset()
    left_behind: Mapping[str, OpenVisit] = field(default_factory=dict)
    busy: Mapping[int, Sequence[Busy]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What happened, in the planner's terms. `here`: a place of the matrix, None: to be deduced."""

    day: int
    at_s: int
    late_s: int = 0
    here: int | None = None
    cancelled: str = ""
    inserted: OpenVisit | None = None
    full_hotel: str = ""
    only_today: bool = False
