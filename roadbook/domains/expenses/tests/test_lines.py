"""It keeps lines: currency, splits, edits and who may see them."""

from datetime import date
from decimal import Decimal

import pytest

from roadbook.core.ids import ExpenseId
from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.contracts import (
    BadExpense,
    ExpenseNotFound,
    ExpenseState,
    FinanceOnly,
    NotInThisState,
    RateMissing,
    RateSource,
    SplitContent,
    TripNotUsable,
)
from roadbook.domains.expenses.models import Expense, ExpenseSplit
from roadbook.domains.expenses.tests.factories import (
    DAY,
    NOW,
    Company,
    content,
    make_expense,
    make_report,
    person_of,
)


def test_converts_once_with_the_rate_of_the_day(company: Company) -> None:
    for day, rate in ((date(2026, 11, 1), "7.80"), (date(2026, 11, 20), "7.8412")):
        commands.put_rate(
            actor=company.finance,
            currency="EUR",
            rate=Decimal(rate),
            valid_from=day,
            source="ECB",
            now=NOW,
        )

    line = make_expense(company, what=content(amount_minor=21400, currency="EUR"))

    assert (line.base_minor, line.base_currency) == (167802, "CNY")
    assert (line.rate, line.rate_on, line.rate_source) == (
        "7.8412",
        date(2026, 11, 20),
        RateSource.TABLE,
    )


def test_keeps_the_rate_a_person_states(company: Company) -> None:
    line = make_expense(
        company, what=content(amount_minor=1000, currency="JPY", rate=Decimal("0.0482"))
    )

    assert (line.base_minor, line.rate_source) == (4820, RateSource.HAND)


def test_refuses_a_currency_without_a_rate(company: Company) -> None:
    with pytest.raises(RateMissing):
        make_expense(company, what=content(currency="CHF"))

    assert Expense.objects.count() == 0


@pytest.mark.parametrize(
    ("what", "field"),
    [
        (content(amount_minor=0), "amount_minor"),
        (content(amount_minor=-1), "amount_minor"),
        (content(amount_minor=10**13), "amount_minor"),
        (content(spent_on=date(2026, 12, 24)), "spent_on"),
        (content(spent_on=date(2020, 1, 1)), "spent_on"),
        (content(quantity=0), "quantity"),
    ],
)
def test_refuses_what_cannot_be_meant(company: Company, what: object, field: str) -> None:
    with pytest.raises(BadExpense) as refused:
        make_expense(company, what=what)  # type: ignore[arg-type]  # a table of contents

    assert list(refused.value.fields) == [field]
    assert Expense.objects.count() == 0


def test_refuses_a_customer_one_may_not_see(company: Company) -> None:
    account = make_account(owner=person_of(company.stranger))

    with pytest.raises(BadExpense) as refused:
        make_expense(company, what=content(account_id=account.id))

    assert refused.value.fields == {"account_id": "not_found"}
    assert Expense.objects.count() == 0


def test_refuses_somebody_elses_trip(company: Company) -> None:
    trip_id = company.trips.add(company.mate)

    with pytest.raises(Exception, match="not_found"):
        make_expense(company, what=content(trip_id=trip_id))
    with pytest.raises(TripNotUsable):
        commands.open_trip_report(
            actor=company.rep,
            trip_id=company.trips.add(company.rep, is_approved=False),
            trips=company.trips,
            now=NOW,
        )

    assert Expense.objects.count() == 0


def test_adds_a_repeated_request_once(company: Company) -> None:
    first = make_expense(company)

    again = commands.add_expense(
        actor=company.rep,
        expense_id=first.id,
        content=content(amount_minor=99),
        trips=company.trips,
        now=NOW,
    )

    assert (again.id, again.amount_minor) == (first.id, first.amount_minor)
    assert Expense.objects.count() == 1


def test_is_seen_by_owner_manager_and_finance_only(company: Company) -> None:
    line = make_expense(company)

    for actor in (company.rep, company.manager, company.finance):
        assert queries.expense(actor=actor, expense_id=line.id).id == line.id
    for actor in (company.mate, company.stranger):
        with pytest.raises(ExpenseNotFound):
            queries.expense(actor=actor, expense_id=line.id)


@pytest.mark.parametrize("who", ["mate", "manager", "finance", "stranger"])
def test_is_changed_by_its_owner_only(company: Company, who: str) -> None:
    line = make_expense(company)

    with pytest.raises(ExpenseNotFound):
        commands.update_expense(
            actor=getattr(company, who),
            expense_id=line.id,
            content=content(amount_minor=1),
            trips=company.trips,
            now=NOW,
        )

    assert Expense.objects.get().amount_minor == line.amount_minor


def test_is_not_changed_once_submitted(company: Company) -> None:
    make_report(company)
    line = Expense.objects.get()

    with pytest.raises(NotInThisState):
        commands.update_expense(
            actor=company.rep,
            expense_id=ExpenseId(line.id),
            content=content(amount_minor=1),
            trips=company.trips,
            now=NOW,
        )
    with pytest.raises(NotInThisState):
        commands.delete_expense(actor=company.rep, expense_id=ExpenseId(line.id), now=NOW)

    line.refresh_from_db()
    assert (line.amount_minor, line.deleted_at, line.state) == (26800, None, ExpenseState.SUBMITTED)


def test_splits_between_customers_exactly(company: Company) -> None:
    first = make_account(owner=person_of(company.rep))
    second = make_account(owner=person_of(company.rep))
    line = make_expense(company, what=content(amount_minor=10000))

    split = commands.split_expense(
        actor=company.rep,
        expense_id=line.id,
        splits=[
            SplitContent(weight=1, account_id=first.id),
            SplitContent(weight=2, account_id=second.id),
        ],
        now=NOW,
    )

    assert [part.base_minor for part in split.splits] == [3333, 6667]
    spend = queries.spend_by_account([first.id, second.id], first=DAY, last=DAY)
    assert {key: one.spent_minor for key, one in spend.items()} == {
        first.id: 3333,
        second.id: 6667,
    }


def test_lays_a_changed_amount_on_its_parts(company: Company) -> None:
    line = make_expense(company, what=content(amount_minor=10000))
    commands.split_expense(
        actor=company.rep,
        expense_id=line.id,
        splits=[SplitContent(weight=1), SplitContent(weight=1)],
        now=NOW,
    )

    commands.update_expense(
        actor=company.rep,
        expense_id=line.id,
        content=content(amount_minor=10001),
        trips=company.trips,
        now=NOW,
    )

    parts = ExpenseSplit.objects.filter(deleted_at=None).order_by("position")
    assert [part.base_minor for part in parts] == [5001, 5000]


@pytest.mark.parametrize("weight", [0, -1, 10**7])
def test_refuses_weights_out_of_range(company: Company, weight: int) -> None:
    line = make_expense(company)

    with pytest.raises(BadExpense):
        commands.split_expense(
            actor=company.rep, expense_id=line.id, splits=[SplitContent(weight=weight)], now=NOW
        )

    assert ExpenseSplit.objects.count() == 0


def test_lets_only_finance_set_rates(company: Company) -> None:
    with pytest.raises(FinanceOnly):
        commands.put_rate(
            actor=company.rep,
            currency="EUR",
            rate=Decimal(1),
            valid_from=DAY,
            source="",
            now=NOW,
        )

    assert list(queries.rates(actor=company.rep)) == []
