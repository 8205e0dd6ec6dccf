"""Teams, grades and territories: the tree moves as one, nothing in use is removed."""

import pytest

from roadbook.core.actor import Role
from roadbook.core.errors import Invalid
from roadbook.core.ids import GradeId, PersonId, TeamId, TerritoryId
from roadbook.domains.identity import commands, queries
from roadbook.domains.identity.contracts import (
    AdminOnly,
    CodeTaken,
    GradeInUse,
    PersonNotFound,
    TeamInUse,
    TeamLoop,
)
from roadbook.domains.identity.models import Team, TerritoryMember
from roadbook.domains.identity.rules import MAX_TEAM_DEPTH
from roadbook.domains.identity.tests.factories import (
    actor_for,
    make_actor,
    make_grade,
    make_person,
    make_team,
    make_territory,
)
from roadbook.foundation.changes.models import AuditEntry
from roadbook.foundation.http.requests import now

pytestmark = pytest.mark.django_db


def test_moved_team_takes_everything_below_along() -> None:
    admin = make_actor(role=Role.ADMIN)
    east, north = make_team("华东"), make_team("华北")
    shanghai = make_team("上海", parent=east)
    pudong = make_team("浦东", parent=shanghai)
    boss = make_person("赵总", role=Role.MANAGER, leads=north)
    rep = make_person(team=pudong)

    commands.change_team(
        actor=admin, team_id=TeamId(shanghai.id), name="上海", parent_id=TeamId(north.id), now=now()
    )

    pudong.refresh_from_db()
    assert pudong.path == f"/{north.id.hex}/{shanghai.id.hex}/{pudong.id.hex}/"
    assert list(queries.led_person_ids(actor_for(boss))) == [rep.id]


def test_team_below_itself_is_refused() -> None:
    east = make_team("华东")
    shanghai = make_team("上海", parent=east)

    with pytest.raises(TeamLoop):
        commands.change_team(
            actor=make_actor(role=Role.ADMIN),
            team_id=TeamId(east.id),
            name="华东",
            parent_id=TeamId(shanghai.id),
            now=now(),
        )

    east.refresh_from_db()
    assert east.parent_id is None


def test_tree_has_a_bottom() -> None:
    team = make_team()
    for _ in range(MAX_TEAM_DEPTH - 1):
        team = make_team(parent=team)

    with pytest.raises(Invalid) as refused:
        commands.create_team(
            actor=make_actor(role=Role.ADMIN), name="太深", parent_id=TeamId(team.id), now=now()
        )

    assert refused.value.fields == {"parent_id": "too_deep"}


def test_move_that_would_sink_a_subtree_too_deep_is_refused() -> None:
    deep = make_team()
    for _ in range(MAX_TEAM_DEPTH - 2):
        deep = make_team(parent=deep)
    tree = make_team("华东")
    make_team("上海", parent=tree)

    with pytest.raises(Invalid):
        commands.change_team(
            actor=make_actor(role=Role.ADMIN),
            team_id=TeamId(tree.id),
            name="华东",
            parent_id=TeamId(deep.id),
            now=now(),
        )

    tree.refresh_from_db()
    assert tree.parent_id is None


def test_team_in_use_is_not_removed() -> None:
    team = make_team()
    make_team(parent=team)
    make_person(team=team)

    with pytest.raises(TeamInUse) as refused:
        commands.remove_team(actor=make_actor(role=Role.ADMIN), team_id=TeamId(team.id), now=now())

    assert refused.value.facts == {"members": 1, "teams": 1}
    assert Team.objects.filter(deleted_at=None).count() == 2


def test_removed_team_is_led_by_nobody() -> None:
    team = make_team()
    manager = make_person(role=Role.MANAGER, leads=team)

    commands.remove_team(actor=make_actor(role=Role.ADMIN), team_id=TeamId(team.id), now=now())

    assert actor_for(manager).roles == frozenset()
    assert queries.teams(actor=actor_for(manager)) == []


def test_teams_come_parents_first_with_leaders_and_counts() -> None:
    root = make_team("公司")
    east, north = make_team("东", parent=root), make_team("北", parent=root)
    manager = make_person("王建国", role=Role.MANAGER, team=east)
    make_person(team=north, is_active=False)

    teams = queries.teams(actor=actor_for(manager))

    assert [(team.name, team.depth, team.member_count) for team in teams] == [
        ("公司", 0, 0),
        ("东", 1, 1),
        ("北", 1, 0),
    ]
    assert list(teams[1].leader_names) == ["王建国"]


@pytest.mark.parametrize("role", [Role.REP, Role.MANAGER, Role.FINANCE, Role.AUDITOR])
def test_structure_is_the_admins(role: Role) -> None:
    actor = make_actor(role=role)
    lines, teams = AuditEntry.objects.count(), Team.objects.count()

    with pytest.raises(AdminOnly):
        commands.create_team(actor=actor, name="新", parent_id=None, now=now())
    with pytest.raises(AdminOnly):
        commands.create_grade(actor=actor, code="P9", name="新", rank=9, now=now())
    with pytest.raises(AdminOnly):
        commands.create_territory(actor=actor, code="X", name="新", member_ids=[], now=now())

    assert (AuditEntry.objects.count(), Team.objects.count()) == (lines, teams)


def test_grade_code_is_taken_once() -> None:
    admin = make_actor(role=Role.ADMIN)
    make_grade("P1")

    with pytest.raises(CodeTaken):
        commands.create_grade(actor=admin, code="P1", name="业务员", rank=1, now=now())

    assert len(queries.grades(actor=admin)) == 1


def test_code_of_a_removed_grade_is_free_again() -> None:
    admin = make_actor(role=Role.ADMIN)
    grade = make_grade("P1")

    commands.remove_grade(actor=admin, grade_id=GradeId(grade.id), now=now())
    commands.create_grade(actor=admin, code="P1", name="业务员", rank=1, now=now())

    assert [grade.name for grade in queries.grades(actor=admin)] == ["业务员"]


def test_grade_in_use_is_not_removed() -> None:
    grade = make_grade()
    make_person(grade=grade)

    with pytest.raises(GradeInUse):
        commands.remove_grade(
            actor=make_actor(role=Role.ADMIN), grade_id=GradeId(grade.id), now=now()
        )


def test_territory_members_gain_and_lose_its_scope() -> None:
    admin = make_actor(role=Role.ADMIN)
    first, second = make_person(), make_person()
    territory = make_territory("沪苏", first)

    commands.change_territory(
        actor=admin,
        territory_id=TerritoryId(territory.id),
        code=territory.code,
        name="沪苏",
        member_ids=[PersonId(second.id)],
        now=now(),
    )

    scope = f"t:{territory.id}"
    assert scope not in queries.scopes_of_person(actor_for(first))
    assert scope in queries.scopes_of_person(actor_for(second))


def test_territory_with_an_unknown_member_changes_nothing() -> None:
    with pytest.raises(PersonNotFound):
        commands.create_territory(
            actor=make_actor(role=Role.ADMIN),
            code="X",
            name="未知",
            member_ids=[PersonId(make_team().id)],
            now=now(),
        )

    assert not TerritoryMember.objects.exists()
    assert not AuditEntry.objects.exists()
