"""Journeys of the past as they were asked for, with the decision that allowed them."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from roadbook.config.demo.calendar import ZONE
from roadbook.config.demo.dice import Dice
from roadbook.config.demo.geography import known_place
from roadbook.config.demo.records import Hotel, RepYear, Segment, Stay
from roadbook.config.demo.records import Trip as Journey
from roadbook.config.demo.records import Visit as Meeting
from roadbook.config.demo.writing import write
from roadbook.core.ids import AccountId, HotelId, VisitId
from roadbook.domains.approvals.models import ApprovalChain, ApprovalTask
from roadbook.domains.standards.queries import rate_book
from roadbook.domains.trips.contracts import (
    Mode,
    SegmentContent,
    StayContent,
    StopContent,
    TripContent,
)
from roadbook.domains.trips.models import (
    Trip,
    TripCost,
    TripSegment,
    TripStay,
    TripStop,
    TripVersion,
)
from roadbook.domains.trips.rules import estimate
from roadbook.foundation.changes.models import SyncedModel

_KM_TO_M = 1000
_MINUTES_A_DAY = 8 * 60


class TripLoader:
    """Writes trips seller by seller."""

    def __init__(self, *, seed: str, hotels: Sequence[Hotel], today: date, at: datetime) -> None:
        self._seed, self._at = seed, at
        self._hotels = {hotel.name: hotel for hotel in hotels}
        self._book = rate_book(on=today)

    def load(self, year: RepYear) -> int:
        """Write the approved and finished journeys of one seller; gives how many rows."""
        dice = Dice(self._seed, "trips", year.rep.key)
        visits = {visit.id: visit for visit in year.visits}
        rows: dict[type[SyncedModel], list[SyncedModel]] = {}
        for journey in year.trips:
            if journey.state == "submitted":
                continue
            meetings = [visits[visit_id] for visit_id in journey.visit_ids]
            for row in self._rows(dice, journey, meetings, year):
                rows.setdefault(type(row), []).append(row)
        return sum(
            write(_KINDS[model], found, at=self._at)
            for model in _KINDS
            if (found := rows.get(model))
        )

    def _rows(
        self, dice: Dice, journey: Journey, meetings: Sequence[Meeting], year: RepYear
    ) -> list[SyncedModel]:
        content = content_of(journey, meetings, self._hotels)
        costs = estimate(content, book=self._book)
        total = sum(line.amount_minor for line in costs)
        trip = _trip(journey, content, total, year.rep.id, self._book.currency)
        version = _version(dice, trip, content, total)
        return [
            trip,
            version,
            *_parts(dice, version, content),
            *(
                TripCost(
                    id=dice.uuid(journey.submitted_at),
                    of=version,
                    position=place,
                    category=line.category,
                    label=line.label,
                    city_code=line.city_code,
                    on=line.on,
                    quantity=line.quantity,
                    unit=line.unit,
                    travel_class=line.travel_class,
                    computed_minor=line.computed_minor,
                    amount_minor=line.amount_minor,
                    reason=journey.over_reason if line.category == "lodging" else "",
                )
                for place, line in enumerate(costs)
            ),
            *_decision(dice, trip, year.manager.id),
        ]


_KINDS: dict[type[SyncedModel], str] = {
    Trip: "trip.approved",
    TripVersion: "trip_content.written",
    TripSegment: "trip_content.written",
    TripStay: "trip_content.written",
    TripStop: "trip_content.written",
    TripCost: "trip_content.written",
    ApprovalChain: "approval.opened",
    ApprovalTask: "approval.decided",
}


def content_of(
    journey: Journey, meetings: Sequence[Meeting], hotels: dict[str, Hotel]
) -> TripContent:
    """Say a journey in the words of a trip request."""
    return TripContent(
        title=journey.title,
        purpose=journey.purpose,
        segments=[_segment(leg) for leg in journey.segments],
        stays=[_stay(stay, hotels) for stay in journey.stays],
        stops=[_stop(meeting) for meeting in meetings],
        work_minutes=_MINUTES_A_DAY * ((journey.last_day - journey.first_day).days + 1),
    )


def _segment(leg: Segment) -> SegmentContent:
    origin, destination = known_place(leg.origin), known_place(leg.destination)
    return SegmentContent(
        mode=Mode(leg.mode),
        origin_code=origin.code,
        origin_name=origin.name,
        destination_code=destination.code,
        destination_name=destination.name,
        departs_at=leg.departs_at,
        departs_zone=str(ZONE),
        arrives_at=leg.arrives_at,
        arrives_zone=str(ZONE),
        fare_minor=leg.cost_minor,
        travel_class="second",
    )


def _stay(stay: Stay, hotels: dict[str, Hotel]) -> StayContent:
    hotel = hotels.get(stay.hotel)
    return StayContent(
        city_code=stay.city_code,
        city_name=known_place(stay.city_code).name,
        hotel_id=HotelId(hotel.id) if hotel else None,
        hotel_name=stay.hotel,
        first_night=stay.first_night,
        nights=stay.nights,
        night_minor=stay.price_minor,
    )


def _stop(meeting: Meeting) -> StopContent:
    return StopContent(
        visit_id=VisitId(meeting.id),
        account_id=AccountId(meeting.account_id),
        on=meeting.starts_at.astimezone(ZONE).date(),
        starts_at=meeting.starts_at,
        why=meeting.purpose,
    )


def _trip(journey: Journey, content: TripContent, total: int, rep_id: UUID, currency: str) -> Trip:
    is_closed = journey.state == "closed"
    report = journey.report
    return Trip(
        id=journey.id,
        traveller_id=rep_id,
        created_by_id=rep_id,
        edited_by_id=rep_id,
        state=journey.state,
        approved_number=1,
        title=journey.title,
        first_day=journey.first_day,
        last_day=journey.last_day,
        places="、".join(known_place(code).name for code in journey.city_codes),
        stop_count=len(content.stops),
        cost_minor=total,
        currency=currency,
        created_at=journey.submitted_at,
        submitted_at=journey.submitted_at,
        approved_at=journey.approved_at,
        started_at=journey.segments[0].departs_at,
        completed_at=journey.segments[-1].arrives_at,
        closed_at=report.paid_at if report and is_closed else None,
    )


def _version(dice: Dice, trip: Trip, content: TripContent, total: int) -> TripVersion:
    return TripVersion(
        id=dice.uuid(trip.created_at),
        trip=trip,
        number=1,
        title=content.title,
        purpose=content.purpose,
        first_day=trip.first_day,
        last_day=trip.last_day,
        work_minutes=content.work_minutes,
        cost_minor=total,
        submitted_at=trip.submitted_at,
        approved_at=trip.approved_at,
    )


def _parts(dice: Dice, version: TripVersion, content: TripContent) -> list[SyncedModel]:
    at = version.trip.created_at
    rows: list[SyncedModel] = []
    for place, leg in enumerate(content.segments):
        rows.append(TripSegment(id=dice.uuid(at), of=version, position=place, **_fields(leg)))
    for place, stay in enumerate(content.stays):
        rows.append(TripStay(id=dice.uuid(at), of=version, position=place, **_fields(stay)))
    for place, stop in enumerate(content.stops):
        rows.append(TripStop(id=dice.uuid(at), of=version, position=place, **_fields(stop)))
    return rows


def _fields(part: SegmentContent | StayContent | StopContent) -> dict[str, object]:
    return {name: getattr(part, name) for name in part.__slots__}


def _decision(dice: Dice, trip: Trip, manager_id: UUID) -> list[SyncedModel]:
    asked, decided = trip.submitted_at, trip.approved_at
    if asked is None or decided is None:
        return []
    chain = ApprovalChain(
        id=dice.uuid(asked),
        subject_kind="trip",
        subject_id=trip.id,
        requester_id=trip.traveller_id,
        state="approved",
        step_count=1,
        amount_minor=trip.cost_minor,
        currency=trip.currency,
        seen="",
        opened_at=asked,
        closed_at=decided,
    )
    task = ApprovalTask(
        id=dice.uuid(asked),
        chain=chain,
        step=1,
        assignee_id=manager_id,
        state="approved",
        waiting_since=asked,
        decided_at=decided,
        comment=dice.one(("同意", "同意，注意控制费用", "好，重点跟进在谈项目", "")),
    )
    return [chain, task]
