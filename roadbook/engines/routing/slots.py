"""Room for one more: the cheapest days and times for a visit, and whom two free hours reach."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from roadbook.engines.routing import blocking, editing, timeline, writing
from roadbook.engines.routing.draft import Draft
from roadbook.engines.routing.problem import UNREACHABLE, BadProblem, Candidate, PlanProblem
from roadbook.engines.routing.result import Blocked, PlanResult
from roadbook.engines.routing.sheet import DayState, Sheet

AT_ONCE = "at-once/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A time to offer: on day `day` as stop number `position`, arriving at `start_s` or, at the
    latest, at `latest_start_s`. `dropped`: whom it costs; nobody where there is room."""

    day: int
    position: int
    start_s: int
    latest_start_s: int
    extra_drive_s: int
    extra_drive_m: int
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """A customer who can be seen in free time: on the way there, the visit, and on in time."""

    candidate_id: str
    start_s: int
    leave_s: int
    detour_s: int
    prize: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Free time on a day between two places."""

    day: int
    from_s: int
    until_s: int
    place: int
    onward: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The times between visits that stand, the cheapest first; `blocked` when there is none."""

    slots: tuple[Slot, ...]
    blocked: Blocked | None


def room_between(problem: PlanProblem, routes: Sequence[Sequence[str]], candidate_id: str) -> Room:
    """Give all times for one more visit between the visits of each day, which stay in their
    order; a day whose visits clash by themselves offers nothing.

    The days have a start and an end of their own. Raises BadProblem for an unknown candidate.
    """
    draft = _standing(Sheet(problem), routes)
    i = _index(problem, candidate_id)
    slots = [
        slot
        for k in range(len(routes))
        if draft.state(k).is_feasible
        for slot in _slots_on(draft, k, i)
    ]
    slots.sort(key=lambda slot: (slot.extra_drive_s, slot.day, slot.position))
    return Room(slots=tuple(slots), blocked=None if slots else _blocked_most(draft, i))


def _blocked_most(draft: Draft, i: int) -> Blocked:
    """Name what keeps a visit off most of the days on which it could be."""
    days = [k for k in range(len(draft.routes)) if draft.sheet.visits[k][i].spans]
    if not days or blocking.never_fits(draft.sheet, i) is not None:
        return blocking.blocked_by(draft, i)
    found = [blocking.on_day(draft, k, i) for k in days]
    most = max(found, key=lambda each: (found.count(each), each))
    name = draft.sheet.problem.candidates[i].id
    return Blocked(candidate_id=name, constraint=most, day=days[found.index(most)])


