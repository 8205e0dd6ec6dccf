"""Request ids, structured access logs and metrics, around every request."""

import logging
import re
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from roadbook.foundation.changes.models import new_id
from roadbook.foundation.http.metrics import REQUEST_SECONDS, REQUESTS

log = logging.getLogger("roadbook.access")
_GIVEN_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
GetResponse = Callable[[HttpRequest], HttpResponse]


def request_observer(get_response: GetResponse) -> GetResponse:
    """Give each request an id (or keep the proxy's), log one line and count it."""

    def observe(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-Id", "")
        request_id = given if _GIVEN_ID.match(given) else str(new_id())
        request.request_id = request_id  # type: ignore[attr-defined]  # read by problems and audit
        started = time.perf_counter()
        response = get_response(request)
        seconds = time.perf_counter() - started
        response["X-Request-Id"] = request_id
        route = request.resolver_match.route if request.resolver_match else "unmatched"
        REQUESTS.labels(request.method, route, response.status_code).inc()
        REQUEST_SECONDS.labels(request.method, route).observe(seconds)
        log.info(
            "request",
            extra={
                "request_id": request_id,
                "method": request.method,
                "route": route,
                "status": response.status_code,
                "ms": round(seconds * 1000, 1),
            },
        )
        return response

    return observe
