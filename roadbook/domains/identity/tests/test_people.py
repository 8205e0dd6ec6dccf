"""People: invite, change, deactivate; who may, and what does not happen when they may not."""

from uuid import UUID

import pytest

from roadbook.core.actor import Actor, Role
from roadbook.core.errors import Invalid, Refusal
from roadbook.core.ids import PersonId, TeamId
from roadbook.domains.identity import commands, queries
from roadbook.domains.identity.contracts import (
    AdminOnly,
    EmailTaken,
    LastAdmin,
    NotYourTeam,
    OwnAccount,
    PersonChanged,
    PersonDraft,
    PersonNotFound,
    RoleAboveOwn,
    RoleWish,
    TeamNotFound,
)
from roadbook.domains.identity.models import ApiToken, Person, RoleGrant, Team
from roadbook.domains.identity.tests.browsers import signed_in
from roadbook.domains.identity.tests.factories import (
    PASSWORD,
    actor_for,
    make_actor,
    make_person,
    make_team,
)
from roadbook.foundation.changes.models import AuditEntry
from roadbook.foundation.http.requests import now

pytestmark = pytest.mark.django_db
REP = (RoleWish(role=Role.REP),)


def draft(email: str = "new@example.com", *, team: Team | None = None) -> PersonDraft:
    return PersonDraft(name="新同事", email=email, team_id=TeamId(team.id) if team else None)


def invite_refused(actor: Actor, refusal: type[Refusal], **wishes: object) -> None:
    people, lines = Person.objects.count(), AuditEntry.objects.count()

    with pytest.raises(refusal):
        commands.invite_person(
            actor=actor,
            draft=wishes.get("draft", draft()),  # type: ignore[arg-type]
            roles=wishes.get("roles", REP),  # type: ignore[arg-type]
            now=now(),
        )

    assert (Person.objects.count(), AuditEntry.objects.count()) == (people, lines)


def test_admin_invites_somebody_who_cannot_sign_in_yet() -> None:
    admin = make_actor(role=Role.ADMIN)

    person = commands.invite_person(
        actor=admin, draft=draft("New@Example.com"), roles=REP, now=now()
    )

    assert (person.email, person.roles) == ("new@example.com", (Role.REP,))
    assert not Person.objects.get(id=person.id).has_usable_password()
    kinds = list(AuditEntry.objects.order_by("seq").values_list("kind", flat=True))
    assert kinds == ["identity.person_invited", "identity.role_granted"]


def test_password_never_reaches_the_trail() -> None:
    commands.invite_person(actor=make_actor(role=Role.ADMIN), draft=draft(), roles=REP, now=now())

    line = AuditEntry.objects.get(kind="identity.person_invited")

    assert "password" not in line.after


def test_manager_invites_reps_into_teams_below() -> None:
    east = make_team("华东")
    shanghai = make_team("上海", parent=east)
    manager = make_actor(role=Role.MANAGER, team=east)

    person = commands.invite_person(actor=manager, draft=draft(team=shanghai), roles=REP, now=now())

    assert person.team_id == shanghai.id


def test_manager_invites_nobody_elsewhere() -> None:
    manager = make_actor(role=Role.MANAGER, team=make_team("华东"))

    invite_refused(manager, NotYourTeam, draft=draft(team=make_team("华北")))
    invite_refused(manager, NotYourTeam, draft=draft())


def test_manager_grants_no_role_above_their_own() -> None:
    team = make_team()
    manager = make_actor(role=Role.MANAGER, team=team)

    invite_refused(manager, RoleAboveOwn, draft=draft(team=team), roles=[RoleWish(role=Role.ADMIN)])


@pytest.mark.parametrize("role", [Role.REP, Role.FINANCE, Role.AUDITOR])
def test_others_invite_nobody(role: Role) -> None:
    invite_refused(make_actor(role=role), AdminOnly)


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("name", "  ", "required"),
        ("name", "长" * 81, "too_long"),
        ("name", "a\x00b", "bad_characters"),
        ("email", "nobody", "not_an_address"),
        ("time_zone", "Mars/Base", "unknown_time_zone"),
    ],
)
def test_senseless_facts_are_refused_by_field(field: str, value: str, reason: str) -> None:
    facts = {"name": "新同事", "email": "new@example.com", field: value}

    with pytest.raises(Invalid) as refused:
        commands.invite_person(
            actor=make_actor(role=Role.ADMIN),
            draft=PersonDraft(**facts),  # type: ignore[arg-type]
            roles=REP,
            now=now(),
        )

    assert refused.value.fields == {field: reason}


def test_address_belongs_to_one_person() -> None:
    make_person(email="taken@example.com")

    invite_refused(make_actor(role=Role.ADMIN), EmailTaken, draft=draft("Taken@example.com"))


