"""One JSON form for values in history, audit and sync answers."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID


def jsonable(value: object) -> Any:  # noqa: ANN401, PLR0911  # JSON is Any; one line a type
    """Give a JSON value: ids and dates as strings, instants as RFC 3339 UTC with milliseconds."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        case date() | time():
            return value.isoformat()
        case UUID() | Decimal():
            return str(value)
        case list() | tuple():
            return [jsonable(v) for v in value]
        case dict():
            return {str(k): jsonable(v) for k, v in value.items()}
        case _:
            return str(value)


def canonical(value: object) -> bytes:
    """Give the one byte form of a JSON value that hashes are taken of: sorted keys, UTF-8."""
    return json.dumps(
        jsonable(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False
    ).encode()
