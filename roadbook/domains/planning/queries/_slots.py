"""Find a time for one more visit in the coming days."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Final

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, PlanId
from roadbook.domains.cadence import queries as cadence
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountUnknown
from roadbook.domains.planning import policies, rules
from roadbook.domains.planning.contracts import (
    AccountWithoutPlace,
    NotYourPlan,
    PlanState,
    Relaxation,
    RelaxationKind,
    SlotAnswer,
    SlotOffer,
    SlotWish,
)
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.queries._coming import (
    ComingDay,
    CoveringPlan,
    Traveller,
    coming_days,
    traveller,
)
from roadbook.domains.planning.queries._gathering import facts_by_account
from roadbook.domains.planning.queries._roads import estimated_matrix
from roadbook.domains.planning.rules import ProspectInput, SlotQuestion
from roadbook.engines.routing.problem import DAY_S, Candidate, Window
from roadbook.engines.routing.slots import Slot, insert_slots

LOOKS_AHEAD_DAYS: Final = 14
_MINUTE_S: Final = 60


def find_slots(
    *, actor: Actor, person_id: PersonId, wish: SlotWish, times: TravelTimes, now: datetime
) -> SlotAnswer:
    """Give the cheapest times for one more visit within 14 days, in the traveller's calendar and
    plans. Visits that stand keep their times; those of a plan not yet accepted may shift in it.

    Raises PersonNotFound, NotYourPlan, AccountUnknown, AccountWithoutPlace, StartPlaceMissing.
    """
    prospect = _prospect(actor, wish, now.date())
    who = traveller(actor, person_id, now.date())
    today = now.astimezone(who.zone).date()
    first = max(wish.first_day or today, today)
    coming = coming_days(actor, who, first, LOOKS_AHEAD_DAYS, now)
    question = _question(who, prospect, wish, coming)
    travel = estimated_matrix(times, rules.slot_positions(question))
    room = rules.room_for(question, travel)
    offers = rules.cheapest(
        [*rules.offers_of(question, room), *_offers_in_plans(actor, who, question, coming)]
    )
    last = first + timedelta(days=LOOKS_AHEAD_DAYS - 1)
    return SlotAnswer(
        account_id=wish.account_id,
        account_name=prospect.facts.name,
        person_id=person_id,
        zone=who.zone.key,
        currency=who.rates.currency,
        minutes=prospect.service_minutes,
        first_day=first,
        last_day=last,
        standing_days=[d.slot_day.hours.day for d in coming if wish.account_id in d.accounts],
        offers=offers,
        constraint=None if offers else rules.constraint_of(room),
        relaxations=[]
        if offers
        else [
            *rules.relaxations(question, travel),
            *_later(actor, who, prospect, wish, last + timedelta(days=1), times, now),
        ],
    )


def _prospect(actor: Actor, wish: SlotWish, on: date) -> ProspectInput:
    ids = [wish.account_id]
    summaries = customers.account_summaries(actor, ids)
    if wish.account_id not in summaries:
        raise AccountUnknown
    due = cadence.due_facts(actor, ids, today=on)
    deals = customers.open_opportunities(actor, ids)
    found = facts_by_account(
        actor, summaries, {wish.account_id: due.get(wish.account_id)}, deals
    ).get(wish.account_id)
    if found is None:
        raise AccountWithoutPlace
    facts, place = found
    return ProspectInput(
        facts=facts,
        service_minutes=wish.minutes or place.service_minutes,
        windows=place.visit_windows,
        closures=place.closures,
    )


def _question(
    who: Traveller, prospect: ProspectInput, wish: SlotWish, coming: Sequence[ComingDay]
) -> SlotQuestion:
    profile = who.profile
    until = wish.until_minute
    return SlotQuestion(
        prospect=prospect,
        days=[
            replace(each.slot_day, is_closed=_is_closed(each, wish.account_id)) for each in coming
        ],
        from_s=(wish.from_minute or 0) * _MINUTE_S,
        until_s=DAY_S if until is None else until * _MINUTE_S,
        break_from_s=profile.break_from_minute * _MINUTE_S,
        break_until_s=profile.break_until_minute * _MINUTE_S,
        break_s=profile.break_minutes * _MINUTE_S,
        max_visits=profile.max_visits,
        max_drive_s=profile.max_drive_minutes * _MINUTE_S,
        per_km_minor=who.rates.per_km_minor,
        hour_cost_minor=who.rates.hour_cost_minor,
    )


def _is_closed(day: ComingDay, account_id: AccountId) -> bool:
    """Tell whether a day is not asked as it stands: they are seen then, or its plan is asked."""
    if account_id in day.accounts:
        return True
    plan = day.plan
    return plan is not None and _is_editable(plan) and str(account_id) in plan.stored.material.facts


def _is_editable(plan: CoveringPlan) -> bool:
    return plan.row.state == PlanState.READY


def _offers_in_plans(
    actor: Actor, who: Traveller, question: SlotQuestion, coming: Sequence[ComingDay]
) -> list[SlotOffer]:
    """Give times within plans that may still change and know the customer."""
    account_id = question.prospect.facts.account_id
    key = str(account_id)
    plans: dict[PlanId, list[ComingDay]] = {}
    for day in coming:
        plan = day.plan
        if plan is not None and _is_editable(plan) and key in plan.stored.material.facts:
            plans.setdefault(PlanId(plan.row.id), []).append(day)
    try:
        policies.require_planner(actor=actor, person_id=who.person_id)
    except NotYourPlan:
        return []
    return [
        offer
        for days in plans.values()
        if not any(account_id in day.accounts for day in days)
        for offer in _in_plan(who, question, days)
    ]


def _in_plan(who: Traveller, question: SlotQuestion, days: Sequence[ComingDay]) -> list[SlotOffer]:
    first = days[0].plan
    if first is None or first.stored.result.day_of(_key(question)) is not None:
        return []
    stored, by_index = first.stored, {d.plan.index: d for d in days if d.plan is not None}
    wanted = candidate_of(
        next(each for each in stored.problem.candidates if each.id == _key(question)), question
    )
    problem = replace(
        stored.problem,
        candidates=tuple(wanted if c.id == wanted.id else c for c in stored.problem.candidates),
    )
    dates = rules.dates_of(problem.days)
    slots = insert_slots(problem, stored.result, wanted.id, most=50)
    return [
        _plan_offer(who, question, by_index[dates[slot.day]], slot)
        for slot in slots
        if dates[slot.day] in by_index and not slot.dropped
    ]


def _key(question: SlotQuestion) -> str:
    return str(question.prospect.facts.account_id)


def candidate_of(candidate: Candidate, question: SlotQuestion) -> Candidate:
    """Give a plan's candidate with the length and the hours that are asked for."""
    service_s = question.prospect.service_minutes * _MINUTE_S
    spans = [
        (
            w.day,
            max(w.from_s, question.from_s),
            min(w.until_s + candidate.service_s, question.until_s) - service_s,
        )
        for w in candidate.windows
    ]
    windows = tuple(Window(day=k, from_s=a, until_s=b) for k, a, b in spans if a <= b)
    return replace(candidate, service_s=service_s, windows=windows, required=False)


