"""Reasons, as facts a sentence can be made from."""

from dataclasses import dataclass

from roadbook.engines.routing import blocking, editing
from roadbook.engines.routing.draft import Draft
from roadbook.engines.routing.problem import PlanProblem
from roadbook.engines.routing.result import Constraint, PlanResult
from roadbook.engines.routing.sheet import Sheet
from roadbook.engines.routing.timeline import FAR


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Why a stop is in: what it brings, and what the day would save without it."""

    candidate_id: str
    day: int
    is_required: bool
    is_on_kept_day: bool
    prize: int
    detour_s: int
    detour_m: int
    prize_rank: int  # 1: no candidate of the problem brings more


@dataclass(frozen=True, slots=True, kw_only=True)
class ForcedIn:
    """What the cheapest way to force a left-out candidate in would cost."""

    day: int
    extra_drive_s: int
    extra_drive_m: int
    dropped: tuple[str, ...]
    value_lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Why a candidate is out, and the cost to force it in (None: not possible, or not asked)."""

    candidate_id: str
    constraint: Constraint
    day: int | None
    forced: ForcedIn | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    chosen: tuple[Chosen, ...]
    left_out: tuple[LeftOut, ...]


def explain(problem: PlanProblem, result: PlanResult, *, price_first: int = 12) -> Explanation:
    """Give reasons for every candidate; the `price_first` richest left-out ones with their
    price."""
    sheet = Sheet(problem)
    draft = editing.draft_or_refuse(sheet, result)
    ranks = sorted((c.prize for c in problem.candidates), reverse=True)
    chosen = tuple(
        _chosen(draft, k, i, ranks) for k, route in enumerate(draft.routes) for i in route
    )
    left = [i for i in range(len(problem.candidates)) if draft.left[i]]
    left.sort(key=lambda i: (-problem.candidates[i].prize, problem.candidates[i].id))
    out = tuple(
        _left_out(draft, result, i, is_priced=rank < price_first) for rank, i in enumerate(left)
    )
    return Explanation(chosen=chosen, left_out=out)


def why_not(problem: PlanProblem, result: PlanResult, candidate_id: str) -> LeftOut:
    """Explain one left-out candidate, with its price. Raises KeyError for an unknown id."""
    sheet = Sheet(problem)
    draft = editing.draft_or_refuse(sheet, result)
    index = {candidate.id: i for i, candidate in enumerate(problem.candidates)}
    return _left_out(draft, result, index[candidate_id], is_priced=True)


def _chosen(draft: Draft, k: int, i: int, ranks: list[int]) -> Chosen:
    candidate = draft.sheet.problem.candidates[i]
    with_it = draft.state(k)
    without = draft.state(k, tuple(j for j in draft.routes[k] if j != i))
    without = without if without.drive_s < FAR else with_it
    return Chosen(
        candidate_id=candidate.id,
        day=k,
        is_required=candidate.required,
        is_on_kept_day=candidate.keep_day == k,
        prize=candidate.prize,
        detour_s=with_it.drive_s - without.drive_s,
        detour_m=with_it.drive_m - without.drive_m,
        prize_rank=ranks.index(candidate.prize) + 1,
    )


def _left_out(draft: Draft, result: PlanResult, i: int, *, is_priced: bool) -> LeftOut:
    blocked = blocking.blocked_by(draft, i)
    forced = None
    if is_priced and blocking.never_fits(draft.sheet, i) is None:
        forced = _forced(draft, result, i)
    return LeftOut(
        candidate_id=blocked.candidate_id,
        constraint=blocked.constraint,
        day=blocked.day,
        forced=forced,
    )


def _forced(draft: Draft, result: PlanResult, i: int) -> ForcedIn | None:
    found = editing.cheapest_insertion(draft, i)
    if found is None:
        return None
    after, k, dropped = found
    names = draft.sheet.problem.candidates
    return ForcedIn(
        day=k,
        extra_drive_s=sum(after.state(d).drive_s for d in range(len(after.routes)))
        - result.drive_s,
        extra_drive_m=sum(after.state(d).drive_m for d in range(len(after.routes)))
        - result.drive_m,
        dropped=tuple(names[j].id for j in dropped),
        value_lost=draft.value - after.value,
    )
