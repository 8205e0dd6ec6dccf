"""From the business's question to the solver's."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final, Protocol

from roadbook.core.geo import Position, distance_km
from roadbook.domains.planning.rules._inputs import (
    Appointment,
    Busy,
    DayHours,
    HotelChoice,
    PlanInputs,
    ProspectInput,
)
from roadbook.domains.planning.rules._weights import WISHED_POINTS, prize_of, weights_of
from roadbook.engines.routing.problem import (
    MAX_POINTS,
    Break,
    Candidate,
    Certainty,
    Day,
    Hotel,
    PlanProblem,
    TravelMatrix,
    Window,
)
from roadbook.engines.routing.shortlisting import Prospect, shortlist

HOME: Final = 0  # the start place's index in the matrix
MOST_CANDIDATES: Final = 160
MOST_HOTELS: Final = 12
BUSY: Final = "busy"  # the label of a break that the calendar takes
BREAK: Final = "break"
HOTEL_REACH_KM: Final = 60
LEEWAY_S: Final = 1_800
FIRST_CALL_S, LAST_CALL_S = 9 * 3_600, 18 * 3_600  # customers without own hours
_LOCKED_DAY: Final = {
    Certainty.FLEXIBLE_DAY,
    Certainty.LEEWAY,
    Certainty.EXACT,
    Certainty.CONFIRMED,
}


def city_of(code: str) -> str:
    """Give the prefecture of a city or district code, as the standards know it."""
    if code[:2] in {"11", "12", "31", "50"}:
        return f"{code[:2]}0000"
    return f"{code[:4]}00" if code else ""


def shortlisted(inputs: PlanInputs) -> PlanInputs:
    """Keep the customers and hotels worth planning with."""
    by_id = {str(each.facts.account_id): each for each in inputs.prospects}
    prospects = [
        Prospect(
            id=key,
            position=each.facts.position,
            prize=prize_of(each.facts, inputs.load.ratio_exponent_pct),
            service_s=each.service_minutes * 60,
            is_fixed=each.is_wished or each.appointment is not None,
        )
        for key, each in by_id.items()
    ]
    kept = shortlist(
        prospects,
        base=inputs.start.position,
        keep=MOST_CANDIDATES,
        sleeps_away=inputs.sleeps_away,
    )
    chosen = [by_id[key] for key in kept]
    return replace(inputs, prospects=chosen, hotels=_near_hotels(inputs, chosen))


def _near_hotels(inputs: PlanInputs, prospects: Sequence[ProspectInput]) -> list[HotelChoice]:
    """Keep the hotels with the most points near them; the cheaper first among equals."""

    def around(choice: HotelChoice) -> int:
        place = choice.hotel.position
        return sum(
            prize_of(each.facts, inputs.load.ratio_exponent_pct)
            for each in prospects
            if distance_km(place, each.facts.position) <= HOTEL_REACH_KM
        )

    ranked = sorted(inputs.hotels, key=lambda c: (-around(c), c.hotel.price_minor, str(c.hotel.id)))
    useful = [choice for choice in ranked if around(choice)]
    return (useful or ranked)[:MOST_HOTELS]


def positions_of(inputs: PlanInputs) -> list[Position]:
    """List all places in the matrix's order: home, customers, hotels."""
    customers = [each.facts.position for each in inputs.prospects]
    return [inputs.start.position, *customers, *(c.hotel.position for c in inputs.hotels)]


def problem_of(inputs: PlanInputs, travel: TravelMatrix) -> PlanProblem:
    """Put the question to the solver. The matrix is in the order of `positions_of`."""
    nights = tuple(range(len(inputs.days) - 1)) if inputs.sleeps_away else ()
    first_hotel = 1 + len(inputs.prospects)
    return PlanProblem(
        days=tuple(_day(inputs, k, sleeps=k in nights) for k in range(len(inputs.days))),
        candidates=tuple(
            candidate_of(inputs.days, each, place, inputs.load.ratio_exponent_pct)
            for place, each in enumerate(inputs.prospects, start=1)
        ),
        hotels=tuple(
            hotel_of(choice, place=first_hotel + i, nights=nights)
            for i, choice in enumerate(inputs.hotels)
        ),
        travel=travel,
        weights=weights_of(inputs.rates),
    )


def hotel_of(choice: HotelChoice, *, place: int, nights: tuple[int, ...]) -> Hotel:
    """Turn a hotel into a bed at a place of the matrix."""
    return Hotel(
        id=str(choice.hotel.id),
        place=place,
        nights=nights,
        price_minor=choice.hotel.price_minor,
        preference=_preference(choice),
    )


def _preference(choice: HotelChoice) -> int:
    """A preferred hotel is worth ¥ 50 a night; each ¥ above the standard counts twice."""
    over = 0
    if choice.limit_minor is not None:
        over = max(0, choice.hotel.price_minor - choice.limit_minor)
    return (500 if choice.hotel.is_preferred else 0) - over // 10


