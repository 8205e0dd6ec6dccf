"""Changes by hand: what a move costs, and one visit forced in."""

from dataclasses import dataclass, replace

from roadbook.engines.routing import blocking, writing
from roadbook.engines.routing.draft import Draft
from roadbook.engines.routing.problem import BadProblem, PlanProblem
from roadbook.engines.routing.result import Blocked, Constraint, PlanResult, RequiredDoesNotFit
from roadbook.engines.routing.sheet import Sheet

BY_HAND = "by-hand/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Take a visit to day `day`, before position `position` of it (None: where it costs least).

    `day` None takes it out of the plan.
    """

    candidate_id: str
    day: int | None
    position: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a change costs; `result` is the plan after it, or `blocked` says what stands against
    it."""

    result: PlanResult | None
    blocked: Blocked | None
    drive_s: int = 0
    drive_m: int = 0
    value: int = 0
    dropped: tuple[str, ...] = ()


def price_of(problem: PlanProblem, result: PlanResult, move: Move) -> Price:
    """Price a manual move. All other visits keep their day and order, but where another day is
    full, visits that are not required give way (`dropped` are those that then fit nowhere).

    Raises BadProblem for an unknown candidate or day, or when the result is not of this problem.
    """
    sheet = Sheet(problem)
    draft = draft_or_refuse(sheet, result)
    i = _index(problem, move.candidate_id)
    if move.day is not None and not 0 <= move.day < len(problem.days):
        raise BadProblem("day", "is not one of the plan's")
    after, gone = draft.copy(), tuple[int, ...]()
    at = after.day_of(i)
    if at is not None:
        after.remove(at, [i])
    if move.day is not None:
        moved = _moved(after, i, move, is_other_day=move.day != at)
        if moved is None:
            return Price(result=None, blocked=_blocked_on(after, move.day, i))
        after, gone = moved
    if not after.is_feasible:
        return Price(
            result=None,
            blocked=Blocked(candidate_id=move.candidate_id, constraint=Constraint.HOURS, day=at),
        )
    return _priced(result, after, _ids(problem, gone))


def _moved(
    draft: Draft, i: int, move: Move, *, is_other_day: bool
) -> tuple[Draft, tuple[int, ...]] | None:
    """Put a visit where the move says, with who gave way; None when the day cannot take it."""
    day = move.day
    if day is None:
        return draft, ()
    position = _position(draft, day, i, move.position)
    if position is not None:
        draft.insert(day, position, i)
        return draft, ()
    if not is_other_day or not draft.sheet.visits[day][i].spans:
        return None
    return _insert_on(draft, day, i)


def insert(problem: PlanProblem, result: PlanResult, candidate_id: str) -> Price:
    """Force a left-out visit in as cheaply as possible, dropping others that are not required."""
    sheet = Sheet(problem)
    draft = draft_or_refuse(sheet, result)
    i = _index(problem, candidate_id)
    if draft.day_of(i) is not None:
        return _priced(result, draft, ())
    found = cheapest_insertion(draft, i)
    if found is None:
        return Price(result=None, blocked=blocking.blocked_by(draft, i))
    after, _, dropped = found
    return _priced(result, after, _ids(problem, dropped))


def cheapest_insertion(draft: Draft, i: int) -> tuple[Draft, int, tuple[int, ...]] | None:
    """Find day, position and the visits to drop that lose the least value; None when no day takes
    it."""
    best: tuple[Draft, int, tuple[int, ...]] | None = None
    for k in range(len(draft.routes)):
        if not draft.sheet.visits[k][i].spans:
            continue
        found = _insert_on(draft, k, i)
        if found is not None and (best is None or found[0].value > best[0].value):
            best = (found[0], k, found[1])
    return best


def _insert_on(draft: Draft, k: int, i: int) -> tuple[Draft, tuple[int, ...]] | None:
    """Drop visits one by one, each time the one whose absence helps most, until the day takes
    it."""
    after, dropped = draft.copy(), []
    while (position := _position(after, k, i, None)) is None:
        gone = _cheapest_drop(after, k, i)
        if gone is None:
            return None
        after.remove(k, [gone])
        dropped.append(gone)
    after.insert(k, position, i)
    for j in list(dropped):  # a dropped one may still fit elsewhere
        back = _elsewhere(after, j)
        if back is not None:
            after.insert(*back, j)
            dropped.remove(j)
    return after, tuple(dropped)


