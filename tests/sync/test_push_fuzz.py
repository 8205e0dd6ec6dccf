"""Malformed operations: each is refused by itself or the push is, never a failure of the server."""

import json
import os
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.expenses.ports import TripBook
from roadbook.domains.expenses.tests.factories import (
    DAY,
    Company,
    make_company_people,
    make_expense,
    make_report,
    person_of,
)
from roadbook.domains.visits.tests.factories import AT, make_visit
from roadbook.foundation import wiring
from roadbook.foundation.changes import audit
from roadbook.foundation.changes.models import new_id
from roadbook.foundation.files.contracts import Storage
from roadbook.foundation.files.storage import DirectoryStorage
from roadbook.foundation.sync.models import Device, SyncOp
from roadbook.foundation.sync.pushing.declarations import write_types
from roadbook.foundation.sync.pushing.results import (
    BadPush,
    DeviceForked,
    OpReused,
    RejectCode,
    SeqGap,
    TooLargePush,
)
from tests.sync.phone import NOW, Content, Phone

pytestmark = pytest.mark.django_db
OPS = 20_000 if os.environ.get("ROADBOOK_FUZZ") == "full" else 600
KNOWN = {code.value for code in RejectCode}
STRANGERS = ("extra", "owner_id", "version", "kind", "set", "args", "group")
JUNK: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    2**63,
    2**80,
    1.5,
    "",
    "x",
    "1",
    " ",
    "\u202e",
    "2026-02-30",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-12:00",
    "x" * 70_000,
    [],
    [[]],
    {},
    {"was": 1, "to": 2},
    [None] * 1_001,
    ["x"] * 300,
    "00000000-0000-0000-0000-000000000000",
)


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Company:
    made = make_company_people()
    ports: dict[type[Any], Any] = {Storage: DirectoryStorage(tmp_path), TripBook: made.trips}
    monkeypatch.setattr(wiring, "_ports", {**wiring._ports, **ports})
    return made


def seeds(phone: Phone, company: Company) -> list[Content]:
    """One good operation of each kind and type, to be spoiled."""
    account = make_account(owner=person_of(company.rep)).id
    visit = make_visit(company.rep, account).id
    line, report = make_expense(company).id, make_report(company, submitted=False).id
    ops = [
        phone.create("account", values={"name": "x", "phone": "1"}),
        phone.create("contact", account_id=account, values={"name": "x"}),
        phone.create("opportunity", account_id=account, values={"name": "x"}),
        phone.create(
            "key_date",
            account_id=account,
            values={"kind": "birthday", "title": "x", "month": 2, "day": 3},
        ),
        phone.create("visit", account_id=account, starts_at=AT, ends_at=AT + timedelta(hours=1)),
        phone.create("interaction", account_id=account, kind="call", happened_at=NOW, summary="x"),
        phone.create(
            "expense", category="local", amount_minor=1, currency="CNY", spent_on=DAY, note="x"
        ),
        phone.create("expense_receipt", expense_id=line, document_id=new_id()),
        phone.create("expense_report", trip_id=new_id()),
        phone.create("document", file_id=new_id()),
        phone.patch("account", account, phone=("", "1"), visit_windows=([], [])),
        phone.write("account", account, "note", "", "x\ny"),
        phone.patch("expense", line, amount_minor=(26800, 5), rate=(None, "1.5")),
        phone.patch("visit", visit, goal=("", "x"), certainty=("exact", "confirmed")),
        phone.op("delta", "account", account, add={"tags": [str(new_id())]}, remove={"tags": []}),
        phone.op("delete", "expense", line),
        phone.command("expense_report", report, "add_lines", args={"expense_ids": [str(line)]}),
        phone.command("expense_report", report, "submit", expect_state="draft"),
        phone.command(
            "expense_report",
            report,
            "decide",
            expect_state="submitted",
            seen="a" * 64,
            args={"decisions": [{"expense_id": str(line), "is_approved": True}]},
        ),
        phone.command(
            "approval_task", new_id(), "approve", expect_state="pending", seen="sha256:" + "a" * 64
        ),
    ]
    bodies: dict[str, dict[str, Any]] = {
        "move": {"starts_at": AT.isoformat(), "ends_at": (AT + timedelta(hours=1)).isoformat()},
        "check_in": {"fix": {"lat": 31.2, "lon": 121.4, "accuracy_m": 9, "age_s": 1}},
        "check_out": {"fix": None},
        "report": {"outcome": "met", "next_starts_at": AT.isoformat(), "next_minutes": 60},
        "miss": {"reason": "x"},
        "cancel": {"reason": "x"},
    }
    for command in write_types.by_name["visit"].commands:
        parts = {"args": bodies[command]} if command in bodies else {}
        ops.append(phone.command("visit", visit, command, **parts))
    return ops


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401
    """Give the way to every part of an operation."""
    parts = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in parts:
        yield (*path, key)
        if isinstance(part, dict | list):
            yield from places(part, (*path, key))


