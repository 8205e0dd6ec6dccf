"""Typed builders of people, teams and actors, for the tests of every slice.

rep = make_person(name="李娜", team=make_team("华东"))
boss = make_actor(role=Role.MANAGER, leads=team)
actor = actor_for(rep)
"""

from itertools import count

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import PersonId
from roadbook.domains.identity.models import (
    CompanySettings,
    Grade,
    Person,
    RoleGrant,
    Team,
    Territory,
    TerritoryMember,
)
from roadbook.domains.identity.queries import actor_of
from roadbook.domains.identity.rules import child_path

PASSWORD = "correct-horse-路书"
_numbers = count(1)


def make_team(name: str = "华东销售部", *, parent: Team | None = None) -> Team:
    team = Team(name=name, parent=parent)
    team.path = child_path(parent_path=parent.path if parent else "", own_hex=team.id.hex)
    team.save()
    return team


def make_grade(code: str = "", *, name: str = "经理级", rank: int = 3) -> Grade:
    return Grade.objects.create(code=code or f"M{next(_numbers)}", name=name, rank=rank)


def make_territory(name: str = "江浙沪", *members: Person) -> Territory:
    territory = Territory.objects.create(code=f"T{next(_numbers)}", name=name)
    for member in members:
        TerritoryMember.objects.create(territory=territory, person=member)
    return territory


def make_person(  # noqa: PLR0913  # each is optional; a test names the one it is about
    name: str = "李娜",
    *,
    role: Role | None = Role.REP,
    team: Team | None = None,
    leads: Team | None = None,
    grade: Grade | None = None,
    email: str = "",
    locale: str = "zh-Hans",
    password: str | None = None,
    is_active: bool = True,
) -> Person:
    """Make a person holding `role`. A manager leads `leads`, or `team`, or a new team."""
    person = Person.objects.create_user(
        email or f"person{next(_numbers)}@example.com",
        password,
        name=name,
        team=team,
        grade=grade,
        locale=locale,
        is_active=is_active,
    )
    if role is not None:
        grant_role(person, role, team=leads or team)
    return person


def grant_role(person: Person, role: Role, *, team: Team | None = None) -> RoleGrant:
    scope = (team or make_team()) if role is Role.MANAGER else None
    return RoleGrant.objects.create(person=person, role=role, team=scope)


def make_actor(
    *,
    role: Role = Role.REP,
    team: Team | None = None,
    leads: Team | None = None,
    name: str = "李娜",
) -> Actor:
    """Make a person with a role and give the actor they are."""
    return actor_for(make_person(name, role=role, team=team, leads=leads))


def actor_for(person: Person) -> Actor:
    """Give the actor of a person, with the roles they hold now."""
    return actor_of(PersonId(person.id), device="test", address="127.0.0.1")


def make_company(name: str = "江海工业供应有限公司") -> CompanySettings:
    return CompanySettings.objects.create(name=name)
