"""What a trip has cost and brought, and what a customer costs beside what it buys."""

from datetime import date

import pytest

from roadbook.domains.customers.contracts import AccountUnknown
from roadbook.domains.identity.models import Person
from roadbook.domains.insights import queries
from roadbook.domains.insights.contracts import CostBasis, Grouping
from roadbook.domains.insights.tests.factories import (
    NOW,
    Journey,
    finish,
    make_cost,
    make_done_visit,
    make_journey,
    make_order,
)
from roadbook.domains.trips.contracts import TripNotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def journey() -> Journey:
    return make_journey()


def test_adds_up_money_hours_and_visits(journey: Journey) -> None:
    make_cost(journey, 100_000)
    make_cost(journey, 30_000, account_id=journey.first)
    make_cost(journey, 50_000, is_approved=False)
    make_cost(journey, 40_000, is_approved=True, approved_minor=20_000)

    result = queries.trip_result(actor=journey.rep, trip_id=journey.trip_id, now=NOW)

    assert (result.cost_basis, result.cost_minor) == (CostBasis.EXPENSES, 150_000)
    assert (result.visits_planned, result.visits_done, result.visit_minutes) == (2, 2, 100)
    assert [visit.cost_minor for visit in result.visits] == [90_000, 60_000]


def test_takes_the_estimate_while_nothing_was_spent(journey: Journey) -> None:
    result = queries.trip_result(actor=journey.rep, trip_id=journey.trip_id, now=NOW)

    assert result.cost_basis is CostBasis.ESTIMATE
    assert result.cost_minor == result.estimate_minor > 0


def test_counts_orders_inside_the_window(journey: Journey) -> None:
    make_order(journey, journey.first, date(2026, 12, 1), 500_000)
    make_order(journey, journey.second, date(2026, 11, 20), 900_000)
    make_cost(journey, 100_000)

    result = queries.trip_result(actor=journey.rep, trip_id=journey.trip_id, now=NOW)

    assert [order.amount_minor for order in result.orders] == [500_000]
    assert (result.order_share_minor, result.return_pct) == (500_000, 500)
    assert (result.is_few, result.is_window_open) == (True, True)
    assert result.window_last_day == date(2027, 1, 25)


def test_shares_an_order_with_visits_outside_the_trip(journey: Journey) -> None:
    person = Person._default_manager.get(id=journey.rep.person_id)
    make_done_visit(person, journey.first, date(2026, 11, 30))
    make_order(journey, journey.first, date(2026, 12, 1), 500_000)

    result = queries.trip_result(actor=journey.rep, trip_id=journey.trip_id, now=NOW)

    assert (result.orders[0].visit_count, result.order_share_minor) == (2, 250_000)


def test_gives_one_truth_to_all_who_may_read_the_trip(journey: Journey) -> None:
    make_order(journey, journey.first, date(2026, 12, 1), 500_000)

    seen = [
        queries.trip_result(actor=actor, trip_id=journey.trip_id, now=NOW).order_share_minor
        for actor in (journey.rep, journey.boss)
    ]

    assert seen == [500_000, 500_000]


def test_hides_the_result_with_the_trip(journey: Journey) -> None:
    with pytest.raises(TripNotFound):
        queries.trip_result(actor=journey.stranger, trip_id=journey.trip_id, now=NOW)


def test_puts_cost_beside_revenue_by_month(journey: Journey) -> None:
    make_cost(journey, 100_000)
    make_cost(journey, 8_000, account_id=journey.first, trip=False)
    make_order(journey, journey.first, date(2026, 12, 1), 500_000)

    spend = queries.customer_spend(actor=journey.rep, account_id=journey.first, now=NOW)

    november, december = spend.periods[-2], spend.periods[-1]
    assert (spend.cost_minor, spend.revenue_minor, spend.cost_pct) == (58_000, 500_000, 11)
    assert (november.cost_minor, november.visit_count, november.visit_minutes) == (58_000, 1, 50)
    assert (december.order_count, december.revenue_minor) == (1, 500_000)


def test_hides_the_spend_with_the_customer(journey: Journey) -> None:
    with pytest.raises(AccountUnknown):
        queries.customer_spend(actor=journey.stranger, account_id=journey.first, now=NOW)


@pytest.mark.parametrize(
    ("by", "names"),
    [
        (Grouping.REP, ["林晓雯"]),
        (Grouping.CUSTOMER, ["无锡瑞达医药", "苏州华源化工"]),
        (Grouping.REGION, ["上海"]),
    ],
)
def test_lays_finished_trips_side_by_side(journey: Journey, by: Grouping, names: list[str]) -> None:
    finish(journey)
    make_cost(journey, 100_000)
    make_order(journey, journey.first, date(2026, 12, 1), 500_000)

    overview = queries.result_overview(
        actor=journey.boss, by=by, first=date(2026, 11, 1), last=date(2026, 12, 20)
    )

    assert sorted(row.name for row in overview.rows) == sorted(names)
    assert (overview.cost_minor, overview.order_share_minor) == (100_000, 500_000)
    assert sum(row.cost_minor for row in overview.rows) == 100_000
    assert [trip.trip_id for trip in overview.trips] == [journey.trip_id]


def test_shows_a_stranger_no_trip_at_all(journey: Journey) -> None:
    finish(journey)

    overview = queries.result_overview(
        actor=journey.stranger,
        by=Grouping.REP,
        first=date(2026, 11, 1),
        last=date(2026, 12, 20),
    )

    assert (overview.trip_count, list(overview.rows)) == (0, [])
