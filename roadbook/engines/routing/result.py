"""The answer: stops by day with their times, the beds, and what was left out, as frozen records."""

from dataclasses import dataclass
from enum import StrEnum


class Constraint(StrEnum):
    """What keeps a visit out, the most fundamental first."""

    NO_WINDOW = "no_window"  # open on none of the days
    UNREACHABLE = "unreachable"  # no way there and back
    WINDOW_TOO_FAR = "window_too_far"  # even alone on a day it cannot be reached within its hours
    MAX_DRIVE = "max_drive"  # the day's driving cap
    MAX_VISITS = "max_visits"  # the day's visit cap
    WINDOW = "window"  # its hours clash with the visits planned; at another time it would fit
    HOURS = "hours"  # the days are full
    NOT_WORTH = "not_worth"  # it fits, but costs more than it brings


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One visit; the leg is the way to it. `slack_s`: how much later it may start without harm."""

    candidate_id: str
    arrive_s: int
    start_s: int
    leave_s: int
    wait_s: int
    slack_s: int
    leg_s: int
    leg_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A break as taken."""

    from_s: int
    until_s: int
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """One day: leaves `start` at `leave_s`, is at `end` at `back_s`; `hotel_id` when slept in
    one."""

    date: str
    start: int
    end: int
    leave_s: int
    back_s: int
    stops: tuple[Stop, ...]
    pauses: tuple[Pause, ...]
    last_leg_s: int
    last_leg_m: int
    drive_s: int
    drive_m: int
    visit_s: int
    wait_s: int
    hotel_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanResult:
    """A plan. `value` is what the solver maximized, in points × 18 000 (`timeline.FINE`)."""

    problem_hash: str
    engine: str
    seed: int
    iterations: int
    days: tuple[DayPlan, ...]
    left_out: tuple[str, ...]
    prize: int
    drive_s: int
    drive_m: int
    hotel_minor: int
    value: int

    def day_of(self, candidate_id: str) -> int | None:
        """Tell on which day a candidate is visited; None when left out."""
        for k, day in enumerate(self.days):
            if any(stop.candidate_id == candidate_id for stop in day.stops):
                return k
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """A candidate and the constraint that keeps it out (with the day that came nearest, if any)."""

    candidate_id: str
    constraint: Constraint
    day: int | None = None


class RequiredDoesNotFit(ValueError):
    """Some required visits cannot be in any plan found; `blocked` names each with its
    constraint."""

    def __init__(self, blocked: tuple[Blocked, ...]) -> None:
        super().__init__(", ".join(f"{b.candidate_id}: {b.constraint}" for b in blocked))
        self.blocked = blocked
