"""The question: days, candidates, hotels, travel and weights, as frozen integer records.

Times of day are seconds after local midnight of the day they stand in. Places are indices into the
travel matrix. Points are integers of the caller's scale; `Weights` relates them to hours, km and
money.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

UNREACHABLE = -1
DAY_S = 86_400
MAX_S = 2 * DAY_S  # a working day may end after midnight
MAX_POINTS = 10**9


class BadProblem(ValueError):
    """The problem cannot be meant; `where` names the record, `reason` says why."""

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason


class Certainty(StrEnum):
    """How fixed a visit is; when not everything required fits, the less certain gives way first."""

    SUGGESTED = "suggested"
    RESERVED = "reserved"
    FLEXIBLE_WEEK = "flexible_week"
    FLEXIBLE_DAY = "flexible_day"
    LEEWAY = "leeway"
    EXACT = "exact"
    CONFIRMED = "confirmed"


FIRMNESS = {certainty: rank for rank, certainty in enumerate(Certainty)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """A pause of `length_s` within [opens_s, closes_s] in which nobody drives or visits.

    Lunch has room to move; a busy time of the calendar fills its window. Driving may go on after
    it.
    """

    opens_s: int
    closes_s: int
    length_s: int
    label: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.length_s <= self.closes_s - self.opens_s or self.opens_s < 0:
            raise BadProblem("break", "does not fit its own window")


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day on the road.

    `start` None: where the night before was spent. `end` None: the night's hotel is chosen.
    Breaks are in order and do not overlap.
    """

    date: str
    start: int | None
    end: int | None
    earliest_s: int
    latest_s: int
    max_drive_s: int = DAY_S
    max_visits: int = 1_000
    breaks: tuple[Break, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.earliest_s <= self.latest_s <= MAX_S:
            raise BadProblem("day", "ends before it starts")
        if self.max_drive_s < 0 or self.max_visits < 0:
            raise BadProblem("day", "has a negative cap")
        clock = self.earliest_s
        for pause in self.breaks:
            if pause.opens_s < clock or pause.closes_s > self.latest_s:
                raise BadProblem("day", "has breaks out of order or outside its hours")
            clock = pause.closes_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """On day `day` the visit may *start* within [from_s, until_s]."""

    day: int
    from_s: int
    until_s: int

    def __post_init__(self) -> None:
        if not (self.day >= 0 and 0 <= self.from_s <= self.until_s <= MAX_S):
            raise BadProblem("window", "ends before it starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A customer who could be visited. A day without a window is a day on which they cannot."""

    id: str
    place: int
    service_s: int
    windows: tuple[Window, ...]
    prize: int = 0
    certainty: Certainty = Certainty.SUGGESTED
    required: bool = False
    keep_day: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.service_s <= DAY_S:
            raise BadProblem(self.id, "has an impossible visit length")
        if not 0 <= self.prize <= MAX_POINTS:
            raise BadProblem(self.id, "has a prize out of range")


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotel:
    """A bed for some nights; night k follows day k. `preference` adds points for each night."""

    id: str
    place: int
    nights: tuple[int, ...]
    price_minor: int = 0
    preference: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.price_minor <= 10**12 or abs(self.preference) > MAX_POINTS:
            raise BadProblem(self.id, "has a price or preference out of range")


@dataclass(frozen=True, slots=True, kw_only=True)
class TravelMatrix:
    """Seconds and metres from place to place; not symmetric; UNREACHABLE where there is no way.

    `source_of[i][j]` indexes `sources` (estimate, osrm, valhalla, amap …); empty: all of
    `sources[0]`.
    """

    seconds: tuple[tuple[int, ...], ...]
    metres: tuple[tuple[int, ...], ...]
    sources: tuple[str, ...] = ("estimate",)
    source_of: tuple[tuple[int, ...], ...] = ()

    def __post_init__(self) -> None:
        size = len(self.seconds)
        tables = [self.seconds, self.metres] + ([self.source_of] if self.source_of else [])
        if any(len(table) != size or any(len(row) != size for row in table) for table in tables):
            raise BadProblem("travel", "is not square")
        if size and min(min(row) for table in tables for row in table) < UNREACHABLE:
            raise BadProblem("travel", "has a negative entry")

    @property
    def size(self) -> int:
        return len(self.seconds)

    def source(self, i: int, j: int) -> str:
        return self.sources[self.source_of[i][j] if self.source_of else 0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """A train or flight with fixed times between the stretches `day` and `day + 1` of one date.

    The first ends at `origin` by `ready_s`, the next begins at `destination` from `free_s` on;
    both are seconds after midnight and include what one needs at the stations. One that
    `is_behind` has been ridden, whatever its times say.
    """

    id: str
    day: int
    origin: int
    destination: int
    ready_s: int
    departs_s: int
    arrives_s: int
    free_s: int
    price_minor: int = 0
    is_behind: bool = False

    def __post_init__(self) -> None:
        times = (0, self.ready_s, self.departs_s, self.arrives_s, self.free_s)
        if list(times) != sorted(times) or self.price_minor < 0:
            raise BadProblem(self.id, "arrives before it leaves")


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What points are worth: `hour_points` an hour at the wheel, `km_points` a km driven,
    `minor_per_point` the money of one point (0: prices do not matter), `stability_bonus` a visit
    that stays on its `keep_day`."""

    hour_points: int = 0
    km_points: int = 0
    minor_per_point: int = 0
    stability_bonus: int = 0

    def __post_init__(self) -> None:
        if min(self.hour_points, self.km_points, self.minor_per_point, self.stability_bonus) < 0:
            raise BadProblem("weights", "are negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProblem:
    """Everything a plan is made from.

    `rides` part a date into stretches, each of them one of `days`; stretches of one date share
    its caps.
    """

    days: tuple[Day, ...]
    candidates: tuple[Candidate, ...]
    travel: TravelMatrix
    hotels: tuple[Hotel, ...] = ()
    weights: Weights = field(default_factory=Weights)
    rides: tuple[Ride, ...] = ()

    def __post_init__(self) -> None:
        _check_ids([c.id for c in self.candidates], "candidates")
        _check_ids([h.id for h in self.hotels], "hotels")
        self._check_places()
        self._check_nights()
        self._check_rides()

    @property
    def dates(self) -> tuple[int, ...]:
        """Number the dates: per day, the first of the stretches that rides join it to."""
        joined, first = {ride.day for ride in self.rides}, 0
        found = []
        for k in range(len(self.days)):
            first = first if k - 1 in joined else k
            found.append(first)
        return tuple(found)

    def _check_rides(self) -> None:
        last = -1
        for ride in self.rides:
            if not last < ride.day < len(self.days) - 1:
                raise BadProblem(ride.id, "stands outside the plan or out of order")
            last = ride.day
            left, got = self.days[ride.day], self.days[ride.day + 1]
            if left.date != got.date or (left.end, got.start) != (ride.origin, ride.destination):
                raise BadProblem(ride.id, "does not lead from stretch to stretch")

    def _check_places(self) -> None:
        size = self.travel.size
        used = [c.place for c in self.candidates] + [h.place for h in self.hotels]
        used += [p for day in self.days for p in (day.start, day.end) if p is not None]
        if any(not 0 <= place < size for place in used):
            raise BadProblem("travel", "does not hold every place")
        horizon = len(self.days)
        if any(w.day >= horizon for c in self.candidates for w in c.windows):
            raise BadProblem("window", "stands on a day outside the plan")

    def _check_nights(self) -> None:
        for k, day in enumerate(self.days):
            if day.start is None and k == 0:
                raise BadProblem("day", "the first one has no start")
            if day.end is None and not any(k in hotel.nights for hotel in self.hotels):
                raise BadProblem("day", "has no place for the night")


def _check_ids(ids: Sequence[str], where: str) -> None:
    if len(set(ids)) != len(ids):
        raise BadProblem(where, "repeat an id")
