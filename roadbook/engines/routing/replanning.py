"""What to do when the day turns out otherwise: plan the rest again and disturb little.

What is done stays done. The rest starts where the traveler is now, at the end of a visit under way;
visits keep their day unless moving them is worth more than the stability bonus. A required visit
that
cannot be kept any more gives way by certainty, the least certain first, and is named.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from roadbook.engines.routing.problem import (
    FIRMNESS,
    BadProblem,
    Break,
    Candidate,
    Day,
    Hotel,
    PlanProblem,
)
from roadbook.engines.routing.result import (
    Blocked,
    DayPlan,
    Pause,
    PlanResult,
    RequiredDoesNotFit,
    Stop,
)
from roadbook.engines.routing.solving import Budget, solve


class EventKind(StrEnum):
    CANCELLED = "cancelled"  # a visit falls away
    LATE = "late"  # the clock alone
    INSERTED = "inserted"  # a visit must get in
    HOTEL_FULL = "hotel_full"  # a bed is gone


class Scope(StrEnum):
    TODAY = "today"  # the other days stay as they are
    TRIP = "trip"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened. `subject_id`: the candidate, or the hotel; empty when only time passed."""

    kind: EventKind
    subject_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """Where the traveler is and when; `place` is one of the problem's.

    `done` are the visits behind us, whatever their planned time; None: those begun by the clock.
    """

    day: int
    clock_s: int
    place: int
    done: frozenset[str] | None = None

    def is_behind(self, stop: Stop) -> bool:
        if self.done is None:
            return stop.start_s < self.clock_s
        return stop.candidate_id in self.done


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """One visit before and after; None: not in the plan. Days count from the first of the whole
    plan."""

    candidate_id: str
    day_before: int | None
    day_after: int | None
    start_before_s: int | None
    start_after_s: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changes for the visits not done yet."""

    added: tuple[Shift, ...]
    dropped: tuple[Shift, ...]
    moved: tuple[Shift, ...]  # to another day
    retimed: tuple[Shift, ...]  # same day, another time
    unchanged: int
    nights: tuple[int, ...]  # whose bed is another one
    drive_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replanned:
    """The rest of the trip. Its problem's day 0 is `moment.day`; `done` are the stops behind us."""

    rest: PlanProblem
    result: PlanResult
    before: PlanResult
    done: tuple[Stop, ...]
    first_day: int
    difference: Difference
    given_up: tuple[Blocked, ...]
    overtime_s: int  # by how much today must end later than it should


def replan(
    problem: PlanProblem,
    plan: PlanResult,
    event: Event,
    *,
    moment: Moment,
    scope: Scope = Scope.TRIP,
    budget: Budget | None = None,
) -> Replanned:
    """Plan the rest again. Raises BadProblem for an unknown subject or day, or where no way
    leads on."""
    if not 0 <= moment.day < len(problem.days) or not 0 <= moment.place < problem.travel.size:
        raise BadProblem("moment", "is not within the plan")
    _check_subject(problem, event)
    done = _done(plan, moment)
    rest, overtime_s = _rest(problem, plan, event, moment, done)
    before = _remaining(plan, moment, done)
    if scope is Scope.TODAY:
        rest, before = _today(rest, before)
    result, rest, given_up = _solved(rest, before, budget, plan.seed)
    return Replanned(
        rest=rest,
        result=result,
        before=before,
        done=done,
        first_day=moment.day,
        difference=difference_of(before, result, moment.day),
        given_up=given_up,
        overtime_s=overtime_s,
    )


def _check_subject(problem: PlanProblem, event: Event) -> None:
    known: set[str] = {""}
    if event.kind in {EventKind.CANCELLED, EventKind.INSERTED}:
        known = {candidate.id for candidate in problem.candidates}
    elif event.kind is EventKind.HOTEL_FULL:
        known = {hotel.id for hotel in problem.hotels}
    if event.subject_id not in known:
        raise BadProblem("event", "is about nothing in the plan")


def _done(plan: PlanResult, moment: Moment) -> tuple[Stop, ...]:
    past = [
        stop
        for day in plan.days[: moment.day]
        for stop in day.stops
        if moment.done is None or stop.candidate_id in moment.done
    ]
    today = [stop for stop in plan.days[moment.day].stops if moment.is_behind(stop)]
    return (*past, *today)


