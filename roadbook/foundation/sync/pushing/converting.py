"""Operations written by older versions of the app, brought to today's schema step by step.

A push is taken for every schema ever released (SYNC_PROTOCOL.md section 16): changes are never
stranded on an old app.
"""

from collections.abc import Callable, Mapping
from typing import Any

SCHEMA = 1
"""The schema of operations that this server writes and reads by itself."""

Content = Mapping[str, Any]
Converter = Callable[[Content], Content]


class SchemaLost(ValueError):
    """An operation means nothing any more, or comes from an app newer than the server."""


CONVERTERS: dict[int, Converter] = {}
"""Schema n → the function that brings an operation of schema n to n + 1."""


def converted(
    content: Content, *, schema: int = SCHEMA, converters: Mapping[int, Converter] = CONVERTERS
) -> Content:
    """Bring an operation to a schema, by default today's. Raises SchemaLost."""
    written_under = content.get("schema")
    if type(written_under) is not int or written_under < 1:
        return content  # a fault that the reader of operations names
    if written_under > schema:
        raise SchemaLost
    for step in range(written_under, schema):
        if step not in converters:
            raise SchemaLost
        content = {**converters[step](content), "schema": step + 1}
    return content
