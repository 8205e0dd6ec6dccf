"""The edges of planning: shapes, refusals, bounds."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from roadbook.core.actor import Role
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import make_person
from roadbook.domains.planning.models import PlanHotel, TravelProfile
from roadbook.domains.planning.tests.factories import make_plan

pytestmark = pytest.mark.django_db
HOTEL = {"name": "湖畔", "city_code": "320500", "lat": 31.3, "lon": 120.6, "price_minor": 40_000}
PROFILE: dict[str, Any] = {
    "start_name": "家",
    "start_lat": 31.2,
    "start_lon": 121.4,
    "hours": [{"weekday": 0, "from_minute": 480, "until_minute": 1_080}],
    "break_from_minute": 690,
    "break_until_minute": 810,
    "break_minutes": 60,
    "max_visits": 8,
    "max_drive_minutes": 300,
    "hour_cost_minor": 12_000,
}


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_shows_prices_and_changes_a_plan() -> None:
    rep = make_person()
    plan = make_plan(rep)
    client = signed_in(rep)
    account_id = str(next(s.account.account_id for d in plan.days for s in d.stops))
    path = f"/api/v1/planning/plans/{plan.id}"

    shown = client.get(path).json()
    price = client.post(
        f"{path}/price", {"account_id": account_id}, content_type="application/json"
    ).json()
    after = client.post(
        f"{path}/exclude",
        {"account_id": account_id, "revision": 1},
        content_type="application/json",
    ).json()
    listed = client.get("/api/v1/planning/plans?state=ready").json()

    assert shown["days"][0]["day"] == "2026-12-01"
    assert shown["money"]["cash_minor"] == plan.money.cash_minor if plan.money else False
    assert price["is_possible"]
    assert (after["revision"], after["can_undo"]) == (2, True)
    assert [each["stop_count"] for each in listed["items"]] == [4]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("plans", {"first_day": "2026-12-02"}),
        ("plans", {"first_day": "2020-01-01", "last_day": "2020-01-02"}),
        ("plans", {"first_day": "2099-12-02", "last_day": "2099-12-01"}),
        ("plans", {"first_day": "2099-12-01", "last_day": "2100-12-01"}),
        ("plans", {"first_day": "2099-12-01", "last_day": "2099-12-02", "colour": "red"}),
        ("plans", {"first_day": "2099-12-01", "last_day": "2099-12-02", "title": "x" * 200}),
        ("hotels", {**HOTEL, "lat": 91}),
        ("hotels", {**HOTEL, "lat": 0, "lon": 0}),
        ("hotels", {**HOTEL, "price_minor": -1}),
        ("hotels", {**HOTEL, "city_code": "suzhou"}),
    ],
)
def test_refuses_what_cannot_be_meant(path: str, body: dict[str, Any]) -> None:
    client = signed_in(make_person(role=Role.ADMIN))

    answer = client.post(f"/api/v1/planning/{path}", body, content_type="application/json")

    assert answer.status_code == 422
    assert PlanHotel.objects.count() == 0


@pytest.mark.parametrize(
    "change",
    [
        {"hours": [{"weekday": 0, "from_minute": 900, "until_minute": 600}]},
        {"hours": PROFILE["hours"] * 2},
        {"break_minutes": 600},
        {"max_visits": 0},
        {"start_lat": 0, "start_lon": 0},
    ],
)
def test_refuses_a_profile_that_cannot_be_kept(change: dict[str, Any]) -> None:
    rep = make_person()

    answer = signed_in(rep).put(
        f"/api/v1/planning/profiles/{rep.id}",
        {**PROFILE, **change},
        content_type="application/json",
    )

    assert answer.status_code == 422
    assert TravelProfile.objects.count() == 0


def test_saves_ones_own_profile_only() -> None:
    rep, other = make_person(), make_person(name="同事")
    client = signed_in(rep)

    own = client.put(
        f"/api/v1/planning/profiles/{rep.id}", PROFILE, content_type="application/json"
    )
    theirs = client.put(
        f"/api/v1/planning/profiles/{other.id}", PROFILE, content_type="application/json"
    )

    assert (own.status_code, own.json()["is_default"]) == (200, False)
    assert (theirs.status_code, theirs.json()["code"]) == (403, "planning.not_your_plan")
    assert TravelProfile.objects.get().person_id == rep.id


def test_shows_how_somebody_travels_to_them_and_to_admins_only() -> None:
    rep, other, admin = make_person(), make_person(name="同事"), make_person(role=Role.ADMIN)
    path = "/api/v1/planning/profiles"

    own = signed_in(rep).get(f"{path}/{rep.id}")
    invisible = signed_in(other).get(f"{path}/{rep.id}")
    absent = signed_in(other).get(f"{path}/{uuid4()}")
    by_admin = signed_in(admin).get(f"{path}/{rep.id}")
    absent_to_admin = signed_in(admin).get(f"{path}/{uuid4()}")

    saved = signed_in(admin).put(f"{path}/{uuid4()}", PROFILE, content_type="application/json")

    assert (own.status_code, by_admin.status_code) == (200, 200)
    assert saved.status_code == 404
    for answer in (invisible, absent, absent_to_admin):
        assert (answer.status_code, answer.json()["code"]) == (404, "planning.profile_unknown")


def test_lets_hotel_keepers_keep_hotels() -> None:
    admin, rep = signed_in(make_person(role=Role.ADMIN)), signed_in(make_person(name="业务"))
    path = "/api/v1/planning/hotels"

    refused = rep.post(path, HOTEL, content_type="application/json")
    made = admin.post(path, HOTEL, content_type="application/json").json()
    changed = admin.put(
        f"{path}/{made['id']}", {**HOTEL, "name": "新名"}, content_type="application/json"
    ).json()
    removed = admin.delete(f"{path}/{made['id']}")

    assert refused.status_code == 403
    assert (changed["name"], changed["city_name"]) == ("新名", "苏州")
    assert removed.status_code == 204
    assert rep.get(path).json() == []
    assert admin.delete(f"{path}/{uuid4()}").status_code == 404
