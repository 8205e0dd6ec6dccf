"""Wrong types, over-long text, dates out of order, negative and impossible money."""

from dataclasses import dataclass

import pytest

from tests.bad_input.refusing import State, assert_refused, send, told_by
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
CUSTOMERS = "customers.fields_refused"
ACCOUNT, TRIP, LINE = "customers/accounts", "trips", "expenses/lines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What somebody sends, and the field of it that must be named."""

    to: str
    body: object
    marks: str
    by: str = "owner"
    method: str = "POST"
    status: int = 422
    code: str = "core.invalid"


def ride(**given: object) -> dict[str, object]:
    """Give a train ride with the given values."""
    whole: dict[str, object] = {
        "mode": "rail",
        "origin_name": "上海",
        "destination_name": "苏州",
        "departs_at": "2026-12-01T00:30:00Z",
        "arrives_at": "2026-12-01T01:30:00Z",
    }
    return whole | given


def line(**given: object) -> dict[str, object]:
    """Give an expense line with the given values."""
    whole: dict[str, object] = {
        "id": "$new_expense",
        "category": "local",
        "amount_minor": 100,
        "currency": "CNY",
        "spent_on": "$today",
    }
    return whole | given


def visit(**given: object) -> dict[str, object]:
    """Give a visit with the given values."""
    whole: dict[str, object] = {
        "account_id": "$account",
        "starts_at": "2026-12-01T02:00:00Z",
        "ends_at": "2026-12-01T03:00:00Z",
    }
    return whole | given


WRONG_TYPES = {
    "a list for a name": Attempt(to=ACCOUNT, body={"values": {"name": ["x"]}}, marks="name"),
    "a number for a text": Attempt(to=ACCOUNT, body={"values": {"name": 7}}, marks="name"),
    "words for money": Attempt(to=LINE, body=line(amount_minor="ten"), marks="amount_minor"),
    "half a cent": Attempt(to=LINE, body=line(amount_minor=0.5), marks="amount_minor"),
    "an object for an id": Attempt(to="visits", body=visit(account_id={"$ne": 1}), marks="account"),
    "no uuid": Attempt(to="visits", body=visit(account_id="1 OR 1=1"), marks="account_id"),
    "an unknown word": Attempt(to=LINE, body=line(category="bribe"), marks="category"),
    "an unknown field": Attempt(to=LINE, body=line(approved_minor=100), marks="approved_minor"),
    "a list for a body": Attempt(to=LINE, body=[line()], marks=""),
    "a day that is none": Attempt(to=LINE, body=line(spent_on="2026-02-30"), marks="spent_on"),
    "a time without zone": Attempt(
        to="visits", body=visit(starts_at="2026-12-01T02:00:00"), marks="starts_at"
    ),
    "a year beyond reason": Attempt(to=LINE, body=line(spent_on="9999-01-01"), marks="spent_on"),
    "a zone that is none": Attempt(
        to=TRIP, body={"title": "x", "segments": [ride(departs_zone="Mars/Phobos")]}, marks="zone"
    ),
    "not on this planet": Attempt(
        to=ACCOUNT, body={"values": {"name": "x"}, "position": {"lat": 91, "lon": 0}}, marks="lat"
    ),
}
TOO_LONG = {
    "a name": Attempt(
        to=ACCOUNT, body={"values": {"name": "长" * 121}}, marks="name", code=CUSTOMERS
    ),
    "a note of a line": Attempt(to=LINE, body=line(note="长" * 501), marks="note"),
    "a title": Attempt(to=TRIP, body={"title": "长" * 121}, marks="title"),
    "a purpose": Attempt(to=TRIP, body={"title": "x", "purpose": "长" * 1001}, marks="purpose"),
    "a report of a call": Attempt(
        to="interactions",
        body={
            "account_id": "$account",
            "kind": "call",
            "happened_at": "2026-11-01T00:00:00Z",
            "body": "长" * 20_001,
        },
        marks="body",
    ),
    "too many segments": Attempt(
        to=TRIP, body={"title": "x", "segments": [ride()] * 101}, marks="segments"
    ),
}
OUT_OF_ORDER = {
    "a visit that ends before it begins": Attempt(
        to="visits", body=visit(ends_at="2026-12-01T01:00:00Z"), marks="ends_at"
    ),
    "a train that arrives before it leaves": Attempt(
        to=TRIP,
        body={"title": "x", "segments": [ride(arrives_at="2026-12-01T00:10:00Z")]},
        marks="arrives_at",
    ),
    "an event that ends before it begins": Attempt(
        to="schedule/events",
        body={
            "title": "会",
            "starts_at": "2026-12-01T03:00:00Z",
            "ends_at": "2026-12-01T02:00:00Z",
        },
        marks="ends_at",
    ),
    "a plan that ends before it begins": Attempt(
        to="planning/plans",
        body={"first_day": "2027-03-05", "last_day": "2027-03-01"},
        marks="last_day",
    ),
    "a contract that ends before it begins": Attempt(
        to=f"{ACCOUNT}/$account/contracts",
        body={"title": "框架", "starts_on": "2026-12-31", "ends_on": "2026-01-01"},
        marks="ends_on",
    ),
}
MONEY = {
    "a negative expense": Attempt(to=LINE, body=line(amount_minor=-1), marks="amount_minor"),
    "an expense of nothing": Attempt(to=LINE, body=line(amount_minor=0), marks="amount_minor"),
    "more than there is": Attempt(to=LINE, body=line(amount_minor=10**15), marks="amount_minor"),
    "a number beyond all columns": Attempt(
        to=LINE, body=line(amount_minor=10**30), marks="amount_minor"
    ),
    "a negative fare": Attempt(
        to=TRIP, body={"title": "x", "segments": [ride(fare_minor=-1)]}, marks="fare_minor"
    ),
    "a negative hotel": Attempt(
        to="planning/hotels",
        by="admin",
        body={"city_code": "320500", "name": "x", "lat": 1, "lon": 1, "price_minor": -1},
        marks="price_minor",
    ),
    "a negative deal": Attempt(
        to="customers/opportunities",
        body={"account_id": "$account", "values": {"name": "x", "amount_minor": -5}},
        marks="amount_minor",
        code=CUSTOMERS,
    ),
    "a negative rate": Attempt(
        to="expenses/rates",
        by="finance",
        method="PUT",
        body={"currency": "USD", "rate": "-7.1", "valid_from": "$today"},
        marks="rate",
    ),
    "a currency that is none": Attempt(to=LINE, body=line(currency="¥"), marks="currency"),
}


@pytest.mark.parametrize(
    "attempt",
    [*WRONG_TYPES.values(), *TOO_LONG.values(), *MONEY.values()],
    ids=[*WRONG_TYPES, *TOO_LONG, *MONEY],
)
def test_refuses_values_that_cannot_be_meant(world: World, before: State, attempt: Attempt) -> None:
    answer = send(world, attempt.by, attempt.method, attempt.to, attempt.body)

    problem = assert_refused(answer, before=before, status=attempt.status, code=attempt.code)
    assert any(attempt.marks in name for name in problem["fields"]), problem["fields"]


@pytest.mark.parametrize("attempt", OUT_OF_ORDER.values(), ids=OUT_OF_ORDER.keys())
def test_refuses_dates_out_of_order(world: World, before: State, attempt: Attempt) -> None:
    answer = send(world, attempt.by, attempt.method, attempt.to, attempt.body)

    problem = assert_refused(answer, before=before, status=422, code=told_by(answer)["code"])
    assert any(attempt.marks in name for name in problem["fields"]), problem
