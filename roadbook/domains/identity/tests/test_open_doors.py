"""What is open before anybody has signed in: the welcome, the founding, the demo."""

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.http import HttpResponse

from roadbook.core.actor import Role
from roadbook.domains.identity.models import CompanySettings, Person, RoleGrant
from roadbook.domains.identity.tests.browsers import Browser
from roadbook.domains.identity.tests.factories import (
    PASSWORD,
    make_company,
    make_person,
    make_team,
)
from roadbook.foundation.changes.models import AuditEntry

pytestmark = pytest.mark.django_db
API = "/api/v1/identity"
FOUNDING = {
    "company": {"name": "江海工业", "mfa_required_roles": ["admin"]},
    "admin": {"name": "陈晨", "email": "Chen@Jianghai.example"},
    "password": "一路平安-2026-roads",
}


def body(answer: HttpResponse) -> Any:  # noqa: ANN401  # JSON
    return json.loads(answer.content)


def test_founding_makes_company_and_admin_and_signs_them_in() -> None:
    browser = Browser()

    answer = browser.send("POST", f"{API}/founding", FOUNDING)

    assert answer.status_code == 201, answer.content
    assert CompanySettings.objects.get().set_up_at is not None
    assert RoleGrant.objects.get().role == Role.ADMIN
    me = body(browser.send("GET", f"{API}/me"))
    assert (me["email"], me["must_set_up_second_factor"]) == ("chen@jianghai.example", True)


def test_founding_twice_is_refused() -> None:
    make_person()

    answer = Browser().send("POST", f"{API}/founding", FOUNDING)

    assert (answer.status_code, body(answer)["code"]) == (409, "identity.already_set_up")
    assert Person.objects.count() == 1
    assert not CompanySettings.objects.exists()


def test_founding_with_a_weak_password_changes_nothing() -> None:
    answer = Browser().send("POST", f"{API}/founding", FOUNDING | {"password": "12345678901"})

    assert answer.status_code == 422
    assert list(body(answer)["fields"]) == ["password"]
    assert not Person.objects.exists()
    assert not AuditEntry.objects.exists()


def test_founding_from_another_site_is_refused() -> None:
    browser = Browser()
    browser.handler.enforce_csrf_checks = True

    answer = browser.send("POST", f"{API}/founding", FOUNDING)

    assert answer.status_code == 403
    assert not Person.objects.exists()


def test_second_factor_is_demanded_before_anything_else_opens() -> None:
    browser = Browser()
    browser.send("POST", f"{API}/founding", FOUNDING)

    refused = browser.send("GET", f"{API}/people")

    assert (refused.status_code, body(refused)["code"]) == (403, "identity.second_factor_needed")
    assert browser.send("POST", f"{API}/me/qr", {"text": "x"}).status_code == 200


def test_welcome_names_nobody_outside_the_demo() -> None:
    make_company()
    make_person()

    welcome = body(Browser().send("GET", f"{API}/welcome"))

    assert (welcome["is_demo"], welcome["demo_people"]) == (False, [])


def make_demo() -> Person:
    company = make_company()
    company.is_demo = True
    company.save()
    team = make_team()
    make_person("王建国", role=Role.MANAGER, team=team)
    return make_person("林晓雯", team=team)


def test_demo_person_signs_in_with_one_tap() -> None:
    rep = make_demo()
    browser = Browser()

    people = body(browser.send("GET", f"{API}/welcome"))["demo_people"]
    answer = browser.send("POST", f"{API}/demo-sign-in", {"person_id": str(rep.id)})

    assert [person["name"] for person in people] == ["林晓雯", "王建国"]
    assert answer.status_code == 204
    assert body(browser.send("GET", f"{API}/me"))["name"] == "林晓雯"
    assert AuditEntry.objects.get().kind == "identity.demo_entered"


def test_demo_person_with_a_factor_of_a_visitor_still_enters() -> None:
    rep = make_demo()
    Authenticator.objects.create(user=rep, type=Authenticator.Type.TOTP, data={"secret": "x"})
    browser = Browser()

    browser.send("POST", f"{API}/demo-sign-in", {"person_id": str(rep.id)})

    assert body(browser.send("GET", f"{API}/me"))["name"] == "林晓雯"


def test_nobody_enters_a_real_company_as_a_demo_person() -> None:
    make_company()
    person = make_person(password=PASSWORD)
    browser = Browser()

    answer = browser.send("POST", f"{API}/demo-sign-in", {"person_id": str(person.id)})

    assert answer.status_code == 404
    assert browser.send("GET", f"{API}/me").status_code == 401
    assert not AuditEntry.objects.exists()