def _day(inputs: PlanInputs, k: int, *, sleeps: bool) -> Day:
    hours = inputs.days[k]
    slept = k > 0 and inputs.sleeps_away
    is_off = hours.from_s >= hours.until_s
    return Day(
        date=hours.day.isoformat(),
        start=None if slept else HOME,
        end=None if sleeps else HOME,
        earliest_s=hours.from_s,
        latest_s=hours.until_s,
        max_drive_s=0 if is_off else inputs.max_drive_s,
        max_visits=0 if is_off else inputs.max_visits,
        breaks=() if is_off else breaks_of(inputs, hours),
    )


class HasBreak(Protocol):
    """When one rests, and for how long."""

    @property
    def break_from_s(self) -> int: ...
    @property
    def break_until_s(self) -> int: ...
    @property
    def break_s(self) -> int: ...


def breaks_of(inputs: HasBreak, hours: DayHours) -> tuple[Break, ...]:
    """Busy times as they stand, and the break in the longest room its window has left."""
    busy = _merged(hours)
    breaks = [
        Break(opens_s=b.from_s, closes_s=b.until_s, length_s=b.until_s - b.from_s, label=BUSY)
        for b in busy
    ]
    rooms = _rooms(
        max(inputs.break_from_s, hours.from_s), min(inputs.break_until_s, hours.until_s), busy
    )
    fitting = [room for room in rooms if room.until_s - room.from_s >= inputs.break_s > 0]
    if fitting:
        room = max(fitting, key=lambda r: (r.until_s - r.from_s, -r.from_s))
        breaks.append(
            Break(
                opens_s=room.from_s,
                closes_s=room.until_s,
                length_s=inputs.break_s,
                label=BREAK,
            )
        )
    return tuple(sorted(breaks, key=lambda each: each.opens_s))


def _merged(hours: DayHours) -> list[Busy]:
    merged: list[Busy] = []
    for busy in sorted(hours.busy, key=lambda each: each.from_s):
        start, end = max(busy.from_s, hours.from_s), min(busy.until_s, hours.until_s)
        if end <= start:
            continue
        if merged and start <= merged[-1].until_s:
            start, end = merged[-1].from_s, max(end, merged[-1].until_s)
            merged.pop()
        merged.append(Busy(from_s=start, until_s=end))
    return merged


def _rooms(start: int, end: int, busy: Sequence[Busy]) -> list[Busy]:
    rooms, clock = [], start
    for each in busy:
        if min(each.from_s, end) > clock:
            rooms.append(Busy(from_s=clock, until_s=min(each.from_s, end)))
        clock = max(clock, each.until_s)
    if end > clock:
        rooms.append(Busy(from_s=clock, until_s=end))
    return rooms


def candidate_of(
    days: Sequence[DayHours], prospect: ProspectInput, place: int, ratio_exponent_pct: int
) -> Candidate:
    """Turn a customer into a candidate at a place of the matrix."""
    appointment = prospect.appointment
    windows = tuple(
        window for k, hours in enumerate(days) for window in windows_of(prospect, k, hours)
    )
    wished = WISHED_POINTS if prospect.is_wished else 0
    points = prize_of(prospect.facts, ratio_exponent_pct)
    return Candidate(
        id=str(prospect.facts.account_id),
        place=place,
        service_s=prospect.service_minutes * 60,
        windows=windows,
        prize=min(points + wished, MAX_POINTS),
        certainty=_certainty(prospect),
        required=prospect.is_wished or appointment is not None,
        keep_day=_index(days, appointment) if appointment else None,
    )


def _certainty(prospect: ProspectInput) -> Certainty:
    if prospect.appointment is not None:
        return prospect.appointment.certainty
    return Certainty.RESERVED if prospect.is_wished else Certainty.SUGGESTED


def _index(days: Sequence[DayHours], appointment: Appointment) -> int | None:
    """Give the day of an appointment; where rides part it, the part with its start."""
    found = [k for k, hours in enumerate(days) if hours.day == appointment.day]
    start_s = appointment.start_s or 0
    begun = [k for k in found if days[k].from_s <= start_s]
    return begun[-1] if begun else next(iter(found), None)


def windows_of(prospect: ProspectInput, k: int, hours: DayHours) -> list[Window]:
    """When the visit may start on a day: the whole of it lies in the customer's hours and ours."""
    appointment, service_s = prospect.appointment, prospect.service_minutes * 60
    if appointment is not None and appointment.certainty in _LOCKED_DAY:
        if appointment.day != hours.day:
            return []
        if appointment.start_s is not None and appointment.certainty is not Certainty.FLEXIBLE_DAY:
            leeway = LEEWAY_S if appointment.certainty is Certainty.LEEWAY else 0
            start = appointment.start_s
            return [Window(day=k, from_s=max(0, start - leeway), until_s=start + leeway)]
    if any(closure.first <= hours.day <= closure.last for closure in prospect.closures):
        return []
    spans = _open_spans(prospect, hours.day.weekday())
    windows = []
    for opens, closes in spans:
        first, last = max(opens, hours.from_s), min(closes, hours.until_s) - service_s
        if first <= last:
            windows.append(Window(day=k, from_s=first, until_s=last))
    return windows


def _open_spans(prospect: ProspectInput, weekday: int) -> list[tuple[int, int]]:
    if not prospect.windows:
        return [(FIRST_CALL_S, LAST_CALL_S)]
    return sorted(
        (window.opens_minute * 60, window.closes_minute * 60)
        for window in prospect.windows
        if window.weekday == weekday
    )
