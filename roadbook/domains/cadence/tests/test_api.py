"""The edges of cadence: shapes, refusals, bounds."""

import pytest
from django.test import Client

from roadbook.core.actor import Role
from roadbook.domains.cadence import commands
from roadbook.domains.cadence.jobs import CLOCKWORK
from roadbook.domains.customers.tests.factories import NOW, make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import make_person

pytestmark = pytest.mark.django_db


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def test_lists_and_sets() -> None:
    rep = make_person()
    account = make_account(owner=rep, name="华辰泵业")
    commands.recalculate(actor=CLOCKWORK, account_ids=[account.id], now=NOW)
    client = signed_in(rep)

    listed = client.get("/api/v1/cadence/due?on=2027-06-01&state=overdue&limit=1").json()
    rhythm = client.put(
        f"/api/v1/cadence/rhythms/{account.id}",
        {"interval_days": 14, "channel": "call"},
        content_type="application/json",
    ).json()

    assert [item["name"] for item in listed["items"]] == ["华辰泵业"]
    assert listed["items"][0]["due"]["reason"]["customer_class"] == "B"
    assert (rhythm["interval_days"], rhythm["is_set_by_hand"]) == (14, True)


@pytest.mark.parametrize(
    "query", ["limit=0", "state=bad", "owner=x", "on=0001-01-01", "cursor=zzz"]
)
def test_refuses_what_cannot_be_meant(query: str) -> None:
    answer = signed_in(make_person()).get(f"/api/v1/cadence/due?{query}")

    assert answer.status_code == 422
    assert answer.json()["code"].startswith("core.")


def test_hides_a_strangers_rhythm() -> None:
    rep, stranger = make_person(), make_person(name="外人")
    account = make_account(owner=rep)
    commands.recalculate(actor=CLOCKWORK, account_ids=[account.id], now=NOW)

    answer = signed_in(stranger).get(f"/api/v1/cadence/rhythms/{account.id}")

    assert answer.status_code == 404
    assert answer.json()["code"] == "cadence.rhythm_unknown"


def test_lets_an_auditor_read_and_not_write() -> None:
    account = make_account(owner=make_person())
    commands.recalculate(actor=CLOCKWORK, account_ids=[account.id], now=NOW)
    client = signed_in(make_person(name="审计", role=Role.AUDITOR))

    assert client.get(f"/api/v1/cadence/rhythms/{account.id}").status_code == 200
    assert client.delete(f"/api/v1/cadence/rhythms/{account.id}").status_code == 403
