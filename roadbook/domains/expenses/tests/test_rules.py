"""It derives states, sums to zero, allocates and hashes: rules without a database."""

from datetime import UTC, date, datetime
from itertools import product
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.core.ids import ExpenseId
from roadbook.core.money import shares
from roadbook.domains.expenses import rules
from roadbook.domains.expenses.contracts import (
    AccountCode,
    BuyerCheck,
    ExpenseState,
    InvoiceState,
    LineAction,
    NotInThisState,
    ReportState,
)
from roadbook.engines.policy.limits import Category

AT = datetime(2026, 11, 26, tzinfo=UTC)
OWN = (("上海澄海泵业有限公司", "91310000MA1FL0K12R"),)


def facts(  # the facts of a line
    *,
    submitted: bool = True,
    approved: bool | None = None,
    approved_minor: int = 0,
    posted: bool = False,
    paid_minor: int = 0,
    is_reversed: bool = False,
) -> rules.LineFacts:
    return rules.LineFacts(
        submitted_at=AT if submitted else None,
        is_approved=approved,
        approved_minor=approved_minor,
        posted_at=AT if posted else None,
        paid_minor=paid_minor,
        reversed_at=AT if is_reversed else None,
    )


def booked(*, paid_minor: int = 0, is_reversed: bool = False) -> rules.LineFacts:
    return facts(
        approved=True,
        approved_minor=9,
        posted=True,
        paid_minor=paid_minor,
        is_reversed=is_reversed,
    )


@pytest.mark.parametrize(
    ("known", "state"),
    [
        (facts(submitted=False), ExpenseState.DRAFT),
        (facts(), ExpenseState.SUBMITTED),
        (facts(approved=True, approved_minor=9), ExpenseState.APPROVED),
        (facts(approved=False), ExpenseState.REFUSED),
        (booked(), ExpenseState.POSTED),
        (
            facts(approved=True, approved_minor=9, posted=True, paid_minor=4),
            ExpenseState.PARTLY_PAID,
        ),
        (booked(paid_minor=9), ExpenseState.PAID),
        (
            facts(approved=True, approved_minor=9, posted=True, is_reversed=True),
            ExpenseState.REVERSED,
        ),
    ],
)
def test_derives_the_state_of_a_line(known: rules.LineFacts, state: ExpenseState) -> None:
    assert rules.line_state(known) is state


def test_decides_every_state_and_action() -> None:
    allowed = set(rules.TRANSITIONS)

    for state, action in product(ExpenseState, LineAction):
        if (state, action) in allowed:
            assert rules.next_state(state, action) is rules.TRANSITIONS[state, action]
        else:
            with pytest.raises(NotInThisState):
                rules.next_state(state, action)


def test_ends_in_paid_and_reversed_only() -> None:
    left = {state for state, _ in rules.TRANSITIONS}

    assert set(ExpenseState) - left == {ExpenseState.PAID, ExpenseState.REVERSED}


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([], ReportState.DRAFT),
        ([ExpenseState.DRAFT], ReportState.DRAFT),
        ([ExpenseState.DRAFT, ExpenseState.SUBMITTED, ExpenseState.PAID], ReportState.SUBMITTED),
        ([ExpenseState.REFUSED], ReportState.RETURNED),
        ([ExpenseState.REFUSED, ExpenseState.APPROVED], ReportState.APPROVED),
        ([ExpenseState.POSTED, ExpenseState.APPROVED], ReportState.APPROVED),
        ([ExpenseState.POSTED, ExpenseState.REFUSED], ReportState.POSTED),
        ([ExpenseState.POSTED, ExpenseState.PAID], ReportState.PARTLY_PAID),
        ([ExpenseState.PAID, ExpenseState.REFUSED], ReportState.PAID),
    ],
)
def test_derives_the_state_of_a_report(states: list[ExpenseState], state: ReportState) -> None:
    assert rules.report_state(states) is state


@pytest.mark.parametrize(
    ("states", "state"),
    [
        ([], InvoiceState.UNUSED),
        ([ExpenseState.REFUSED], InvoiceState.UNUSED),
        ([ExpenseState.DRAFT], InvoiceState.IN_USE),
        ([ExpenseState.DRAFT, ExpenseState.APPROVED], InvoiceState.USED),
        ([ExpenseState.PAID, ExpenseState.DRAFT], InvoiceState.POSTED),
    ],
)
def test_derives_the_state_of_an_invoice(states: list[ExpenseState], state: InvoiceState) -> None:
    assert rules.invoice_state(states) is state