def _cheapest_drop(after: Draft, k: int, i: int) -> int | None:
    route, problem = after.routes[k], after.sheet.problem
    loose = [j for j in route if not problem.candidates[j].required]
    enough = [
        j
        for j in loose
        if _best_position(after, k, i, tuple(r for r in route if r != j)) is not None
    ]
    if enough:
        return min(enough, key=lambda j: (problem.candidates[j].prize, problem.candidates[j].id))
    full = after.state(k).drive_s

    def worth_per_second(j: int) -> tuple[int, str]:
        without = after.state(k, tuple(r for r in route if r != j))
        freed = full - without.drive_s + problem.candidates[j].service_s
        return problem.candidates[j].prize * 3600 // max(freed, 1), problem.candidates[j].id

    return min(loose, key=worth_per_second, default=None)


def _elsewhere(after: Draft, j: int) -> tuple[int, int] | None:
    for k in range(len(after.routes)):
        position = _best_position(after, k, j, after.routes[k])
        if position is not None:
            return k, position
    return None


def _position(draft: Draft, k: int, i: int, wanted: int | None) -> int | None:
    if wanted is None:
        return _best_position(draft, k, i, draft.routes[k])
    route = draft.routes[k]
    wanted = min(max(wanted, 0), len(route))
    trial = (*route[:wanted], i, *route[wanted:])
    return wanted if draft.state(k, trial).is_feasible else None


def _best_position(draft: Draft, k: int, i: int, route: tuple[int, ...]) -> int | None:
    """Give the position that costs least, for the visit's own worth or not; None when none fits."""
    trials = [
        (draft.state(k, (*route[:position], i, *route[position:])), position)
        for position in range(len(route) + 1)
    ]
    fitting = [
        (state.cost, state.drive_s, position) for state, position in trials if state.is_feasible
    ]
    return min(fitting)[2] if fitting else None


def _blocked_on(draft: Draft, k: int, i: int) -> Blocked:
    candidate = draft.sheet.problem.candidates[i]
    constraint = blocking.on_day(draft, k, i)
    return Blocked(candidate_id=candidate.id, constraint=constraint, day=k)


def _priced(before: PlanResult, after: Draft, dropped: tuple[str, ...]) -> Price:
    lost = [c for i, c in enumerate(after.sheet.problem.candidates) if c.required and after.left[i]]
    if lost:
        blocked = blocking.blocked_by(after, after.sheet.problem.candidates.index(lost[0]))
        return Price(result=None, blocked=blocked)
    result = writing.write_result(
        after, engine=BY_HAND, seed=before.seed, iterations=before.iterations
    )
    return Price(
        result=result,
        blocked=None,
        drive_s=result.drive_s - before.drive_s,
        drive_m=result.drive_m - before.drive_m,
        value=result.value - before.value,
        dropped=dropped,
    )


def draft_or_refuse(sheet: Sheet, result: PlanResult) -> Draft:
    """Rebuild a result exactly. Raises BadProblem when it is not of this problem."""
    draft = writing.draft_of(sheet, result)
    served = sum(len(day.stops) for day in result.days)
    if draft is None or sum(map(len, draft.routes)) != served:
        raise BadProblem("result", "is not of this problem")
    return draft


def _ids(problem: PlanProblem, indices: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(problem.candidates[j].id for j in indices)


def _index(problem: PlanProblem, candidate_id: str) -> int:
    for i, candidate in enumerate(problem.candidates):
        if candidate.id == candidate_id:
            return i
    raise BadProblem("candidate", "is not one of the problem's")


def pinned(problem: PlanProblem, candidate_id: str, day: int) -> PlanProblem:
    """Give the problem with a visit required on one day. Raises RequiredDoesNotFit when it is
    closed."""
    i = _index(problem, candidate_id)
    old = problem.candidates[i]
    windows = tuple(w for w in old.windows if w.day == day)
    new = replace(old, windows=windows, required=True)
    candidates = (*problem.candidates[:i], new, *problem.candidates[i + 1 :])
    after = replace(problem, candidates=candidates)
    never = blocking.never_fits(Sheet(after), i)
    if never is not None:
        raise RequiredDoesNotFit((Blocked(candidate_id=candidate_id, constraint=never, day=day),))
    return after
