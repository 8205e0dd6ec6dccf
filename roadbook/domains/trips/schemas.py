"""Request bodies of trips."""

from typing import Annotated
from uuid import UUID
from zoneinfo import available_timezones

from ninja import Schema
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints

from roadbook.core.ids import AccountId, HotelId, OpportunityId, PersonId, VisitId
from roadbook.domains.trips.contracts import (
    CostCategory,
    Mode,
    SegmentContent,
    StayContent,
    StopContent,
    TripContent,
)
from roadbook.foundation.http.fields import AmountMinor, Day, Instant, Name, OptionalName

_ZONES = frozenset(available_timezones())


def _known_zone(value: str) -> str:
    if value not in _ZONES:
        raise ValueError("unknown time zone")
    return value


Zone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_known_zone)]
CityCode = Annotated[str, StringConstraints(pattern=r"^([0-9]{6})?$")]
Version = Annotated[int, Field(ge=0, le=2**62)]
Sentence = Annotated[str, StringConstraints(max_length=500)]


class SegmentBody(Schema):
    model_config = ConfigDict(extra="forbid")

    mode: Mode
    origin_code: CityCode = ""
    origin_name: Name
    destination_code: CityCode = ""
    destination_name: Name
    departs_at: Instant
    departs_zone: Zone = "Asia/Shanghai"
    arrives_at: Instant
    arrives_zone: Zone = "Asia/Shanghai"
    distance_m: Annotated[int, Field(ge=0, le=40_000_000)] = 0
    fare_minor: AmountMinor = 0
    tolls_minor: AmountMinor = 0
    travel_class: Annotated[str, StringConstraints(max_length=20)] = ""


class StayBody(Schema):
    model_config = ConfigDict(extra="forbid")

    city_code: CityCode = ""
    city_name: Name
    hotel_id: UUID | None = None
    hotel_name: OptionalName = ""
    first_night: Day
    nights: Annotated[int, Field(ge=1, le=62)]
    night_minor: AmountMinor


class StopBody(Schema):
    model_config = ConfigDict(extra="forbid")

    visit_id: UUID | None = None
    account_id: UUID
    opportunity_id: UUID | None = None
    on: Day
    starts_at: Instant | None = None
    why: Annotated[str, StringConstraints(max_length=300)] = ""
    is_overdue: bool = False


class TripBody(Schema):
    model_config = ConfigDict(extra="forbid")

    title: Name
    purpose: Annotated[str, StringConstraints(max_length=1000)] = ""
    segments: Annotated[list[SegmentBody], Field(max_length=100)] = []
    stays: Annotated[list[StayBody], Field(max_length=100)] = []
    stops: Annotated[list[StopBody], Field(max_length=100)] = []
    companion_ids: Annotated[list[UUID], Field(max_length=20)] = []
    work_minutes: Annotated[int, Field(ge=0, le=89_280)] = 0

    def content(self) -> TripContent:
        """Give the body as the value that commands take."""
        return TripContent(
            title=self.title,
            purpose=self.purpose,
            segments=[SegmentContent(**s.model_dump()) for s in self.segments],
            stays=[
                StayContent(
                    **s.model_dump(exclude={"hotel_id"}),
                    hotel_id=HotelId(s.hotel_id) if s.hotel_id else None,
                )
                for s in self.stays
            ],
            stops=[_stop(s) for s in self.stops],
            companion_ids=[PersonId(person) for person in self.companion_ids],
            work_minutes=self.work_minutes,
        )


def _stop(body: StopBody) -> StopContent:
    return StopContent(
        visit_id=VisitId(body.visit_id) if body.visit_id else None,
        account_id=AccountId(body.account_id),
        opportunity_id=OpportunityId(body.opportunity_id) if body.opportunity_id else None,
        on=body.on,
        starts_at=body.starts_at,
        why=body.why,
        is_overdue=body.is_overdue,
    )


class TripEditBody(TripBody):
    version: Version


class CostBody(Schema):
    model_config = ConfigDict(extra="forbid")

    version: Version
    amount_minor: AmountMinor
    reason: Sentence = ""


class NewCostBody(CostBody):
    category: CostCategory
    label: OptionalName = ""


class FromPlanBody(Schema):
    model_config = ConfigDict(extra="forbid")

    plan_id: UUID


class VersionBody(Schema):
    model_config = ConfigDict(extra="forbid")

    version: Version


class TripReasonBody(Schema):
    model_config = ConfigDict(extra="forbid")

    reason: Sentence