@pytest.mark.parametrize(
    ("name", "tax_id", "check"),
    [
        ("", "91310000ma1fl0k12r", BuyerCheck.OWN),
        ("上海澄海泵业有限公司", "91320508MA1MU7TX5H", BuyerCheck.OTHER),
        ("上海澄海泵业有限公司", "", BuyerCheck.OWN),
        ("别家公司", "", BuyerCheck.OTHER),
        ("", "", BuyerCheck.MISSING),
    ],
)
def test_checks_the_buyer_by_tax_id_first(name: str, tax_id: str, check: BuyerCheck) -> None:
    assert rules.buyer_check(name=name, tax_id=tax_id, own=OWN, has_buyer_field=True) is check


def test_does_not_check_buyers_where_the_kind_has_none() -> None:
    found = rules.buyer_check(name="", tax_id="", own=OWN, has_buyer_field=False)

    assert found is BuyerCheck.NOT_CHECKED


bookables = st.builds(
    rules.Bookable,
    category=st.sampled_from(Category),
    approved_minor=st.integers(0, 10**9),
    deductible_minor=st.integers(0, 10**9),
    cost_center=st.just("华东"),
    memo=st.just("x"),
    rule=st.just("rail_9"),
)


@given(st.lists(bookables, max_size=40))
def test_books_every_voucher_to_zero(lines: list[rules.Bookable]) -> None:
    posted = rules.voucher_lines(lines, payable_memo="李娜")

    assert sum(line.amount_minor for line in posted) == 0
    owed = -sum(line.amount_minor for line in posted if line.account is AccountCode.PAYABLE)
    assert owed == sum(line.approved_minor for line in lines)
    assert all(line.amount_minor for line in posted)


@given(st.integers(1, 10**12))
def test_books_every_payment_to_zero(amount: int) -> None:
    assert sum(line.amount_minor for line in rules.payment_lines(amount, memo="")) == 0


@given(st.data(), st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_allocates_payments_exactly(data: st.DataObject, owed: list[int]) -> None:
    lines = [(UUID(int=number), minor) for number, minor in enumerate(owed)]
    if sum(owed) == 0:
        with pytest.raises(ValueError, match="at most"):
            rules.allocated(1, lines)
        return
    amount = data.draw(st.integers(1, sum(owed)))

    parts = rules.allocated(amount, lines)

    assert sum(parts.values()) == amount
    assert all(0 < parts[line] <= minor for line, minor in lines if line in parts)


@given(
    st.integers(-(10**12), 10**12),
    st.lists(st.integers(0, 10**6), min_size=1, max_size=50).filter(any),
)
def test_splits_without_losing_a_cent(amount: int, weights: list[int]) -> None:
    parts = shares(amount, weights)

    assert sum(parts) == amount
    exact = [amount * weight / sum(weights) for weight in weights]
    assert all(
        abs(part - want) <= 1 + abs(want) * 1e-12 for part, want in zip(parts, exact, strict=True)
    )


def claim(number: int, *, on: date = date(2026, 11, 24), merchant: str = "平江里") -> rules.Claim:
    return rules.Claim(
        id=ExpenseId(UUID(int=number)),
        spent_on=on,
        amount_minor=26800,
        currency="CNY",
        merchant=merchant,
    )


@pytest.mark.parametrize(
    ("other", "similar"),
    [
        (claim(2), True),
        (claim(2, on=date(2026, 11, 25)), True),
        (claim(2, merchant="苏州平江里餐饮"), True),
        (claim(2, merchant=""), True),
        (claim(2, on=date(2026, 11, 26)), False),
        (claim(2, merchant="同得兴"), False),
        (claim(1), False),
    ],
)
def test_tells_similar_claims(other: rules.Claim, similar: bool) -> None:  # noqa: FBT001  # a table
    assert rules.is_similar(claim(1), other) is similar


def test_changes_the_hash_with_everything_shown() -> None:
    line = rules.SeenLine(
        id="1",
        state="submitted",
        category="local",
        spent_on="2026-11-24",
        merchant="a",
        note="",
        amount_minor=1,
        currency="CNY",
        rate="1",
        base_minor=1,
        tax_minor=0,
        over_reason="",
        file_hashes=("x",),
        splits=(),
    )
    shown = rules.seen_hash([line], [])

    assert shown != rules.seen_hash([line], [("1", "duplicate")])
    assert shown != rules.seen_hash([], [])
    assert len(shown) == 64


@pytest.mark.parametrize(
    ("kind", "items", "category"),
    [
        ("rail_ticket", (), Category.RAIL),
        ("digital_ordinary", ("*餐饮服务*餐费",), Category.ENTERTAINMENT),
        ("digital_special", ("*住宿服务*住宿费",), Category.LODGING),
        ("taxi", (), Category.LOCAL),
        ("receipt", (), Category.OTHER),
    ],
)
def test_guesses_the_category(kind: str, items: tuple[str, ...], category: Category) -> None:
    assert rules.category_of(kind, items) is category
