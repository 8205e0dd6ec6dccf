"""Why a visit is not in a plan: the constraints one by one, the most fundamental first."""

import itertools
from dataclasses import replace

from roadbook.engines.routing import timeline
from roadbook.engines.routing.draft import Draft, beds_for
from roadbook.engines.routing.problem import DAY_S, Day
from roadbook.engines.routing.result import Blocked, Constraint, RequiredDoesNotFit
from roadbook.engines.routing.sheet import DayState, Sheet
from roadbook.engines.routing.timeline import FAR, Visit


def refuse_impossible(sheet: Sheet) -> None:
    """Raise RequiredDoesNotFit for required visits that no plan can hold, whatever else is in
    it."""
    blocked = [
        Blocked(candidate_id=candidate.id, constraint=found)
        for i, candidate in enumerate(sheet.problem.candidates)
        if candidate.required and (found := never_fits(sheet, i)) is not None
    ]
    if blocked:
        raise RequiredDoesNotFit(tuple(blocked))


def never_fits(sheet: Sheet, i: int) -> Constraint | None:
    """Name the constraint that keeps a candidate out even of an otherwise empty plan."""
    open_days = [k for k in range(len(sheet.days)) if sheet.visits[k][i].spans]
    if not open_days:
        return Constraint.NO_WINDOW
    found = [_alone(sheet, k, i) for k in open_days]
    if None in found:
        return None
    order = list(Constraint)
    return max((each for each in found if each is not None), key=order.index)


def _alone(sheet: Sheet, k: int, i: int) -> Constraint | None:
    day, place = sheet.days[k], sheet.visits[k][i].place
    pairs = [
        (start, end)
        for start in _places(sheet, k, before=True)
        for end in _places(sheet, k, before=False)
        if max(sheet.s_rows[start][place], sheet.s_rows[place][end]) < FAR
    ]
    if not pairs:
        return Constraint.UNREACHABLE
    if day.max_visits < 1:
        return Constraint.MAX_VISITS
    near = [
        p for p in pairs if sheet.s_rows[p[0]][place] + sheet.s_rows[place][p[1]] <= day.max_drive_s
    ]
    if not near:
        return Constraint.MAX_DRIVE
    if any(sheet.state(k, start, end, (i,)).is_feasible for start, end in near):
        return None
    return Constraint.WINDOW_TOO_FAR


def _places(sheet: Sheet, k: int, *, before: bool) -> list[int]:
    """List the places a day may begin (before) or end at."""
    days, hotels = sheet.days, sheet.problem.hotels
    if before and days[k].start is not None:
        return [_known(days[k].start)]
    night = k - 1 if before else k
    if days[night].end is not None:
        return [_known(days[night].end)]
    return [hotels[bed].place for bed in beds_for(sheet.problem, night)]


def _known(place: int | None) -> int:
    if place is None:
        raise ValueError("a place is missing")
    return place


def blocked_by(draft: Draft, i: int) -> Blocked:
    """Name what keeps candidate `i` out of this draft, on the day that comes nearest to taking
    it."""
    sheet, candidate = draft.sheet, draft.sheet.problem.candidates[i]
    never = never_fits(sheet, i)
    if never is not None:
        return Blocked(candidate_id=candidate.id, constraint=never)
    order = list(Constraint)
    found = [(on_day(draft, k, i), k) for k in range(len(sheet.days)) if sheet.visits[k][i].spans]
    constraint, k = max(found, key=lambda pair: (order.index(pair[0]), -pair[1]))
    return Blocked(candidate_id=candidate.id, constraint=constraint, day=k)


def on_day(draft: Draft, k: int, i: int) -> Constraint:
    """Name what keeps a candidate off one day. Relax one constraint after the other until the day
    takes the visit."""
    state, day = draft.state(k), draft.sheet.days[k]
    visit = draft.sheet.visits[k][i]
    open_always = replace(visit, spans=((0, timeline.INF),))
    roomy = replace(day, max_visits=day.max_visits + len(state.route) + 1)
    far = replace(roomy, max_drive_s=DAY_S)
    if _fits(draft.sheet, day, state, visit):
        return Constraint.NOT_WORTH
    if _fits(draft.sheet, roomy, state, visit):
        return Constraint.MAX_VISITS
    if _fits(draft.sheet, far, state, visit):
        return Constraint.MAX_DRIVE
    if _fits(draft.sheet, roomy, state, open_always):
        return Constraint.WINDOW
    return Constraint.HOURS


def _fits(sheet: Sheet, day: Day, state: DayState, visit: Visit) -> bool:
    visits = [sheet.visits[state.k][j] for j in state.route]
    for position in range(len(visits) + 1):
        trial = [*visits[:position], visit, *visits[position:]]
        places = [state.start, *(each.place for each in trial), state.end]
        legs = [sheet.s_rows[a][b] for a, b in itertools.pairwise(places)]
        _, back = timeline.forward(day, trial, legs)
        if (
            len(trial) <= day.max_visits
            and sum(legs) <= day.max_drive_s
            and timeline.is_in_time(day, back)
        ):
            return True
    return False
