"""Signing in through allauth's real flows: password, TOTP, passkey, recovery code, throttling."""

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.authenticators import SoftwarePasskey, totp_code
from roadbook.domains.identity.tests.browsers import Browser, signed_in
from roadbook.domains.identity.tests.factories import PASSWORD, make_person
from roadbook.foundation.changes.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)
TOTP = "/account/authenticators/totp"
CODES = "/account/authenticators/recovery-codes"
PASSKEYS = "/account/authenticators/webauthn"


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def person() -> Person:
    return make_person(password=PASSWORD)


def body(answer: HttpResponse) -> Any:  # noqa: ANN401  # JSON
    return json.loads(answer.content)


def kinds() -> list[str]:
    return list(AuditEntry.objects.order_by("seq").values_list("kind", flat=True))


def enrol_totp(browser: Browser) -> str:
    secret: str = body(browser.door("GET", TOTP))["meta"]["secret"]
    answer = browser.door("POST", TOTP, {"code": totp_code(secret)})
    assert answer.status_code == 200, answer.content
    return secret


def add_passkey(browser: Browser) -> SoftwarePasskey:
    passkey = SoftwarePasskey()
    options = body(browser.door("GET", PASSKEYS + "?passwordless"))["data"]["creation_options"]
    answer = browser.door("POST", PASSKEYS, {"name": "手机", "credential": passkey.create(options)})
    assert answer.status_code == 200, answer.content
    return passkey


def test_password_opens_a_session_and_is_in_the_trail(person: Person) -> None:
    browser = Browser()

    answer = browser.sign_in(person)

    assert answer.status_code == 200
    assert browser.send("GET", "/api/v1/identity/me").status_code == 200
    line = AuditEntry.objects.get()
    assert (line.kind, line.actor_id, line.device) == (
        "identity.signed_in",
        person.id,
        "Chrome · macOS",
    )


def test_wrong_password_opens_nothing_and_names_the_account_in_the_trail(person: Person) -> None:
    browser = Browser()

    answer = browser.sign_in(person, "wrong-password")

    assert answer.status_code == 400
    assert body(answer)["errors"][0]["code"] == "email_password_mismatch"
    assert browser.send("GET", "/api/v1/identity/me").status_code == 401
    line = AuditEntry.objects.get()
    assert (line.kind, line.subject_id) == ("identity.sign_in_failed", person.id)


def test_deactivated_person_does_not_get_in() -> None:
    person = make_person(password=PASSWORD, is_active=False)
    browser = Browser()

    answer = browser.sign_in(person)

    assert answer.status_code in {400, 401}
    assert browser.send("GET", "/api/v1/identity/me").status_code == 401


def test_sixth_wrong_password_is_throttled_even_when_right(person: Person) -> None:
    for _ in range(5):
        Browser().sign_in(person, "wrong-password")

    answer = Browser().sign_in(person)

    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["Retry-After"] == "300"
    assert body(answer)["code"] == "identity.too_many_attempts"
    assert kinds()[-1] == "identity.sign_in_throttled"


def test_totp_is_asked_on_the_next_device(person: Person) -> None:
    secret = enrol_totp(signed_in(person))
    other = Browser()

    first = other.sign_in(person)
    still_out = other.send("GET", "/api/v1/identity/me")
    wrong = other.door("POST", "/auth/2fa/authenticate", {"code": "000000"})
    right = other.door("POST", "/auth/2fa/authenticate", {"code": totp_code(secret)})

    assert first.status_code == 401
    assert {"id": "mfa_authenticate", "is_pending": True, "types": ["recovery_codes", "totp"]} in (
        body(first)["data"]["flows"]
    )
    assert (still_out.status_code, wrong.status_code, right.status_code) == (401, 400, 200)
    assert other.send("GET", "/api/v1/identity/me").status_code == 200
    assert kinds() == [
        "identity.signed_in",
        "identity.totp_enrolled",
        "identity.password_accepted",
        "identity.second_factor_failed",
        "identity.signed_in",
    ]


def test_totp_secret_is_sealed_at_rest(person: Person) -> None:
    secret = enrol_totp(signed_in(person))
    from allauth.mfa.models import Authenticator

    stored = Authenticator.objects.get(type="totp").data["secret"]

    assert secret not in stored
    assert len(stored) > 60


def test_recovery_code_opens_once(person: Person) -> None:
    browser = signed_in(person)
    enrol_totp(browser)
    code = body(browser.door("GET", CODES))["data"]["unused_codes"][0]

    first, second = Browser(), Browser()
    first.sign_in(person)
    opened = first.door("POST", "/auth/2fa/authenticate", {"code": code})
    second.sign_in(person)
    refused = second.door("POST", "/auth/2fa/authenticate", {"code": code})

    assert (opened.status_code, refused.status_code) == (200, 400)


