"""A plan's question in the middle of the journey: what is done is fixed, the rest starts here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from roadbook.domains.planning.rules._diary import Diary, DoneVisit, OpenVisit, Turn
from roadbook.domains.planning.rules._problem import BUSY, LEEWAY_S
from roadbook.engines.routing.problem import (
    DAY_S,
    MAX_S,
    Break,
    Candidate,
    Certainty,
    Day,
    Hotel,
    PlanProblem,
    TravelMatrix,
    Window,
)
from roadbook.engines.routing.replanning import Moment
from roadbook.engines.routing.result import PlanResult, Stop

LATEST_S: Final = 3_600  # nobody waits longer for an appointment


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """The question on the way. `before` are the visits as the diary has them, by day; `today` is
    what is behind on this one."""

    problem: PlanProblem
    before: PlanResult
    moment: Moment
    today: Sequence[DoneVisit]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Soon:
    """When and from where one goes on; `ways` by place."""

    day: int
    free_s: int
    ways: Sequence[int]


def lived(problem: PlanProblem, plan: PlanResult, diary: Diary, turn: Turn) -> Lived:
    """Fix what is done or under way, take out what is gone, keep to what is agreed.

    `problem` has every customer of the diary and the calendar's present busy times; `plan` is the
    one that stands. Raises BadProblem when no bed or way is left.
    """
    done, here, free_s = _so_far(problem, plan, diary, turn)
    today = [each for each in done if each.day == turn.day]
    before = _before(plan, done, diary, turn)
    settled = [*done, *(_later(problem, before, diary, turn) if turn.only_today else ())]
    fixed = {each.key: each for each in settled}
    travel = _travel(problem, plan, settled, turn, here if today else None)
    place = {each.id: each.place for each in problem.candidates}
    moment = Moment(
        day=turn.day,
        clock_s=free_s,
        place=place[today[-1].key] if today else here,
        done=frozenset(each.key for each in done),
    )
    soon = _Soon(
        day=turn.day,
        free_s=max(free_s, problem.days[turn.day].earliest_s),
        ways=travel.seconds[moment.place],
    )
    candidates = tuple(
        _fixed(each, fixed[each.id]) if each.id in fixed else _candidate(each, diary, turn, soon)
        for each in problem.candidates
    )
    days = tuple(_day(day, k, turn, free_s) for k, day in enumerate(problem.days))
    hotels = tuple(_hotel(each, plan, turn) for each in problem.hotels)
    asked = PlanProblem(
        days=days,
        candidates=candidates,
        travel=travel,
        hotels=hotels,
        weights=problem.weights,
        rides=problem.rides,
    )
    return Lived(
        problem=asked,
        before=_with_ways(before, [each.key for each in today], turn.day, place, travel),
        moment=moment,
        today=today,
    )


def _so_far(
    problem: PlanProblem, plan: PlanResult, diary: Diary, turn: Turn
) -> tuple[list[DoneVisit], int, int]:
    """Give what is behind with the visit driven to, where the rest starts, and when."""
    place = {each.id: each.place for each in problem.candidates}
    done = sorted(diary.done, key=lambda each: (each.day, each.start_s, each.key))
    today = [each for each in done if each.day == turn.day]
    at = max([turn.at_s, *(each.leave_s for each in today)])
    here = turn.here
    if here is None:
        here = place[today[-1].key] if today else _start(plan, turn)
    heading = diary.heading_to
    if heading is not None and heading.key in place and heading.key != turn.cancelled:
        way = max(0, problem.travel.seconds[here][place[heading.key]])
        start = max(at + way, heading.start_s if heading.is_fixed else 0)
        start = min(start, MAX_S - DAY_S // 2)
        at, here = start + heading.service_s, place[heading.key]
        done.append(DoneVisit(key=heading.key, day=turn.day, start_s=start, leave_s=at))
    return done, here, at + turn.late_s


def _start(plan: PlanResult, turn: Turn) -> int:
    """Give where a day without visits so far is: at its start, after its end there."""
    day = plan.days[turn.day]
    return day.end if turn.at_s >= day.back_s else day.start


def _before(plan: PlanResult, done: Sequence[DoneVisit], diary: Diary, turn: Turn) -> PlanResult:
    behind = {each.key for each in done}
    away = behind | diary.gone | {turn.cancelled}
    planned = {
        stop.candidate_id: (k, stop.start_s)
        for k, day in enumerate(plan.days)
        for stop in day.stops
        if k >= turn.day
    }
    planned = {key: at for key, at in planned.items() if key not in diary.left_behind}
    planned |= {key: (each.day, each.start_s) for key, each in diary.open.items()}
    stops = [(at, key) for key, at in planned.items() if key not in away]
    stops += [((each.day, each.start_s), each.key) for each in done]
    days = tuple(
        replace(day, stops=tuple(_stop(key, at[1]) for at, key in sorted(stops) if at[0] == k))
        for k, day in enumerate(plan.days)
    )
    return replace(plan, days=days)


def _stop(key: str, start_s: int) -> Stop:
    return Stop(
        candidate_id=key,
        arrive_s=start_s,
        start_s=start_s,
        leave_s=start_s,
        wait_s=0,
        slack_s=0,
        leg_s=0,
        leg_m=0,
    )


def _with_ways(
    before: PlanResult,
    today: Sequence[str],
    k: int,
    place: Mapping[str, int],
    travel: TravelMatrix,
) -> PlanResult:
    """Note how long today's ways so far took."""
    at, stops = before.days[k].start, []
    for stop in before.days[k].stops:
        if stop.candidate_id not in today:
            stops.append(stop)
            continue
        there = place[stop.candidate_id]
        stops.append(replace(stop, leg_s=max(0, travel.seconds[at][there])))
        at = there
    day = replace(before.days[k], stops=tuple(stops))
    return replace(before, days=(*before.days[:k], day, *before.days[k + 1 :]))


