"""Keyset paging: a page of records and an opaque, signed cursor to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core import signing

from roadbook.core.errors import Invalid

T = TypeVar("T")
_SALT = "paging"


class BadCursor(Invalid):
    """The cursor was not made by this server for this list."""

    code = "core.bad_cursor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[T]):
    """At most `limit` records; `next_cursor` is None on the last page."""

    items: Sequence[T]
    next_cursor: str | None


def write_cursor(list_name: str, key: Sequence[str | int | float | None]) -> str:
    """Make the cursor that continues after the row with this sort key."""
    return signing.dumps([list_name, *key], salt=_SALT, compress=True)


def read_cursor(list_name: str, cursor: str | None, *, parts: int) -> list[Any] | None:
    """Give the sort key to continue after, None for the first page. Raises BadCursor."""
    if not cursor:
        return None
    try:
        name, *key = signing.loads(cursor, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise BadCursor({"cursor": "bad_cursor"}) from error
    if name != list_name or len(key) != parts:
        raise BadCursor({"cursor": "bad_cursor"})
    return list(key)