def _rest(
    problem: PlanProblem, plan: PlanResult, event: Event, moment: Moment, done: tuple[Stop, ...]
) -> tuple[PlanProblem, int]:
    behind = {stop.candidate_id for stop in done}
    hotels = tuple(_hotel(hotel, event, moment.day) for hotel in problem.hotels)
    today, overtime_s = _now(problem, plan, moment, hotels)
    candidates = tuple(
        _candidate(candidate, plan, event, moment.day)
        for candidate in problem.candidates
        if candidate.id not in behind
    )
    rest = PlanProblem(
        days=(today, *problem.days[moment.day + 1 :]),
        candidates=candidates,
        travel=problem.travel,
        hotels=hotels,
        weights=problem.weights,
        rides=tuple(
            replace(ride, day=ride.day - moment.day)
            for ride in problem.rides
            if ride.day >= moment.day
        ),
    )
    if overtime_s and any(ride.day == 0 for ride in rest.rides):
        raise BadProblem("ride", "leaves before one is there")
    return rest, overtime_s


def _hotel(hotel: Hotel, event: Event, first: int) -> Hotel:
    gone = event.kind is EventKind.HOTEL_FULL and hotel.id == event.subject_id
    nights = () if gone else tuple(night - first for night in hotel.nights if night >= first)
    return replace(hotel, nights=nights)


def _candidate(candidate: Candidate, plan: PlanResult, event: Event, first: int) -> Candidate:
    windows = tuple(replace(w, day=w.day - first) for w in candidate.windows if w.day >= first)
    day = plan.day_of(candidate.id)
    is_subject = candidate.id == event.subject_id
    if is_subject and event.kind is EventKind.CANCELLED:
        return replace(candidate, windows=(), required=False, keep_day=None)
    required = candidate.required or (is_subject and event.kind is EventKind.INSERTED)
    keep_day = None if day is None or day < first else day - first
    return replace(candidate, windows=windows, required=required, keep_day=keep_day)


def _now(
    problem: PlanProblem, plan: PlanResult, moment: Moment, hotels: tuple[Hotel, ...]
) -> tuple[Day, int]:
    """Give what is left of today, and how much later it must end to end at all."""
    day, planned = problem.days[moment.day], plan.days[moment.day]
    behind = [stop for stop in planned.stops if moment.is_behind(stop)]
    clock = max([moment.clock_s, day.earliest_s, *(stop.leave_s for stop in behind)])
    way = _way_out(problem, day, moment.place, hotels)
    driven = min(day.max_drive_s, sum(stop.leg_s for stop in behind))
    breaks, free = [], clock
    for pause in day.breaks:
        if any(_is_of(taken, pause) for taken in planned.pauses if taken.from_s < clock):
            continue
        opens = max(pause.opens_s, free)
        if opens + pause.length_s <= pause.closes_s:
            breaks.append(replace(pause, opens_s=opens))
            free = pause.closes_s
    latest = max(day.latest_s, clock + way)
    today = replace(
        day,
        start=moment.place,
        earliest_s=clock,
        latest_s=latest,
        max_drive_s=max(day.max_drive_s - driven, way),
        max_visits=max(0, day.max_visits - len(behind)),
        breaks=tuple(breaks) if latest == day.latest_s else (),
    )
    return today, latest - day.latest_s


def _is_of(taken: Pause, pause: Break) -> bool:
    inside = pause.opens_s <= taken.from_s and taken.until_s <= pause.closes_s
    return inside and taken.until_s - taken.from_s == pause.length_s


def _way_out(problem: PlanProblem, day: Day, place: int, hotels: tuple[Hotel, ...]) -> int:
    ends = [day.end] if day.end is not None else [h.place for h in hotels if 0 in h.nights]
    ways = [problem.travel.seconds[place][end] for end in ends]
    open_ways = [way for way in ways if way >= 0]
    if not open_ways:
        raise BadProblem("day", "has no place for the night")
    return min(open_ways)


def _remaining(plan: PlanResult, moment: Moment, done: tuple[Stop, ...]) -> PlanResult:
    behind = {stop.candidate_id for stop in done}
    today = plan.days[moment.day]
    left = tuple(stop for stop in today.stops if stop.candidate_id not in behind)
    return replace(plan, days=(replace(today, stops=left), *plan.days[moment.day + 1 :]))


