"""What a plan costs: beds, kilometres, daily allowance, hours."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from roadbook.domains.planning.contracts import AccountFacts, PlanMoney
from roadbook.domains.planning.rules._inputs import Rates
from roadbook.domains.planning.rules._problem import city_of
from roadbook.domains.standards.contracts import EstimateItem
from roadbook.engines.policy.limits import Category
from roadbook.engines.policy.mileage import mileage
from roadbook.engines.policy.perdiem import Leg, per_diem
from roadbook.engines.routing.result import DayPlan, PlanResult

_HOME = "home"
_SECONDS_PER_HOUR = 3_600


def money_of(
    result: PlanResult,
    *,
    rates: Rates,
    zone: str,
    facts: Mapping[str, AccountFacts],
    hotel_cities: Mapping[str, str],
) -> PlanMoney:
    """Price a result. Hours are those from leaving to being back, without the nights."""
    moving = [day for day in result.days if day.stops or day.drive_s]
    hours_s = sum(day.back_s - day.leave_s for day in moving)
    mileage_minor = mileage(result.drive_m, bands=rates.mileage_bands) if rates.mileage_bands else 0
    allowance = _allowance(moving, rates=rates, zone=zone, facts=facts, hotel_cities=hotel_cities)
    cash = result.hotel_minor + mileage_minor + allowance
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
    )


def _allowance(
    days: Sequence[DayPlan],
    *,
    rates: Rates,
    zone: str,
    facts: Mapping[str, AccountFacts],
    hotel_cities: Mapping[str, str],
) -> int:
    """Sum the daily allowance over the trip's legs; days at home in between part the trip in
    two."""
    total, legs = 0, list[Leg]()
    for day in days:
        legs += _legs(
            day, zone, facts, hotel_cities, came_from=legs[-1].destination if legs else _HOME
        )
        if day.hotel_id is None:
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


def _legs(
    day: DayPlan,
    zone: str,
    facts: Mapping[str, AccountFacts],
    hotel_cities: Mapping[str, str],
    *,
    came_from: str,
) -> list[Leg]:
    midnight = datetime.combine(date.fromisoformat(day.date), time(), ZoneInfo(zone))
    cities = [city_of(facts[stop.candidate_id].city_code) for stop in day.stops]
    end = hotel_cities.get(day.hotel_id, "") if day.hotel_id is not None else _HOME
    places = [came_from, *cities, end]
    times = [(stop.arrive_s, stop.leave_s) for stop in day.stops]
    departs = [day.leave_s, *(left for _, left in times)]
    arrives = [*(got for got, _ in times), day.back_s]
    metres = [*(stop.leg_m for stop in day.stops), day.last_leg_m]
    return [
        Leg(
            departs_at=midnight + timedelta(seconds=departs[i]),
            departs_zone=zone,
            origin=origin,
            arrives_at=midnight + timedelta(seconds=arrives[i]),
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