def _later(problem: PlanProblem, before: PlanResult, diary: Diary, turn: Turn) -> list[DoneVisit]:
    """Later days stay as they are."""
    usual = {each.id: each.service_s for each in problem.candidates}
    found = []
    for k in range(turn.day + 1, len(before.days)):
        for stop in before.days[k].stops:
            visit = diary.open.get(stop.candidate_id)
            length = visit.service_s if visit else usual[stop.candidate_id]
            leave_s = stop.start_s + length
            found.append(
                DoneVisit(key=stop.candidate_id, day=k, start_s=stop.start_s, leave_s=leave_s)
            )
    return found


def _travel(
    problem: PlanProblem,
    plan: PlanResult,
    settled: Sequence[DoneVisit],
    turn: Turn,
    here: int | None,
) -> TravelMatrix:
    """Shorten ways that took less than estimated; go on from where one is, not was.

    Only ways between settled visits change, which nothing else uses.
    """
    place = {each.id: each.place for each in problem.candidates}
    seconds = [list(row) for row in problem.travel.seconds]
    metres = [list(row) for row in problem.travel.metres]
    for k, day in enumerate(plan.days):
        at, left = day.start, 0
        for visit in (each for each in settled if each.day == k):
            most = max(0, visit.start_s - left)
            way = seconds[at][place[visit.key]]
            seconds[at][place[visit.key]] = most if way < 0 else min(way, most)
            at, left = place[visit.key], visit.leave_s
        if k == turn.day and here is not None and here != at:
            between = max(0, metres[at][here])
            seconds[at] = list(seconds[here])
            metres[at] = [between + each for each in metres[here]]
    return replace(
        problem.travel,
        seconds=tuple(tuple(row) for row in seconds),
        metres=tuple(tuple(row) for row in metres),
    )


def _fixed(candidate: Candidate, visit: DoneVisit) -> Candidate:
    return replace(
        candidate,
        windows=(Window(day=visit.day, from_s=visit.start_s, until_s=visit.start_s),),
        service_s=visit.leave_s - visit.start_s,
        required=True,
        keep_day=None,
    )


def _candidate(candidate: Candidate, diary: Diary, turn: Turn, soon: _Soon) -> Candidate:
    key = candidate.id
    visit = diary.open.get(key)
    if turn.inserted is not None and turn.inserted.key == key:
        visit = turn.inserted
    elif key == turn.cancelled or (key in diary.gone and visit is None):
        return replace(candidate, windows=(), required=False, keep_day=None)
    if visit is None:
        return replace(candidate, windows=_ahead(candidate.windows, soon))
    kept = replace(candidate, service_s=visit.service_s)
    if visit.is_ours:
        return replace(kept, windows=_ahead(kept.windows, soon))
    way = soon.ways[candidate.place]
    windows = _appointment(visit, soon, way) if visit.is_fixed else kept.windows
    return replace(kept, windows=_ahead(windows, soon), required=True, certainty=visit.certainty)


def _appointment(visit: OpenVisit, soon: _Soon, way: int) -> tuple[Window, ...]:
    """Keep to the agreed time; today one that cannot be reached in time is come to late."""
    leeway = LEEWAY_S if visit.certainty is Certainty.LEEWAY else 0
    first, last = max(0, visit.start_s - leeway), visit.start_s + leeway
    soonest = soon.free_s + way
    if visit.day == soon.day and last < soonest <= last + LATEST_S:
        first, last = soonest, last + LATEST_S
    return (Window(day=visit.day, from_s=first, until_s=last),)


def _ahead(windows: Sequence[Window], soon: _Soon) -> tuple[Window, ...]:
    kept = []
    for window in windows:
        if window.day > soon.day:
            kept.append(window)
        elif window.day == soon.day and window.until_s >= soon.free_s:
            kept.append(replace(window, from_s=max(window.from_s, soon.free_s)))
    return tuple(kept)


def _day(day: Day, k: int, turn: Turn, free_s: int) -> Day:
    if k > turn.day:
        return day
    if k < turn.day:
        return replace(day, breaks=())
    breaks = [_left_of(each, free_s) for each in day.breaks]
    return replace(day, breaks=tuple(each for each in breaks if each is not None))


def _left_of(pause: Break, free_s: int) -> Break | None:
    """Give what is left of an appointment that is going on."""
    if pause.label != BUSY or pause.opens_s >= free_s:
        return pause
    if pause.closes_s <= free_s:
        return None
    return replace(pause, opens_s=free_s, length_s=pause.closes_s - free_s)


def _hotel(hotel: Hotel, plan: PlanResult, turn: Turn) -> Hotel:
    slept = tuple(k for k in range(turn.day) if plan.days[k].hotel_id == hotel.id)
    if hotel.id == turn.full_hotel:
        return replace(hotel, nights=slept)
    return replace(hotel, nights=(*slept, *(k for k in hotel.nights if k >= turn.day)))
