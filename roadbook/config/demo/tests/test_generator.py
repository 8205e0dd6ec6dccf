"""The demo company repeats, holds together, and its causes have effects one can measure."""

from datetime import date
from itertools import chain

import pytest

from roadbook.config.demo.generate import demo_company
from roadbook.config.demo.records import Account, RepYear
from roadbook.config.demo.story import COLLEAGUE, NEIGHBOUR, SELLER
from roadbook.engines.places import province_of

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def years() -> list[RepYear]:
    return list(demo_company(today=TODAY, accounts=830).years())


@pytest.fixture(scope="module")
def accounts(years: list[RepYear]) -> list[Account]:
    return list(chain.from_iterable(year.accounts for year in years))


def test_gives_the_same_company_for_the_same_seed() -> None:
    first, again = (demo_company(today=TODAY, accounts=60, seed="s") for _ in range(2))

    assert first.organisation == again.organisation
    assert list(first.years()) == list(again.years())


def test_gives_another_company_for_another_seed() -> None:
    one, other = (next(demo_company(today=TODAY, accounts=20, seed=s).years()) for s in "ab")

    assert {a.name for a in one.accounts} != {a.name for a in other.accounts}


def test_never_repeats_a_name_or_an_id(years: list[RepYear], accounts: list[Account]) -> None:
    ids = [a.id for a in accounts]
    ids += [v.id for year in years for v in year.visits]
    ids += [o.id for a in accounts for o in a.orders]

    assert len({a.name for a in accounts}) == len({a.tax_number for a in accounts}) == 830
    assert len(set(ids)) == len(ids)


def test_puts_every_customer_into_its_province(accounts: list[Account]) -> None:
    placed = [a for a in accounts if a.position is not None]

    outside = [a.name for a in placed if not province_of(a.city_code).holds(a.position)]  # type: ignore[arg-type]  # filtered above

    assert outside == []
    assert 0 < len(accounts) - len(placed) < 40


def _orders_each(accounts: list[Account]) -> float:
    return sum(len(a.orders) for a in accounts) / len(accounts)


def test_lets_visited_customers_buy_more(accounts: list[Account]) -> None:
    cared = [a for a in accounts if not a.is_neglected]
    neglected = [a for a in accounts if a.is_neglected]

    assert _orders_each(cared) > 1.4 * _orders_each(neglected)


def test_lets_neglected_customers_leave(accounts: list[Account]) -> None:
    lost = [a for a in accounts if a.lost_on is not None]

    assert len(lost) > 20
    assert sum(a.is_neglected for a in lost) > 0.9 * len(lost)


def test_tells_the_story_of_the_first_day(years: list[RepYear]) -> None:
    by_key = {year.rep.key: year for year in years}

    today = [v for v in by_key[SELLER].visits if v.status == "planned"]

    assert len(by_key[SELLER].accounts) == 180
    assert [v.starts_at.date() for v in today] == [TODAY] * 4
    assert by_key[COLLEAGUE].trips[-1].state == "submitted"
    report = by_key[NEIGHBOUR].trips[-1].report
    assert report is not None
    assert report.state == "submitted"


def test_keeps_history_in_the_past(years: list[RepYear], accounts: list[Account]) -> None:
    done = [v for year in years for v in year.visits if v.status == "reported"]

    assert max(v.ends_at.date() for v in done) < TODAY
    assert max(o.ordered_on for a in accounts for o in a.orders) <= TODAY
    assert all(m.at.date() < TODAY for a in accounts for o in a.opportunities for m in o.moves)


def test_streams_a_large_company_without_making_it_first() -> None:
    company = demo_company(today=TODAY, accounts=1_000_000)

    first = next(company.years())

    assert sum(seat.accounts for seat in company.seats) == 1_000_000
    assert first.rep.key == SELLER
