"""T-31: a refused operation leaves its answer, its audit line and the version they took."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.expenses.models import Expense
from roadbook.domains.expenses.ports import TripBook
from roadbook.domains.expenses.tests.factories import (
    Company,
    make_company_people,
    make_report,
    person_of,
)
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits.tests.factories import AT, make_visit
from roadbook.foundation import wiring
from roadbook.foundation.changes.models import AuditEntry, new_id
from roadbook.foundation.files.contracts import Storage
from roadbook.foundation.files.storage import DirectoryStorage
from roadbook.foundation.sync.models import SyncOp
from tests.matrix.traces import Fingerprint, differences, fingerprint
from tests.sync.phone import Content, Phone, codes

pytestmark = pytest.mark.django_db
ANSWERS = frozenset({"sync_op", "device", "sync_head"})
SEEN = "a" * 64
HOUR = timedelta(hours=1)
Make = Callable[[Phone, dict[str, Any]], Content]

REFUSED: dict[str, tuple[str, Make]] = {
    "unknown type": ("bad_op", lambda p, w: p.create("nonsense")),
    "no create of this type": ("bad_op", lambda p, w: p.create("approval_task")),
    "unknown command": ("bad_op", lambda p, w: p.command("visit", w["visit"], "fly")),
    "other id in the body": (
        "bad_op",
        lambda p, w: p.create("account", id=str(new_id()), values={"name": "x"}),
    ),
    "field of the server": (
        "field_forbidden",
        lambda p, w: p.patch("account", w["account"], owner_id=(None, str(new_id()))),
    ),
    "values that do not fit": (
        "invalid",
        lambda p, w: p.create("account", values={"name": "x" * 400}),
    ),
    "a visit to a stranger's customer": (
        "ref_gone",
        lambda p, w: p.create(
            "visit", account_id=str(w["hidden"]), starts_at=AT, ends_at=AT + HOUR
        ),
    ),
    "a visit that ends before it starts": (
        "invalid",
        lambda p, w: p.create(
            "visit", account_id=str(w["account"]), starts_at=AT, ends_at=AT - HOUR
        ),
    ),
    "a stranger's row": (
        "forbidden",
        lambda p, w: p.patch("account", w["hidden"], phone=("", "1")),
    ),
    "another state": (
        "state_changed",
        lambda p, w: p.command("visit", w["visit"], "set_off", expect_state="cancelled"),
    ),
    "a state that does not allow it": (
        "state_changed",
        lambda p, w: p.command("visit", w["visit"], "check_out", args={}),
    ),
    "a report that half works": (
        "ref_gone",
        lambda p, w: p.command(
            "visit",
            w["visit"],
            "report",
            args={"outcome": "met", "notes": "x", "opportunity_id": str(new_id())},
        ),
    ),
    "an id that is taken": (
        "id_taken",
        lambda p, w: p.create("account", w["visit"], values={"name": "x"}),
    ),
    "an edit of what was submitted": (
        "state_changed",
        lambda p, w: p.patch("expense", w["expense"], amount_minor=(26800, 1)),
    ),
    "a decision on one's own claim": (
        "self_approval",
        lambda p, w: p.command(
            "expense_report",
            w["report"],
            "decide",
            expect_state="submitted",
            seen=SEEN,
            args={
                "decisions": [
                    {
                        "expense_id": str(w["expense"]),
                        "is_approved": True,
                        "approved_minor": 1,
                    }
                ]
            },
        ),
    ),
    "an app newer than the server": (
        "schema_lost",
        lambda p, w: p.op("patch", "account", w["account"], schema=99, set={"phone": {"to": "1"}}),
    ),
}


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    made = make_company_people()
    ports: dict[type[Any], Any] = {Storage: DirectoryStorage(tmp_path), TripBook: made.trips}
    monkeypatch.setattr(wiring, "_ports", {**wiring._ports, **ports})
    return made


@pytest.fixture
def world(company: Company) -> dict[str, Any]:
    account = make_account(owner=person_of(company.rep), name="华辰泵业").id
    report = make_report(company)
    return {
        "account": account,
        "hidden": make_account(owner=person_of(company.stranger)).id,
        "visit": make_visit(company.rep, account).id,
        "report": report.id,
        "expense": Expense.objects.get().id,
    }


def besides_answers(before: Fingerprint) -> list[str]:
    after = fingerprint()
    return [found for found in differences(before, after) if found.partition(":")[0] not in ANSWERS]


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_leaves_its_answer_and_audit_line_only(
    company: Company, world: dict[str, Any], name: str
) -> None:
    code, make = REFUSED[name]
    phone = Phone(company.rep)
    op = make(phone, world)
    before, audited = fingerprint(), AuditEntry.objects.count()

    result = phone.result(op)

    assert codes([result]) == [code], result
    assert result.version == 0
    assert besides_answers(before) == []
    assert AuditEntry.objects.count() == audited + 1
    line = AuditEntry.objects.order_by("seq").last()
    assert line is not None
    assert (line.kind, line.facts["code"]) == ("sync.op_refused", code)
    stored = SyncOp.objects.get()
    assert (str(stored.op_id), stored.code, stored.version) == (op["op_id"], code, 0)


def test_what_an_old_server_cannot_read_is_kept_there(
    company: Company, world: dict[str, Any]
) -> None:
    phone = Phone(company.rep)
    op = REFUSED["an app newer than the server"][1](phone, world)

    phone.push(op)

    assert '"to": "1"' in SyncOp.objects.get().result["content"]


def test_a_defect_refuses_the_operation_and_the_others_go_on(
    company: Company, world: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(visits, "set_off", broken)
    phone = Phone(company.rep)
    ops = [
        phone.command("visit", world["visit"], "set_off"),
        phone.command("visit", world["visit"], "check_in", args={}),
    ]
    results = phone.results(*ops)

    assert codes(results) == ["bad_op", "applied"]
    assert results[0].detail == {"fault": "defect"}
