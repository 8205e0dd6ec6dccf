"""Request bodies of identity; answers are the records of `contracts`."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, SecretStr, StringConstraints

from roadbook.core.actor import Role
from roadbook.core.ids import GradeId, PersonId, TeamId
from roadbook.domains.identity.contracts import (
    CompanyDraft,
    Locale,
    PeopleFilter,
    PersonDraft,
    RoleWish,
    TokenScope,
)
from roadbook.foundation.http.fields import (
    Currency,
    CursorText,
    Instant,
    Name,
    OptionalName,
    PageLimit,
    SearchText,
)

Email = Annotated[str, StringConstraints(strip_whitespace=True, min_length=3, max_length=254)]
PersonName = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)]
Zone = Annotated[str, StringConstraints(min_length=1, max_length=64)]
ShortCode = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=20)]
Password = Annotated[SecretStr, Field(min_length=1, max_length=256)]
People = Annotated[list[UUID], Field(max_length=2_000)]


class Body(Schema):
    """A request body; unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


class RoleBody(Body):
    """A role; a manager names the team led, everybody else does not."""

    role: Role
    team_id: UUID | None = None

    def wish(self) -> RoleWish:
        return RoleWish(role=self.role, team_id=TeamId(self.team_id) if self.team_id else None)


RoleBodies = Annotated[list[RoleBody], Field(min_length=1, max_length=50)]


class PersonBody(Body):
    """What an admin says about a person."""

    name: PersonName
    email: Email
    name_latin: OptionalName = ""
    phone: Phone = ""
    locale: Locale = Locale.ZH_HANS
    time_zone: Zone = "Asia/Shanghai"
    team_id: UUID | None = None
    grade_id: UUID | None = None

    def draft(self) -> PersonDraft:
        return PersonDraft(
            name=self.name,
            email=self.email,
            name_latin=self.name_latin,
            phone=self.phone,
            locale=self.locale,
            time_zone=self.time_zone,
            team_id=TeamId(self.team_id) if self.team_id else None,
            grade_id=GradeId(self.grade_id) if self.grade_id else None,
        )


class PeopleQuery(Schema):
    """Which colleagues, and which page of them."""

    q: SearchText = ""
    team_id: UUID | None = None
    role: Role | None = None
    is_active: bool | None = None
    cursor: CursorText | None = None
    limit: PageLimit = 50

    def wanted(self) -> PeopleFilter:
        return PeopleFilter(
            q=self.q,
            team_id=TeamId(self.team_id) if self.team_id else None,
            role=self.role,
            is_active=self.is_active,
        )


class InvitationBody(PersonBody):
    """A new person with their roles."""

    roles: RoleBodies


class PersonChangeBody(PersonBody):
    """A change; `version` is the one the change is based on."""

    version: Annotated[int, Field(ge=0, le=2**62)] | None = None


class RolesBody(Body):
    """All roles a person is to hold."""

    roles: RoleBodies


class ProfileBody(Body):
    """What people say about themselves."""

    name_latin: OptionalName = ""
    phone: Phone = ""
    locale: Locale
    time_zone: Zone


class TeamBody(Body):
    """A team and where it stands."""

    name: Name
    parent_id: UUID | None = None


class GradeBody(Body):
    """A grade; a higher rank travels better."""

    code: ShortCode
    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]
    rank: Annotated[int, Field(ge=0, le=1000)]


class TerritoryBody(Body):
    """A territory and everybody who works it."""

    code: ShortCode
    name: Name
    member_ids: People = []

    def members(self) -> list[PersonId]:
        return [PersonId(member) for member in self.member_ids]


class TokenBody(Body):
    """A new API token of one's own."""

    name: PersonName
    scopes: Annotated[list[TokenScope], Field(min_length=1, max_length=5)]
    expires_at: Instant | None = None

    def expiry(self) -> datetime | None:
        return self.expires_at


class QrBody(Body):
    """A text to draw as a QR code."""

    text: Annotated[str, StringConstraints(min_length=1, max_length=500)]


class SessionsBody(Body):
    """Sessions to end."""

    session_ids: Annotated[
        list[Annotated[int, Field(ge=1, le=2**31 - 1)]], Field(min_length=1, max_length=200)
    ]


class CompanyBody(Body):
    """The company's settings."""

    name: Name
    name_latin: OptionalName = ""
    tax_number: Annotated[str, StringConstraints(strip_whitespace=True, max_length=30)] = ""
    base_currency: Currency = "CNY"
    time_zone: Zone = "Asia/Shanghai"
    locale: Locale = Locale.ZH_HANS
    mfa_required_roles: Annotated[list[Role], Field(max_length=5)] = []

    def draft(self) -> CompanyDraft:
        return CompanyDraft(
            name=self.name,
            name_latin=self.name_latin,
            tax_number=self.tax_number,
            base_currency=self.base_currency,
            time_zone=self.time_zone,
            locale=self.locale,
            mfa_required_roles=tuple(self.mfa_required_roles),
        )


class FoundingBody(Body):
    """The company and its first admin, on an empty installation."""

    company: CompanyBody
    admin: PersonBody
    password: Password


class DemoSignInBody(Body):
    """Somebody of the demo company."""

    person_id: UUID
