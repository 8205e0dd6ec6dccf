"""Everything a plan is computed from, as it stands now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, GradeId, PersonId, PlanId
from roadbook.domains.cadence import queries as cadence
from roadbook.domains.cadence.contracts import DueFacts, DueFilters
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountPlace, AccountSummary, OpportunitySummary
from roadbook.domains.identity import queries as identity
from roadbook.domains.interactions import queries as interactions
from roadbook.domains.interactions.contracts import InteractionKind
from roadbook.domains.planning import policies
from roadbook.domains.planning.contracts import (
    AccountFacts,
    NearDate,
    PlanPlace,
    PlanUnknown,
    StartPlaceMissing,
    TravelWay,
)
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.queries import _travel
from roadbook.domains.planning.queries._busy import busy_days, days_between
from roadbook.domains.planning.queries._loads import hours_by_weekday, territory_load
from roadbook.domains.planning.rules import (
    DATES_AHEAD_DAYS,
    EARLIEST_RATIO_PCT,
    WINDOW_DAYS,
    Appointment,
    Busy,
    DayHours,
    HotelChoice,
    PlanInputs,
    ProspectInput,
    Quarter,
    Rates,
    Uplift,
    city_of,
    uplift_of,
)
from roadbook.domains.standards import queries as standards
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import VisitStatus, VisitSummary
from roadbook.engines.routing.problem import Certainty

MOST_PROSPECTS: Final = 600
MOST_COMPARED: Final = 300
_QUARTERS: Final = 4


def plan_inputs(*, actor: Actor, plan: Plan) -> PlanInputs:
    """Gather a plan's question. Raises StartPlaceMissing."""
    person_id = PersonId(plan.person_id)
    person = identity.person(actor=actor, person_id=person_id)
    profile = _travel.travel_profile(actor=actor, person_id=person_id)
    if profile.start is None:
        raise StartPlaceMissing
    zone = ZoneInfo(person.time_zone)
    standing = _appointments(actor, plan, zone)
    wished = [AccountId(UUID(each)) for each in plan.account_ids]
    due = _due(actor, plan, [*wished, *standing])
    profile_hours = hours_by_weekday(profile)
    summaries = customers.account_summaries(actor, due)
    deals = customers.open_opportunities(actor, list(summaries))
    facts = facts_by_account(actor, summaries, due, deals)
    facts = _with_key_dates(actor, facts, plan)
    days = days_between(plan.first_day, plan.last_day)
    busy = busy_days(actor, person_id, days, zone)
    return PlanInputs(
        days=[_day_hours(day, profile_hours.get(day.weekday(), (0, 0)), busy) for day in days],
        start=PlanPlace(name=profile.start_name, position=profile.start),
        zone=person.time_zone,
        break_from_s=profile.break_from_minute * 60,
        break_until_s=profile.break_until_minute * 60,
        break_s=profile.break_minutes * 60,
        max_visits=profile.max_visits,
        max_drive_s=profile.max_drive_minutes * 60,
        sleeps_away=plan.sleeps_away and plan.first_day < plan.last_day,
        considered_count=len(facts),
        uplift=_uplift(actor, list(summaries.values())[:MOST_COMPARED], plan.first_day, zone),
        deals={
            str(account): [(each.amount_minor, each.probability_pct) for each in found]
            for account, found in deals.items()
        },
        prospects=_prospects(facts, wished, standing),
        hotels=_hotels(actor, person.grade_id, plan),
        rates=rates_on(plan.first_day, profile.hour_cost_minor),
        load=territory_load(actor=actor, profile=profile),
    )


def inputs_of(*, actor: Actor, plan_id: PlanId) -> PlanInputs:
    """Gather the question of a stored plan. Raises PlanUnknown, StartPlaceMissing."""
    return plan_inputs(actor=actor, plan=_plan(actor, plan_id))


def seed_of(*, actor: Actor, plan_id: PlanId) -> int:
    """Give the seed a plan was asked for with."""
    return _plan(actor, plan_id).seed


