"""Journeys with their price, and the expense report that follows each of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

from roadbook.config.demo.calendar import local
from roadbook.config.demo.dice import Dice
from roadbook.config.demo.geography import known_place
from roadbook.config.demo.records import Account, Hotel, Line, Report, Segment, Stay, Trip, Visit
from roadbook.core.geo import distance_km

PER_DIEM_MINOR = 10_000
LOCAL_PER_DAY_MINOR = 9_000
RAIL_MINOR_PER_KM = 55
RAIL_LEAST_MINOR = 2_500
RAIL_KM_H = 180
FIRST_TIER = ("110000", "310000", "440100", "440300")
FIRST_TIER_LIMIT_MINOR, LIMIT_MINOR = 50_000, 38_000
NO_HOTEL = Hotel(
    id=UUID(int=0),
    name="当地商务酒店",
    name_latin="Local business hotel",
    city_code="",
    position=known_place("310000").position,
    price_minor=29_800,
)
REFUSED_SHARE = 0.06
PAID_AFTER_DAYS = 9


def lodging_limit(city_code: str) -> int:
    """Give the most a night may cost a seller in a city."""
    return FIRST_TIER_LIMIT_MINOR if city_code in FIRST_TIER else LIMIT_MINOR


def make_trip(
    dice: Dice,
    *,
    trip_id: UUID,
    home_city: str,
    hotels: Sequence[Hotel],
    stops: Sequence[tuple[date, Account]],
    state: str = "closed",
) -> Trip:
    """Make a journey through the customers' cities: rail legs, nights, per-diem, local rides."""
    first, last = stops[0][0], stops[-1][0]
    cities = list(dict.fromkeys(account.city_code for _, account in stops))
    submitted = local(first - timedelta(days=dice.between(3, 6)), 10, dice.between(0, 59))
    stays = _stays(dice, hotels, stops)
    over = any(stay.price_minor > stay.limit_minor for stay in stays)
    names = "·".join(known_place(code).name for code in cities[:2])
    days = (last - first).days + 1
    return Trip(
        id=trip_id,
        title=f"{names} {days} 天拜访",
        purpose=f"拜访{names}一带到期客户，跟进在谈项目",
        city_codes=tuple(cities),
        first_day=first,
        last_day=last,
        segments=_segments(dice, home_city, stops),
        stays=tuple(stays),
        per_diem_minor=PER_DIEM_MINOR * days,
        local_minor=sum(dice.amount(LOCAL_PER_DAY_MINOR, 0.2) for _ in range(days)),
        drive_km=dice.between(25, 60) * days,
        submitted_at=submitted,
        approved_at=submitted + timedelta(hours=dice.between(1, 22)),
        state=state,
        visit_ids=(),
        over_reason="靠近客户厂区，早会方便" if over else "",
    )


def _segments(dice: Dice, home: str, stops: Sequence[tuple[date, Account]]) -> tuple[Segment, ...]:
    """Ride to each city on the day of its first visit, and home on the last evening."""
    reached: dict[str, date] = {}
    for day, account in stops:
        reached.setdefault(account.city_code, day)
    last = stops[-1][0]
    route = [(home, stops[0][0]), *reached.items(), (home, last)]
    legs: list[Segment] = []
    for (origin, _), (destination, day) in pairwise(route):
        km = distance_km(known_place(origin).position, known_place(destination).position)
        departs = _departure(legs, day, is_return=destination == home)
        legs.append(
            Segment(
                id=dice.uuid(departs),
                origin=origin,
                destination=destination,
                mode="rail",
                departs_at=departs,
                arrives_at=departs + timedelta(minutes=20 + round(km / RAIL_KM_H * 60)),
                cost_minor=max(RAIL_LEAST_MINOR, round(km * RAIL_MINOR_PER_KM / 50) * 50),
            )
        )
    return tuple(legs)


def _departure(legs: Sequence[Segment], day: date, *, is_return: bool) -> datetime:
    if not legs:
        return local(day, 7, 10)
    earliest = legs[-1].arrives_at + timedelta(minutes=40)
    return max(earliest, local(day, 18, 20) if is_return else local(day, 7, 30))