def _today(rest: PlanProblem, before: PlanResult) -> tuple[PlanProblem, PlanResult]:
    """Narrow to the first day: whoever is planned later is not to be had, the bed is the booked
    one."""
    later = {stop.candidate_id for day in before.days[1:] for stop in day.stops}
    day, planned = rest.days[0], before.days[0]
    bed = {hotel.id: hotel for hotel in rest.hotels}.get(planned.hotel_id or "")
    free = bed is None or 0 not in bed.nights
    candidates = tuple(
        replace(c, windows=tuple(w for w in c.windows if w.day == 0), required=c.required)
        for c in rest.candidates
        if c.id not in later and (not c.required or any(w.day == 0 for w in c.windows))
    )
    hotels = tuple(
        replace(
            h, nights=tuple(n for n in h.nights if n == 0 and (free or h.id == planned.hotel_id))
        )
        for h in rest.hotels
    )
    narrow = replace(rest, days=(day,), candidates=candidates, hotels=hotels, rides=())
    return narrow, replace(before, days=(planned,))


def _solved(
    rest: PlanProblem, before: PlanResult, budget: Budget | None, seed: int
) -> tuple[PlanResult, PlanProblem, tuple[Blocked, ...]]:
    """Solve; while required visits do not fit, let the least certain of them go."""
    given_up: list[Blocked] = []
    while True:
        try:
            result = solve(rest, budget=budget, seed=seed, warm_start=before)
        except RequiredDoesNotFit as refused:
            blocked = min(refused.blocked, key=lambda each: _firmness(rest, each.candidate_id))
            given_up.append(blocked)
            rest = _loosened(rest, blocked.candidate_id)
        else:
            return result, rest, tuple(given_up)


def _firmness(problem: PlanProblem, candidate_id: str) -> tuple[int, int, str]:
    candidate = next(each for each in problem.candidates if each.id == candidate_id)
    return FIRMNESS[candidate.certainty], candidate.prize, candidate.id


def _loosened(problem: PlanProblem, candidate_id: str) -> PlanProblem:
    candidates = tuple(
        replace(each, required=False) if each.id == candidate_id else each
        for each in problem.candidates
    )
    return replace(problem, candidates=candidates)


def difference_of(before: PlanResult, after: PlanResult, first: int = 0) -> Difference:
    """Compare two plans of the same days; `first` is the number of their first day."""
    old, new = _stops_of(before.days), _stops_of(after.days)
    shifts = [_shift(each, old.get(each), new.get(each), first) for each in sorted({*old, *new})]
    both = [s for s in shifts if s.candidate_id in old and s.candidate_id in new]
    stayed = [s for s in both if s.day_before == s.day_after]
    retimed = tuple(s for s in stayed if s.start_before_s != s.start_after_s)
    return Difference(
        added=tuple(s for s in shifts if s.candidate_id not in old),
        dropped=tuple(s for s in shifts if s.candidate_id not in new),
        moved=tuple(s for s in both if s.day_before != s.day_after),
        retimed=retimed,
        unchanged=len(stayed) - len(retimed),
        nights=tuple(
            first + k
            for k, (a, b) in enumerate(zip(before.days, after.days, strict=True))
            if a.hotel_id != b.hotel_id
        ),
        drive_s=after.drive_s - _drive_left(before),
    )


def _drive_left(plan: PlanResult) -> int:
    return sum(day.last_leg_s + sum(stop.leg_s for stop in day.stops) for day in plan.days)


def _stops_of(days: tuple[DayPlan, ...]) -> dict[str, tuple[int, int]]:
    return {
        stop.candidate_id: (k, stop.start_s) for k, day in enumerate(days) for stop in day.stops
    }


def _shift(
    candidate_id: str, old: tuple[int, int] | None, new: tuple[int, int] | None, first: int
) -> Shift:
    return Shift(
        candidate_id=candidate_id,
        day_before=None if old is None else old[0] + first,
        day_after=None if new is None else new[0] + first,
        start_before_s=None if old is None else old[1],
        start_after_s=None if new is None else new[1],
    )
