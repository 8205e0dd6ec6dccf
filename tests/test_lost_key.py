"""Second factors after the server's key was changed: a clear answer, and a way back in."""

import json

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import override_settings

from roadbook.config.cli import main
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.authenticators import totp_code
from roadbook.domains.identity.tests.browsers import Browser, signed_in
from roadbook.domains.identity.tests.factories import PASSWORD, make_person
from roadbook.foundation.changes.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)
TOTP = "/account/authenticators/totp"
CODES = "/account/authenticators/recovery-codes"
SECOND_STEP = "/auth/2fa/authenticate"
OTHER_KEY = "another-key-" * 4


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def person() -> Person:
    return make_person(password=PASSWORD)


def _enrolled(browser: Browser) -> tuple[str, str]:
    """Set up an app; give its secret and one recovery code."""
    secret = json.loads(browser.door("GET", TOTP).content)["meta"]["secret"]
    assert browser.door("POST", TOTP, {"code": totp_code(secret)}).status_code == 200
    codes = json.loads(browser.door("GET", CODES).content)["data"]["unused_codes"]
    return secret, codes[0]


def _second_step(person: Person, code: str) -> HttpResponse:
    browser = Browser()
    assert browser.sign_in(person).status_code == 401
    return browser.door("POST", SECOND_STEP, {"code": code})


@pytest.mark.parametrize("way", ["totp", "recovery"])
def test_says_what_to_do_when_another_key_sealed_the_factor(person: Person, way: str) -> None:
    secret, recovery = _enrolled(signed_in(person))

    with override_settings(SECRET_KEY=OTHER_KEY):
        answer = _second_step(person, totp_code(secret) if way == "totp" else recovery)

    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    problem = json.loads(answer.content)
    assert problem["code"] == "identity.factor_unreadable"
    assert "roadbook reset-second-factor" in problem["action"]
    assert AuditEntry.objects.filter(kind="identity.second_factor_unreadable").count() == 1


def test_former_key_lets_everybody_in_again(person: Person) -> None:
    _, recovery = _enrolled(signed_in(person))
    with override_settings(SECRET_KEY=OTHER_KEY):
        refused = _second_step(person, recovery)

    opened = _second_step(person, recovery)

    assert (refused.status_code, opened.status_code) == (409, 200)


def test_command_lets_one_person_in_by_password(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    other = make_person(password=PASSWORD)
    _enrolled(signed_in(person))
    _enrolled(signed_in(other))

    with override_settings(SECRET_KEY=OTHER_KEY):
        code = main(["reset-second-factor", person.email.upper()])
        opened, waiting = Browser().sign_in(person), Browser().sign_in(other)

    assert code == 0
    assert "2 second factors taken away" in capsys.readouterr().out
    assert (opened.status_code, waiting.status_code) == (200, 401)
    line = AuditEntry.objects.get(kind="identity.factors_reset")
    assert (line.subject_id, line.device) == (person.id, "roadbook reset-second-factor")


def test_command_changes_nothing_for_an_unknown_address(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    _enrolled(signed_in(person))

    code = main(["reset-second-factor", "nobody@example.com"])

    assert code == 1
    assert "Nobody signs in with nobody@example.com" in capsys.readouterr().out
    assert Browser().sign_in(person).status_code == 401
    assert not AuditEntry.objects.filter(kind="identity.factors_reset").exists()
