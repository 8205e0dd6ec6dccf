"""What the generator gives: plain records of the company before any table knows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from roadbook.core.geo import Position

CustomerClass = Literal["A", "B", "C", "D"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A node of the team tree."""

    id: UUID
    key: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A grade of the travel standards."""

    id: UUID
    code: str
    name: str
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A part of the market, worked by one team."""

    id: UUID
    code: str
    name: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the company. `leads` is the team a manager leads."""

    id: UUID
    key: str
    name: str
    name_latin: str
    email: str
    phone: str
    locale: str
    team: str
    grade: str
    roles: tuple[str, ...]
    leads: str | None = None
    home: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at a customer."""

    id: UUID
    name: str
    name_latin: str
    title: str
    role: str
    phone: str
    email: str
    birthday: date | None
    is_primary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageMove:
    """An opportunity's stage from a moment on."""

    id: UUID
    stage: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """A deal with its whole stage log; the last move is the present stage."""

    id: UUID
    name: str
    amount_minor: int
    created_at: datetime
    expected_close: date
    moves: tuple[StageMove, ...]
    loss_reason: str = ""
    competitor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What was bought."""

    id: UUID
    number: str
    ordered_on: date
    amount_minor: int
    product: str
    quantity: int
    opportunity_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contract:
    """A frame or service contract."""

    id: UUID
    number: str
    name: str
    starts_on: date
    ends_on: date
    amount_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A call or message: contact without travel."""

    id: UUID
    kind: str
    at: datetime
    summary: str
    contact_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit that was planned; `status` tells how it went."""

    id: UUID
    account_id: UUID
    starts_at: datetime
    ends_at: datetime
    status: str
    certainty: str
    purpose: str
    outcome: str = ""
    notes: str = ""
    next_step: str = ""
    reason: str = ""
    trip_id: UUID | None = None
    contact_id: UUID | None = None
    distance_m: int | None = None
    accuracy_m: int | None = None


@dataclass(slots=True, kw_only=True)
class Account:
    """A customer with everything that hangs on it; `warmth` is the hidden cause of orders."""

    id: UUID
    number: int
    name: str
    name_latin: str
    industry: str
    customer_class: CustomerClass
    city_code: str
    district: str
    address: str
    position: Position | None
    position_state: str
    phone: str
    website: str
    tax_number: str
    service_minutes: int
    windows: Sequence[tuple[int, str, str]]
    tags: tuple[str, ...]
    created_at: datetime
    need: float
    is_neglected: bool
    warmth: float = 0.6
    lifecycle_stage: str = "active"
    lost_on: date | None = None
    last_visit_at: datetime | None = None
    last_contact_at: datetime | None = None
    contacts: list[Contact] = field(default_factory=list)
    opportunities: list[Opportunity] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    contracts: list[Contract] = field(default_factory=list)
    talks: list[Talk] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A leg between cities."""

    id: UUID
    origin: str
    destination: str
    mode: str
    departs_at: datetime
    arrives_at: datetime
    cost_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Nights in one hotel."""

    id: UUID
    hotel: str
    city_code: str
    first_night: date
    nights: int
    price_minor: int
    limit_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An expense line with its invoice. `approved_minor` None means not decided yet."""

    id: UUID
    category: str
    spent_on: date
    amount_minor: int
    merchant: str
    invoice_number: str
    account_id: UUID | None
    visit_id: UUID | None
    approved_minor: int | None
    refusal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The expense report of a trip. `state`: draft, submitted (at finance), approved, paid."""

    id: UUID
    lines: tuple[Line, ...]
    submitted_at: datetime | None
    decided_at: datetime | None
    paid_at: datetime | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """A journey. `state`: submitted, approved, completed, closed."""

    id: UUID
    title: str
    purpose: str
    city_codes: tuple[str, ...]
    first_day: date
    last_day: date
    segments: tuple[Segment, ...]
    stays: tuple[Stay, ...]
    per_diem_minor: int
    local_minor: int
    drive_km: int
    submitted_at: datetime
    approved_at: datetime | None
    state: str
    visit_ids: tuple[UUID, ...]
    over_reason: str = ""
    report: Report | None = None

    @property
    def cost_minor(self) -> int:
        travel = sum(leg.cost_minor for leg in self.segments)
        lodging = sum(stay.price_minor * stay.nights for stay in self.stays)
        return travel + lodging + self.per_diem_minor + self.local_minor


@dataclass(frozen=True, slots=True, kw_only=True)
class RepYear:
    """One seller with customers and a year of work: the unit that is streamed and written."""

    rep: Person
    manager: Person
    territory: Territory
    accounts: Sequence[Account]
    visits: Sequence[Visit]
    trips: Sequence[Trip]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hotel:
    """A hotel the planner may choose."""

    id: UUID
    name: str
    name_latin: str
    city_code: str
    position: Position
    price_minor: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The company without its customers."""

    name: str
    name_latin: str
    tax_number: str
    teams: Sequence[Team]
    grades: Sequence[Grade]
    territories: Sequence[Territory]
    people: Sequence[Person]
    hotels: Sequence[Hotel]

    def person(self, key: str) -> Person:
        return next(person for person in self.people if person.key == key)
