"""Attribution and the cost of a visit."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.core.ids import AccountId, PersonId, TripId, VisitId
from roadbook.domains.insights.contracts import BadPeriod
from roadbook.domains.insights.rules import (
    Bought,
    attribute,
    check_period,
    last_months,
    return_pct,
    visit_costs,
)
from roadbook.domains.visits.contracts import DoneVisitFact

DAY = date(2026, 6, 1)
ONE, OTHER, THIRD = UUID(int=1), UUID(int=2), UUID(int=3)


def _visit(
    number: int, *, day: int = 0, account: UUID = ONE, trip: UUID | None = None
) -> DoneVisitFact:
    return DoneVisitFact(
        id=VisitId(UUID(int=100 + number)),
        account_id=AccountId(account),
        person_id=PersonId(THIRD),
        trip_id=TripId(trip) if trip else None,
        minutes=45,
        day=DAY + timedelta(days=day),
    )


def _order(amount: int, *, day: int, account: UUID = ONE) -> Bought:
    when = DAY + timedelta(days=day)
    return Bought(id=UUID(int=900 + day), account_id=account, day=when, amount_minor=amount)


@pytest.mark.parametrize(("day", "counts"), [(-1, False), (0, True), (60, True), (61, False)])
def test_counts_an_order_inside_the_window_only(day: int, counts: bool) -> None:  # noqa: FBT001
    found = attribute(orders=[_order(100, day=day)], visits=[_visit(1)])

    assert bool(found) is counts


def test_shares_an_order_among_the_visits_before_it() -> None:
    visits = [_visit(1, day=0), _visit(2, day=10), _visit(3, day=10, account=OTHER)]

    found = attribute(orders=[_order(101, day=20)], visits=visits)

    assert [(s.visit_id.int, s.share_minor, s.among) for s in found] == [(101, 51, 2), (102, 50, 2)]


@given(
    st.lists(st.tuples(st.integers(0, 90), st.sampled_from([ONE, OTHER])), max_size=8),
    st.lists(
        st.tuples(st.integers(0, 10**9), st.integers(0, 200), st.sampled_from([ONE, OTHER])),
        max_size=5,
    ),
)
def test_never_gives_away_more_than_was_ordered(
    visited: list[tuple[int, UUID]], bought: list[tuple[int, int, UUID]]
) -> None:
    visits = [_visit(i, day=day, account=account) for i, (day, account) in enumerate(visited)]
    orders = [
        Bought(id=UUID(int=i), account_id=a, day=DAY + timedelta(days=d), amount_minor=m)
        for i, (m, d, a) in enumerate(bought)
    ]

    found = attribute(orders=orders, visits=visits)

    for order in orders:
        given_away = [s.share_minor for s in found if s.order_id == order.id]
        assert sum(given_away) in {0, order.amount_minor}


def test_divides_a_trips_cost_among_its_visits() -> None:
    visits = [_visit(1, trip=THIRD), _visit(2, trip=THIRD, account=OTHER), _visit(3)]

    parts = {TripId(THIRD): {None: 101, AccountId(OTHER): 40, AccountId(UUID(int=77)): 10}}

    costs = visit_costs(visits=visits, parts=parts)

    assert costs == {UUID(int=101): 51 + 5, UUID(int=102): 50 + 40 + 5}


def test_gives_no_return_without_cost() -> None:
    assert return_pct(brought_minor=500, cost_minor=0) is None
    assert return_pct(brought_minor=500, cost_minor=200) == 250


@pytest.mark.parametrize(("first", "last"), [(DAY, DAY - timedelta(1)), (DAY, date(2028, 1, 1))])
def test_refuses_a_period_that_cannot_be_meant(first: date, last: date) -> None:
    with pytest.raises(BadPeriod):
        check_period(first, last)


def test_lists_twelve_whole_months() -> None:
    months = last_months(date(2026, 3, 31))

    assert months[0] == (date(2025, 4, 1), date(2025, 4, 30))
    assert months[-1] == (date(2026, 3, 1), date(2026, 3, 31))
    assert len(months) == 12
