"""A fingerprint of the whole database, to show that a refusal left no trace (T-31)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from django.db import connection

# a refusal's audit line and its place in the chain are wanted; last uses are counters
IGNORED_TABLES = frozenset({"audit_entry", "usersessions_usersession", "django_migrations"})
IGNORED_COLUMNS = {
    "sync_head": {"audit_seq", "audit_hash"},
    "identity_apitoken": {"last_used_at"},
}

WRITING = ("INSERT", "UPDATE", "DELETE", "REPLACE", "MERGE", "WITH")
Fingerprint = dict[str, tuple[int, str]]


@contextmanager
def writes() -> Iterator[list[str]]:
    """Collect the writing statements of a block: without any there can be no trace."""
    seen: list[str] = []

    def watch(
        execute: Callable[..., Any], sql: str, params: object, many: object, context: object
    ) -> object:
        if sql.lstrip().upper().startswith(WRITING):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield seen


def fingerprint() -> Fingerprint:
    """Give table → count and digest of all its rows."""
    with connection.cursor() as cursor:
        tables = [
            name
            for name in connection.introspection.table_names(cursor)
            if name not in IGNORED_TABLES and not name.startswith("sqlite_")
        ]
        return {table: _digest(cursor, table) for table in sorted(tables)}


def _digest(cursor: object, table: str) -> tuple[int, str]:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # type: ignore[attr-defined]  # noqa: S608  # names from the schema
    names = [column[0] for column in cursor.description]  # type: ignore[attr-defined]  # any database cursor
    kept = [i for i, name in enumerate(names) if name not in IGNORED_COLUMNS.get(table, set())]
    rows = sorted(repr([row[i] for i in kept]) for row in cursor.fetchall())  # type: ignore[attr-defined]  # any database cursor
    return len(rows), sha256("\n".join(rows).encode()).hexdigest()


def differences(before: Fingerprint, after: Fingerprint) -> list[str]:
    """Name the tables that differ, with their counts."""
    return [
        f"{table}: {before.get(table, (0, ''))[0]} → {after.get(table, (0, ''))[0]} rows"
        for table in sorted(before.keys() | after.keys())
        if before.get(table) != after.get(table)
    ]
