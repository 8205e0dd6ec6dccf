"""What a plan costs: beds, kilometres, daily allowance, hours."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from roadbook.domains.planning.contracts import AccountFacts, PlanMoney, RideTicket
from roadbook.domains.planning.rules._inputs import Rates
from roadbook.domains.planning.rules._problem import city_of
from roadbook.domains.standards.contracts import EstimateItem
from roadbook.engines.policy.limits import Category
from roadbook.engines.policy.mileage import mileage
from roadbook.engines.policy.perdiem import Leg, per_diem
from roadbook.engines.routing.problem import Ride
from roadbook.engines.routing.result import DayPlan, PlanResult

_HOME = "home"
_SECONDS_PER_HOUR = 3_600
_M_PER_KM = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Travelled:
    """The rides between a plan's stretches with their tickets."""

    rides: Sequence[Ride] = ()
    tickets: Mapping[str, RideTicket] = field(default_factory=dict)

    def after(self, k: int) -> Ride | None:
        return next((ride for ride in self.rides if ride.day == k), None)


_NO_RIDES = Travelled()


def money_of(
    result: PlanResult,
    *,
    rates: Rates,
    zone: str,
    facts: Mapping[str, AccountFacts],
    hotel_cities: Mapping[str, str],
    travelled: Travelled = _NO_RIDES,
) -> PlanMoney:
    """Price a result. Hours are those from leaving to being back, without the nights."""
    moving = [
        (k, day)
        for k, day in enumerate(result.days)
        if day.stops or day.drive_s or travelled.after(k) or travelled.after(k - 1)
    ]
    hours_s = _hours_s([day for _, day in moving])
    mileage_minor, taxi_minor = _ways_minor(result, rates)
    tickets_minor = sum(ride.price_minor for ride in travelled.rides)
    away = _Away(zone=zone, facts=facts, hotel_cities=hotel_cities, travelled=travelled)
    allowance = _allowance(moving, rates=rates, away=away)
    cash = result.hotel_minor + mileage_minor + taxi_minor + tickets_minor + allowance
    hours_minor = hours_s * rates.hour_cost_minor // _SECONDS_PER_HOUR
    return PlanMoney(
        currency=rates.currency,
        hotel_minor=result.hotel_minor,
        mileage_minor=mileage_minor,
        per_diem_minor=allowance,
        cash_minor=cash,
        hours_minor=hours_minor,
        total_minor=cash + hours_minor,
        hours_s=hours_s,
        drive_m=result.drive_m,
        nights=sum(day.hotel_id is not None for day in result.days),
        per_km_minor=rates.per_km_minor,
        hour_cost_minor=rates.hour_cost_minor,
        tickets_minor=tickets_minor,
        tickets=len(travelled.rides),
        taxi_minor=taxi_minor,
    )


def _hours_s(days: Sequence[DayPlan]) -> int:
    """Sum the hours from leaving to being back, date by date: rides lie in between."""
    spans: dict[str, list[int]] = defaultdict(list)
    for day in days:
        spans[day.date] += [day.leave_s, day.back_s]
    return sum(times[-1] - times[0] for times in spans.values())


def _ways_minor(result: PlanResult, rates: Rates) -> tuple[int, int]:
    """Give (mileage, taxis): one of them."""
    if rates.taxi_km_minor:
        return 0, sum(day.drive_m * rates.taxi_km_minor // _M_PER_KM for day in result.days)
    return mileage(result.drive_m, bands=rates.mileage_bands) if rates.mileage_bands else 0, 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Away:
    """What the legs of a trip are told from."""

    zone: str
    facts: Mapping[str, AccountFacts]
    hotel_cities: Mapping[str, str]
    travelled: Travelled

    def at(self, day: DayPlan, seconds: int) -> datetime:
        midnight = datetime.combine(date.fromisoformat(day.date), time(), ZoneInfo(self.zone))
        return midnight + timedelta(seconds=seconds)


def _allowance(days: Sequence[tuple[int, DayPlan]], *, rates: Rates, away: _Away) -> int:
    """Sum the daily allowance over the trip's legs; days at home in between part the trip in
    two."""
    total, legs = 0, list[Leg]()
    for k, day in days:
        legs += _legs(day, away, k, came_from=legs[-1].destination if legs else _HOME)
        ride = away.travelled.after(k)
        if ride is not None:
            legs.append(_ridden(day, away, ride))
        elif day.hotel_id is None:
            total += _paid(legs, rates)
            legs = []
    return total + _paid(legs, rates)


def _paid(legs: Sequence[Leg], rates: Rates) -> int:
    if not legs:
        return 0
    paid = per_diem(
        legs,
        rule=rates.per_diem_rule,
        rates_minor=rates.per_diem_minor,
        default_rate_minor=rates.default_per_diem_minor,
    )
    return paid.total_minor


def _ridden(day: DayPlan, away: _Away, ride: Ride) -> Leg:
    ticket = away.travelled.tickets[ride.id]
    return Leg(
        departs_at=away.at(day, ride.departs_s),
        departs_zone=away.zone,
        origin=ticket.origin.city_code,
        arrives_at=away.at(day, ride.arrives_s),
        arrives_zone=away.zone,
        destination=ticket.destination.city_code,
        distance_m=0,
    )


def _legs(day: DayPlan, away: _Away, k: int, *, came_from: str) -> list[Leg]:
    cities = [city_of(away.facts[stop.candidate_id].city_code) for stop in day.stops]
    ride, zone = away.travelled.after(k), away.zone
    end = away.hotel_cities.get(day.hotel_id, "") if day.hotel_id is not None else _HOME
    if ride is not None:
        end = away.travelled.tickets[ride.id].origin.city_code
    places = [came_from, *cities, end]
    times = [(stop.arrive_s, stop.leave_s) for stop in day.stops]
    departs = [day.leave_s, *(left for _, left in times)]
    arrives = [*(got for got, _ in times), day.back_s]
    metres = [*(stop.leg_m for stop in day.stops), day.last_leg_m]
    return [
        Leg(
            departs_at=away.at(day, departs[i]),
            departs_zone=zone,
            origin=origin,
            arrives_at=away.at(day, arrives[i]),
            arrives_zone=zone,
            destination=destination,
            distance_m=metres[i],
        )
        for i, (origin, destination) in enumerate(pairwise(places))
    ]


def lodging_items(
    result: PlanResult, *, hotel_cities: Mapping[str, str], prices: Mapping[str, int]
) -> list[EstimateItem]:
    """List the nights to be held against the standards; the key is the day's index."""
    return [
        EstimateItem(
            key=str(k),
            category=Category.LODGING,
            city_code=hotel_cities[day.hotel_id],
            on=date.fromisoformat(day.date),
            amount_minor=prices[day.hotel_id],
        )
        for k, day in enumerate(result.days)
        if day.hotel_id is not None
    ]
