"""Parse JSON bodies and query strings; refuse text that no database column can hold."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict
from ninja.errors import HttpError
from ninja.parser import Parser

_DEEPEST = 12


class StrictParser(Parser):
    """JSON of at most 12 levels, without NaN, NUL characters or lone surrogates."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        try:
            value = json.loads(request.body, parse_constant=_no_constant)
        except (ValueError, RecursionError) as error:
            raise HttpError(400, "not JSON") from error
        _check(value, 0)
        return value  # type: ignore[no-any-return]  # ninja validates the shape

    def parse_querydict(
        self, data: MultiValueDict[str, Any], list_fields: list[str], request: HttpRequest
    ) -> dict[str, Any]:
        for values in data.lists():
            _check(values, 0)
        return super().parse_querydict(data, list_fields, request)


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _check(value: object, depth: int) -> None:
    if depth > _DEEPEST:
        raise HttpError(400, "nested too deeply")
    match value:
        case str():
            if "\x00" in value or any("\ud800" <= c <= "\udfff" for c in value):
                raise HttpError(400, "text with characters that cannot be stored")
        case dict():
            for key, item in value.items():
                _check(key, depth + 1)
                _check(item, depth + 1)
        case list() | tuple():
            for item in value:
                _check(item, depth + 1)
        case _:
            return
