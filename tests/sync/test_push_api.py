"""The push over HTTP: one answer as JSON, refusals as problems, the limits of a request."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.http import HttpResponse
from django.test import Client

from roadbook.domains.customers.models import Account
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.foundation.changes.models import SyncHead, new_id
from roadbook.foundation.sync.models import Device, SyncOp
from tests.matrix.world import BACKEND
from tests.sync.phone import Content, Phone

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone() -> Phone:
    return Phone(actor_for(make_person("李娜", team=make_team())))


@pytest.fixture
def client(phone: Phone) -> Client:
    from roadbook.domains.identity.models import Person

    client = Client(raise_request_exception=False)
    client.force_login(Person.objects.get(id=phone.actor.person_id), backend=BACKEND)
    return client


def send(client: Client, phone: Phone, path: str, body: object) -> HttpResponse:
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(  # type: ignore[return-value]  # the client's answer is one
        f"/api/sync/v1/{path}",
        text,
        content_type="application/json",
        headers={"X-Roadbook-Device": str(phone.device.pk), "accept-language": "en"},
    )


def pushed(client: Client, phone: Phone, *ops: Content, **more: Any) -> HttpResponse:  # noqa: ANN401
    head = SyncHead.objects.filter(pk=1).first() or SyncHead.objects.create()
    return send(client, phone, "push", {"epoch": str(head.epoch), "schema": 1, "ops": ops, **more})


def told(answer: HttpResponse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(answer.content)
    return found


def test_a_push_is_answered_once_and_the_same_again(client: Client, phone: Phone) -> None:
    made, wrong = phone.create("account", values={"name": "新客户"}), phone.create("nonsense")

    first, second = (pushed(client, phone, made, wrong) for _ in range(2))

    assert first.status_code == 200, first.content
    body = told(first)
    assert body == told(second)
    assert [r["status"] for r in body["results"]] == ["applied", "rejected"]
    assert body["results"][0]["version"] == Account.objects.get().version
    assert body["results"][1]["code"] == "bad_op"
    assert body["stopped_at"] is None
    assert body["version"] == SyncHead.objects.get().version
    status = send(client, phone, "ops/status", {"ids": [made["op_id"], str(new_id())]})
    assert told(status)["results"] == body["results"][:1]


def test_another_life_of_the_server_is_told(client: Client, phone: Phone) -> None:
    answer = pushed(client, phone, phone.create("nonsense"), epoch=str(UUID(int=5)))

    assert answer.status_code == 409
    assert told(answer)["code"] == "sync.epoch_changed"
    assert told(answer)["facts"] == {"epoch": str(SyncHead.objects.get().epoch)}
    assert not SyncOp.objects.exists()


def test_an_unknown_device_is_told(client: Client, phone: Phone) -> None:
    Device.objects.all().delete()

    answer = pushed(client, phone, phone.create("nonsense"))

    assert (answer.status_code, told(answer)["code"]) == (404, "sync.unknown_device")


def test_order_is_refused_with_what_is_expected(client: Client, phone: Phone) -> None:
    phone.seq = 4

    answer = pushed(client, phone, phone.create("nonsense"))

    assert (answer.status_code, told(answer)["code"]) == (409, "sync.seq_gap")
    assert told(answer)["facts"] == {"expected": 1}


def test_a_suspended_device_stops(client: Client, phone: Phone) -> None:
    Device.objects.update(status="suspended")

    answer = told(pushed(client, phone, phone.create("account", values={"name": "x"})))

    assert answer["results"] == []
    assert answer["stopped_at"]["code"] == "core.retry_later"
    assert not Account.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("{", 400),
        ("[]", 422),
        ('{"epoch": "x", "schema": 1, "ops": []}', 422),
        ('{"ops": {}}', 422),
        ("[" * 10_000, 400),
        ('{"epoch": 1, "schema": 1, "ops": [], "extra": 1}', 422),
        (json.dumps({"ops": [{"a": "x" * 1_100_000}]}), 422),
    ],
    ids=["broken", "list", "epoch", "no list", "deep", "extra", "long"],
)
def test_what_is_no_push_is_no_failure(
    client: Client, phone: Phone, body: str, status: int
) -> None:
    assert send(client, phone, "push", body).status_code == status


def test_more_than_a_megabyte_is_too_large(client: Client, phone: Phone) -> None:
    answer = pushed(client, phone, *(phone.create("x", name="y" * 60_000) for _ in range(18)))

    assert (answer.status_code, told(answer)["code"]) == (413, "sync.too_large")
    assert not SyncOp.objects.exists()


def test_what_met_another_edit_is_listed(client: Client, phone: Phone) -> None:
    assert client.get("/api/sync/v1/conflicts").json() == []


def test_nobody_pushes_without_a_session(phone: Phone) -> None:
    assert pushed(Client(), phone, phone.create("nonsense")).status_code == 401
