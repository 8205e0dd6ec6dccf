"""Make a trip of a plan: nothing is typed twice."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.clock import instant_at
from roadbook.core.ids import AccountId, PlanId, TripId, VisitId
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import commands as planning
from roadbook.domains.planning import queries as plans
from roadbook.domains.planning.contracts import (
    HotelStay,
    PlanDay,
    PlanRecord,
    PlanReturn,
    PlanState,
)
from roadbook.domains.trips.commands._drafting import create_trip
from roadbook.domains.trips.commands._plan_segments import segments_of
from roadbook.domains.trips.contracts import (
    PlanNotUsable,
    StayContent,
    StopContent,
    TripContent,
    TripForecast,
)
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits import queries as visit_queries
from roadbook.foundation.changes import door as changes

_TITLE_LENGTH = 120


@changes.unit_of_work
def draft_from_plan(*, actor: Actor, plan_id: PlanId, now: datetime) -> TripId:
    """Accept the plan if that has not happened, and fill a trip in from it.

    Segments, nights, visits, price and expected return are the plan's. Raises PlanNotUsable when
    it has no result or is a trip already, and what planning raises for a plan that is not the
    actor's.
    """
    plan = plans.plan(actor, plan_id)
    if plan.trip_id is not None:
        raise PlanNotUsable(trip_id=str(plan.trip_id))
    if plan.state not in {PlanState.READY, PlanState.ACCEPTED} or plan.money is None:
        raise PlanNotUsable(state=plan.state.value)
    if plan.state is PlanState.READY:
        plan = planning.accept_plan(actor=actor, plan_id=plan_id, revision=plan.revision, now=now)
    person = identity.person(actor=actor, person_id=plan.person_id)
    visit_of = _visits(actor, plan)
    trip_id = create_trip(
        actor=actor,
        content=content_of_plan(plan, zone=ZoneInfo(person.time_zone), visit_of=visit_of),
        plan_id=plan_id,
        traveller_id=plan.person_id,
        now=now,
    )
    planning.attach_trip(actor=actor, plan_id=plan_id, trip_id=trip_id, now=now)
    visits.link_to_trip(actor=actor, visit_ids=list(visit_of.values()), trip_id=trip_id, now=now)
    return trip_id


def content_of_plan(
    plan: PlanRecord, *, zone: ZoneInfo, visit_of: Mapping[AccountId, VisitId]
) -> TripContent:
    """Turn a plan into a trip's content: a drive a day or the rides with the ways by taxi between
    them, the nights, the visits in their order."""
    worked = [day for day in plan.days if day.stops or day.drive_m or day.rides]
    money = plan.money
    return TripContent(
        title=_title(plan, worked),
        purpose="",
        segments=[
            segment
            for day in worked
            for segment in segments_of(day, _bed_before(plan, day), zone, _taxi_km_minor(plan))
        ],
        stays=_stays(plan.days),
        stops=[
            StopContent(
                visit_id=visit_of.get(stop.account.account_id),
                account_id=stop.account.account_id,
                on=day.day,
                starts_at=instant_at(day.day, stop.start_s, zone),
                is_overdue=stop.account.days_overdue > 0,
            )
            for day in worked
            for stop in day.stops
        ],
        work_minutes=money.hours_s // 60 if money else 0,
        hour_cost_minor=money.hour_cost_minor if money else 0,
        expected_return=_forecast(plan.expected),
    )


def _visits(actor: Actor, plan: PlanRecord) -> dict[AccountId, VisitId]:
    """Find the visit of each stop, also where one stood before the plan."""
    wanted = {stop.account.account_id for day in plan.days for stop in day.stops}
    found = visit_queries.visits_between(
        actor=actor,
        first=plan.first_day,
        last=plan.last_day,
        person_ids=[plan.person_id],
    )
    return {visit.account_id: visit.id for visit in found if visit.account_id in wanted}


def _title(plan: PlanRecord, worked: Sequence[PlanDay]) -> str:
    if plan.title.strip():
        return plan.title.strip()[:_TITLE_LENGTH]
    cities = dict.fromkeys(
        stop.account.city_name for day in worked for stop in day.stops if stop.account.city_name
    )
    days = (plan.last_day - plan.first_day).days + 1
    return f"{'·'.join(list(cities)[:3])} {days} 天拜访".strip()


def _bed_before(plan: PlanRecord, day: PlanDay) -> HotelStay | None:
    beds = {each.day: each.hotel for each in plan.days}
    return beds.get(day.day - timedelta(days=1))


def _taxi_km_minor(plan: PlanRecord) -> int:
    """Give what a kilometre costs where the plan goes by taxi; 0: by one's own car."""
    money = plan.money
    return money.per_km_minor if money and (money.taxi_minor or money.tickets) else 0


def _stays(days: Sequence[PlanDay]) -> list[StayContent]:
    """Join consecutive nights in one house at one price."""
    stays: list[StayContent] = []
    for day in days:
        hotel = day.hotel
        if hotel is None:
            continue
        last = stays[-1] if stays else None
        if last and _continues(last, day.day, hotel):
            stays[-1] = _night(hotel, last.first_night, last.nights + 1)
        else:
            stays.append(_night(hotel, day.day, 1))
    return stays


def _continues(stay: StayContent, night: date, hotel: HotelStay) -> bool:
    same = (stay.hotel_id, stay.night_minor) == (hotel.hotel_id, hotel.price_minor)
    return same and stay.first_night + timedelta(days=stay.nights) == night


def _night(hotel: HotelStay, first_night: date, nights: int) -> StayContent:
    return StayContent(
        city_code=hotel.city_code,
        city_name=hotel.city_name or hotel.name,
        hotel_id=hotel.hotel_id,
        hotel_name=hotel.name,
        first_night=first_night,
        nights=nights,
        night_minor=hotel.price_minor,
    )


def _forecast(expected: PlanReturn | None) -> TripForecast | None:
    if expected is None:
        return None
    return TripForecast(
        low_minor=expected.low_minor,
        mid_minor=expected.mid_minor,
        high_minor=expected.high_minor,
        window_days=expected.window_days,
        sample_count=expected.sample,
    )
