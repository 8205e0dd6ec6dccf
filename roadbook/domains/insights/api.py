"""Routes of insights."""

from datetime import timedelta
from uuid import UUID

from ninja import Router

from roadbook.core.ids import AccountId, TripId
from roadbook.domains.insights import queries
from roadbook.domains.insights.contracts import (
    CustomerSpend,
    Grouping,
    ResultOverview,
    TripResult,
)
from roadbook.foundation.http.fields import Day
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["insights"])
_DEFAULT_PERIOD = timedelta(days=180)


@router.get(
    "/trips/{trip_id}/result",
    response=TripResult,
    operation_id="getTripResult",
    summary="What a trip has cost and brought",
)
def get_trip_result(request: ActorRequest, trip_id: UUID) -> TripResult:
    """Money, hours, visits, opportunities, orders in the window. Refused: trips.trip_not_found."""
    return queries.trip_result(actor=request.actor, trip_id=TripId(trip_id), now=now())


@router.get(
    "/customers/{account_id}/spend",
    response=CustomerSpend,
    operation_id="getCustomerSpend",
    summary="What a customer has cost beside what it bought",
)
def get_customer_spend(request: ActorRequest, account_id: UUID) -> CustomerSpend:
    """Twelve months, by month. Refused: customers.account_unknown."""
    return queries.customer_spend(actor=request.actor, account_id=AccountId(account_id), now=now())


@router.get(
    "/results",
    response=ResultOverview,
    operation_id="getResultOverview",
    summary="Results of trips side by side",
)
def get_result_overview(
    request: ActorRequest,
    by: Grouping = Grouping.REP,
    first: Day | None = None,
    last: Day | None = None,
) -> ResultOverview:
    """Finished trips you may read, by rep, region or customer. Refused: insights.bad_period."""
    until = last or now().date()
    return queries.result_overview(
        actor=request.actor, by=by, first=first or until - _DEFAULT_PERIOD, last=until
    )
