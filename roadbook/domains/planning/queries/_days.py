"""Days, stops and left-out candidates of a stored plan as records."""

import itertools
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from roadbook.core.ids import AccountId
from roadbook.domains.planning import rules
from roadbook.domains.planning.contracts import (
    ForcedPrice,
    HotelStay,
    LeftOutRecord,
    PlanChange,
    PlanDay,
    PlanPause,
    PlanPlace,
    PlanRide,
    PlanStop,
    StopReason,
)
from roadbook.domains.planning.queries._revisions import StoredPlan
from roadbook.engines.routing.explaining import Chosen, LeftOut
from roadbook.engines.routing.problem import Candidate, Ride
from roadbook.engines.routing.result import DayPlan, PlanResult, Stop

_M_PER_KM = 1_000
_S_PER_HOUR = 3_600


def days_of(stored: StoredPlan) -> list[PlanDay]:
    """Give the days with their stops, rides and beds; stretches of one date are one day."""
    reasons = {each.candidate_id: each for each in stored.explanation.chosen}
    found: list[PlanDay] = []
    for k, each in enumerate(stored.result.days):
        part = _stretch(stored, each, reasons)
        ride = rules.ride_after(stored.problem, k - 1)
        found[-1:] = [_joined(stored, found[-1], ride, part)] if ride else [*found[-1:], part]
    return found


def _joined(stored: StoredPlan, before: PlanDay, ride: Ride, after: PlanDay) -> PlanDay:
    """Put what is after a ride behind what is before it."""
    ridden = PlanRide(
        ticket=stored.material.tickets[ride.id],
        after_stops=len(before.stops),
        leave_s=before.stops[-1].leave_s if before.stops else before.leave_s,
        reach_s=before.back_s,
        ready_s=ride.ready_s,
        departs_s=ride.departs_s,
        arrives_s=ride.arrives_s,
        free_s=ride.free_s,
        way_s=before.last_leg_s,
        way_m=before.last_leg_m,
        way_source=before.last_leg_source,
    )
    return replace(
        after,
        start=before.start,
        leave_s=before.leave_s,
        stops=[*before.stops, *after.stops],
        pauses=[*before.pauses, *after.pauses],
        drive_s=before.drive_s + after.drive_s,
        drive_m=before.drive_m + after.drive_m,
        visit_s=before.visit_s + after.visit_s,
        wait_s=before.wait_s + after.wait_s,
        cost_minor=before.cost_minor + after.cost_minor + ride.price_minor,
        rides=[*before.rides, ridden],
    )


def _stretch(stored: StoredPlan, day: DayPlan, reasons: dict[str, Chosen]) -> PlanDay:
    hotel = _stay(stored, day)
    per_km = stored.material.rates.per_km_minor
    ways = _way_sources(stored, day)
    return PlanDay(
        day=date.fromisoformat(day.date),
        start=_place(stored, day.start),
        end=_place(stored, day.end),
        leave_s=day.leave_s,
        back_s=day.back_s,
        stops=[
            _stop(stored, day, stop, reasons[stop.candidate_id], way)
            for stop, way in zip(day.stops, ways, strict=False)
        ],
        pauses=[
            PlanPause(from_s=each.from_s, until_s=each.until_s, label=each.label)
            for each in day.pauses
            if each.label != rules.GAP
        ],
        last_leg_s=day.last_leg_s,
        last_leg_m=day.last_leg_m,
        last_leg_source=ways[-1],
        drive_s=day.drive_s,
        drive_m=day.drive_m,
        visit_s=day.visit_s,
        wait_s=day.wait_s,
        cost_minor=day.drive_m * per_km // _M_PER_KM + (hotel.price_minor if hotel else 0),
        hotel=hotel,
    )


def _way_sources(stored: StoredPlan, day: DayPlan) -> list[str]:
    """Say who told the time of each way of a day, the one to its end included."""
    place_of = {each.id: each.place for each in stored.problem.candidates}
    places = [day.start, *(place_of[stop.candidate_id] for stop in day.stops), day.end]
    return [stored.problem.travel.source(a, b) for a, b in itertools.pairwise(places)]


def _place(stored: StoredPlan, place: int) -> PlanPlace:
    if place == rules.HOME:
        return stored.material.start
    if place in stored.material.here:
        return stored.material.here[place]
    for hotel in stored.problem.hotels:
        if hotel.place == place:
            found = stored.material.hotels[hotel.id].hotel
            return PlanPlace(name=found.name, position=found.position)
    raise ValueError("a day starts and ends at home or in a hotel")


