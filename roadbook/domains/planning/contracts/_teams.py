"""Plans of a whole team."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from roadbook.core.errors import Conflict, NotFound
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId, PlanId, TeamPlanId
from roadbook.domains.planning.contracts._load import TerritoryLoad
from roadbook.domains.planning.contracts._records import PlanPlace, PlanState, PlanTrouble
from roadbook.engines.routing.result import Constraint


class TeamPlanState(StrEnum):
    """Customers are being given out, plans are made one by one, or it was stopped."""

    ASSIGNING = "assigning"
    PLANNED = "planned"
    STOPPED = "stopped"


class TeamTie(StrEnum):
    """Why somebody has a customer: said by hand or standing, own, takes part, or nearest."""

    FIXED = "fixed"
    OWNER = "owner"
    MEMBER = "member"
    NEAREST = "nearest"


class TeamGap(StrEnum):
    """Why nobody of the team has a customer."""

    ELSEWHERE = "elsewhere"
    TOO_FAR = "too_far"
    NOBODY_WORKS = "nobody_works"
    NO_POSITION = "no_position"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPlanRequest:
    """A wish for plans of several people; without people everybody one leads."""

    person_ids: Sequence[PersonId]
    first_day: date
    last_day: date
    sleeps_away: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCustomer:
    """Who was given a customer, why, and what the visit takes with its share of the driving."""

    account_id: AccountId
    person_id: PersonId
    tie: TeamTie
    visit_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UngivenCustomer:
    account_id: AccountId
    gap: TeamGap


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamHours:
    """The hours somebody has in the period; `trouble` when nothing can be planned for them."""

    person_id: PersonId
    capacity_s: int
    load: TerritoryLoad
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamShares:
    """What giving out the customers has found; kept with the team plan."""

    given: Sequence[GivenCustomer] = ()
    ungiven: Sequence[UngivenCustomer] = ()
    people: Sequence[TeamHours] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStop:
    account_id: AccountId
    name: str
    customer_class: str
    position: Position
    start_s: int
    leave_s: int
    tie: TeamTie


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPlanDay:
    """One person's day on the board."""

    day: date
    start: PlanPlace
    end: PlanPlace
    leave_s: int
    back_s: int
    drive_m: int
    busy_s: int
    stops: Sequence[TeamStop]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPerson:
    """One of the team: their plan in figures. `load_pct`: hours planned of those there are."""

    person_id: PersonId
    person_name: str
    plan_id: PlanId | None
    state: PlanState | None
    revision: int
    trouble: PlanTrouble | None
    given_count: int
    stop_count: int
    left_out_count: int
    busy_s: int
    capacity_s: int
    load_pct: int
    drive_m: int
    cash_minor: int
    currency: str
    territory: TerritoryLoad
    days: Sequence[TeamPlanDay]
    left_out: Sequence["TeamLeftOut"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLeftOut:
    """A customer who was given to somebody and found no place in the plan."""

    account_id: AccountId
    name: str
    city_name: str
    constraint: Constraint


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamUnassigned:
    account_id: AccountId
    name: str
    city_name: str
    gap: TeamGap


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamTotals:
    """The team together; `lightest_pct` and `heaviest_pct` say how even it is."""

    stop_count: int
    busy_s: int
    capacity_s: int
    drive_m: int
    cash_minor: int
    currency: str
    lightest_pct: int
    heaviest_pct: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPlanSummary:
    """A team plan in a list, with how many of its plans stand where."""

    id: TeamPlanId
    asked_by_id: PersonId
    asked_by_name: str
    first_day: date
    last_day: date
    state: TeamPlanState
    people: int
    plans: Mapping[str, int]
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamPlanRecord:
    """The team board."""

    id: TeamPlanId
    asked_by_id: PersonId
    asked_by_name: str
    first_day: date
    last_day: date
    sleeps_away: bool
    state: TeamPlanState
    trouble: str
    can_edit: bool
    plans: Mapping[str, int]
    people: Sequence[TeamPerson]
    unassigned: Sequence[TeamUnassigned]
    totals: TeamTotals
    made_at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLoad:
    """How full somebody's territory is."""

    person_id: PersonId
    person_name: str
    load: TerritoryLoad


class TeamPlanUnknown(NotFound):
    """No such team plan."""

    code = "planning.team_plan_unknown"


class TeamPlanNotReady(Conflict):
    """The team plan is still being made, or was stopped; `state` says which."""

    code = "planning.team_plan_not_ready"


class NobodyToPlan(Conflict):
    """There is nobody in the wish whom the asking one leads."""

    code = "planning.nobody_to_plan"


class NotInTeamPlan(NotFound):
    """The customer or the person is not part of the team plan."""

    code = "planning.not_in_team_plan"
