"""Ids of other people's rows: as if there were none, and the row stays as it was."""

import pytest

from tests.bad_input.refusing import State, assert_refused, send, told_by
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
VISIT = {
    "account_id": "$account",
    "starts_at": "2026-12-01T02:00:00Z",
    "ends_at": "2026-12-01T03:00:00Z",
}
LINE = {
    "id": "$new_expense",
    "category": "local",
    "amount_minor": 100,
    "currency": "CNY",
    "spent_on": "$today",
}
DEAL = {"account_id": "$account", "values": {"name": "x", "amount_minor": 1}}
CALL = {"account_id": "$account", "kind": "call", "happened_at": "2026-11-01T00:00:00Z"}
STOP = {"account_id": "$account", "on": "2026-12-01"}


@pytest.mark.parametrize("absent", ["$account", "$absent"], ids=["invisible", "absent"])
@pytest.mark.parametrize(
    ("to", "body"),
    [
        ("visits", VISIT),
        ("customers/opportunities", DEAL),
        ("interactions", CALL),
        ("trips", {"title": "x", "stops": [STOP]}),
    ],
    ids=["visit", "opportunity", "call", "trip"],
)
def test_a_strangers_customer_looks_like_none(
    world: World, before: State, to: str, body: dict[str, object], absent: str
) -> None:
    given = _with_account(body, absent)

    answer = send(world, "stranger", "POST", to, given)

    problem = told_by(answer)
    assert answer.status_code in {404, 422}
    assert_refused(answer, before=before, status=answer.status_code, code=problem["code"])
    assert "海澜泵业" not in answer.content.decode()
    other = send(world, "stranger", "POST", to, _with_account(body, "$absent"))
    assert (other.status_code, told_by(other)["code"]) == (answer.status_code, problem["code"])


def _with_account(value: object, account: str) -> object:
    match value:
        case dict():
            return {
                key: account if key == "account_id" else _with_account(one, account)
                for key, one in value.items()
            }
        case list():
            return [_with_account(one, account) for one in value]
    return value


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("GET", "trips/$trip", None, "trips.trip_not_found"),
        ("GET", "visits/$visit", None, "visits.not_found"),
        ("GET", "expenses/reports/$report", None, "expenses.report_not_found"),
        ("DELETE", "expenses/lines/$expense", None, "expenses.expense_not_found"),
        ("POST", "expenses/reports/$waiting_report/withdraw", None, "expenses.report_not_found"),
        (
            "POST",
            "approvals/tasks/$task/decide",
            {"decision": "approve", "seen": "$seen"},
            "approvals.task_not_found",
        ),
        ("POST", "recognition/documents", {"file_id": "$file"}, "files.not_found"),
    ],
)
def test_a_strangers_row_is_not_found(
    world: World, before: State, method: str, path: str, body: object, code: str
) -> None:
    answer = send(world, "stranger", method, path, body)

    assert_refused(answer, before=before, status=404, code=code)


@pytest.mark.parametrize("field", ["trip_id", "visit_id", "account_id", "opportunity_id"])
def test_a_line_hangs_on_nothing_foreign(world: World, before: State, field: str) -> None:
    foreign = {
        "trip_id": "$approved_trip",
        "visit_id": "$visit",
        "account_id": "$account",
        "opportunity_id": "$opportunity",
    }

    answer = send(world, "stranger", "POST", "expenses/lines", {**LINE, field: foreign[field]})

    problem = told_by(answer)
    assert answer.status_code in {404, 409, 422}, problem
    assert_refused(answer, before=before, status=answer.status_code, code=problem["code"])
