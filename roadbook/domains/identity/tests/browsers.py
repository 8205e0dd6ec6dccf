"""A browser that signs in, for tests of the sign-in doors and of the API."""

import json

from django.http import HttpResponse
from django.test import Client

from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import PASSWORD

DOOR = "/_allauth/browser/v1"


class Browser(Client):
    """A test client that speaks JSON from one device."""

    def __init__(self, *, device: str = "Mozilla/5.0 (Macintosh) Chrome/142") -> None:
        super().__init__(headers={"user-agent": device, "host": "localhost"})

    def send(self, method: str, path: str, body: object = None) -> HttpResponse:
        """Send JSON to an absolute path."""
        return self.generic(  # type: ignore[return-value]  # the client adds attributes only
            method, path, "" if body is None else _json(body), content_type="application/json"
        )

    def door(self, method: str, path: str, body: object = None) -> HttpResponse:
        """Send JSON to a sign-in door."""
        return self.send(method, DOOR + path, body)

    def sign_in(self, person: Person, password: str = PASSWORD) -> HttpResponse:
        return self.door("POST", "/auth/login", {"email": person.email, "password": password})


def signed_in(person: Person, *, device: str = "Mozilla/5.0 (iPhone) Safari/605") -> Browser:
    """Give a browser in which the person has signed in; the person has `PASSWORD`."""
    browser = Browser(device=device)
    answer = browser.sign_in(person)
    assert answer.status_code == 200, answer.content
    return browser


def _json(body: object) -> str:

    return json.dumps(body)
