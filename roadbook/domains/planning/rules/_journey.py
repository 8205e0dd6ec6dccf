"""A plan's question with trains and flights: cities to choose from, and dates parted by rides."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from roadbook.core.geo import Position, distance_km
from roadbook.domains.planning.contracts import Connection, PlanPlace, RideTicket
from roadbook.domains.planning.rules._inputs import (
    DayHours,
    HotelChoice,
    Pausing,
    PlanInputs,
    ProspectInput,
)
from roadbook.domains.planning.rules._problem import (
    BREAK,
    HOME,
    MOST_CANDIDATES,
    breaks_of,
    candidate_of,
    city_of,
    hotel_of,
    positions_of,
    shortlisted,
)
from roadbook.domains.planning.rules._weights import MINOR_PER_POINT, prize_of, weights_of
from roadbook.engines.routing.journeys import City, Country, Hours, RideOption, Sketch
from roadbook.engines.routing.problem import (
    DAY_S,
    UNREACHABLE,
    Day,
    PlanProblem,
    Ride,
    TravelMatrix,
)

LONGEST_TAXI_S: Final = 5_400  # nobody goes farther by taxi
STATION_WAY_S: Final = 5_400  # how long before a first, or after a last ride one may be on the way
EARLY_S: Final = 7_200  # how long before work one may have to be at a station
LATE_S: Final = 10_800  # how long after work one may arrive
AROUND_KM: Final = 80  # customers so far from a city with a station are thought of
HOP_S: Final = 1_200  # a way within a city, for the bound
MUST: Final = 10_000_000
HOTELS_A_CITY: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyInputs:
    """A plan's inputs with what runs between the cities of its customers."""

    inputs: PlanInputs
    home: str
    rides: Mapping[str, Connection]
    stations: Sequence[Position]

    def positions(self) -> list[Position]:
        return [*positions_of(self.inputs), *self.stations]

    def place_of(self, position: Position) -> int:
        return len(positions_of(self.inputs)) + self.stations.index(position)

    def station_names(self) -> dict[int, PlanPlace]:
        ends = [end for ride in self.rides.values() for end in (ride.origin, ride.destination)]
        return {
            self.place_of(end.position): PlanPlace(name=end.name, position=end.position)
            for end in ends
        }

    def day_of(self, ride: Connection) -> int:
        return (ride.day - self.inputs.days[0].day).days


def cities_of(inputs: PlanInputs) -> set[str]:
    """Give the prefectures of the customers."""
    return {city_of(each.facts.city_code) for each in inputs.prospects} - {""}


def journey_inputs(
    inputs: PlanInputs, home: str, found: Sequence[Connection], taxi_km_minor: int
) -> JourneyInputs:
    """Keep the rides that fit the working days, and the customers near home or a station; others
    only where there is room, to be told why they are out."""
    rides = {
        f"{ride.service_id}:{ride.day.isoformat()}": ride
        for ride in found
        if _is_usable(inputs, ride)
    }
    ends = [end for ride in rides.values() for end in (ride.origin, ride.destination)]
    stations = list(dict.fromkeys(end.position for end in ends))
    hubs = [inputs.start.position, *stations]
    near = [
        each
        for each in inputs.prospects
        if _is_fixed(each) or min(distance_km(each.facts.position, hub) for hub in hubs) < AROUND_KM
    ]
    kept = shortlisted(replace(inputs, prospects=near, sleeps_away=True))
    far = [each for each in inputs.prospects if each not in near]
    room = max(0, MOST_CANDIDATES - len(kept.prospects))
    rates = replace(inputs.rates, taxi_km_minor=taxi_km_minor)
    hotels = _hotels_by_city(inputs, {end.city_code for end in ends} | {home})
    return JourneyInputs(
        inputs=replace(
            kept,
            prospects=[*kept.prospects, *far[:room]],
            sleeps_away=inputs.sleeps_away,
            rates=rates,
            hotels=hotels,
        ),
        home=home,
        rides=rides,
        stations=stations,
    )


def _is_fixed(each: ProspectInput) -> bool:
    return each.is_wished or each.appointment is not None


def _is_usable(inputs: PlanInputs, ride: Connection) -> bool:
    hours = inputs.days[(ride.day - inputs.days[0].day).days]
    ready_s, free_s = ride.ready_minute * 60, ride.free_minute * 60
    return (
        hours.from_s < hours.until_s
        and max(0, hours.from_s - EARLY_S) <= ready_s
        and free_s <= min(DAY_S - STATION_WAY_S, hours.until_s + LATE_S)
        and not any(busy.from_s < free_s and ready_s < busy.until_s for busy in hours.busy)
    )


