"""Fast answers for hot lists: plain Pydantic straight to bytes (STACK.md section 1.1)."""

from typing import Any

from django.http import HttpResponse
from pydantic import TypeAdapter


def json_answer(adapter: TypeAdapter[Any], value: object) -> HttpResponse:
    """Serialize a record once, without ninja's second validation; keep `response=` for the docs."""
    return HttpResponse(adapter.dump_json(value), content_type="application/json; charset=utf-8")
