"""Search finds what a person may read, in every way a name is typed, and nothing else."""

from collections.abc import Sequence

import pytest
from django.test import Client

from roadbook.core.actor import Role
from roadbook.core.ids import PersonId
from roadbook.domains.customers import commands
from roadbook.domains.customers.tests.factories import NOW, make_account, make_contact
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.interactions.commands import log_interaction
from roadbook.domains.interactions.contracts import InteractionKind, Visibility
from roadbook.foundation.search.models import SearchDocument

pytestmark = pytest.mark.django_db


def _titles(person: Person, query: str) -> Sequence[str]:
    client = Client()
    client.force_login(person)
    answer = client.get("/api/v1/search", {"q": query})
    assert answer.status_code == 200
    return [hit["title"] for hit in answer.json()["items"]]


@pytest.mark.parametrize(
    "query", ["华辰", "泵业", "hcby", "huachen", "浦东", "5678", "138 1234", "华", "Hua Chen Pumps"]
)
def test_finds_a_customer_however_it_is_typed(query: str) -> None:
    owner = make_person()
    make_account(
        owner=owner,
        name="上海华辰泵业有限公司",
        values={"district": "浦东新区", "phone": "138-1234-5678", "name_latin": "Hua Chen Pumps"},
    )
    make_account(owner=owner, name="苏州恒泰机械")

    assert _titles(owner, query) == ["上海华辰泵业有限公司"]


@pytest.mark.parametrize("query", ["", "'", '"', "* OR *", "NEAR(", "z AND", "华辰')--", "\\"])
def test_takes_any_signs_without_failing(query: str) -> None:
    make_account(owner=make_person(), name="华辰")

    assert _titles(make_person(), query) == []


def test_a_stranger_finds_nothing_and_a_leader_does() -> None:
    team = make_team()
    owner, mate = make_person(team=team), make_person(team=team)
    boss = make_person(role=Role.MANAGER, team=team, leads=team)
    make_account(owner=owner, name="上海华辰泵业")

    assert _titles(boss, "华辰") == ["上海华辰泵业"]
    assert _titles(mate, "华辰") == []
    assert _titles(make_person(), "华辰") == []
    assert _titles(make_person(role=Role.FINANCE), "华辰") == ["上海华辰泵业"]


def test_follows_a_customer_to_its_new_owner_and_loses_the_old_one() -> None:
    owner, successor = make_person(), make_person()
    account = make_account(owner=owner, name="上海华辰泵业")

    commands.assign_owner(
        actor=actor_for(owner),
        account_id=account.id,
        owner_id=PersonId(successor.id),
        now=NOW,
    )

    assert _titles(successor, "华辰") == ["上海华辰泵业"]
    assert _titles(owner, "华辰") == []


def test_follows_a_new_name_and_an_archived_customer() -> None:
    owner = make_person()
    account = make_account(owner=owner, name="上海华辰泵业")
    commands.update_account(
        actor=actor_for(owner), account_id=account.id, values={"name": "江南阀门"}, now=NOW
    )
    renamed = (_titles(owner, "华辰"), _titles(owner, "江南"))

    commands.archive_account(actor=actor_for(owner), account_id=account.id, now=NOW)

    assert renamed == ([], ["江南阀门"])
    assert _titles(owner, "江南") == []
    assert SearchDocument.objects.count() == 0


def test_words_of_a_private_note_are_found_by_their_author_only() -> None:
    team = make_team()
    owner = make_person(team=team)
    boss = make_person(role=Role.MANAGER, team=team, leads=team)
    account = make_account(owner=owner, name="华辰泵业")
    log_interaction(
        actor=actor_for(owner),
        account_id=account.id,
        kind=InteractionKind.NOTE,
        happened_at=NOW,
        summary="采购总监准备换岗",
        visibility=Visibility.PRIVATE,
        now=NOW,
    )

    assert _titles(owner, "换岗") == ["采购总监准备换岗"]
    assert _titles(boss, "换岗") == []
    assert _titles(make_person(role=Role.ADMIN), "换岗") == []


def test_the_exact_name_comes_first() -> None:
    owner = make_person()
    long = make_account(owner=owner, name="华辰泵业苏州分公司")
    make_account(owner=owner, name="华辰")
    make_contact(owner=owner, account_id=long.id, name="华辰光")

    assert _titles(owner, "华辰")[0] == "华辰"
    assert len(_titles(owner, "华辰")) == 3