def test_unknown_team_is_refused() -> None:
    unknown = PersonDraft(name="x", email="x@example.com", team_id=TeamId(make_person().id))

    invite_refused(make_actor(role=Role.ADMIN), TeamNotFound, draft=unknown)


def test_change_on_an_old_version_is_refused() -> None:
    admin, person = make_actor(role=Role.ADMIN), make_person("旧名")
    commands.change_person(
        actor=admin, person_id=PersonId(person.id), draft=draft(), seen_version=0, now=now()
    )

    with pytest.raises(PersonChanged):
        commands.change_person(
            actor=admin,
            person_id=PersonId(person.id),
            draft=draft("other@example.com"),
            seen_version=0,
            now=now(),
        )

    person.refresh_from_db()
    assert person.email == "new@example.com"


def test_people_do_not_change_each_other() -> None:
    team = make_team()
    person, mate = make_person(team=team), make_actor(team=team)

    with pytest.raises(AdminOnly):
        commands.change_person(actor=mate, person_id=PersonId(person.id), draft=draft(), now=now())

    assert not AuditEntry.objects.exists()


def test_deactivation_ends_sessions_and_tokens_at_once() -> None:
    admin, person = make_actor(role=Role.ADMIN), make_person(password=PASSWORD)
    browser = signed_in(person)
    token = commands.create_token(
        actor=actor_for(person), name="脚本", scopes=["read"], expires_at=None, now=now()
    )

    commands.deactivate_person(actor=admin, person_id=PersonId(person.id), now=now())

    assert browser.send("GET", "/api/v1/identity/me").status_code == 401
    assert queries.token_owner(secret=token.secret, now=now()) is None
    assert ApiToken.objects.get().revoked_at is not None


def test_last_admin_stays() -> None:
    admin = make_actor(role=Role.ADMIN)

    with pytest.raises(LastAdmin):
        commands.set_roles(actor=admin, person_id=admin.person_id, roles=REP, now=now())
    with pytest.raises(OwnAccount):
        commands.deactivate_person(actor=admin, person_id=admin.person_id, now=now())

    assert list(queries.people_with_role(Role.ADMIN)) == [admin.person_id]


def test_inactive_admin_does_not_count_as_one() -> None:
    admin = make_actor(role=Role.ADMIN)
    make_person(role=Role.ADMIN, is_active=False)

    with pytest.raises(LastAdmin):
        commands.set_roles(actor=admin, person_id=admin.person_id, roles=REP, now=now())


def test_admin_hands_over_and_leaves() -> None:
    admin, heir = make_actor(role=Role.ADMIN), make_person(role=Role.ADMIN)

    commands.set_roles(actor=admin, person_id=admin.person_id, roles=REP, now=now())

    assert list(queries.people_with_role(Role.ADMIN)) == [heir.id]


def test_set_roles_writes_the_difference_only() -> None:
    admin, team = make_actor(role=Role.ADMIN), make_team()
    person = make_person(role=Role.REP)
    wishes = [RoleWish(role=Role.REP), RoleWish(role=Role.MANAGER, team_id=TeamId(team.id))]

    changed = commands.set_roles(
        actor=admin, person_id=PersonId(person.id), roles=wishes, now=now()
    )

    assert changed.roles == (Role.MANAGER, Role.REP)
    assert RoleGrant.objects.filter(person=person).count() == 2
    assert AuditEntry.objects.get().kind == "identity.role_granted"


@pytest.mark.parametrize(
    "wish",
    [RoleWish(role=Role.MANAGER), RoleWish(role=Role.REP, team_id=TeamId(UUID(int=1)))],
)
def test_only_managers_name_a_team(wish: RoleWish) -> None:
    with pytest.raises(Invalid):
        commands.set_roles(
            actor=make_actor(role=Role.ADMIN),
            person_id=PersonId(make_person().id),
            roles=[wish],
            now=now(),
        )


def test_unknown_person_is_not_found() -> None:
    with pytest.raises(PersonNotFound):
        commands.deactivate_person(
            actor=make_actor(role=Role.ADMIN), person_id=PersonId(make_team().id), now=now()
        )


def test_welcome_key_is_for_admins_and_leaders_of_reps() -> None:
    team = make_team()
    rep, finance = make_person(team=team), make_person(role=Role.FINANCE, team=team)
    manager, stranger = make_actor(role=Role.MANAGER, leads=team), make_actor()

    key = commands.issue_welcome_key(actor=manager, person_id=PersonId(rep.id), now=now())

    assert key.person_id == rep.id
    with pytest.raises(RoleAboveOwn):
        commands.issue_welcome_key(actor=manager, person_id=PersonId(finance.id), now=now())
    with pytest.raises(AdminOnly):
        commands.issue_welcome_key(actor=stranger, person_id=PersonId(rep.id), now=now())
    assert AuditEntry.objects.count() == 1
