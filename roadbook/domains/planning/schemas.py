"""Request bodies of planning."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from ninja.files import UploadedFile
from pydantic import ConfigDict, Field

from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, HotelId, PersonId, PlanId
from roadbook.domains.planning.contracts import (
    AreaChoice,
    FreeTimeWish,
    Happening,
    HotelValues,
    PlanRequest,
    PlanState,
    ProfileHours,
    ProfileValues,
    ReplanRequest,
    Slot,
    SlotChoice,
    SlotWish,
    TeamPlanRequest,
    TimetableUnreadable,
    TravelWay,
)
from roadbook.domains.planning.rules import MOST_PEOPLE
from roadbook.engines.routing.replanning import Scope
from roadbook.engines.sheets import MOST_BYTES
from roadbook.foundation.http.fields import (
    AmountMinor,
    Code,
    Currency,
    CursorText,
    Day,
    Hash,
    Instant,
    Latitude,
    Line,
    Longitude,
    Name,
    OptionalName,
    PageLimit,
    SmallCount,
)

_MOST = 50
_MINUTE = Field(ge=0, le=1_440)
_MOST_REVISIONS = 1_000_000
VisitMinutes = Annotated[int, Field(ge=5, le=720)]


class Body(Schema):
    """A body without unknown keys."""

    model_config = ConfigDict(extra="forbid")


class PlanQuery(Body):
    """Which plans are listed."""

    person: UUID | None = None
    state: Annotated[list[PlanState], Field(max_length=4)] = Field(default_factory=list)
    cursor: CursorText | None = None
    limit: PageLimit = 50


class PlanBody(Body):
    """A wish for a plan; without a person it is the asking one's own, without a way to travel
    the profile's holds."""

    person_id: UUID | None = None
    first_day: Day
    last_day: Day
    city_codes: Annotated[list[Code], Field(max_length=_MOST)] = Field(default_factory=list)
    sleeps_away: bool = False
    account_ids: Annotated[list[UUID], Field(max_length=_MOST)] = Field(default_factory=list)
    title: OptionalName = ""
    way: TravelWay | None = None
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0

    def request(self, asker: PersonId) -> PlanRequest:
        return PlanRequest(
            person_id=PersonId(self.person_id) if self.person_id else asker,
            first_day=self.first_day,
            last_day=self.last_day,
            area=AreaChoice(city_codes=tuple(self.city_codes)),
            sleeps_away=self.sleeps_away,
            account_ids=tuple(AccountId(each) for each in self.account_ids),
            title=self.title,
            way=self.way,
            seed=self.seed,
        )


class SeenBody(Body):
    """The revision that the screen shows."""

    revision: Annotated[int, Field(ge=0, le=_MOST_REVISIONS)]


class MoveStopBody(SeenBody):
    """Where a visit is taken: index of the day, place within it (best when absent)."""

    account_id: UUID
    day: Annotated[int, Field(ge=0, le=366)]
    position: Annotated[int, Field(ge=0, le=1_000)] | None = None


class PriceBody(Body):
    """A move to be priced; without a day the visit leaves the plan."""

    account_id: UUID
    day: Annotated[int, Field(ge=0, le=366)] | None = None
    position: Annotated[int, Field(ge=0, le=1_000)] | None = None


class AccountBody(SeenBody):
    """The customer that a change is about."""

    account_id: UUID


class TravellerBody(Body):
    """Whose days are meant; the asking one's own without a person."""

    person_id: UUID | None = None
    account_id: UUID

    def traveller(self, asker: PersonId) -> PersonId:
        return PersonId(self.person_id) if self.person_id else asker


class FindSlotsBody(TravellerBody):
    """For whom a time is looked for, how long, within which hours of the day."""

    minutes: VisitMinutes | None = None
    from_minute: Annotated[int, _MINUTE] | None = None
    until_minute: Annotated[int, _MINUTE] | None = None
    first_day: Day | None = None

    def wish(self) -> SlotWish:
        return SlotWish(
            account_id=AccountId(self.account_id),
            minutes=self.minutes,
            from_minute=self.from_minute,
            until_minute=self.until_minute,
            first_day=self.first_day,
        )


class TakeSlotBody(TravellerBody):
    """The time that was chosen."""

    day: Day
    start_s: Annotated[int, Field(ge=0, lt=86_400)]
    minutes: VisitMinutes
    plan_id: UUID | None = None
    plan_revision: Annotated[int, Field(ge=0, le=_MOST_REVISIONS)] = 0
    position: Annotated[int, Field(ge=0, le=1_000)] | None = None

    def choice(self) -> SlotChoice:
        return SlotChoice(
            account_id=AccountId(self.account_id),
            day=self.day,
            start_s=self.start_s,
            minutes=self.minutes,
            plan_id=PlanId(self.plan_id) if self.plan_id else None,
            plan_revision=self.plan_revision,
            position=self.position,
        )


class HereBody(Body):
    """Where the device is."""

    lat: Latitude
    lon: Longitude


class FixedTimeBody(Body):
    """A fixed time on a day."""

    day: Day
    from_minute: Annotated[int, _MINUTE]
    until_minute: Annotated[int, _MINUTE]


