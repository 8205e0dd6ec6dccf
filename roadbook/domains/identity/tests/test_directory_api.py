"""The directory over HTTP: shape, paging, filters, a constant number of statements."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse

from roadbook.core.actor import Role
from roadbook.domains.identity import queries
from roadbook.domains.identity.contracts import PeopleFilter
from roadbook.domains.identity.tests.browsers import Browser, signed_in
from roadbook.domains.identity.tests.factories import (
    PASSWORD,
    make_actor,
    make_person,
    make_team,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/api/v1/identity/people"


def body(answer: HttpResponse) -> Any:  # noqa: ANN401  # JSON
    return json.loads(answer.content)


@pytest.fixture
def colleague() -> Browser:
    return signed_in(make_person("安娜", password=PASSWORD))


def names(answer: HttpResponse) -> list[str]:
    return [person["name"] for person in body(answer)["items"]]


def test_pages_follow_one_another_without_gap_or_double(colleague: Browser) -> None:
    for name in ("乙", "甲", "乙", "丙"):
        make_person(name)

    first = colleague.send("GET", f"{PEOPLE}?limit=3")
    assert first.status_code == 200, first.content
    second = colleague.send("GET", f"{PEOPLE}?limit=3&cursor={body(first)['next_cursor']}")

    assert names(first) + names(second) == sorted(["安娜", "乙", "甲", "乙", "丙"])
    assert body(second)["next_cursor"] is None


@pytest.mark.parametrize("query", ["cursor=forged", "limit=0", "limit=201", "team_id=7", "role=x"])
def test_senseless_queries_are_refused(colleague: Browser, query: str) -> None:
    assert colleague.send("GET", f"{PEOPLE}?{query}").status_code == 422


def test_filters_by_words_team_and_role(colleague: Browser) -> None:
    east = make_team("华东")
    make_person("李娜", team=make_team("上海", parent=east), email="lina@example.com")
    make_person("周会计", role=Role.FINANCE)

    assert names(colleague.send("GET", f"{PEOPLE}?q=LINA")) == ["李娜"]
    assert names(colleague.send("GET", f"{PEOPLE}?team_id={east.id}")) == ["李娜"]
    assert names(colleague.send("GET", f"{PEOPLE}?role=finance")) == ["周会计"]


def test_nobody_reads_the_directory_without_signing_in() -> None:
    assert Browser().send("GET", PEOPLE).status_code == 401


def test_unknown_fields_are_refused(colleague: Browser) -> None:
    answer = colleague.send(
        "PUT",
        "/api/v1/identity/me",
        {"locale": "en", "time_zone": "UTC", "roles": ["admin"]},
    )

    assert answer.status_code == 422


def test_write_from_another_site_is_refused() -> None:
    person = make_person(password=PASSWORD)
    colleague = signed_in(person)
    colleague.handler.enforce_csrf_checks = True

    answer = colleague.send("PUT", "/api/v1/identity/me", {"locale": "en", "time_zone": "UTC"})

    assert answer.status_code == 403
    person.refresh_from_db()
    assert person.locale == "zh-Hans"


def test_list_costs_two_statements_whatever_its_length(
    count_queries: Callable[[Callable[[], object]], int],
) -> None:
    actor = make_actor()
    for _ in range(5):
        make_person()

    assert count_queries(lambda: queries.people(actor=actor, wanted=PeopleFilter())) == 2
