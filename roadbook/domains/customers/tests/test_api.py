"""The edges of customers: shapes, statuses, permissions."""

import json
from uuid import UUID, uuid4

import pytest
from django.test import Client

from roadbook.core.actor import Role
from roadbook.domains.customers.tests.factories import (
    make_account,
    make_contact,
    make_lead,
    make_opportunity,
    make_pipeline,
)
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import make_person

pytestmark = pytest.mark.django_db
BASE = "/api/v1/customers"


def _client(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_lists_and_pages_accounts_by_pinyin() -> None:
    owner = make_person()
    for name in ("重庆华能", "安徽合力", "北京京城"):
        make_account(owner=owner, name=name)
    client = _client(owner)

    first = client.get(f"{BASE}/accounts?limit=2").json()
    second = client.get(f"{BASE}/accounts?limit=2&cursor={first['next_cursor']}").json()

    names = [item["name"] for item in (*first["items"], *second["items"])]
    assert names == ["安徽合力", "北京京城", "重庆华能"]
    assert second["next_cursor"] is None


@pytest.mark.parametrize("sort", ["name", "class", "city", "newest"])
def test_every_sort_pages_without_gap_or_double(sort: str) -> None:
    owner = make_person()
    made = {str(make_account(owner=owner).id) for _ in range(5)}
    client, seen, cursor = _client(owner), [], ""

    for _ in range(3):
        page = client.get(f"{BASE}/accounts?sort={sort}&limit=2&cursor={cursor}").json()
        seen += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"] or ""

    assert len(seen) == len(made)
    assert set(seen) == made


def test_filters_by_class_and_city() -> None:
    owner = make_person()
    make_account(owner=owner, name="上海的", city_code="310000")
    make_account(owner=owner, name="苏州的", city_code="320500")
    client = _client(owner)

    found = client.get(f"{BASE}/accounts?city=320000&customer_class=B").json()["items"]

    assert [item["name"] for item in found] == ["苏州的"]


def test_the_map_gives_columns_and_counts_what_has_no_place() -> None:
    owner = make_person()
    placed = make_account(owner=owner)
    make_account(owner=owner, position=None)

    points = _client(owner).get(f"{BASE}/accounts/map").json()

    assert points["ids"] == [str(placed.id)]
    assert points["classes"] == "B"
    assert points["owners"] == [str(owner.id)]
    assert points["without_position"] == 1


def test_a_stranger_gets_404_like_for_an_absent_one() -> None:
    account = make_account(owner=make_person())
    client = _client(make_person())

    invisible = client.get(f"{BASE}/accounts/{account.id}")
    absent = client.get(f"{BASE}/accounts/{uuid4()}")

    assert (invisible.status_code, absent.status_code) == (404, 404)
    assert invisible.json()["code"] == absent.json()["code"] == "customers.account_unknown"


def test_shows_the_whole_file_of_an_account() -> None:
    owner = make_person(name="李娜")
    account = make_account(owner=owner, name="华辰泵业")
    make_contact(owner=owner, account_id=account.id, name="王敏")
    make_opportunity(owner=owner, account_id=account.id)

    page = _client(owner).get(f"{BASE}/accounts/{account.id}").json()

    assert page["account"]["owner_name"] == "李娜"
    assert page["account"]["may_change"] is True
    assert [c["name"] for c in page["contacts"]] == ["王敏"]
    assert [o["amount_minor"] for o in page["open_opportunities"]] == [42_000_000]


def test_warns_of_a_double_while_typing_without_naming_what_is_hidden() -> None:
    owner = make_person()
    make_account(owner=owner, name="苏州恒泰机械有限公司")
    body = {"name": "苏州恒泰机械"}

    mine = _client(owner).post(
        f"{BASE}/accounts/likeness", json.dumps(body), content_type="application/json"
    )
    others = _client(make_person()).post(
        f"{BASE}/accounts/likeness", json.dumps(body), content_type="application/json"
    )

    assert [twin["name"] for twin in mine.json()] == ["苏州恒泰机械有限公司"]
    assert [(twin["name"], twin["account_id"]) for twin in others.json()] == [("", None)]


def test_an_auditor_reads_and_changes_nothing() -> None:
    account = make_account(owner=make_person(), name="华辰泵业")
    client = _client(make_person(role=Role.AUDITOR))

    shown = client.get(f"{BASE}/accounts/{account.id}")
    change = client.patch(
        f"{BASE}/accounts/{account.id}",
        json.dumps({"values": {"name": "x"}}),
        content_type="application/json",
    )

    assert (shown.status_code, change.status_code) == (200, 403)
    assert client.get(f"{BASE}/accounts/{account.id}").json()["account"]["summary"]["name"] == (
        "华辰泵业"
    )


def test_refuses_values_outside_their_limits_by_field() -> None:
    answer = _client(make_person()).post(
        f"{BASE}/accounts",
        json.dumps({"values": {"name": " ", "service_minutes": 4000}}),
        content_type="application/json",
    )

    assert answer.status_code == 422
    assert answer.json()["fields"] == {"name": "required", "service_minutes": "out_of_range"}


def test_a_lead_becomes_a_customer_with_person_and_opportunity() -> None:
    owner = make_person()
    make_pipeline()
    lead = make_lead(owner=owner)
    client = _client(owner)

    answer = client.post(
        f"{BASE}/leads/{lead.id}/conversion",
        json.dumps({"opportunity": {"name": "首单", "amount_minor": 100}}),
        content_type="application/json",
    ).json()
    again = client.post(f"{BASE}/leads/{lead.id}/conversion", "{}", content_type="application/json")

    page = client.get(f"{BASE}/accounts/{answer['account_id']}").json()
    assert page["account"]["summary"]["name"] == "宁波永固阀门"
    assert [c["phone"] for c in page["contacts"]] == ["13812345678"]
    assert [o["name"] for o in page["open_opportunities"]] == ["首单"]
    assert (again.status_code, again.json()["code"]) == (409, "customers.lead_settled")


def test_a_loss_needs_its_reason_and_a_won_one_leaves_the_board_open() -> None:
    owner = make_person()
    pipeline: UUID = make_pipeline()
    account = make_account(owner=owner)
    opportunity = make_opportunity(owner=owner, account_id=account.id)
    client = _client(owner)
    board = client.get(f"{BASE}/pipelines/{pipeline}/board").json()
    lost = next(column for column in board if column["stage_type"] == "lost")

    refused = client.post(
        f"{BASE}/opportunities/{opportunity.id}/stage",
        json.dumps({"stage_id": lost["stage_id"]}),
        content_type="application/json",
    )
    moved = client.post(
        f"{BASE}/opportunities/{opportunity.id}/stage",
        json.dumps({"stage_id": lost["stage_id"], "loss_reason": "price"}),
        content_type="application/json",
    )

    assert (refused.status_code, refused.json()["code"]) == (422, "customers.loss_reason_missing")
    assert moved.json()["stage_type"] == "lost"
    log = client.get(f"{BASE}/opportunities/{opportunity.id}").json()["moves"]
    assert sorted(move["stage_name"] for move in log) == ["初步接触", "输单"]


def test_custom_fields_and_tags_are_kept_and_found() -> None:
    admin, owner = make_person(role=Role.ADMIN), make_person()
    account = make_account(owner=owner, name="有字段的")
    make_account(owner=owner, name="没字段的")
    field = (
        _client(admin)
        .post(
            f"{BASE}/fields",
            json.dumps({"subject_kind": "account", "name": "泵数量", "kind": "number"}),
            content_type="application/json",
        )
        .json()["id"]
    )
    client = _client(owner)
    put = client.put(
        f"{BASE}/accounts/{account.id}/fields",
        json.dumps({"values": {field: "12.5"}}),
        content_type="application/json",
    )
    tag = client.post(
        f"{BASE}/tags", json.dumps({"name": "重点"}), content_type="application/json"
    ).json()["id"]
    client.put(
        f"{BASE}/accounts/{account.id}/tags",
        json.dumps({"tag_ids": [tag]}),
        content_type="application/json",
    )

    by_field = client.get(f"{BASE}/accounts?field={field}:10..20").json()["items"]
    by_tag = client.get(f"{BASE}/accounts?tag={tag}").json()["items"]

    assert put.status_code == 204
    assert [item["name"] for item in by_field] == [item["name"] for item in by_tag] == ["有字段的"]
    assert client.get(f"{BASE}/accounts/{account.id}").json()["fields"][0]["value"] == "12.5"
