"""Teams, grades, territories, people and the company."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password

from roadbook.config.demo.people import DEMO_PASSWORD
from roadbook.config.demo.records import Organisation
from roadbook.config.demo.writing import write
from roadbook.domains.identity.models import (
    CompanySettings,
    Grade,
    Person,
    RoleGrant,
    Team,
    Territory,
    TerritoryMember,
)
from roadbook.domains.identity.rules import child_path


def load(company: Organisation, *, at: datetime) -> int:
    """Write the organisation; everybody gets the demo password."""
    teams = _teams(company)
    by_key = {team.key: teams[team.key] for team in company.teams}
    grades = {g.code: Grade(id=g.id, code=g.code, name=g.name, rank=g.rank) for g in company.grades}
    people = _people(company, by_key, grades)
    return sum(
        (
            write("team.created", list(teams.values()), at=at),
            write("grade.created", list(grades.values()), at=at),
            write("person.created", people, at=at),
            _load_roles(company, by_key, at=at),
            _load_territories(company, at=at),
            _load_company(company, at=at),
        )
    )


def _teams(company: Organisation) -> dict[str, Team]:
    rows: dict[str, Team] = {}
    for team in company.teams:
        parent = rows[team.parent] if team.parent else None
        path = child_path(parent_path=parent.path if parent else "", own_hex=team.id.hex)
        rows[team.key] = Team(id=team.id, name=team.name, parent=parent, path=path)
    return rows


def _people(
    company: Organisation, teams: dict[str, Team], grades: dict[str, Grade]
) -> Sequence[Person]:
    password = make_password(DEMO_PASSWORD)
    return [
        Person(
            id=person.id,
            email=person.email,
            name=person.name,
            name_latin=person.name_latin,
            phone=person.phone,
            locale=person.locale,
            team=teams[person.team],
            grade=grades[person.grade],
            password=password,
        )
        for person in company.people
    ]


def _load_roles(company: Organisation, teams: dict[str, Team], *, at: datetime) -> int:
    grants = [
        RoleGrant(
            person_id=person.id,
            role=role,
            team=teams[person.leads] if role == "manager" and person.leads else None,
        )
        for person in company.people
        for role in person.roles
    ]
    return write("role.granted", grants, at=at)


def _load_territories(company: Organisation, *, at: datetime) -> int:
    members: dict[str, list[UUID]] = {}
    for person in company.people:
        members.setdefault(person.team, []).append(person.id)
    rows = [Territory(id=t.id, code=t.code, name=t.name) for t in company.territories]
    seats = [
        TerritoryMember(territory_id=territory.id, person_id=person_id)
        for territory in company.territories
        for person_id in members.get(territory.team, ())
    ]
    written = write("territory.created", rows, at=at)
    return written + write("territory.member_added", seats, at=at)


def _load_company(company: Organisation, *, at: datetime) -> int:
    row = CompanySettings(
        name=company.name,
        name_latin=company.name_latin,
        tax_number=company.tax_number,
        is_demo=True,
        set_up_at=at,
    )
    return write("company.set_up", [row], at=at)
