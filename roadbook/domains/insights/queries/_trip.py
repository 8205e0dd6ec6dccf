"""The result of one trip."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, OpportunityId, OrderId, TripId
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import OrderSummary, StageType
from roadbook.domains.expenses import queries as expenses
from roadbook.domains.insights.contracts import (
    WINDOW_DAYS,
    CostBasis,
    ResultMove,
    ResultOrder,
    ResultVisit,
    TripResult,
)
from roadbook.domains.insights.queries._facts import bought, causes_between
from roadbook.domains.insights.rules import Share, attribute, is_few, return_pct, visit_costs
from roadbook.domains.trips import queries as trips
from roadbook.domains.trips.contracts import TripPage
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import DoneVisitFact, VisitSummary

_AFTERMATH = timedelta(days=7)
_WINDOW = timedelta(days=WINDOW_DAYS)


def trip_result(*, actor: Actor, trip_id: TripId, now: datetime) -> TripResult:
    """Give what a trip has cost and brought so far. Raises TripNotFound.

    Orders count from a customer's first visit on the trip until 60 days after its last day, each
    shared equally among all our visits to the customer in the 60 days before it.
    """
    page = trips.trip_page(actor=actor, trip_id=trip_id)
    found = visits.visits_of_trip(actor=actor, trip_id=trip_id)
    done = {fact.id: fact for fact in visits.done_visits_of_trips([trip_id])}
    visited = list(dict.fromkeys(fact.account_id for fact in done.values()))
    window_last = page.last_day + _WINDOW
    orders = customers.orders_between(actor, visited, page.first_day, window_last)
    given = attribute(
        orders=bought(orders, currency=page.currency),
        visits=causes_between(visited, page.first_day, window_last),
    )
    mine = [share for share in given if share.visit_id in done]
    basis, cost, costs = _costs(page, list(done.values()))
    brought = sum(share.share_minor for share in mine)
    counted = _orders(orders, mine, found)
    expected = page.expected_return
    return TripResult(
        trip_id=trip_id,
        title=page.title,
        traveller_name=page.traveller_name,
        first_day=page.first_day,
        last_day=page.last_day,
        currency=page.currency,
        cost_basis=basis,
        cost_minor=cost,
        estimate_minor=page.cost_minor,
        work_minutes=page.work_minutes,
        visit_minutes=sum(fact.minutes for fact in done.values()),
        visits_planned=max(len(page.stops), len(found)),
        visits_done=len(done),
        visits=[_visit(row, done.get(row.id), costs, mine) for row in found],
        moves=_moves(actor, page, list({visit.account_id for visit in found})),
        orders=counted,
        order_minor=sum(o.amount_minor for o in counted if o.currency == page.currency),
        order_share_minor=brought,
        return_pct=return_pct(brought_minor=brought, cost_minor=cost),
        window_days=WINDOW_DAYS,
        window_last_day=window_last,
        is_window_open=now.date() <= window_last,
        is_few=is_few(len(counted)),
        forecast_low_minor=expected.low_minor if expected else None,
        forecast_mid_minor=expected.mid_minor if expected else None,
        forecast_high_minor=expected.high_minor if expected else None,
    )


def _costs(
    page: TripPage, done: Sequence[DoneVisitFact]
) -> tuple[CostBasis, int, Mapping[UUID, int]]:
    """Give basis, sum and each done visit's part; the estimate stands in while no line is there."""
    parts = expenses.trip_cost_parts([page.id]).get(page.id, {})
    basis = CostBasis.EXPENSES if parts else CostBasis.ESTIMATE
    counted: Mapping[AccountId | None, int] = parts or {None: page.cost_minor}
    by_visit = visit_costs(visits=done, parts={page.id: counted})
    return basis, sum(counted.values()), by_visit


def _visit(
    row: VisitSummary,
    fact: DoneVisitFact | None,
    costs: Mapping[UUID, int],
    mine: Sequence[Share],
) -> ResultVisit:
    return ResultVisit(
        visit_id=row.id,
        account_id=row.account_id,
        account_name=row.account_name,
        day=row.day,
        status=row.status.value,
        outcome=row.outcome.value if row.outcome else "",
        minutes=fact.minutes if fact else 0,
        cost_minor=costs.get(row.id, 0),
        order_share_minor=sum(s.share_minor for s in mine if s.visit_id == row.id),
    )


def _orders(
    orders: Sequence[OrderSummary], mine: Sequence[Share], found: Sequence[VisitSummary]
) -> list[ResultOrder]:
    """Give the orders that the rule counts, with this trip's part."""
    names = {row.account_id: row.account_name for row in found}
    by_order: dict[UUID, list[Share]] = {}
    for share in mine:
        by_order.setdefault(share.order_id, []).append(share)
    return [
        ResultOrder(
            order_id=OrderId(order.id),
            account_id=order.account_id,
            account_name=names.get(order.account_id, ""),
            number=order.number,
            ordered_on=order.ordered_on,
            amount_minor=order.amount_minor,
            currency=order.currency,
            visit_count=by_order[order.id][0].among,
            share_minor=sum(share.share_minor for share in by_order[order.id]),
        )
        for order in orders
        if order.id in by_order
    ]


def _moves(actor: Actor, page: TripPage, account_ids: Sequence[AccountId]) -> list[ResultMove]:
    first = datetime.combine(page.first_day, time.min, UTC)
    last = datetime.combine(page.last_day, time.max, UTC) + _AFTERMATH
    facts = customers.stage_moves_between(actor, account_ids, first, last)
    ids = [OpportunityId(fact.opportunity_id) for fact in facts]
    known = customers.opportunities_by_ids(actor, ids)
    return [
        ResultMove(
            opportunity_id=fact.opportunity_id,
            account_id=fact.account_id,
            account_name=known[fact.opportunity_id].account_name,
            opportunity_name=known[fact.opportunity_id].name,
            to_stage=fact.to_stage_name,
            is_won=fact.to_type is StageType.WON,
            is_lost=fact.to_type is StageType.LOST,
            moved_at=fact.moved_at,
            amount_minor=fact.amount_minor,
            currency=fact.currency,
        )
        for fact in facts
        if fact.opportunity_id in known
    ]