def _stay(stored: StoredPlan, day: DayPlan) -> HotelStay | None:
    if day.hotel_id is None:
        return None
    choice = stored.material.hotels[day.hotel_id]
    limit = choice.limit_minor
    return HotelStay(
        hotel_id=choice.hotel.id,
        name=choice.hotel.name,
        city_code=rules.city_of(choice.hotel.city_code),
        city_name=choice.hotel.city_name,
        position=choice.hotel.position,
        price_minor=choice.hotel.price_minor,
        currency=choice.hotel.currency,
        limit_minor=limit,
        over_minor=max(0, choice.hotel.price_minor - limit) if limit is not None else 0,
        is_preferred=choice.hotel.is_preferred,
    )


def _stop(
    stored: StoredPlan, day: DayPlan, stop: Stop, reason: Chosen, leg_source: str
) -> PlanStop:
    candidate = next(c for c in stored.problem.candidates if c.id == stop.candidate_id)
    return PlanStop(
        account=stored.material.facts[stop.candidate_id],
        arrive_s=stop.arrive_s,
        start_s=stop.start_s,
        leave_s=stop.leave_s,
        wait_s=stop.wait_s,
        slack_s=stop.slack_s,
        leg_s=stop.leg_s,
        leg_m=stop.leg_m,
        leg_source=leg_source,
        certainty=candidate.certainty,
        is_pinned=stop.candidate_id in stored.pinned,
        reason=_reason(stored, day, reason, candidate),
    )


def _reason(stored: StoredPlan, day: DayPlan, chosen: Chosen, candidate: Candidate) -> StopReason:
    facts = stored.material.facts[candidate.id]
    key_date = rules.next_date(facts, date.fromisoformat(day.date))
    hold = rules.Hold(
        certainty=candidate.certainty,
        is_required=candidate.required,
        is_pinned=candidate.id in stored.pinned,
    )
    return StopReason(
        detour_s=chosen.detour_s,
        detour_m=chosen.detour_m,
        detour_minor=chosen.detour_m * stored.material.rates.per_km_minor // _M_PER_KM,
        prize_rank=chosen.prize_rank,
        why=rules.reasons_of(
            facts,
            hold,
            key_date=key_date,
            is_on_the_way=rules.is_on_the_way(day, chosen.detour_s),
        ),
        key_date=key_date,
    )


def left_out_of(stored: StoredPlan) -> list[LeftOutRecord]:
    """Give the candidates that are not in, the most valuable first, with the reason."""
    return [left_out_record(stored, each) for each in stored.explanation.left_out]


def left_out_record(stored: StoredPlan, out: LeftOut) -> LeftOutRecord:
    """Turn an engine's reason into the record."""
    facts = stored.material.facts
    is_excluded = out.candidate_id in stored.excluded
    forced = None
    if out.forced is not None and not is_excluded:
        rates, extra = stored.material.rates, out.forced
        hours = extra.extra_drive_s * rates.hour_cost_minor // _S_PER_HOUR
        forced = ForcedPrice(
            day=_date(stored, extra.day),
            extra_drive_s=extra.extra_drive_s,
            extra_drive_m=extra.extra_drive_m,
            extra_minor=extra.extra_drive_m * rates.per_km_minor // _M_PER_KM + hours,
            dropped=[facts[each].account_id for each in extra.dropped],
            dropped_names=[facts[each].name for each in extra.dropped],
        )
    return LeftOutRecord(
        account=facts[out.candidate_id],
        constraint=out.constraint,
        day=_date(stored, out.day) if out.day is not None else None,
        is_excluded=is_excluded,
        forced=forced,
    )


def _date(stored: StoredPlan, k: int) -> date:
    return date.fromisoformat(stored.problem.days[k].date)


def change_of(stored: StoredPlan, before: PlanResult) -> PlanChange:
    """Tell what the last change did to the plan before it."""
    facts, after = stored.material.facts, stored.result
    old, new = _days_by_id(before), _days_by_id(after)

    def ids(keys: Sequence[str]) -> list[AccountId]:
        return [AccountId(UUID(key)) for key in keys]

    per_km = stored.material.rates.per_km_minor
    drive_m = after.drive_m - before.drive_m
    about = str(stored.account_id) if stored.account_id else ""
    return PlanChange(
        cause=stored.cause,
        account_id=stored.account_id,
        account_name=facts[about].name if about in facts else "",
        added=ids([key for key in new if key not in old]),
        removed=ids([key for key in old if key not in new]),
        moved=ids([key for key in new if key in old and old[key] != new[key]]),
        drive_s=after.drive_s - before.drive_s,
        drive_m=drive_m,
        cash_minor=drive_m * per_km // _M_PER_KM + after.hotel_minor - before.hotel_minor,
    )


def _days_by_id(result: PlanResult) -> dict[str, int]:
    dates = rules.dates_of(result.days)
    pairs = zip(dates, result.days, strict=True)
    return {stop.candidate_id: date_number for date_number, day in pairs for stop in day.stops}