def _plan_offer(who: Traveller, question: SlotQuestion, day: ComingDay, slot: Slot) -> SlotOffer:
    plan = day.plan
    if plan is None:
        raise ValueError("a plan's slot has a plan")
    facts = plan.stored.material.facts
    parts = rules.stretches_on(plan.stored.problem, plan.index)
    days = plan.stored.result.days
    stops = [facts[stop.candidate_id] for k in parts for stop in days[k].stops]
    position = slot.position + sum(len(days[k].stops) for k in parts if k < slot.day)
    start_s = rules.round_start(slot.start_s, slot.latest_start_s)
    near = rules.nearest_of(
        question.prospect.facts.position, [(stop.name, stop.position) for stop in stops]
    )
    return SlotOffer(
        day=day.slot_day.hours.day,
        start_s=start_s,
        leave_s=start_s + question.prospect.service_minutes * _MINUTE_S,
        latest_start_s=slot.latest_start_s,
        extra_drive_s=slot.extra_drive_s,
        extra_drive_m=slot.extra_drive_m,
        extra_minor=rules.money_of_way(
            slot.extra_drive_s,
            slot.extra_drive_m,
            per_km_minor=who.rates.per_km_minor,
            hour_cost_minor=who.rates.hour_cost_minor,
        ),
        visit_count=len(stops),
        before_name=stops[position - 1].name if position else "",
        after_name=stops[position].name if position < len(stops) else "",
        near_name=near[0] if near else "",
        near_m=near[1] if near else None,
        plan_id=PlanId(plan.row.id),
        plan_title=plan.row.title,
        plan_revision=plan.row.revision,
        position=position,
    )


def _later(
    actor: Actor,
    who: Traveller,
    prospect: ProspectInput,
    wish: SlotWish,
    first: date,
    times: TravelTimes,
    now: datetime,
) -> list[Relaxation]:
    """Look at the fortnight after."""
    coming = coming_days(actor, who, first, LOOKS_AHEAD_DAYS, now)
    question = _question(who, prospect, wish, coming)
    travel = estimated_matrix(times, rules.slot_positions(question))
    offers = rules.offers_of(question, rules.room_for(question, travel))
    if not offers:
        return []
    soonest = min(offers, key=lambda offer: (offer.day, offer.start_s))
    return [
        Relaxation(
            kind=RelaxationKind.ANOTHER_DAY, minutes=0, day=soonest.day, start_s=soonest.start_s
        )
    ]
