"""Results of finished trips side by side: by rep, region or customer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, TripId
from roadbook.domains.customers import queries as customers
from roadbook.domains.expenses import queries as expenses
from roadbook.domains.identity import queries as identity
from roadbook.domains.insights.contracts import (
    WINDOW_DAYS,
    Grouping,
    ResultOverview,
    ResultRow,
    ResultTrip,
)
from roadbook.domains.insights.queries._facts import bought, causes_between
from roadbook.domains.insights.rules import (
    Share,
    attribute,
    check_period,
    is_few,
    return_pct,
    visit_costs,
)
from roadbook.domains.standards import queries as standards
from roadbook.domains.trips import queries as trips
from roadbook.domains.trips.contracts import TripState, TripSummary
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import DoneVisitFact

MOST_TRIPS = 300
MOST_ROWS = 100
_FINISHED = (TripState.COMPLETED, TripState.CLOSED)
_WINDOW = timedelta(days=WINDOW_DAYS)
_Key = Callable[[DoneVisitFact], str]


@dataclass(slots=True)
class _Sum:
    trips: set[UUID] = field(default_factory=set)
    visits: int = 0
    cost: int = 0
    orders: set[UUID] = field(default_factory=set)
    brought: int = 0


def result_overview(*, actor: Actor, by: Grouping, first: date, last: date) -> ResultOverview:
    """Lay the finished trips of a period side by side, at most the 300 latest.

    Raises BadPeriod. Only trips that the actor may read are counted.
    """
    check_period(first, last)
    found = [
        trip
        for trip in trips.trips_between(actor=actor, first=first, last=last)
        if trip.state in _FINISHED
    ]
    chosen = found[-MOST_TRIPS:]
    done = visits.done_visits_of_trips([trip.id for trip in chosen])
    costs = visit_costs(visits=done, parts=_cost_parts(chosen))
    shares = _shares(actor, done)
    key, names = _grouping(actor, by, done)
    sums = _summed(done, costs, shares, key=key)
    whole = _summed(done, costs, shares, key=lambda _: "").get("", _Sum())
    rows = [_row(one, names.get(one, one), of) for one, of in sums.items()]
    rows.sort(key=lambda row: (-row.cost_minor, row.name, row.key))
    return ResultOverview(
        by=by,
        first_day=first,
        last_day=last,
        currency=identity.base_currency(),
        window_days=WINDOW_DAYS,
        trip_count=len(chosen),
        visit_count=len(done),
        order_count=len(whole.orders),
        cost_minor=whole.cost,
        order_share_minor=whole.brought,
        return_pct=return_pct(brought_minor=whole.brought, cost_minor=whole.cost),
        trips=_trips(chosen, done, costs, shares),
        rows=rows[:MOST_ROWS],
        is_cut=len(found) > MOST_TRIPS or len(rows) > MOST_ROWS,
    )


def _cost_parts(chosen: Sequence[TripSummary]) -> Mapping[TripId, Mapping[AccountId | None, int]]:
    """Give each trip's cost by customer; the estimate stands in while no line is there."""
    parts = expenses.trip_cost_parts([trip.id for trip in chosen])
    return {trip.id: parts.get(trip.id) or {None: trip.cost_minor} for trip in chosen}


def _shares(actor: Actor, done: Sequence[DoneVisitFact]) -> Mapping[UUID, list[Share]]:
    """Give the parts of orders by visit, for the visits of these trips."""
    if not done:
        return {}
    accounts = list(dict.fromkeys(fact.account_id for fact in done))
    first = min(fact.day for fact in done)
    last = max(fact.day for fact in done) + _WINDOW
    orders = customers.orders_between(actor, accounts, first, last)
    given = attribute(
        orders=bought(orders, currency=identity.base_currency()),
        visits=causes_between(accounts, first, last),
    )
    own = {fact.id for fact in done}
    by_visit: dict[UUID, list[Share]] = {}
    for share in given:
        if share.visit_id in own:
            by_visit.setdefault(share.visit_id, []).append(share)
    return by_visit


def _grouping(
    actor: Actor, by: Grouping, done: Sequence[DoneVisitFact]
) -> tuple[_Key, Mapping[str, str]]:
    """Give what visits are grouped by, and the groups' names."""
    match by:
        case Grouping.REP:
            people = identity.person_names({PersonId(fact.person_id) for fact in done})
            return (lambda fact: str(fact.person_id)), {str(k): v for k, v in people.items()}
        case Grouping.CUSTOMER:
            known = customers.account_names({AccountId(fact.account_id) for fact in done})
            return (lambda fact: str(fact.account_id)), {str(k): v for k, v in known.items()}
        case Grouping.REGION:
            ids = {AccountId(fact.account_id) for fact in done}
            cities = {k: v.city_code for k, v in customers.account_summaries(actor, ids).items()}
            names = {code: standards.city_name(code) for code in set(cities.values())}
            return (lambda fact: cities.get(AccountId(fact.account_id), "")), names


def _summed(
    done: Sequence[DoneVisitFact],
    costs: Mapping[UUID, int],
    shares: Mapping[UUID, list[Share]],
    *,
    key: _Key,
) -> dict[str, _Sum]:
    sums: dict[str, _Sum] = {}
    for fact in done:
        one = sums.setdefault(key(fact), _Sum())
        if fact.trip_id is not None:
            one.trips.add(fact.trip_id)
        one.visits += 1
        one.cost += costs.get(fact.id, 0)
        for share in shares.get(fact.id, ()):
            one.orders.add(share.order_id)
            one.brought += share.share_minor
    return sums


def _row(key: str, name: str, one: _Sum) -> ResultRow:
    return ResultRow(
        key=key,
        name=name,
        trip_count=len(one.trips),
        visit_count=one.visits,
        cost_minor=one.cost,
        order_count=len(one.orders),
        order_share_minor=one.brought,
        return_pct=return_pct(brought_minor=one.brought, cost_minor=one.cost),
        is_few=is_few(len(one.orders)),
    )


def _trips(
    chosen: Sequence[TripSummary],
    done: Sequence[DoneVisitFact],
    costs: Mapping[UUID, int],
    shares: Mapping[UUID, list[Share]],
) -> list[ResultTrip]:
    """Give the trips behind the numbers, the latest first."""
    sums = _summed(done, costs, shares, key=lambda fact: str(fact.trip_id))
    return [
        ResultTrip(
            trip_id=trip.id,
            title=trip.title,
            traveller_name=trip.traveller_name,
            first_day=trip.first_day,
            last_day=trip.last_day,
            visit_count=one.visits,
            cost_minor=one.cost,
            order_share_minor=one.brought,
        )
        for trip in reversed(chosen)
        if (one := sums.get(str(trip.id))) is not None
    ]
