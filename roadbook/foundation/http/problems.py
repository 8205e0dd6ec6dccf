"""RFC 9457 problem documents: one form for every refusal, in the reader's language."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from roadbook.core.errors import Fact, Invalid, Refusal, Throttled, Unavailable
from roadbook.foundation.http.sentences import language_of, sentence

log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest, Any], HttpResponse]
_STATUS_CODES = {
    400: "core.bad_request",
    401: "core.sign_in_required",
    403: "core.forbidden",
    404: "core.not_found",
    405: "core.method_not_allowed",
    413: "core.too_large",
    415: "core.unsupported_media_type",
    422: "core.invalid",
    429: "core.throttled",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """RFC 9457: `title` says what happened, `action` what to do, `fields` which field is wrong."""

    type: str
    title: str
    status: int
    code: str
    action: str
    request_id: str
    facts: Mapping[str, Fact] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)


def problem_response(
    request: HttpRequest,
    *,
    status: int,
    code: str,
    facts: Mapping[str, Fact] | None = None,
    fields: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Build the answer for a refusal."""
    actor = getattr(request, "actor", None)
    language = actor.locale if actor else language_of(request.headers.get("Accept-Language", ""))
    text = sentence(code, language, facts or {})
    problem = Problem(
        type=f"/docs/problems#{code}",
        title=text.title,
        status=status,
        code=code,
        action=text.action,
        request_id=getattr(request, "request_id", ""),
        facts=facts or {},
        fields=fields or {},
    )
    response = JsonResponse(
        asdict(problem), status=status, json_dumps_params={"ensure_ascii": False}
    )
    response["Content-Type"] = "application/problem+json"
    return response


def status_problem(request: HttpRequest, status: int) -> HttpResponse:
    """Build the answer for a bare HTTP status."""
    return problem_response(
        request, status=status, code=_STATUS_CODES.get(status, "core.bad_request")
    )


def install_handlers(api: NinjaAPI) -> None:
    """Teach an API to answer refusals, bad input and bugs as problems."""
    handlers: list[tuple[type[Exception], Handler]] = [
        (Refusal, _refused),
        (ValidationError, _not_valid),
        (HttpError, _http_error),
        (AuthenticationError, _http_error),
        (Http404, lambda request, _: status_problem(request, 404)),
        (RequestDataTooBig, lambda request, _: status_problem(request, 413)),
        (SuspiciousOperation, lambda request, _: status_problem(request, 400)),
        (DataError, _out_of_range),
        (OverflowError, _out_of_range),
        (Exception, _bug),
    ]
    for kind, handler in handlers:
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    fields = refusal.fields if isinstance(refusal, Invalid) else {}
    response = problem_response(
        request, status=refusal.status, code=refusal.code, facts=refusal.facts, fields=fields
    )
    if isinstance(refusal, Throttled | Unavailable):
        response["Retry-After"] = str(refusal.facts.get("retry_after_s", 5))
    return response


def _not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields: dict[str, str] = {}
    for item in error.errors:
        place: tuple[Any, ...] = item.get("loc", ())
        name = ".".join(str(p) for p in place[2:] if p != "__root__") or str(
            place[-1:] and place[-1]
        )
        fields.setdefault(name, str(item.get("type", "invalid")))
    return problem_response(request, status=422, code="core.invalid", fields=fields)


def _http_error(request: HttpRequest, error: HttpError) -> HttpResponse:
    return status_problem(request, error.status_code)


def _out_of_range(request: HttpRequest, _: Exception) -> HttpResponse:
    return problem_response(request, status=422, code="core.out_of_range")


def _bug(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("unhandled error", exc_info=error, extra={"path": request.path})
    return problem_response(request, status=500, code="core.internal")
