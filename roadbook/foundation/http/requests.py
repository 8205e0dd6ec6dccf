"""Who is asking: session and token authentication for every route, and the write gate."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from roadbook.core.actor import Actor
from roadbook.core.errors import Forbidden
from roadbook.foundation.http.ports import Authenticator
from roadbook.foundation.wiring import port

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class ReadingOnly(Forbidden):
    """Auditors and reading tokens change nothing."""

    code = "core.reading_only"


if TYPE_CHECKING:

    class ActorRequest(HttpRequest):
        """A request whose sender is known."""

        actor: Actor
else:
    ActorRequest = HttpRequest


def now() -> datetime:
    """Read the clock: edges do, commands are told."""
    return datetime.now(UTC)


def _admit(request: HttpRequest, actor: Actor | None) -> Actor | None:
    if actor is None:
        return None
    if request.method not in SAFE_METHODS and not actor.may_write:
        raise ReadingOnly
    request.actor = actor  # type: ignore[attr-defined]  # what makes it an ActorRequest
    return actor


class SessionActor(APIKeyCookie):
    """The session cookie, with CSRF protection on unsafe methods."""

    param_name = "sessionid"

    def authenticate(self, request: HttpRequest, key: str | None) -> Actor | None:
        return _admit(request, port(Authenticator).by_session(request))  # type: ignore[type-abstract]


class TokenActor(HttpBearer):
    """A personal API token: `Authorization: Bearer …`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        return _admit(request, port(Authenticator).by_token(token, request))  # type: ignore[type-abstract]


AUTH = [TokenActor(), SessionActor()]