def test_passkey_alone_signs_in(person: Person) -> None:
    passkey = add_passkey(signed_in(person))
    browser = Browser()

    options = body(browser.door("GET", "/auth/webauthn/login"))["data"]["request_options"]
    answer = browser.door("POST", "/auth/webauthn/login", {"credential": passkey.get(options)})

    assert answer.status_code == 200, answer.content
    assert browser.send("GET", "/api/v1/identity/me").status_code == 200
    assert kinds()[-1] == "identity.signed_in"


def test_forged_passkey_signature_opens_nothing(person: Person) -> None:
    passkey = add_passkey(signed_in(person))
    browser = Browser()

    options = body(browser.door("GET", "/auth/webauthn/login"))["data"]["request_options"]
    forged = passkey.get(options, forged=True)
    answer = browser.door("POST", "/auth/webauthn/login", {"credential": forged})

    assert answer.status_code == 400
    assert browser.send("GET", "/api/v1/identity/me").status_code == 401
    assert kinds()[-1] == "identity.sign_in_failed"


@pytest.mark.parametrize(
    "credential",
    [
        {},
        [],
        "x",
        {"id": "a"},
        {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "AA"}},
        {"response": {"userHandle": 7}},
        {"response": "x"},
    ],
)
def test_nonsense_instead_of_a_passkey_is_bad_input(person: Person, credential: object) -> None:
    browser = Browser()
    browser.door("GET", "/auth/webauthn/login")

    answer = browser.door("POST", "/auth/webauthn/login", {"credential": credential})

    assert answer.status_code == 400


def test_revoked_device_is_out_at_once(person: Person) -> None:
    phone, laptop = signed_in(person), signed_in(person, device="Mozilla/5.0 (Windows) Firefox/140")
    sessions = body(laptop.send("GET", "/api/v1/identity/me/sessions"))
    other = next(s for s in sessions if not s["is_current"])

    answer = laptop.send("POST", "/api/v1/identity/me/sessions/end", {"session_ids": [other["id"]]})

    assert [s["is_current"] for s in body(answer)] == [True]
    assert phone.send("GET", "/api/v1/identity/me").status_code == 401
    assert phone.door("GET", "/auth/session").status_code in {401, 410}
    assert laptop.send("GET", "/api/v1/identity/me").status_code == 200
    assert kinds()[-1] == "identity.session_revoked"


def test_sign_out_ends_the_session_and_is_in_the_trail(person: Person) -> None:
    browser = signed_in(person)

    answer = browser.door("DELETE", "/auth/session")

    assert answer.status_code == 401
    assert browser.send("GET", "/api/v1/identity/me").status_code == 401
    line = AuditEntry.objects.get(kind="identity.signed_out")
    assert line.actor_id == person.id


def test_welcome_key_sets_the_password_once() -> None:
    from roadbook.core.actor import Role
    from roadbook.core.ids import PersonId
    from roadbook.domains.identity import commands
    from roadbook.domains.identity.tests.factories import make_actor
    from roadbook.foundation.http.requests import now

    person = make_person()
    admin = make_actor(role=Role.ADMIN)
    key = commands.issue_welcome_key(actor=admin, person_id=PersonId(person.id), now=now()).key
    password = "a-long-new-password"

    opened = Browser().door("POST", "/auth/password/reset", {"key": key, "password": password})
    again = Browser().door("POST", "/auth/password/reset", {"key": key, "password": "other-pass-9"})

    assert opened.status_code in {200, 401}
    assert again.status_code == 400
    assert Browser().sign_in(person, password).status_code == 200


def test_nobody_signs_up_by_themselves() -> None:
    answer = Browser().door(
        "POST", "/auth/signup", {"email": "x@example.com", "password": PASSWORD}
    )

    assert answer.status_code == 404
    assert not Person.objects.exists()


def test_reading_writes_nothing_and_a_session_shows_when_it_was_used() -> None:
    """A read takes no write lock; from another place the session's line follows at once."""
    browser = signed_in(make_person(password=PASSWORD))
    first = body(browser.send("GET", "/api/v1/identity/me/sessions"))
    with CaptureQueriesContext(connection) as statements:
        browser.send("GET", "/api/v1/identity/me")
    assert not [s["sql"] for s in statements if not s["sql"].startswith("SELECT")]
    browser.defaults["REMOTE_ADDR"] = "10.0.0.9"
    moved = body(browser.send("GET", "/api/v1/identity/me/sessions"))
    assert [s["address"] for s in moved] == ["10.0.0.9"]
    assert moved[0]["last_seen_at"] > first[0]["last_seen_at"]