def _stays(
    dice: Dice, hotels: Sequence[Hotel], stops: Sequence[tuple[date, Account]]
) -> list[Stay]:
    last_of_day = {day: account.city_code for day, account in stops}
    nights = sorted(last_of_day)[:-1]
    stays: list[Stay] = []
    for night in nights:
        city = last_of_day[night]
        if stays and stays[-1].city_code == city:
            stays[-1] = replace(stays[-1], nights=stays[-1].nights + 1)
            continue
        choice = sorted((h for h in hotels if h.city_code == city), key=lambda h: h.price_minor)
        hotel = choice[-1] if len(choice) > 1 and dice.chance(0.12) else (choice or [NO_HOTEL])[0]
        stays.append(
            Stay(
                id=dice.uuid(local(night, 18)),
                hotel=hotel.name,
                city_code=city,
                first_night=night,
                nights=1,
                price_minor=hotel.price_minor,
                limit_minor=lodging_limit(city),
            )
        )
    return stays


def make_report(dice: Dice, trip: Trip, visits: Sequence[Visit], today: date) -> Report:
    """Make the report of a finished journey in the state its age has brought it to."""
    lines = [*_travel_lines(dice, trip), *_visit_lines(dice, visits)]
    handed_in = trip.last_day + timedelta(days=dice.between(1, 4))
    decided = handed_in + timedelta(days=dice.between(1, 3))
    paid = handed_in + timedelta(days=PAID_AFTER_DAYS)
    if handed_in > today:
        return Report(
            id=dice.uuid(local(trip.last_day, 20)),
            lines=tuple(lines),
            submitted_at=None,
            decided_at=None,
            paid_at=None,
            state="draft",
        )
    is_decided, is_paid = decided < today, paid < today
    state = "paid" if is_paid else "approved" if is_decided else "submitted"
    return Report(
        id=dice.uuid(local(trip.last_day, 20)),
        lines=tuple(_decide(dice, line) if is_decided else line for line in lines),
        submitted_at=local(handed_in, 9, 30),
        decided_at=local(decided, 14) if is_decided else None,
        paid_at=local(paid, 16) if is_paid else None,
        state=state,
    )


def _line(dice: Dice, category: str, day: date, amount_minor: int, merchant: str) -> Line:
    return Line(
        id=dice.uuid(local(day, 19)),
        category=category,
        spent_on=day,
        amount_minor=amount_minor,
        merchant=merchant,
        invoice_number="".join(
            (f"{day:%y}", "32", f"{dice.between(0, 9_999_999_999_999_999):016}")
        ),
        account_id=None,
        visit_id=None,
        approved_minor=None,
    )


def _travel_lines(dice: Dice, trip: Trip) -> list[Line]:
    lines = [
        _line(dice, "rail", leg.departs_at.date(), leg.cost_minor, "中国铁路")
        for leg in trip.segments
    ]
    lines += [
        _line(
            dice,
            "lodging",
            stay.first_night + timedelta(days=stay.nights),
            stay.price_minor * stay.nights,
            stay.hotel,
        )
        for stay in trip.stays
    ]
    days = (trip.last_day - trip.first_day).days + 1
    per_day = trip.local_minor // days
    return lines + [
        _line(dice, "local_transport", trip.first_day + timedelta(days=n), per_day, "滴滴出行")
        for n in range(days)
    ]


def _visit_lines(dice: Dice, visits: Sequence[Visit]) -> list[Line]:
    lines = []
    for visit in visits:
        if visit.status == "reported" and dice.chance(0.16):
            line = _line(
                dice,
                "entertainment",
                visit.starts_at.date(),
                dice.amount(26_000, 0.4),
                dice.one(("湘味小厨", "江南春餐厅", "老北京涮肉", "渔人码头")),
            )
            lines.append(replace(line, account_id=visit.account_id, visit_id=visit.id))
    return lines


def _decide(dice: Dice, line: Line) -> Line:
    if line.category == "entertainment" and dice.chance(REFUSED_SHARE * 3):
        return replace(line, approved_minor=0, refusal="缺少用餐人员名单")
    return replace(line, approved_minor=line.amount_minor)
