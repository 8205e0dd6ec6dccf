"""Each route answers each persona as declared, and a refusal changes nothing in the database."""

import json
import os
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from pytest_django.plugin import DjangoDbBlocker

from tests.matrix.bypass import bypassed, watch_tables
from tests.matrix.cells import Operation, declared, expected, filled, operations, write
from tests.matrix.files import uploaded
from tests.matrix.traces import Fingerprint, differences, fingerprint, writes
from tests.matrix.world import PERSONAS, REFUSED, World, build

pytestmark = pytest.mark.django_db
OPERATIONS = operations()
DECLARED = declared()
IS_RECORDING = bool(os.environ.get("ROADBOOK_MATRIX_RECORD"))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Build the world once, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        built = build()
        watch_tables()
        yield built
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def untouched(world: World) -> Fingerprint:
    return fingerprint()


def send(
    world: World, persona: str, operation: Operation, table: Mapping[str, Any]
) -> HttpResponse:
    parts = filled(table.get("path", {}), world.names)
    path = operation.path.format(**parts)
    if query := filled(table.get("query", {}), world.names):
        path += "?" + urlencode(query, doseq=True)
    if file := table.get("file"):
        fields = filled(table.get("body", {}), world.names)
        body = encode_multipart(BOUNDARY, {**fields, **uploaded(file)})
        return world.ask(persona, operation.method, path, data=body, content_type=MULTIPART_CONTENT)
    if "body" not in table:
        return world.ask(persona, operation.method, path)
    text = json.dumps(filled(table["body"], world.names))
    return world.ask(persona, operation.method, path, data=text, content_type="application/json")


def outcome(answer: HttpResponse, shows: str) -> str:
    if not shows or answer.status_code >= REFUSED:
        return str(answer.status_code)
    content = b"".join(answer) if answer.streaming else answer.content
    is_shown = shows.encode() in content or json.dumps(shows)[1:-1].encode() in content
    return f"{answer.status_code}{'+' if is_shown else '-'}"


def play(
    world: World, untouched: Fingerprint, operation: Operation, table: Mapping[str, Any]
) -> tuple[dict[str, str], list[str]]:
    """Play one route as everybody; give the outcomes, and the traces that refusals left."""
    outcomes, traces = {}, []
    shows = filled(table.get("shows", ""), world.names)
    for persona in PERSONAS:
        with transaction.atomic():
            with writes() as written:
                answer = send(world, persona, operation, table)
            outcomes[persona] = outcome(answer, shows)
            if answer.status_code >= REFUSED and written:
                left = differences(untouched, fingerprint())
                traces += [f"{persona} ({answer.status_code}) left: {line}" for line in left]
            elif written:
                traces += [f"{persona}: {line}" for line in bypassed()]
            transaction.set_rollback(True)
        cache.clear()
    return outcomes, traces


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_answers_everybody_as_declared(name: str, world: World, untouched: Fingerprint) -> None:
    assert name in DECLARED, (
        f"{name} has no table in tests/matrix/cells/{OPERATIONS[name].tag}.toml"
    )
    table = DECLARED[name]

    outcomes, traces = play(world, untouched, OPERATIONS[name], table)

    if IS_RECORDING and "cells" not in table:
        table["cells"] = " ".join(outcomes[persona] for persona in PERSONAS)
        write(DECLARED)
    assert outcomes == expected(table)
    assert not traces


def test_declares_only_routes_that_exist() -> None:
    assert sorted(DECLARED.keys() - OPERATIONS.keys()) == []


def test_no_route_answers_anonymous_people_by_accident() -> None:
    open_doors = {
        name for name, table in DECLARED.items() if expected(table).get("anonymous", "401") != "401"
    }

    assert open_doors == {"getWelcome", "signInToDemo", "foundCompany"}


def test_no_route_stands_in_the_shadow_of_another() -> None:
    shadowed = {name for name, table in DECLARED.items() if "405" in expected(table).values()}

    assert shadowed == set()


def test_auditors_change_nothing() -> None:
    safe = {"GET"}
    changed = {
        name
        for name, table in DECLARED.items()
        if OPERATIONS[name].method not in safe and expected(table)["auditor"].startswith("2")
    }

    assert changed == set()
