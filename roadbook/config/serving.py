"""What the live stream of the serving process asks of Django: sessions and the head."""

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.handlers.asgi import ASGIRequest
from django.db import close_old_connections
from django.http import HttpRequest, HttpResponse

from roadbook.foundation.http.ports import Authenticator
from roadbook.foundation.sync.hub import Hub, Scope
from roadbook.foundation.sync.touched import head_version
from roadbook.foundation.wiring import port

STREAM_PATH = "/api/sync/v1/stream"


def identify_stream(scope: Scope) -> bool:
    """Tell whether a stream's request carries a live session; asked again while it is open."""
    from io import BytesIO

    close_old_connections()
    try:
        request = ASGIRequest(dict(scope), BytesIO())
        SessionMiddleware(_nothing).process_request(request)
        AuthenticationMiddleware(_nothing).process_request(request)
        return port(Authenticator).by_session(request) is not None  # type: ignore[type-abstract]
    finally:
        close_old_connections()


def read_head() -> int:
    """Read the head version in a thread of its own."""
    close_old_connections()
    return head_version()


def _nothing(_: HttpRequest) -> HttpResponse:
    return HttpResponse()


hub = Hub(admit=identify_stream, read_head=read_head)
