"""Faults between any two statements of a transaction (T-04): the server dies there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection


class Died(BaseException):
    """The process ended here. It is no Exception: nothing in the product may catch it."""


class Countdown:
    """Counts statements, and dies before the one with a given number."""

    def __init__(self, dies_before: int | None = None) -> None:
        self.seen = 0
        self._dies_before = dies_before

    def __call__(
        self,
        execute: Callable[..., Any],
        sql: str,
        params: object,
        many: bool,  # noqa: FBT001  # as the database calls it
        context: object,
    ) -> object:
        if self.seen == self._dies_before:
            raise Died(sql)
        self.seen += 1
        return execute(sql, params, many, context)


@contextmanager
def dying_before(statement: int | None) -> Iterator[Countdown]:
    """Die before a statement inside; None counts only."""
    countdown = Countdown(statement)
    with connection.execute_wrapper(countdown):
        yield countdown


@contextmanager
def dying_before_commit() -> Iterator[None]:
    """Die when all statements are done and the commit is not."""

    def die() -> None:
        connection.connection.rollback()  # what the database does for a process that is gone
        raise Died("COMMIT")

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(connection, "commit", die)
        yield
