"""T-16: outboxes of every released app get an answer to every operation, on today's server."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from roadbook.domains.customers.models import Account
from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.foundation.sync.pushing.answering import Desk
from roadbook.foundation.sync.pushing.batch import push
from roadbook.foundation.sync.pushing.converting import CONVERTERS, SCHEMA, Converter
from tests.sync.phone import Phone, codes

pytestmark = pytest.mark.django_db
OUTBOXES = sorted((Path(__file__).parent / "outboxes").glob("schema_*.json"))


def recorded(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def phone() -> Phone:
    return Phone(actor_for(make_person("李娜", team=make_team())))


def test_every_schema_has_a_recorded_outbox_and_a_way_to_today() -> None:
    assert [path.stem for path in OUTBOXES] == [f"schema_{n}" for n in range(1, SCHEMA + 1)]
    assert sorted(CONVERTERS) == list(range(1, SCHEMA))


@pytest.mark.parametrize("path", OUTBOXES, ids=lambda path: path.stem)
def test_a_recorded_outbox_gets_all_its_answers(phone: Phone, path: Path) -> None:
    ops = recorded(path)

    results = phone.results(*ops)

    assert [str(r.op_id) for r in results] == [op["op_id"] for op in ops]
    assert codes(results) == [
        "applied",  # a customer
        "applied",  # its contact
        "applied",  # two fields
        "applied",  # the note
        "applied",  # a visit
        "applied",  # set off
        "applied",  # arrived
        "applied",  # left
        "applied",  # reported
        "applied",  # a call
        "applied",  # an expense
        "applied",  # corrected
        "applied",  # taken back
        "forbidden",  # somebody else's customer
    ]
    assert phone.results(*ops) == results


def to_two(op: Mapping[str, Any]) -> Mapping[str, Any]:
    """A made-up step: schema 2 calls the telephone number `phone`, schema 1 called it `tel`."""
    fields = {"phone" if key == "tel" else key: value for key, value in op["set"].items()}
    return {**op, "set": fields}


def to_three(op: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**op, "set": {key: {**new, "to": f"+{new['to']}"} for key, new in op["set"].items()}}


def test_operations_go_up_the_chain_of_converters(phone: Phone) -> None:
    account = make_account(owner=_person(phone), values={"phone": "021"}).id
    old = phone.patch("account", account, tel=("021", "86"))
    middle = {**phone.patch("account", account, phone=("+86", "87")), "schema": 2}
    now = {**phone.patch("account", account, phone=("+87", "88")), "schema": 3}
    desk = _desk(phone, schema=3, converters={1: to_two, 2: to_three})

    answer = push(desk, [old, middle, now])

    assert codes(answer.results) == ["applied"] * 3
    assert Account.objects.get(id=account).phone == "88"
    assert push(desk, [old, middle, now]).results == answer.results


def test_what_cannot_be_converted_is_kept_as_lost(phone: Phone) -> None:
    account = make_account(owner=_person(phone)).id
    old = phone.patch("account", account, phone=("", "86"))

    answer = push(_desk(phone, schema=3, converters={2: to_three}), [old])

    assert codes(answer.results) == ["schema_lost"]
    assert answer.results[0].detail == {"schema": 1}


def _desk(phone: Phone, *, schema: int, converters: Mapping[int, Converter]) -> Desk:
    return replace(phone.desk(), schema=schema, converters=converters)


def _person(phone: Phone) -> Person:
    return Person.objects.get(id=UUID(str(phone.actor.person_id)))