def _hotels_by_city(inputs: PlanInputs, linked: set[str]) -> list[HotelChoice]:
    """Keep the best few beds of each city with a station: preferred, within the standard, cheap."""
    by_city: dict[str, list[HotelChoice]] = defaultdict(list)
    for choice in inputs.hotels:
        by_city[city_of(choice.hotel.city_code)].append(choice)

    def rank(choice: HotelChoice) -> tuple[int, str]:
        return -hotel_of(choice, place=0, nights=()).preference + choice.hotel.price_minor // (
            MINOR_PER_POINT
        ), str(choice.hotel.id)

    return [
        choice
        for code in sorted(linked)
        for choice in sorted(by_city.get(code, ()), key=rank)[:HOTELS_A_CITY]
    ]


def country_of(journey: JourneyInputs) -> Country:
    """Give cities as clusters of customers, and the rides between them."""
    inputs = journey.inputs
    hour_points = weights_of(inputs.rates).hour_points
    return Country(
        dates=[Hours(from_s=each.from_s, until_s=each.until_s) for each in inputs.days],
        home=journey.home,
        cities=_cities(journey),
        rides=[
            RideOption(
                id=key,
                day=journey.day_of(ride),
                origin=ride.origin.city_code,
                destination=ride.destination.city_code,
                ready_s=ride.ready_minute * 60,
                free_s=ride.free_minute * 60,
                cost=(seat_of(ride)[1] // MINOR_PER_POINT)
                + (ride.free_minute - ride.ready_minute) * hour_points // 60,
            )
            for key, ride in journey.rides.items()
        ],
        sleeps_away=inputs.sleeps_away,
        fixed=[
            (hub, day, start_s, start_s + each.service_minutes * 60)
            for each in inputs.prospects
            for hub in [_hub_of(journey, each)]
            for day, start_s in _fixed_times(inputs, each)
            if hub is not None
        ],
    )


def _fixed_times(inputs: PlanInputs, each: ProspectInput) -> list[tuple[int, int]]:
    """Give (date, start) of an appointment that keeps its time."""
    days = {hours.day: k for k, hours in enumerate(inputs.days)}
    windows = candidate_of(inputs.days, each, 0, inputs.load.ratio_exponent_pct).windows
    found = each.appointment
    if found is None or found.day not in days or len(windows) != 1:
        return []
    is_timed = windows[0].until_s - windows[0].from_s <= 2 * 1_800
    return [(windows[0].day, windows[0].from_s)] if is_timed else []


def _cities(journey: JourneyInputs) -> dict[str, City]:
    inputs = journey.inputs
    visits: dict[str, list[tuple[int, int]]] = {journey.home: []}
    for ride in journey.rides.values():
        visits.setdefault(ride.origin.city_code, [])
        visits.setdefault(ride.destination.city_code, [])
    for each in inputs.prospects:
        hub = _hub_of(journey, each)
        if hub is not None:
            prize = prize_of(each.facts, inputs.load.ratio_exponent_pct)
            points = prize + (MUST if _is_fixed(each) else 0)
            visits[hub].append((points, each.service_minutes * 60 + HOP_S))
    beds = _bed_points(inputs)
    return {
        code: City(code=code, visits=found, bed=beds.get(code), is_home=code == journey.home)
        for code, found in visits.items()
    }


def _bed_points(inputs: PlanInputs) -> dict[str, int]:
    found: dict[str, int] = {}
    for choice in inputs.hotels:
        code, points = city_of(choice.hotel.city_code), choice.hotel.price_minor // MINOR_PER_POINT
        found[code] = min(points, found.get(code, points))
    return found


def _hub_of(journey: JourneyInputs, each: ProspectInput) -> str | None:
    """Give the city from which a customer is visited: their own, else the nearest with a
    station."""
    hubs = {journey.home: [journey.inputs.start.position]}
    for ride in journey.rides.values():
        for end in (ride.origin, ride.destination):
            hubs.setdefault(end.city_code, []).append(end.position)
    own = city_of(each.facts.city_code)
    if own in hubs:
        return own
    ways = [
        (min(distance_km(each.facts.position, place) for place in places), code)
        for code, places in sorted(hubs.items())
    ]
    nearest = min(ways)
    return nearest[1] if nearest[0] <= AROUND_KM else None


def seat_of(ride: Connection) -> tuple[str, int]:
    """Give the cheapest seat and its price; no name and nothing where no price is known."""
    cheapest = min(ride.prices, key=lambda each: (each.price_minor, each.seat_class), default=None)
    return (cheapest.seat_class, cheapest.price_minor) if cheapest else ("", 0)


def ticket_of(ride: Connection) -> RideTicket:
    seat_class, price_minor = seat_of(ride)
    return RideTicket(
        service_id=ride.service_id,
        mode=ride.mode,
        code=ride.code,
        origin=ride.origin,
        destination=ride.destination,
        seat_class=seat_class,
        price_minor=price_minor,
        currency=ride.currency,
        is_demo=ride.is_demo,
    )


def by_taxi(travel: TravelMatrix) -> TravelMatrix:
    """Take out the ways that nobody goes by taxi."""
    return replace(
        travel,
        seconds=tuple(
            tuple(UNREACHABLE if each > LONGEST_TAXI_S else each for each in row)
            for row in travel.seconds
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """A part of a date between rides, as hours of work and as a day of the solver."""

    hours: DayHours
    day: Day


def journey_problem(journey: JourneyInputs, travel: TravelMatrix, sketch: Sketch) -> PlanProblem:
    """Put the question of one chain of rides to the solver. The matrix is in the order of
    `JourneyInputs.positions`, without ways by taxi that are too long."""
    inputs = journey.inputs
    stretches: list[_Stretch] = []
    rides: list[Ride] = []
    city, has_slept_away = journey.home, False
    for k, hours in enumerate(inputs.days):
        today = [ride for ride in sketch.rides if ride.day == k]
        city = today[-1].destination if today else city
        sleeps = city != journey.home and k < len(inputs.days) - 1
        start = None if has_slept_away else HOME
        parts, taken = _date(journey, hours, today, (start, None if sleeps else HOME))
        rides += [replace(ride, day=len(stretches) + n) for n, ride in enumerate(taken)]
        stretches += parts
        has_slept_away = sleeps
    nights = tuple(k for k, each in enumerate(stretches) if each.day.end is None)
    days = [each.hours for each in stretches]
    first_hotel = 1 + len(inputs.prospects)
    return PlanProblem(
        days=tuple(each.day for each in stretches),
        candidates=tuple(
            candidate_of(days, each, place, inputs.load.ratio_exponent_pct)
            for place, each in enumerate(inputs.prospects, start=1)
        ),
        hotels=tuple(
            hotel_of(choice, place=first_hotel + i, nights=nights)
            for i, choice in enumerate(inputs.hotels)
        ),
        travel=travel,
        weights=weights_of(inputs.rates),
        rides=tuple(rides),
    )


def _date(
    journey: JourneyInputs,
    hours: DayHours,
    today: Sequence[RideOption],
    ends: tuple[int | None, int | None],
) -> tuple[list[_Stretch], list[Ride]]:
    """Part a date by its rides; the break is taken once, on board where a ride covers it."""
    inputs, taken = journey.inputs, [_ride(journey, option) for option in today]
    pausing = Pausing(
        break_from_s=inputs.break_from_s,
        break_until_s=inputs.break_until_s,
        break_s=0 if any(_is_lunch_on(inputs, ride) for ride in taken) else inputs.break_s,
    )
    begins = [hours.from_s, *(ride.free_s for ride in taken)]
    latest = [*(ride.ready_s for ride in taken), hours.until_s]
    if taken:
        begins[0] = max(0, min(hours.from_s, taken[0].ready_s - STATION_WAY_S))
        latest[-1] = max(hours.until_s, taken[-1].free_s + STATION_WAY_S)
    starts = [ends[0], *(ride.destination for ride in taken)]
    stops = [*(ride.origin for ride in taken), ends[1]]
    stretches = []
    for from_s, until_s, start, end in zip(begins, latest, starts, stops, strict=True):
        whole = replace(hours, from_s=from_s, until_s=max(from_s, until_s))
        day = _day(inputs, pausing, whole, start=start, end=end)
        if any(each.label == BREAK for each in day.breaks):
            pausing = replace(pausing, break_s=0)
        first_s, last_s = max(hours.from_s, from_s), min(hours.until_s, until_s)
        work = replace(hours, from_s=first_s, until_s=max(first_s, last_s))
        stretches.append(_Stretch(hours=work, day=day))
    return stretches, taken


def _day(
    inputs: PlanInputs, pausing: Pausing, hours: DayHours, *, start: int | None, end: int | None
) -> Day:
    is_off = hours.from_s >= hours.until_s
    return Day(
        date=hours.day.isoformat(),
        start=start,
        end=end,
        earliest_s=hours.from_s,
        latest_s=hours.until_s,
        max_drive_s=0 if is_off else inputs.max_drive_s,
        max_visits=0 if is_off else inputs.max_visits,
        breaks=() if is_off else breaks_of(pausing, hours),
    )


def _is_lunch_on(inputs: PlanInputs, ride: Ride) -> bool:
    begin, end = max(ride.departs_s, inputs.break_from_s), min(ride.arrives_s, inputs.break_until_s)
    return end - begin >= inputs.break_s


def _ride(journey: JourneyInputs, option: RideOption) -> Ride:
    ride = journey.rides[option.id]
    return Ride(
        id=option.id,
        day=0,
        origin=journey.place_of(ride.origin.position),
        destination=journey.place_of(ride.destination.position),
        ready_s=max(0, ride.ready_minute * 60),
        departs_s=ride.departs_minute * 60,
        arrives_s=ride.arrives_minute * 60,
        free_s=ride.free_minute * 60,
        price_minor=seat_of(ride)[1],
    )
