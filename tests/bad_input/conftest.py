"""The matrix's world, built once in a transaction that is never committed."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from tests.bad_input.refusing import State, state
from tests.matrix.world import World, build


@pytest.fixture(scope="module")
def _whole_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[World, State]]:
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        yield world, state()
        transaction.set_rollback(True)


@pytest.fixture
def world(db: None, _whole_world: tuple[World, State]) -> World:
    """Give the world; what a test does to it is rolled back."""
    return _whole_world[0]


@pytest.fixture
def before(_whole_world: tuple[World, State]) -> State:
    """Give the state before the attempt."""
    return _whole_world[1]
