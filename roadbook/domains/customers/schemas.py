"""Request bodies of customers. Limits of fields are the rules' matter; here are shapes."""

from collections.abc import Sequence
from typing import Annotated, Any
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from roadbook.core.geo import Position
from roadbook.domains.customers.contracts import (
    Closure,
    ContactRole,
    CustomerClass,
    CustomerRecordKind,
    FieldKind,
    KeyDateCalendar,
    KeyDateKind,
    LifecycleStage,
    LossReason,
    MemberRole,
    VisitWindow,
)
from roadbook.domains.customers.rules import LeadStep
from roadbook.foundation.http.fields import Day, Latitude, Line, Longitude, LongText, Name

Whole = Annotated[int, Field(ge=-(2**53), le=2**53)]
Small = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]
Version = Annotated[int, Field(ge=0, le=2**62)]
Short = Annotated[str, StringConstraints(max_length=500)]


class Body(Schema):
    """A body that refuses fields it does not know."""

    model_config = ConfigDict(extra="forbid")

    def given(self) -> Any:  # noqa: ANN401  # the TypedDict of the same fields; rules check it
        """Give the fields that were sent."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class PositionBody(Body):
    lat: Latitude
    lon: Longitude

    def position(self) -> Position:
        return Position(lat=self.lat, lon=self.lon)


class WindowBody(Body):
    weekday: Small
    opens_minute: Small
    closes_minute: Small


class ClosureBody(Body):
    first: Day
    last: Day
    reason: Short = ""


class AccountValuesBody(Body):
    name: Short = ""
    name_latin: Short = ""
    industry: Short = ""
    customer_class: CustomerClass = CustomerClass.C
    lifecycle_stage: LifecycleStage = LifecycleStage.PROSPECT
    territory_id: UUID | None = None
    parent_id: UUID | None = None
    city_code: Short = ""
    district: Short = ""
    address: Short = ""
    phone: Short = ""
    email: Short = ""
    website: Short = ""
    tax_number: Short = ""
    note: LongText = ""
    service_minutes: Small = 60
    visit_windows: Sequence[WindowBody] = ()
    closures: Sequence[ClosureBody] = ()

    def given(self) -> Any:  # noqa: ANN401  # as above
        values = super().given()
        if "visit_windows" in values:
            values["visit_windows"] = [VisitWindow(**w.model_dump()) for w in self.visit_windows]
        if "closures" in values:
            values["closures"] = [Closure(**c.model_dump()) for c in self.closures]
        return values


class NewAccountBody(Body):
    id: UUID | None = None
    values: AccountValuesBody
    owner_id: UUID | None = None
    position: PositionBody | None = None


class AccountChangeBody(Body):
    values: AccountValuesBody
    seen_version: Version | None = None


class PlaceBody(Body):
    """Where the customer is; null says that only the city is known."""

    position: PositionBody | None


class UnfindableBody(Body):
    is_unfindable: bool


class OwnerBody(Body):
    owner_id: UUID


class MemberBody(Body):
    person_id: UUID
    role: MemberRole


class LikenessBody(Body):
    """What has been typed of a new customer so far."""

    name: Short = ""
    phone: Short = ""
    tax_number: Short = ""
    position: PositionBody | None = None


class ContactValuesBody(Body):
    name: Short = ""
    name_latin: Short = ""
    title: Short = ""
    department: Short = ""
    phone: Short = ""
    mobile: Short = ""
    email: Short = ""
    wechat: Short = ""
    note: LongText = ""


class NewContactBody(Body):
    id: UUID | None = None
    values: ContactValuesBody
    role: ContactRole = ContactRole.OTHER
    is_primary: bool = False


class LinkBody(Body):
    role: ContactRole = ContactRole.OTHER
    is_primary: bool = False


class LeadValuesBody(Body):
    name: Short = ""
    company: Short = ""
    title: Short = ""
    phone: Short = ""
    email: Short = ""
    source: Short = ""
    city_code: Short = ""
    address: Short = ""
    note: LongText = ""
    territory_id: UUID | None = None


class NewLeadBody(Body):
    id: UUID | None = None
    values: LeadValuesBody
    owner_id: UUID | None = None


class LeadChangeBody(Body):
    values: LeadValuesBody
    owner_id: UUID | None = None


class LeadStepBody(Body):
    step: LeadStep
    reason: Short = ""


class OpportunityValuesBody(Body):
    name: Short = ""
    amount_minor: Whole = 0
    currency: Short = "CNY"
    close_date: Day | None = None
    next_step: Short = ""
    competitor: Short = ""
    primary_contact_id: UUID | None = None
    probability_pct: Small | None = None


class ConversionBody(Body):
    """Into a known account, or a new one; with an opportunity or without."""

    account_id: UUID | None = None
    opportunity: OpportunityValuesBody | None = None


class NewOpportunityBody(Body):
    id: UUID | None = None
    account_id: UUID
    values: OpportunityValuesBody
    stage_id: UUID | None = None
    owner_id: UUID | None = None


class OpportunityChangeBody(Body):
    values: OpportunityValuesBody
    owner_id: UUID | None = None


class MoveOpportunityBody(Body):
    stage_id: UUID
    loss_reason: LossReason | None = None
    loss_note: Short = ""
    competitor: Short = ""


class OrderLineBody(Body):
    product: Short
    quantity_milli: Whole
    unit: Short = ""
    amount_minor: Whole


class NewOrderBody(Body):
    account_id: UUID
    number: Short
    ordered_on: Day
    currency: Short = "CNY"
    lines: Sequence[OrderLineBody]
    opportunity_id: UUID | None = None


class ContractValuesBody(Body):
    title: Short = ""
    number: Short = ""
    starts_on: Day | None = None
    ends_on: Day | None = None
    amount_minor: Whole = 0
    currency: Short = "CNY"
    renews_itself: bool = False
    note: LongText = ""


class KeyDateBody(Body):
    kind: KeyDateKind
    title: Short
    calendar: KeyDateCalendar = KeyDateCalendar.SOLAR
    year: Small | None = None
    month: Small
    day: Small
    repeats_yearly: bool = True


class NewKeyDateBody(Body):
    values: KeyDateBody
    contact_id: UUID | None = None


class TagBody(Body):
    name: Short


class TagsBody(Body):
    tag_ids: Annotated[Sequence[UUID], Field(max_length=50)]


class FieldBody(Body):
    subject_kind: CustomerRecordKind
    name: Short
    kind: FieldKind
    choices: Annotated[Sequence[Short], Field(max_length=100)] = ()
    rank: Small = 0


class FieldValuesBody(Body):
    values: Annotated[dict[UUID, Short], Field(max_length=100)]


class ViewBody(Body):
    subject_kind: CustomerRecordKind
    name: Name
    query: dict[str, Line | bool | int | list[Line] | dict[str, Line]]
    is_shared: bool = False


class StageBody(Body):
    name: Short
    probability_pct: Small
    rank: Annotated[int, Field(ge=0, le=1000)] = 0
