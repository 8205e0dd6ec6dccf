"""Who leads whom, and what that gives to sync."""

import pytest

from roadbook.core.actor import Role
from roadbook.core.ids import PersonId
from roadbook.domains.identity import queries
from roadbook.domains.identity.contracts import PersonNotFound
from roadbook.domains.identity.tests.factories import (
    actor_for,
    grant_role,
    make_actor,
    make_person,
    make_team,
    make_territory,
)

pytestmark = pytest.mark.django_db


def test_manager_leads_the_whole_subtree_without_self() -> None:
    east = make_team("华东")
    shanghai = make_team("上海", parent=east)
    boss = make_person("赵总", role=Role.MANAGER, team=east)
    near, far = make_person(team=east), make_person(team=shanghai)
    make_person("陌生人", team=make_team("华北"))

    led = set(queries.led_person_ids(actor_for(boss)))

    assert led == {near.id, far.id}


def test_rep_leads_nobody() -> None:
    team = make_team()
    make_person(team=team)
    rep = make_actor(role=Role.REP, team=team)

    assert list(queries.led_person_ids(rep)) == []


def test_manager_of_two_teams_leads_both_once() -> None:
    east, north = make_team("华东"), make_team("华北")
    boss = make_person("赵总", role=Role.MANAGER, leads=east)
    grant_role(boss, Role.MANAGER, team=north)
    people = [make_person(team=east), make_person(team=north)]

    led = list(queries.led_person_ids(actor_for(boss)))

    assert sorted(led) == sorted(person.id for person in people)


def test_former_grant_leads_nobody() -> None:
    team = make_team()
    boss = make_person("赵总", role=None)
    grant = grant_role(boss, Role.MANAGER, team=team)
    make_person(team=team)
    grant.deleted_at = grant.person.created_at
    grant.save()

    assert list(queries.led_person_ids(actor_for(boss))) == []


def test_leaders_come_nearest_first_without_self() -> None:
    root = make_team("公司")
    east = make_team("华东", parent=root)
    director = make_person("钱总", role=Role.MANAGER, leads=root)
    boss = make_person("赵经理", role=Role.MANAGER, team=east)
    rep = make_person(team=east)
    make_person("孙", role=Role.MANAGER, leads=make_team("华北", parent=root))
    make_person("离职", role=Role.MANAGER, leads=east, is_active=False)

    assert list(queries.leaders_of(PersonId(rep.id))) == [boss.id, director.id]
    assert list(queries.leaders_of(PersonId(boss.id))) == [director.id]
    assert list(queries.leaders_of(PersonId(director.id))) == []


def test_people_with_role_are_active_holders() -> None:
    payer = make_person("周会计", role=Role.FINANCE)
    make_person(role=Role.REP)
    make_person(role=Role.FINANCE, is_active=False)

    assert list(queries.people_with_role(Role.FINANCE)) == [payer.id]


def test_actor_carries_present_roles_and_language() -> None:
    person = make_person(role=Role.FINANCE, locale="en")
    grant_role(person, Role.ADMIN)

    actor = queries.actor_of(PersonId(person.id), device="phone", address="10.0.0.1")

    assert actor.roles == {Role.FINANCE, Role.ADMIN}
    assert (actor.locale, actor.device, actor.address) == ("en", "phone", "10.0.0.1")


def test_deactivated_person_cannot_act() -> None:
    person = make_person(is_active=False)

    with pytest.raises(PersonNotFound):
        queries.actor_of(PersonId(person.id))


def test_scopes_are_own_led_territories_and_reference() -> None:
    team = make_team()
    boss = make_person("赵总", role=Role.MANAGER, team=team)
    rep = make_person(team=team)
    mine = make_territory("江浙沪", boss)
    make_territory("川渝", make_person())

    scopes = queries.scopes_of_person(actor_for(boss))

    assert scopes == {f"u:{boss.id}", f"u:{rep.id}", f"t:{mine.id}", "r:ref"}


@pytest.mark.parametrize("role", [Role.FINANCE, Role.ADMIN, Role.AUDITOR])
def test_finance_admin_and_auditor_hold_the_finance_scope(role: Role) -> None:
    assert "r:finance" in queries.scopes_of_person(make_actor(role=role))


def test_names_are_given_for_known_ids_only() -> None:
    person = make_person("王芳", is_active=False)

    names = queries.person_names([PersonId(person.id), PersonId(make_team().id)])

    assert names == {person.id: "王芳"}


def test_the_nearest_manager_of_a_manager_is_the_one_above() -> None:
    sales = make_team("销售部")
    east = make_team("华东", parent=sales)
    director = make_person("赵敏", role=Role.MANAGER, team=sales, leads=sales)
    boss = make_person("王强", role=Role.MANAGER, team=east, leads=east)
    rep, assistant = make_person(team=east), make_person(team=sales)

    assert set(queries.nearest_led_person_ids(actor_for(boss))) == {rep.id}
    assert set(queries.nearest_led_person_ids(actor_for(director))) == {boss.id, assistant.id}
