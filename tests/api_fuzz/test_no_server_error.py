"""Requests made from the API's own description, valid and broken, with foreign and real ids."""

import json
import os
from collections.abc import Iterator
from math import ceil
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import schemathesis
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.plugin import DjangoDbBlocker
from schemathesis.core import NotSet
from schemathesis.core.result import Ok

from roadbook.config.urls import api
from tests.matrix.world import World, build

pytestmark = pytest.mark.django_db
IS_FULL = os.environ.get("ROADBOOK_FUZZ") == "full"
SERVER_ERROR = 500
WANTED_CASES = 5_000
SCHEMA = schemathesis.openapi.from_dict(
    json.loads(json.dumps(api.get_openapi_schema(), default=str))
)
FOUND = [found.ok() for found in SCHEMA.get_all_operations() if isinstance(found, Ok)]
OPERATIONS = {operation.definition.raw["operationId"]: operation for operation in FOUND}
CASES = ceil(WANTED_CASES / len(OPERATIONS)) if IS_FULL else 4
PERSONAS = ("owner", "manager", "finance", "admin")


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Build the matrix's world once, in a transaction that is never committed."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build()
        transaction.set_rollback(True)


def send(world: World, persona: str, case: Any, *, with_real_ids: bool) -> HttpResponse:  # noqa: ANN401  # schemathesis hides its type
    given_parts = dict(case.path_parameters or {})
    if with_real_ids:
        known = {name: world.names.get(name.removesuffix("_id")) for name in given_parts}
        given_parts |= {name: value for name, value in known.items() if value}
    parts = {name: quote(str(value), safe="") for name, value in given_parts.items()}
    path = case.operation.path.format(**parts)
    if case.query:
        path += "?" + urlencode(dict(case.query), doseq=True, errors="replace")
    if isinstance(case.body, NotSet):
        return world.ask(persona, case.method, path)
    if case.media_type == "multipart/form-data":
        fields = case.body if isinstance(case.body, dict) else {}
        text = {name: value for name, value in fields.items() if value is not None}
        body = encode_multipart(BOUNDARY, text)
        return world.ask(persona, case.method, path, data=body, content_type=MULTIPART_CONTENT)
    sent = json.dumps(case.body, default=str)
    return world.ask(persona, case.method, path, data=sent, content_type="application/json")


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_never_fails(name: str, world: World) -> None:
    @settings(
        max_examples=CASES, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(
        case=OPERATIONS[name].as_strategy(),
        persona=st.sampled_from(PERSONAS),
        with_real_ids=st.booleans(),
    )
    def attempt(case: Any, persona: str, *, with_real_ids: bool) -> None:  # noqa: ANN401  # the same
        with transaction.atomic():
            answer = send(world, persona, case, with_real_ids=with_real_ids)
            transaction.set_rollback(True)
        cache.clear()
        assert answer.status_code < SERVER_ERROR, (persona, case.as_curl_command())

    attempt()