def way_of(*, actor: Actor, plan_id: PlanId) -> TravelWay:
    """Give how the traveller of a plan gets from city to city."""
    return TravelWay(_plan(actor, plan_id).way)


def account_name(account_id: str) -> str:
    """Give a customer's name for a sentence about them."""
    key = AccountId(UUID(account_id))
    return customers.account_names([key]).get(key, "")


def _plan(actor: Actor, plan_id: PlanId) -> Plan:
    plan = policies.visible_plans(actor).filter(id=plan_id).first()
    if plan is None:
        raise PlanUnknown
    return plan


def _day_hours(day: date, hours: tuple[int, int], busy: Mapping[date, Sequence[Busy]]) -> DayHours:
    return DayHours(day=day, from_s=hours[0], until_s=hours[1], busy=tuple(busy.get(day, ())))


def _due(actor: Actor, plan: Plan, always: Sequence[AccountId]) -> dict[AccountId, DueFacts | None]:
    """Choose the customers to think about: due by the last day, and those that must be in."""
    if plan.candidate_ids is not None:
        given = [AccountId(UUID(each)) for each in plan.candidate_ids]
        known = cadence.due_facts(actor, [*always, *given], today=plan.first_day)
        return {each: known.get(each) for each in (*always, *given)}
    filters = DueFilters(owner_ids=(PersonId(plan.person_id),), city_codes=plan.city_codes)
    ids = cadence.due_accounts(
        actor=actor, filters=filters, today=plan.last_day, limit=MOST_PROSPECTS
    )
    facts = cadence.due_facts(actor, [*always, *ids], today=plan.first_day)
    chosen: dict[AccountId, DueFacts | None] = {each: facts.get(each) for each in always}
    for each in ids:
        if each in facts and facts[each].ratio_pct >= EARLIEST_RATIO_PCT:
            chosen[each] = facts[each]
    return chosen


def facts_by_account(
    actor: Actor,
    summaries: Mapping[AccountId, AccountSummary],
    due: Mapping[AccountId, DueFacts | None],
    deals: Mapping[AccountId, Sequence[OpportunitySummary]],
) -> dict[AccountId, tuple[AccountFacts, AccountPlace]]:
    places = customers.account_places(actor, list(summaries))
    found = {}
    for account_id, summary in summaries.items():
        place = places.get(account_id)
        if place is not None and place.position is not None:
            found[account_id] = (_facts_of(summary, place, due[account_id], deals), place)
    return found


