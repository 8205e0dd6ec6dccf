"""Records and refusals of identity. Pure: no framework, no tables."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from roadbook.core.actor import Role
from roadbook.core.errors import Conflict, Forbidden, NotFound
from roadbook.core.ids import GradeId, PersonId, TeamId, TerritoryId

TokenId = NewType("TokenId", UUID)
GrantId = NewType("GrantId", UUID)


class Locale(StrEnum):
    """Languages of the screens."""

    ZH_HANS = "zh-Hans"
    EN = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """What an admin says about a person."""

    name: str
    email: str
    name_latin: str = ""
    phone: str = ""
    locale: Locale = Locale.ZH_HANS
    time_zone: str = "Asia/Shanghai"
    team_id: TeamId | None = None
    grade_id: GradeId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleWish:
    """A role to hold; `team_id` is the team a manager leads and None for every other role."""

    role: Role
    team_id: TeamId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyDraft:
    """What an admin says about the company: `time_zone` is IANA, `base_currency` ISO 4217."""

    name: str
    name_latin: str = ""
    tax_number: str = ""
    base_currency: str = "CNY"
    time_zone: str = "Asia/Shanghai"
    locale: Locale = Locale.ZH_HANS
    mfa_required_roles: Sequence[Role] = ()


class TokenScope(StrEnum):
    """What an API token may be used for; each is a subset of what its owner may do."""

    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonSummary:
    """A colleague as everyone in the company sees them."""

    id: PersonId
    name: str
    name_latin: str
    email: str
    phone: str
    locale: Locale
    time_zone: str
    team_id: TeamId | None
    team_name: str
    grade_id: GradeId | None
    grade_code: str
    roles: Sequence[Role]
    is_active: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSummary:
    """A node of the team tree. `depth` is 0 for a root; `leader_ids` are its direct managers."""

    id: TeamId
    name: str
    parent_id: TeamId | None
    depth: int
    leader_ids: Sequence[PersonId]
    leader_names: Sequence[str]
    member_count: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeSummary:
    """A grade of the travel standards; a higher rank travels better."""

    id: GradeId
    code: str
    name: str
    rank: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TerritorySummary:
    """A sales territory and who works it."""

    id: TerritoryId
    code: str
    name: str
    member_ids: Sequence[PersonId]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGrantSummary:
    """A role held by a person; a manager holds it for a team and everything below it."""

    id: GrantId
    person_id: PersonId
    role: Role
    team_id: TeamId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSummary:
    """An API token without its secret, which is shown once and never stored."""

    id: TokenId
    name: str
    hint: str
    scopes: Sequence[TokenScope]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedToken:
    """A new token with its secret, the only time it can be read."""

    token: TokenSummary
    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomeKey:
    """A one-time key to set a password and sign in; the web app makes a link of it."""

    person_id: PersonId
    key: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSummary:
    """A signed-in browser. Addresses and user agents are as the browser sent them."""

    id: int
    device: str
    user_agent: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyProfile:
    """The company this installation belongs to."""

    name: str
    name_latin: str
    tax_number: str
    base_currency: str
    time_zone: str
    locale: Locale
    mfa_required_roles: Sequence[Role]
    is_demo: bool
    set_up_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """The signed-in person and what the screens need to know about them first."""

    id: PersonId
    name: str
    name_latin: str
    email: str
    phone: str
    locale: Locale
    time_zone: str
    team_id: TeamId | None
    team_name: str
    grade_code: str
    roles: Sequence[Role]
    led_team_ids: Sequence[TeamId]
    is_leader: bool
    company: CompanyProfile
    has_second_factor: bool
    must_set_up_second_factor: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """Which colleagues: words of name or address, a team with everything below it, a role."""

    q: str = ""
    team_id: TeamId | None = None
    role: Role | None = None
    is_active: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeoplePage:
    """A page of colleagues; `next_after` is the (name, id) to continue after."""

    items: Sequence[PersonSummary]
    next_after: tuple[str, UUID] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QrDrawing:
    """A QR code as one SVG path on a grid of `size` × `size` units, the quiet zone included."""

    size: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody of the demo company to sign in as."""

    id: PersonId
    name: str
    name_latin: str
    role: Role
    team_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """What the sign-in page needs; `demo_people` is empty unless this is the demo company."""

    is_set_up: bool
    is_demo: bool
    company_name: str
    locale: Locale
    demo_people: Sequence[DemoPerson]


class PersonNotFound(NotFound):
    """No such person."""

    code = "identity.person_not_found"


class TeamNotFound(NotFound):
    """No such team."""

    code = "identity.team_not_found"


class GradeNotFound(NotFound):
    """No such grade."""

    code = "identity.grade_not_found"


class TerritoryNotFound(NotFound):
    """No such territory."""

    code = "identity.territory_not_found"


class GrantNotFound(NotFound):
    """No such role grant."""

    code = "identity.grant_not_found"


class TokenNotFound(NotFound):
    """No such token."""

    code = "identity.token_not_found"


class AdminOnly(Forbidden):
    """People, teams and settings are changed by admins."""

    code = "identity.admin_only"


class LastAdmin(Conflict):
    """The company must keep one active admin."""

    code = "identity.last_admin"


class EmailTaken(Conflict):
    """Somebody already signs in with this address."""

    code = "identity.email_taken"


class CodeTaken(Conflict):
    """Another grade or territory has this code."""

    code = "identity.code_taken"


class GradeInUse(Conflict):
    """People hold this grade; `people` says how many."""

    code = "identity.grade_in_use"


class RoleAboveOwn(Forbidden):
    """Nobody grants a role that stands above their own."""

    code = "identity.role_above_own"


class NotYourTeam(Forbidden):
    """A manager invites people into the teams below them only."""

    code = "identity.not_your_team"


class OwnAccount(Conflict):
    """Nobody deactivates themselves: another admin does it."""

    code = "identity.own_account"


class TooManyTokens(Conflict):
    """A person holds at most `limit` tokens."""

    code = "identity.too_many_tokens"


class SessionNotFound(NotFound):
    """No such session of this person."""

    code = "identity.session_not_found"


class SecondFactorNeeded(Forbidden):
    """This person's roles need a second factor, and none is set up yet."""

    code = "identity.second_factor_needed"


class FactorUnreadable(Conflict):
    """The server's key is not the one this second factor was sealed with: an admin must act."""

    code = "identity.factor_unreadable"


class AlreadySetUp(Conflict):
    """The company was founded already; sign in instead."""

    code = "identity.already_set_up"


class PersonChanged(Conflict):
    """The row changed since it was read; `version` is the present one."""

    code = "identity.changed_meanwhile"


class TeamInUse(Conflict):
    """A team with members or teams below it is not removed."""

    code = "identity.team_in_use"


class TeamLoop(Conflict):
    """A team cannot stand below itself."""

    code = "identity.team_loop"