def spoiled(op: Content, dice: Random) -> Content:
    """Spoil one to three parts: junk in it, left out, or a stranger beside it."""
    made: Content = json.loads(json.dumps(op))
    for _ in range(dice.randrange(1, 4)):
        whole = [way for way in places(made) if way[0] not in {"op_id", "seq"}]
        way = dice.choice(whole)
        holder: Any = made
        for key in way[:-1]:
            holder = holder[key]
        match dice.randrange(4):
            case 0 if isinstance(holder, dict):
                del holder[way[-1]]
            case 1 if isinstance(holder, dict):
                holder[dice.choice(STRANGERS)] = deepcopy(dice.choice(JUNK))
            case _:
                holder[way[-1]] = deepcopy(dice.choice(JUNK))
    return made


def test_every_spoiled_operation_has_an_answer(company: Company) -> None:
    phone = Phone(company.rep)
    good = seeds(phone, company)
    dice = Random(2026)
    answered = refused_pushes = 0
    for _ in range(OPS):
        last = Device.objects.get(pk=phone.device.pk).last_seq
        op = {**spoiled(dice.choice(good), dice), "op_id": str(new_id()), "seq": last + 1}
        try:
            answer = phone.push(op)
        except BadPush:
            refused_pushes += 1
            continue
        assert answer.stopped_at is None, op
        result = answer.results[0]
        assert result.code is None or result.code in KNOWN
        assert result.detail.get("fault") != "defect", op
        assert str(result.op_id) == op["op_id"]
        answered += 1
    assert SyncOp.objects.count() == answered == OPS - refused_pushes
    assert refused_pushes < OPS / 5
    assert audit.verify().broken_at is None


@pytest.mark.parametrize(
    "part",
    [
        {"op_id": None},
        {"op_id": "x"},
        {"op_id": 5},
        {"seq": "1"},
        {"seq": 0},
        {"seq": 1.0},
        {"seq": True},
        {"seq": 2**60},
        {"group": "x"},
        {"group": 7},
    ],
    ids=str,
)
def test_what_has_no_number_refuses_the_push(company: Company, part: dict[str, Any]) -> None:
    phone = Phone(company.rep)

    with pytest.raises(BadPush):
        phone.push(phone.create("account", values={"name": "x"}) | part)

    assert not SyncOp.objects.exists()


def test_a_push_has_at_most_two_hundred_operations(company: Company) -> None:
    phone = Phone(company.rep)
    ops = [phone.create("nonsense") for _ in range(201)]

    with pytest.raises(TooLargePush):
        phone.push(*ops)

    assert len(phone.results(*ops[:200])) == 200


def test_numbers_in_disorder_end_the_batch(company: Company) -> None:
    phone = Phone(company.rep)
    first, second = phone.create("nonsense"), phone.create("nonsense")

    with pytest.raises(SeqGap):
        phone.push(second, first)
    phone.push(first)
    with pytest.raises(DeviceForked):
        phone.push({**second, "seq": 1})
    with pytest.raises(OpReused):
        phone.push({**first, "type": "other"})
