"""A traveller's coming days: what stands on them, from where to where, and what is taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.clock import clock_seconds
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import policies, rules
from roadbook.domains.planning.contracts import (
    PlanPlace,
    PlanState,
    ProfileRecord,
    StartPlaceMissing,
)
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.queries import _travel
from roadbook.domains.planning.queries._busy import busy_days
from roadbook.domains.planning.queries._days import days_of
from roadbook.domains.planning.queries._gathering import rates_on
from roadbook.domains.planning.queries._revisions import (
    StoredPlan,
    current_revision,
    revision_of,
)
from roadbook.domains.planning.rules import DayHours, Rates, SlotDay, Standing
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import VisitStatus, VisitSummary

_OPEN: Final = frozenset({VisitStatus.PLANNED, VisitStatus.EN_ROUTE, VisitStatus.CHECKED_IN})
_SEEN: Final = frozenset({VisitStatus.CHECKED_OUT, VisitStatus.REPORTED})
_BEEN: Final = _SEEN | {VisitStatus.CHECKED_IN}
_MOST_PLANS: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Traveller:
    """Who travels, how, and what hours and kilometres cost them."""

    person_id: PersonId
    zone: ZoneInfo
    profile: ProfileRecord
    home: PlanPlace
    rates: Rates


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveringPlan:
    """The latest plan of a day: `index` is the day within it."""

    row: Plan
    stored: StoredPlan
    index: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ComingDay:
    """A day with what stands on it; `accounts` are the customers of it."""

    slot_day: SlotDay
    accounts: frozenset[AccountId]
    plan: CoveringPlan | None


def traveller(actor: Actor, person_id: PersonId, on: date) -> Traveller:
    """Give how somebody travels. Raises PersonNotFound, NotYourPlan, StartPlaceMissing."""
    person = identity.person(actor=actor, person_id=person_id)
    policies.require_planner(actor=actor, person_id=person_id)
    profile = _travel.travel_profile(actor=actor, person_id=person_id)
    if profile.start is None:
        raise StartPlaceMissing
    return Traveller(
        person_id=person_id,
        zone=ZoneInfo(person.time_zone),
        profile=profile,
        home=PlanPlace(name=profile.start_name, position=profile.start),
        rates=rates_on(on, profile.hour_cost_minor),
    )


def coming_days(
    actor: Actor, who: Traveller, first: date, length: int, now: datetime
) -> list[ComingDay]:
    """Give the days from `first`. Today begins now, where the last visit was."""
    days = [first + timedelta(days=n) for n in range(length)]
    found = visits.visits_between(
        actor=actor, first=days[0], last=days[-1], person_ids=[who.person_id]
    )
    kept = [visit for visit in found if visit.status in _OPEN | _SEEN]
    places = customers.account_places(actor, {visit.account_id for visit in kept})
    standing: dict[date, list[tuple[VisitSummary, Standing]]] = {day: [] for day in days}
    for visit in kept:
        place = places.get(visit.account_id)
        if place is not None and place.position is not None and visit.day in standing:
            each = Standing(
                id=str(visit.id),
                name=visit.account_name,
                position=place.position,
                start_s=clock_seconds(visit.starts_at, visit.day, who.zone),
                until_s=clock_seconds(visit.ends_at, visit.day, who.zone),
            )
            standing[visit.day].append((visit, each))
    busy = busy_days(actor, who.person_id, days, who.zone)
    plans = _covering(actor, who.person_id, days)
    return [
        _day(who, day, standing[day], tuple(busy.get(day, ())), plans.get(day), now) for day in days
    ]


def _day(
    who: Traveller,
    day: date,
    standing: Sequence[tuple[VisitSummary, Standing]],
    busy: Sequence[rules.Busy],
    plan: CoveringPlan | None,
    now: datetime,
) -> ComingDay:
    hours = {each.weekday: each for each in who.profile.hours}.get(day.weekday())
    from_s = hours.from_minute * 60 if hours else 0
    until_s = hours.until_minute * 60 if hours else 0
    start, end = _ends(who, plan)
    now_s = max(0, clock_seconds(now, day, who.zone))
    not_before_s = 0
    rows = sorted(standing, key=lambda pair: (pair[1].start_s, pair[1].id))
    if now_s > 0:
        not_before_s = -(-now_s // 300) * 300
        been = [each for visit, each in rows if visit.status in _BEEN]
        inside = [each for visit, each in rows if visit.status is VisitStatus.CHECKED_IN]
        not_before_s = max([not_before_s, *(each.until_s for each in inside)])
        if been:
            start = PlanPlace(name=been[-1].name, position=been[-1].position)
        rows = [pair for pair in rows if pair[1] not in been and pair[1].start_s >= now_s]
        from_s = min(max(from_s, not_before_s), until_s)
    plan_stands = _planned(plan, {visit.account_id for visit, _ in standing})
    all_standing = [each for _, each in rows] + plan_stands
    return ComingDay(
        slot_day=SlotDay(
            hours=DayHours(day=day, from_s=from_s, until_s=until_s, busy=busy),
            start=start,
            end=end,
            standing=sorted(all_standing, key=lambda each: (each.start_s, each.id)),
            not_before_s=not_before_s,
        ),
        accounts=frozenset(visit.account_id for visit, _ in standing) | _in_plan(plan),
        plan=plan,
    )


def _ends(who: Traveller, plan: CoveringPlan | None) -> tuple[PlanPlace, PlanPlace]:
    if plan is None:
        return who.home, who.home
    day = days_of(plan.stored)[plan.index]
    return day.start, day.end


def _planned(plan: CoveringPlan | None, visited: set[AccountId]) -> list[Standing]:
    """Give the stops of a plan that is not yet in the diary."""
    if plan is None or plan.row.state != PlanState.READY:
        return []
    day = days_of(plan.stored)[plan.index]
    return [
        Standing(
            id=f"plan {stop.account.account_id}",
            name=stop.account.name,
            position=stop.account.position,
            start_s=stop.start_s,
            until_s=stop.leave_s,
        )
        for stop in day.stops
        if stop.account.account_id not in visited
    ]


def _in_plan(plan: CoveringPlan | None) -> frozenset[AccountId]:
    if plan is None or plan.row.state != PlanState.READY:
        return frozenset()
    facts, days = plan.stored.material.facts, plan.stored.result.days
    parts = rules.stretches_on(plan.stored.problem, plan.index)
    return frozenset(facts[stop.candidate_id].account_id for k in parts for stop in days[k].stops)


def _covering(actor: Actor, person_id: PersonId, days: Sequence[date]) -> dict[date, CoveringPlan]:
    """Give the latest plan of each day that has one."""
    rows = policies.visible_plans(actor).filter(
        person_id=person_id,
        state__in=[PlanState.READY, PlanState.ACCEPTED],
        first_day__lte=days[-1],
        last_day__gte=days[0],
    )
    found: dict[date, CoveringPlan] = {}
    for row in rows.order_by("-made_at", "id")[:_MOST_PLANS]:
        own = [day for day in days if row.first_day <= day <= row.last_day and day not in found]
        revision = current_revision(row) if own else None
        if revision is None:
            continue
        stored = revision_of(revision)
        for day in own:
            index = (day - row.first_day).days
            found[day] = CoveringPlan(row=row, stored=stored, index=index)
    return found
