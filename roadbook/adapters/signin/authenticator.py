"""Who sends a request: a signed-in session, or the owner of an API token."""

from collections.abc import Set as AbstractSet
from datetime import UTC, datetime

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import get_user_model
from django.http import HttpRequest

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.identity import commands, queries
from roadbook.domains.identity.contracts import PersonNotFound, SecondFactorNeeded
from roadbook.domains.identity.rules import device_of

_OPEN_WITHOUT_FACTOR = frozenset(
    f"/api/v1/identity/{path}" for path in ("me", "me/qr", "me/sessions")
)


class RequestAuthenticator:
    """Implements `foundation.http.ports.Authenticator`."""

    def by_session(self, request: HttpRequest) -> Actor | None:
        if not request.user.is_authenticated:
            return None
        actor = actor_behind(request, PersonId(request.user.pk))
        if actor is not None and not _used_factor(request):
            _demand_factor(actor, request)
        return actor

    def by_token(self, secret: str, request: HttpRequest) -> Actor | None:
        now = datetime.now(UTC)
        owner = queries.token_owner(secret=secret, now=now)
        if owner is None:
            return None
        actor = queries.actor_of(
            owner.person_id,
            device=f"token {owner.name}"[:64],
            address=address_of(request),
            request_id=getattr(request, "request_id", ""),
            has_reading_token=not owner.may_write,
        )
        _demand_factor(actor, request)
        commands.mark_token_used(token_id=owner.token_id, now=now)
        return actor


class LiveScopes:
    """Implements `foundation.sync.ports.ScopesOfPerson` from the live tables."""

    def scopes_of(self, actor: Actor) -> AbstractSet[str]:
        return queries.scopes_of_person(actor)


class SessionDoor:
    """Implements `foundation.http.ports.SignInDoor`: signs in whom the server vouches for.

    It asks for no second factor: a founder has none yet, and one that a visitor gave a demo person
    must not lock the next visitor out.
    """

    def open(self, request: HttpRequest, person_id: PersonId, *, method: str) -> None:
        user = get_user_model()._default_manager.get(pk=person_id)
        if request.user.is_authenticated:
            request.session.flush()
        record_authentication(request, user, method=method)
        get_adapter().login(request, user)


def actor_behind(request: HttpRequest, person_id: PersonId) -> Actor | None:
    """Give the actor of a person for this request, None when they were deactivated."""
    try:
        return queries.actor_of(
            person_id,
            device=device_of(request.headers.get("User-Agent", "")),
            address=address_of(request),
            request_id=getattr(request, "request_id", ""),
        )
    except PersonNotFound:
        return None


def address_of(request: HttpRequest) -> str:
    """Give the network address of the sender as the server saw it."""
    return str(request.META.get("REMOTE_ADDR", ""))[:64]


def _used_factor(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record.get("method") == "mfa" for record in records)


def _demand_factor(actor: Actor, request: HttpRequest) -> None:
    if request.path not in _OPEN_WITHOUT_FACTOR and queries.needs_second_factor(actor):
        raise SecondFactorNeeded
