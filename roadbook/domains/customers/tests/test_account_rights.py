"""Who sees and changes a customer: owner, leader, member, territory, finance; never a stranger."""

from collections.abc import Callable

import pytest

from roadbook.core.actor import Role
from roadbook.core.ids import AccountId, PersonId, TerritoryId
from roadbook.domains.customers import commands, queries
from roadbook.domains.customers.contracts import (
    AccountFilters,
    AccountSort,
    AccountUnknown,
    IdTaken,
    MemberRole,
    NotYours,
)
from roadbook.domains.customers.tests.factories import NOW, make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import (
    actor_for,
    make_person,
    make_team,
    make_territory,
)
from roadbook.foundation.changes.models import AuditEntry, new_id

pytestmark = pytest.mark.django_db


def _names(person: Person) -> list[str]:
    page, _ = queries.account_page(
        actor=actor_for(person),
        filters=AccountFilters(),
        sort=AccountSort.NAME,
        after=None,
        limit=50,
    )
    return [account.name for account in page]


def test_the_owner_sees_it_and_a_stranger_does_not() -> None:
    owner, stranger = make_person(), make_person()
    make_account(owner=owner, name="华辰泵业")

    assert _names(owner) == ["华辰泵业"]
    assert _names(stranger) == []


def test_a_leader_sees_the_accounts_of_the_team_but_not_the_other_way_round() -> None:
    team = make_team()
    rep, boss = make_person(team=team), make_person(role=Role.MANAGER, team=team, leads=team)
    make_account(owner=rep, name="下属的客户")
    make_account(owner=boss, name="经理的客户")

    assert sorted(_names(boss)) == ["下属的客户", "经理的客户"]
    assert _names(rep) == ["下属的客户"]


def test_a_team_mate_does_not_see_it_until_made_a_member() -> None:
    team = make_team()
    owner, mate = make_person(team=team), make_person(team=team)
    account = make_account(owner=owner, name="华辰泵业")
    before = _names(mate)

    commands.add_member(
        actor=actor_for(owner),
        account_id=account.id,
        person_id=PersonId(mate.id),
        role=MemberRole.TECHNICAL,
        now=NOW,
    )

    assert before == []
    assert _names(mate) == ["华辰泵业"]


def test_the_territory_sees_it() -> None:
    owner, neighbour = make_person(), make_person()
    territory = make_territory("江浙沪", neighbour)
    make_account(owner=owner, name="华辰泵业", values={"territory_id": TerritoryId(territory.id)})

    assert _names(neighbour) == ["华辰泵业"]


@pytest.mark.parametrize("role", [Role.FINANCE, Role.ADMIN, Role.AUDITOR])
def test_finance_admin_and_auditor_see_all(role: Role) -> None:
    make_account(owner=make_person(), name="华辰泵业")

    assert _names(make_person(role=role)) == ["华辰泵业"]


@pytest.mark.parametrize("role", [Role.FINANCE, Role.AUDITOR])
def test_refuses_a_change_by_those_who_only_look_on(role: Role) -> None:
    account = make_account(owner=make_person(), name="华辰泵业")
    lines_before = AuditEntry.objects.count()

    with pytest.raises(NotYours):
        commands.update_account(
            actor=actor_for(make_person(role=role)),
            account_id=account.id,
            values={"name": "改名"},
            now=NOW,
        )

    assert queries.account_names([account.id]) == {account.id: "华辰泵业"}
    assert AuditEntry.objects.count() == lines_before


def test_a_stranger_cannot_tell_it_from_an_absent_one() -> None:
    account = make_account(owner=make_person(), name="华辰泵业")

    with pytest.raises(AccountUnknown):
        commands.update_account(
            actor=actor_for(make_person()), account_id=account.id, values={"name": "x"}, now=NOW
        )

    assert queries.account_names([account.id]) == {account.id: "华辰泵业"}


def test_a_member_works_in_it_but_does_not_give_it_away() -> None:
    owner, member = make_person(), make_person()
    account = make_account(owner=owner, name="华辰泵业")
    commands.add_member(
        actor=actor_for(owner),
        account_id=account.id,
        person_id=PersonId(member.id),
        role=MemberRole.SERVICE,
        now=NOW,
    )

    changed = commands.update_account(
        actor=actor_for(member), account_id=account.id, values={"district": "浦东"}, now=NOW
    )
    with pytest.raises(NotYours):
        commands.assign_owner(
            actor=actor_for(member),
            account_id=account.id,
            owner_id=PersonId(member.id),
            now=NOW,
        )

    assert changed.district == "浦东"
    assert queries.account_owners([account.id]) == {account.id: PersonId(owner.id)}


def test_a_list_takes_the_same_number_of_statements_for_any_length(
    count_queries: Callable[[Callable[[], object]], int],
) -> None:
    owner = make_person()
    make_account(owner=owner)
    few = count_queries(lambda: _names(owner))
    for _ in range(12):
        make_account(owner=owner)

    assert count_queries(lambda: _names(owner)) == few


def test_a_repeated_creation_gives_the_first_result() -> None:
    owner, stranger = make_person(), make_person()
    account_id = AccountId(new_id())

    def create(person: Person, name: str) -> str:
        return commands.create_account(
            actor=actor_for(person), account_id=account_id, values={"name": name}, now=NOW
        ).name

    assert [create(owner, "华辰泵业"), create(owner, "华辰泵业 2")] == ["华辰泵业", "华辰泵业"]
    with pytest.raises(IdTaken):
        create(stranger, "别人的")
    assert _names(stranger) == []
