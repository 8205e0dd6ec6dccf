"""What the edge needs from identity: who is behind a request, and a door for new sessions."""

from typing import Protocol

from django.http import HttpRequest

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId


class Authenticator(Protocol):
    """Turns credentials into an actor; implemented by identity, named by composition."""

    def by_session(self, request: HttpRequest) -> Actor | None:
        """Give the actor of a signed-in session, None when nobody is signed in."""

    def by_token(self, secret: str, request: HttpRequest) -> Actor | None:
        """Give the actor of an API token, None when it is unknown, expired or revoked."""


class SignInDoor(Protocol):
    """Opens a session for somebody whom the server itself vouches for."""

    def open(self, request: HttpRequest, person_id: PersonId, *, method: str) -> None:
        """Sign a person in; `method` ("password", "demo") goes into the session's record."""
