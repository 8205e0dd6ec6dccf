"""Everything that happens at the sign-in doors, in the audit trail: door and answer → kind.

Reading this table shows what is recorded. It watches the answers of allauth's headless API, so
nothing depends on allauth's signals.
"""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from roadbook.adapters.signin.account import throttled
from roadbook.adapters.signin.authenticator import actor_behind, address_of
from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.identity import commands, queries
from roadbook.domains.identity.contracts import FactorUnreadable
from roadbook.domains.identity.rules import device_of
from roadbook.foundation.http.problems import problem_response, status_problem

log = logging.getLogger(__name__)
GetResponse = Callable[[HttpRequest], HttpResponse]

PREFIX: Final = "/_allauth/browser/v1"
NOBODY: Final = PersonId(UUID(int=0))
_OK, _BAD, _OUT, _OFTEN = (
    HTTPStatus.OK,
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.TOO_MANY_REQUESTS,
)

TRAIL: Final[Mapping[tuple[str, str], Mapping[int, str]]] = {
    ("POST", "/auth/login"): {
        _OK: "identity.signed_in",
        _OUT: "identity.password_accepted",
        _BAD: "identity.sign_in_failed",
        _OFTEN: "identity.sign_in_throttled",
    },
    ("POST", "/auth/2fa/authenticate"): {
        _OK: "identity.signed_in",
        _BAD: "identity.second_factor_failed",
        _OFTEN: "identity.sign_in_throttled",
    },
    ("POST", "/auth/webauthn/authenticate"): {
        _OK: "identity.signed_in",
        _BAD: "identity.second_factor_failed",
    },
    ("POST", "/auth/webauthn/login"): {
        _OK: "identity.signed_in",
        _BAD: "identity.sign_in_failed",
        _OFTEN: "identity.sign_in_throttled",
    },
    ("POST", "/auth/reauthenticate"): {
        _OK: "identity.reauthenticated",
        _BAD: "identity.reauthentication_failed",
        _OFTEN: "identity.sign_in_throttled",
    },
    ("POST", "/auth/2fa/reauthenticate"): {
        _OK: "identity.reauthenticated",
        _BAD: "identity.reauthentication_failed",
        _OFTEN: "identity.sign_in_throttled",
    },
    ("POST", "/auth/webauthn/reauthenticate"): {
        _OK: "identity.reauthenticated",
        _BAD: "identity.reauthentication_failed",
    },
    ("DELETE", "/auth/session"): {_OUT: "identity.signed_out"},
    ("DELETE", "/auth/sessions"): {
        _OK: "identity.session_revoked",
        _OUT: "identity.session_revoked",
    },
    ("POST", "/auth/password/reset"): {
        _OK: "identity.password_set",
        _OUT: "identity.password_set",
    },
    ("POST", "/account/password/change"): {_OK: "identity.password_changed"},
    ("POST", "/account/authenticators/totp"): {_OK: "identity.totp_enrolled"},
    ("DELETE", "/account/authenticators/totp"): {_OK: "identity.totp_removed"},
    ("POST", "/account/authenticators/webauthn"): {_OK: "identity.passkey_added"},
    ("PUT", "/account/authenticators/webauthn"): {_OK: "identity.passkey_renamed"},
    ("DELETE", "/account/authenticators/webauthn"): {_OK: "identity.passkey_removed"},
    ("GET", "/account/authenticators/recovery-codes"): {_OK: "identity.recovery_codes_shown"},
    ("POST", "/account/authenticators/recovery-codes"): {_OK: "identity.recovery_codes_made"},
}

# Doors whose use leaves no line; all others of allauth (sign-up, addresses, codes) are walled up.
QUIET: Final[frozenset[str]] = frozenset({"/config", "/auth/session", "/account/authenticators"})
DOORS: Final[frozenset[str]] = QUIET | {door for _, door in TRAIL}


class SignInTrail:
    """Middleware: note what the sign-in doors answered; throttling and nonsense are problems."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/_allauth/"):
            return self.get_response(request)
        door = request.path.removeprefix(PREFIX)
        if door not in DOORS:
            return status_problem(request, HTTPStatus.NOT_FOUND)
        kinds = TRAIL.get((request.method or "", door))
        before = _person(request) if kinds else None
        response = self.get_response(request)
        kind = kinds.get(response.status_code) if kinds else None
        if kind is not None:
            _note(request, kind=kind, person_id=_person(request) or before)
        is_problem = str(response.get("Content-Type", "")).startswith("application/problem+json")
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS and not is_problem:
            return throttled(request)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer factors that cannot be read, and passkeys that fido2 cannot parse, as problems."""
        if isinstance(error, FactorUnreadable):
            return _unreadable(request, error)
        is_parsing = isinstance(error, ValueError | TypeError | KeyError | AttributeError)
        is_passkey = request.path.startswith(PREFIX) and "/webauthn" in request.path
        if not (is_passkey and is_parsing):
            return None
        log.warning("unreadable passkey message", extra={"error": type(error).__name__})
        return status_problem(request, HTTPStatus.BAD_REQUEST)


def _unreadable(request: HttpRequest, refusal: FactorUnreadable) -> HttpResponse:
    log.error("second factor unreadable: another ROADBOOK_SECRET_KEY sealed it")
    _note(request, kind="identity.second_factor_unreadable", person_id=_person(request))
    return problem_response(request, status=refusal.status, code=refusal.code)


def _person(request: HttpRequest) -> PersonId | None:
    return PersonId(request.user.pk) if request.user.is_authenticated else None


def _note(request: HttpRequest, *, kind: str, person_id: PersonId | None) -> None:
    tried = getattr(request, "tried_email", "")
    subject = person_id or (queries.person_by_email(tried) if tried else None)
    actor = actor_behind(request, person_id) if person_id else None
    commands.note_sign_in(
        actor=actor or _unknown(request),
        kind=kind,
        person_id=subject,
        facts={"email": tried} if tried else {},
        now=datetime.now(UTC),
    )


def _unknown(request: HttpRequest) -> Actor:
    return Actor(
        person_id=NOBODY,
        device=device_of(request.headers.get("User-Agent", "")),
        address=address_of(request),
        request_id=getattr(request, "request_id", ""),
    )
