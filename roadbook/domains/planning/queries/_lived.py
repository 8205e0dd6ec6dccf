"""A plan's question as of now: the first one, with present marks, calendar and customers."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.cadence import queries as cadence
from roadbook.domains.customers import queries as customers
from roadbook.domains.planning import rules
from roadbook.domains.planning.contracts import PlanPlace, PlanState
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.queries import _travel
from roadbook.domains.planning.queries._diary import DiaryState
from roadbook.domains.planning.queries._gathering import facts_by_account
from roadbook.domains.planning.queries._revisions import StoredPlan, revision_of
from roadbook.domains.planning.queries._roads import travel_factors
from roadbook.domains.planning.rules import (
    Busy,
    DayHours,
    Pausing,
    PlanMaterial,
    ProspectInput,
)
from roadbook.engines.places.nearest import nearest_city
from roadbook.engines.routing.problem import (
    Candidate,
    Day,
    PlanProblem,
    TravelMatrix,
    Window,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a re-planning starts from; `here` is the matrix's place of a given position."""

    problem: PlanProblem
    material: PlanMaterial
    here: int | None


def first_question(plan: Plan, stored: StoredPlan) -> StoredPlan:
    """Give the revision that a plan was made with; later ones are narrowed by what happened."""
    return stored if stored.number == 1 else revision_of(plan.revisions.get(number=1))


def question_now(
    actor: Actor,
    plan: Plan,
    stored: StoredPlan,
    first: StoredPlan,
    state: DiaryState,
    *,
    also: Sequence[AccountId],
    position: Position | None,
    times: TravelTimes,
) -> Question:
    """Join the plan's first question with the customers of the diary and `also`, the position and
    the marks set by hand."""
    wanted = [each.account_id for each in state.visits] + list(also)
    new = [each for each in dict.fromkeys(wanted) if str(each) not in first.material.facts]
    prospects = _prospects(actor, plan, new)
    added = [each.facts.position for each in prospects]
    if position is not None:
        added.append(position)
    size = first.problem.travel.size
    travel = _extended(first, added, times)
    days = [
        DayHours(
            day=date.fromisoformat(each.date),
            from_s=each.earliest_s,
            until_s=each.latest_s,
            busy=(),
        )
        for each in first.problem.days
    ]
    exponent = first.material.load.ratio_exponent_pct
    candidates = [
        *(_marked(plan, stored, each) for each in first.problem.candidates),
        *(rules.candidate_of(days, each, size + n, exponent) for n, each in enumerate(prospects)),
    ]
    nights = {each.id: each.nights for each in stored.problem.hotels}
    here = size + len(prospects) if position is not None else None
    return Question(
        problem=PlanProblem(
            days=first.problem.days,
            candidates=tuple(candidates),
            travel=travel,
            hotels=tuple(replace(each, nights=nights[each.id]) for each in first.problem.hotels),
            weights=first.problem.weights,
            rides=first.problem.rides,
        ),
        material=replace(
            first.material,
            facts={
                **first.material.facts,
                **{str(each.facts.account_id): each.facts for each in prospects},
            },
            here={
                **first.material.here,
                **({here: _named(position)} if here is not None and position else {}),
            },
        ),
        here=here,
    )


def _named(position: Position) -> PlanPlace:
    city = nearest_city(position)
    return PlanPlace(name=city.name if city else "", position=position)


def _prospects(actor: Actor, plan: Plan, account_ids: Sequence[AccountId]) -> list[ProspectInput]:
    """Give customers that the plan did not know; those without a position are left out."""
    if not account_ids:
        return []
    due = cadence.due_facts(actor, account_ids, today=plan.first_day)
    summaries = customers.account_summaries(actor, account_ids)
    deals = customers.open_opportunities(actor, list(summaries))
    known = {each: due.get(each) for each in account_ids}
    facts = facts_by_account(actor, summaries, known, deals)
    return [
        ProspectInput(
            facts=found,
            service_minutes=place.service_minutes,
            windows=place.visit_windows,
            closures=place.closures,
        )
        for _, (found, place) in sorted(facts.items())
    ]


def _extended(first: StoredPlan, added: Sequence[Position], times: TravelTimes) -> TravelMatrix:
    travel = first.problem.travel
    if not added:
        return travel
    found: dict[int, Position] = {rules.HOME: first.material.start.position}
    found |= {
        each.place: first.material.facts[each.id].position for each in first.problem.candidates
    }
    found |= {
        each.place: first.material.hotels[each.id].hotel.position for each in first.problem.hotels
    }
    found |= {place: named.position for place, named in first.material.here.items()}
    known = [found[place] for place in range(travel.size)]
    everywhere = [*known, *added]
    factors = {region: row.factor_per_mille for region, row in travel_factors().items()}
    return rules.extended(
        travel,
        times.table(added, everywhere),
        times.table(known, added),
        rules.factors_of(everywhere, factors),
    )


def _marked(plan: Plan, stored: StoredPlan, candidate: Candidate) -> Candidate:
    """Keep to what was pinned and left out by hand, and to who must be in."""
    key = candidate.id
    if key in stored.excluded:
        return replace(candidate, windows=(), required=False, keep_day=None)
    if key in stored.pinned:
        return replace(candidate, windows=_pinned(stored, candidate), required=True, keep_day=None)
    is_in = plan.state != PlanState.ACCEPTED or stored.result.day_of(key) is not None
    return replace(candidate, required=key in plan.account_ids and is_in, keep_day=None)


def _pinned(stored: StoredPlan, candidate: Candidate) -> tuple[Window, ...]:
    present = next(each for each in stored.problem.candidates if each.id == candidate.id)
    days = {window.day for window in present.windows}
    return tuple(window for window in candidate.windows if window.day in days)


def days_now(
    actor: Actor,
    plan: Plan,
    days: Sequence[Day],
    busy: Mapping[date, Sequence[Busy]],
) -> tuple[Day, ...]:
    """Put the calendar's taken times and the traveller's break into a plan's days; where rides
    part a day, the break stays in its part."""
    profile = _travel.travel_profile(actor=actor, person_id=PersonId(plan.person_id))
    pausing = Pausing(
        break_from_s=profile.break_from_minute * 60,
        break_until_s=profile.break_until_minute * 60,
        break_s=profile.break_minutes * 60,
    )
    found = []
    parted = [
        date_number for date_number, count in Counter(rules.dates_of(days)).items() if count > 1
    ]
    for each, date_number in zip(days, rules.dates_of(days), strict=True):
        day = date.fromisoformat(each.date)
        has_break = any(pause.label == rules.BREAK for pause in each.breaks)
        is_without = date_number in parted and not has_break
        hours = DayHours(
            day=day, from_s=each.earliest_s, until_s=each.latest_s, busy=busy.get(day, ())
        )
        rest = replace(pausing, break_s=0) if is_without else pausing
        breaks = rules.breaks_of(rest, hours) if each.max_visits else ()
        found.append(replace(each, breaks=breaks))
    return tuple(found)


def account_of(key: str) -> AccountId:
    """Give the customer of a candidate."""
    return AccountId(UUID(key))