def _facts_of(
    summary: AccountSummary,
    place: AccountPlace,
    due: DueFacts | None,
    deals: Mapping[AccountId, Sequence[OpportunitySummary]],
) -> AccountFacts:
    own = deals.get(summary.id, ())
    if place.position is None:
        raise ValueError("a customer without a position cannot be planned")
    return AccountFacts(
        account_id=summary.id,
        name=summary.name,
        customer_class=summary.customer_class,
        lifecycle_stage=summary.lifecycle_stage,
        city_code=summary.city_code,
        city_name=cadence.city_name(summary.city_code),
        address=place.address,
        position=place.position,
        is_place_exact=summary.position is not None,
        interval_days=due.interval_days if due else None,
        days_overdue=due.days_overdue if due else 0,
        ratio_pct=due.ratio_pct if due else 0,
        due_state=due.state if due else None,
        last_visit_on=due.last_visit_on if due else None,
        deal=cadence.open_deal(own),
        expected_deal_minor=sum(each.amount_minor * each.probability_pct // 100 for each in own),
    )


def _with_key_dates(
    actor: Actor, facts: Mapping[AccountId, tuple[AccountFacts, AccountPlace]], plan: Plan
) -> dict[AccountId, tuple[AccountFacts, AccountPlace]]:
    dates = defaultdict(list)
    until = plan.last_day + timedelta(days=DATES_AHEAD_DAYS)
    for found in customers.key_dates_between(actor, facts, plan.first_day, until):
        dates[found.account_id].append(
            NearDate(
                kind=found.kind,
                title=found.title,
                falls_on=found.falls_on,
                is_lunar=found.is_lunar,
            )
        )
    return {
        key: (replace(known, key_dates=tuple(dates[key])), place)
        for key, (known, place) in facts.items()
    }


def _prospects(
    facts: Mapping[AccountId, tuple[AccountFacts, AccountPlace]],
    wished: Sequence[AccountId],
    standing: Mapping[AccountId, Appointment],
) -> list[ProspectInput]:
    return [
        ProspectInput(
            facts=known,
            service_minutes=place.service_minutes,
            windows=place.visit_windows,
            closures=place.closures,
            is_wished=account_id in wished,
            appointment=standing.get(account_id),
        )
        for account_id, (known, place) in sorted(facts.items())
    ]


def _appointments(actor: Actor, plan: Plan, zone: ZoneInfo) -> dict[AccountId, Appointment]:
    """Give the visits that stand in the period already."""
    found = visits.visits_between(
        actor=actor,
        first=plan.first_day,
        last=plan.last_day,
        person_ids=[PersonId(plan.person_id)],
    )
    return {
        visit.account_id: _appointment(visit, zone)
        for visit in found
        if visit.status is VisitStatus.PLANNED
    }


def _appointment(visit: VisitSummary, zone: ZoneInfo) -> Appointment:
    start = visit.starts_at.astimezone(zone)
    seconds = start.hour * 3600 + start.minute * 60 + start.second
    certainty = Certainty(visit.certainty.value)
    return Appointment(day=visit.day, start_s=seconds, certainty=certainty)


def _hotels(actor: Actor, grade_id: GradeId | None, plan: Plan) -> list[HotelChoice]:
    choices = []
    limits: dict[str, int | None] = {}
    for hotel in _travel.hotels(actor=actor, city_codes=plan.city_codes):
        city = city_of(hotel.city_code)
        if city not in limits:
            fact = standards.lodging_limit(grade_id=grade_id, city_code=city, on=plan.first_day)
            limits[city] = fact.limit_minor if fact else None
        choices.append(HotelChoice(hotel=hotel, limit_minor=limits[city]))
    return choices


def rates_on(on: date, hour_cost_minor: int) -> Rates:
    book = standards.rate_book(on=on)
    return Rates(
        currency=book.currency,
        mileage_bands=tuple(book.mileage_bands),
        per_diem_rule=book.per_diem_rule,
        per_diem_minor=dict(book.per_diem_minor),
        default_per_diem_minor=book.default_per_diem_minor,
        hour_cost_minor=hour_cost_minor,
    )


def _uplift(actor: Actor, accounts: Iterable[AccountSummary], day: date, zone: ZoneInfo) -> Uplift:
    """Compare the last four quarters of these customers."""
    classes = {each.id: each.customer_class for each in accounts}
    ids = list(classes)
    first = day - timedelta(days=_QUARTERS * WINDOW_DAYS)
    visited = {
        (fact.account_id, (fact.happened_at.astimezone(zone).date() - first).days // WINDOW_DAYS)
        for fact in interactions.interactions_between(
            actor=actor,
            account_ids=ids,
            first=datetime.combine(first, time(), zone),
            last=datetime.combine(day, time(), zone),
        )
        if fact.kind is InteractionKind.VISIT
    }
    ordered: dict[tuple[AccountId, int], int] = defaultdict(int)
    for order in customers.orders_between(actor, ids, first, day - timedelta(days=1)):
        quarter = (order.ordered_on - first).days // WINDOW_DAYS
        ordered[order.account_id, quarter] += order.amount_minor
    return uplift_of(
        [
            Quarter(
                group=classes[each],
                is_visited=(each, quarter) in visited,
                ordered_minor=ordered[each, quarter],
            )
            for each in ids
            for quarter in range(_QUARTERS)
        ]
    )