def clashing_days(problem: PlanProblem, routes: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Give the days whose own visits cannot all be kept."""
    draft = _standing(Sheet(problem), routes)
    return tuple(k for k in range(len(routes)) if not draft.state(k).is_feasible)


def _standing(sheet: Sheet, routes: Sequence[Sequence[str]]) -> Draft:
    index = {candidate.id: i for i, candidate in enumerate(sheet.problem.candidates)}
    draft = Draft.empty(sheet, (None,) * len(routes))
    for k, route in enumerate(routes):
        draft.routes[k] = tuple(index[each] for each in route)
        draft.left[list(draft.routes[k])] = False
    return draft


def fill(problem: PlanProblem) -> PlanResult:
    """Fill days that have a start and an end of their own, one visit after the other, the one
    that brings most an hour first. At once, without a search."""
    draft = Draft.empty(Sheet(problem), (None,) * len(problem.days))
    for k in range(len(problem.days)):
        while draft.left.any():
            offers = draft.offers(k)
            rank = np.where(draft.left, offers.rank, -1)
            i = int(rank.argmax())
            if rank[i] < 0:
                break
            draft.insert(k, int(offers.position[i]), i)
    return writing.write_result(draft, engine=AT_ONCE, seed=0, iterations=0)


def insert_slots(
    problem: PlanProblem, result: PlanResult, candidate_id: str, *, most: int = 5
) -> tuple[Slot, ...]:
    """Give the cheapest times for one more visit, one or more a day; those that cost other visits
    only when no day has room. Raises BadProblem for an unknown candidate."""
    sheet = Sheet(problem)
    draft = editing.draft_or_refuse(sheet, result)
    i = _index(problem, candidate_id)
    at = draft.day_of(i)
    if at is not None:
        draft.remove(at, [i])
    free = [slot for k in range(len(draft.routes)) for slot in _slots_on(draft, k, i)]
    free.sort(key=lambda slot: (slot.extra_drive_s, slot.day, slot.position))
    if free or at is not None:
        return tuple(free[:most])
    forced = editing.cheapest_insertion(draft, i)
    if forced is None:
        return ()
    after, k, dropped = forced
    names = tuple(problem.candidates[j].id for j in dropped)
    position = after.routes[k].index(i)
    return (_slot(draft, after.state(k), k, position, names),)


def _slots_on(draft: Draft, k: int, i: int) -> list[Slot]:
    if not draft.sheet.visits[k][i].spans:
        return []
    route = draft.routes[k]
    trials = [
        (position, draft.state(k, (*route[:position], i, *route[position:])))
        for position in range(len(route) + 1)
    ]
    return [_slot(draft, s, k, position, ()) for position, s in trials if s.is_feasible]


def _slot(draft: Draft, after: DayState, k: int, position: int, dropped: tuple[str, ...]) -> Slot:
    sheet, before = draft.sheet, draft.state(k)
    visits = [sheet.visits[k][j] for j in after.route]
    places = [after.start, *(visit.place for visit in visits), after.end]
    legs = [sheet.s_rows[a][b] for a, b in itertools.pairwise(places)]
    written = timeline.write_day(sheet.days[k], visits, legs)
    if written is None:
        raise ValueError("an infeasible day has no slot")
    return Slot(
        day=k,
        position=position,
        start_s=written.start[position],
        latest_start_s=written.latest_start[position],
        extra_drive_s=after.drive_s - before.drive_s,
        extra_drive_m=after.drive_m - before.drive_m,
        dropped=dropped,
    )


def nearby(
    problem: PlanProblem, result: PlanResult, gap: Gap, *, most: int = 10
) -> tuple[Nearby, ...]:
    """Give who of those not in the plan fits into free time, the most worth an hour first."""
    if not 0 <= gap.day < len(problem.days):
        raise BadProblem("day", "is not one of the plan's")
    served = {stop.candidate_id for day in result.days for stop in day.stops}
    found = [
        near
        for candidate in problem.candidates
        if candidate.id not in served and (near := _near(problem, candidate, gap)) is not None
    ]
    found.sort(key=lambda n: (-_per_hour(n), n.candidate_id))
    return tuple(found[:most])


def _per_hour(near: Nearby) -> int:
    return near.prize * 3_600 // max(near.detour_s + near.leave_s - near.start_s, 1)


def _near(problem: PlanProblem, candidate: Candidate, gap: Gap) -> Nearby | None:
    seconds, place = problem.travel.seconds, candidate.place
    there, onward = seconds[gap.place][place], seconds[place][gap.onward]
    if UNREACHABLE in {there, onward}:
        return None
    starts = [
        max(gap.from_s + there, window.from_s)
        for window in candidate.windows
        if window.day == gap.day and gap.from_s + there <= window.until_s
    ]
    leave = min(starts, default=gap.until_s + 1) + candidate.service_s
    if leave + onward > gap.until_s:
        return None
    straight = max(0, seconds[gap.place][gap.onward])
    return Nearby(
        candidate_id=candidate.id,
        start_s=leave - candidate.service_s,
        leave_s=leave,
        detour_s=max(0, there + onward - straight),
        prize=candidate.prize,
    )


def _index(problem: PlanProblem, candidate_id: str) -> int:
    for i, candidate in enumerate(problem.candidates):
        if candidate.id == candidate_id:
            return i
    raise BadProblem("candidate", "is not one of the problem's")