class FreeTimeBody(Body):
    """Free time from an instant; without minutes until the next fixed thing."""

    starts_at: Instant
    minutes: VisitMinutes | None = None
    here: HereBody | None = None

    def wish(self) -> FreeTimeWish:
        place = Position(lat=self.here.lat, lon=self.here.lon) if self.here else None
        return FreeTimeWish(starts_at=self.starts_at, minutes=self.minutes, position=place)


class ReplanBody(Body):
    """What happened; without `asked_at` it is now, without a position where the last visit was."""

    kind: Happening
    scope: Scope = Scope.TRIP
    asked_at: Instant | None = None
    position: HereBody | None = None
    account_id: UUID | None = None
    hotel_id: UUID | None = None
    late_minutes: Annotated[int, Field(ge=0, le=720)] = 0
    slot: FixedTimeBody | None = None

    def request(self, now: datetime) -> ReplanRequest:
        slot = self.slot
        return ReplanRequest(
            kind=self.kind,
            scope=self.scope,
            asked_at=(self.asked_at or now).replace(microsecond=0),
            position=Position(lat=self.position.lat, lon=self.position.lon)
            if self.position
            else None,
            account_id=AccountId(self.account_id) if self.account_id else None,
            hotel_id=HotelId(self.hotel_id) if self.hotel_id else None,
            late_minutes=self.late_minutes,
            slot=Slot(day=slot.day, from_minute=slot.from_minute, until_minute=slot.until_minute)
            if slot
            else None,
        )


class AcceptReplanBody(ReplanBody):
    """The same again, with the seal of the proposal that was shown."""

    asked_at: Instant
    seen: Hash


class HoursBody(Body):
    weekday: Annotated[int, Field(ge=0, le=6)]
    from_minute: Annotated[int, _MINUTE]
    until_minute: Annotated[int, _MINUTE]


class TravelProfileBody(Body):
    """How somebody travels."""

    start_name: Name
    start_lat: Latitude
    start_lon: Longitude
    hours: Annotated[list[HoursBody], Field(max_length=7)]
    break_from_minute: Annotated[int, _MINUTE]
    break_until_minute: Annotated[int, _MINUTE]
    break_minutes: Annotated[int, _MINUTE]
    max_visits: SmallCount
    max_drive_minutes: Annotated[int, _MINUTE]
    hour_cost_minor: Annotated[int, Field(ge=0, le=10_000_000)]
    way: TravelWay = TravelWay.CAR

    def values(self) -> ProfileValues:
        return ProfileValues(
            start_name=self.start_name,
            start=Position(lat=self.start_lat, lon=self.start_lon),
            hours=tuple(
                ProfileHours(
                    weekday=each.weekday,
                    from_minute=each.from_minute,
                    until_minute=each.until_minute,
                )
                for each in self.hours
            ),
            break_from_minute=self.break_from_minute,
            break_until_minute=self.break_until_minute,
            break_minutes=self.break_minutes,
            max_visits=self.max_visits,
            max_drive_minutes=self.max_drive_minutes,
            hour_cost_minor=self.hour_cost_minor,
            way=self.way,
        )


class HotelBody(Body):
    """A hotel that plans may choose."""

    name: Name
    city_code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    address: Annotated[Line, Field(max_length=240)] = ""
    lat: Latitude
    lon: Longitude
    price_minor: Annotated[AmountMinor, Field(le=100_000_000)]
    currency: Currency = "CNY"
    is_preferred: bool = False

    def values(self) -> HotelValues:
        return HotelValues(
            name=self.name,
            city_code=self.city_code,
            address=self.address,
            position=Position(lat=self.lat, lon=self.lon),
            price_minor=self.price_minor,
            currency=self.currency,
            is_preferred=self.is_preferred,
        )


def content_of(file: UploadedFile) -> bytes:
    """Give an uploaded table's bytes. Raises TimetableUnreadable for one that is too large."""
    if file.size is None or file.size > MOST_BYTES:
        raise TimetableUnreadable({"file": "too_large"})
    content: bytes = file.read()
    return content


class TeamPlanBody(Body):
    """A wish for plans of several people; without people everybody one leads."""

    person_ids: Annotated[list[UUID], Field(max_length=MOST_PEOPLE)] = Field(default_factory=list)
    first_day: Day
    last_day: Day
    sleeps_away: bool = False

    def request(self) -> TeamPlanRequest:
        return TeamPlanRequest(
            person_ids=tuple(PersonId(each) for each in dict.fromkeys(self.person_ids)),
            first_day=self.first_day,
            last_day=self.last_day,
            sleeps_away=self.sleeps_away,
        )


class GiveBody(Body):
    """A customer and who is to visit them."""

    account_id: UUID
    person_id: UUID


class SeenPlanBody(SeenBody):
    """A plan and the revision that the screen shows."""

    plan_id: UUID


class TeamAcceptBody(Body):
    """The plans to accept."""

    plans: Annotated[list[SeenPlanBody], Field(min_length=1, max_length=MOST_PEOPLE)]
