"""The question of one more visit, put to the engine; which times are offered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from roadbook.core.geo import Position, distance_km
from roadbook.domains.planning.contracts import PlanPlace, Relaxation, RelaxationKind, SlotOffer
from roadbook.domains.planning.rules._inputs import DayHours, ProspectInput
from roadbook.domains.planning.rules._problem import breaks_of, windows_of
from roadbook.engines.routing.problem import (
    DAY_S,
    Candidate,
    Day,
    PlanProblem,
    TravelMatrix,
    Window,
)
from roadbook.engines.routing.result import Constraint
from roadbook.engines.routing.slots import Room, Slot, clashing_days, room_between

MOST_OFFERS: Final = 6
OFFERS_A_DAY: Final = 2
NEAR_KM: Final = 20
STEPS_MINUTES: Final = (30, 60, 90, 120)
LEAST_MINUTES: Final = 15
_THE_VISIT: Final = "the visit"
_ROUND_S: Final = (1_800, 900, 300)
_M_PER_KM, _S_PER_HOUR = 1_000, 3_600


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A visit that stands: it keeps its time."""

    id: str
    name: str
    position: Position
    start_s: int
    until_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotDay:
    """A day on which the visit might be; a closed one is not asked."""

    hours: DayHours
    start: PlanPlace
    end: PlanPlace
    standing: Sequence[Standing] = ()
    is_closed: bool = False
    not_before_s: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotQuestion:
    """One more visit to a customer, on one of these days, within these hours of the day."""

    prospect: ProspectInput
    days: Sequence[SlotDay]
    from_s: int
    until_s: int
    break_from_s: int
    break_until_s: int
    break_s: int
    max_visits: int
    max_drive_s: int
    per_km_minor: int
    hour_cost_minor: int


def slot_positions(question: SlotQuestion) -> list[Position]:
    """List all places in the matrix's order: the customer, then each day's start, end, visits."""
    places = [question.prospect.facts.position]
    for day in question.days:
        places += [day.start.position, day.end.position, *(s.position for s in day.standing)]
    return places


def room_for(question: SlotQuestion, travel: TravelMatrix) -> Room:
    """Ask the engine. Where a day's own visits leave no lunch, or begin before the day does, it
    is taken as it stands rather than left out."""
    routes = [[visit.id for visit in day.standing] for day in question.days]
    leniency = [0] * len(routes)
    for _ in range(_Leniency.MOST):
        clashing = clashing_days(_problem(question, travel, leniency), routes)
        if not clashing:
            break
        for k in clashing:
            leniency[k] += 1
    routes_and_visit = _problem(question, travel, leniency)
    return room_between(routes_and_visit, routes, _THE_VISIT)


class _Leniency:
    """How a day is bent until what stands on it fits: without lunch, then at any hour."""

    NO_BREAK = 1
    ANY_HOUR = 2
    MOST = 3


def _problem(question: SlotQuestion, travel: TravelMatrix, leniency: Sequence[int]) -> PlanProblem:
    days, candidates, place = [], [], 1
    windows: list[Window] = []
    for k, day in enumerate(question.days):
        days.append(_day(question, day, place, leniency[k]))
        for n, visit in enumerate(day.standing):
            start = visit.start_s
            candidates.append(
                Candidate(
                    id=visit.id,
                    place=place + 2 + n,
                    service_s=min(max(visit.until_s - start, 0), DAY_S),
                    windows=(Window(day=k, from_s=start, until_s=start),),
                    required=True,
                )
            )
        windows += _wished_windows(question, day, k)
        place += 2 + len(day.standing)
    candidates.append(
        Candidate(
            id=_THE_VISIT,
            place=0,
            service_s=question.prospect.service_minutes * 60,
            windows=tuple(windows),
        )
    )
    return PlanProblem(days=tuple(days), candidates=tuple(candidates), travel=travel)


def _day(question: SlotQuestion, day: SlotDay, place: int, leniency: int) -> Day:
    hours = day.hours
    is_off = hours.from_s >= hours.until_s
    is_bent = leniency >= _Leniency.ANY_HOUR or (is_off and bool(day.standing))
    lunch = question if leniency < _Leniency.NO_BREAK else replace(question, break_s=0)
    return Day(
        date=hours.day.isoformat(),
        start=place,
        end=place + 1,
        earliest_s=0 if is_bent else hours.from_s,
        latest_s=DAY_S if is_bent else max(hours.until_s, hours.from_s),
        max_drive_s=DAY_S if is_bent else question.max_drive_s,
        max_visits=max(len(day.standing), 0 if is_off else question.max_visits),
        breaks=() if is_off else breaks_of(lunch, hours),
    )


def _wished_windows(question: SlotQuestion, day: SlotDay, k: int) -> list[Window]:
    if day.is_closed or day.hours.from_s >= day.hours.until_s:
        return []
    service_s = question.prospect.service_minutes * 60
    found = []
    for window in windows_of(question.prospect, k, day.hours):
        first = max(window.from_s, question.from_s)
        last = min(window.until_s, question.until_s - service_s)
        if first <= last:
            found.append(Window(day=k, from_s=first, until_s=last))
    return found


def offers_of(question: SlotQuestion, room: Room) -> list[SlotOffer]:
    """Give the cheapest times, few a day, each at a round time of day."""
    return [_offer(question, slot) for slot in room.slots]


def cheapest(offers: Sequence[SlotOffer]) -> list[SlotOffer]:
    """Keep the cheapest offers, few a day; the earlier first among equals."""
    kept: list[SlotOffer] = []
    taken: dict[date, int] = {}
    for offer in sorted(offers, key=lambda o: (o.extra_minor, o.extra_drive_s, o.day, o.start_s)):
        same = [o for o in kept if (o.day, o.start_s) == (offer.day, offer.start_s)]
        if same or taken.get(offer.day, 0) >= OFFERS_A_DAY:
            continue
        taken[offer.day] = taken.get(offer.day, 0) + 1
        kept.append(offer)
    return kept[:MOST_OFFERS]


def round_start(first_s: int, latest_s: int) -> int:
    """Give the first round time of day within a span: a half hour, else a quarter, else five
    minutes."""
    for step in _ROUND_S:
        start = -(-first_s // step) * step
        if start <= latest_s:
            return start
    return first_s


def money_of_way(drive_s: int, drive_m: int, *, per_km_minor: int, hour_cost_minor: int) -> int:
    """Price a way: its kilometres and its hours."""
    return drive_m * per_km_minor // _M_PER_KM + drive_s * hour_cost_minor // _S_PER_HOUR


def nearest_of(
    position: Position, others: Sequence[tuple[str, Position]]
) -> tuple[str, int] | None:
    """Give name and metres of the visit next to a place, when it is near."""
    ways = sorted((distance_km(position, place), name) for name, place in others)
    if not ways or ways[0][0] > NEAR_KM:
        return None
    return ways[0][1], round(ways[0][0] * _M_PER_KM)


def _offer(question: SlotQuestion, slot: Slot) -> SlotOffer:
    day = question.days[slot.day]
    start_s = round_start(slot.start_s, slot.latest_start_s)
    before = day.standing[slot.position - 1].name if slot.position else ""
    after = day.standing[slot.position].name if slot.position < len(day.standing) else ""
    near = nearest_of(
        question.prospect.facts.position, [(s.name, s.position) for s in day.standing]
    )
    return SlotOffer(
        day=day.hours.day,
        start_s=start_s,
        leave_s=start_s + question.prospect.service_minutes * 60,
        latest_start_s=slot.latest_start_s,
        extra_drive_s=slot.extra_drive_s,
        extra_drive_m=slot.extra_drive_m,
        extra_minor=money_of_way(
            slot.extra_drive_s,
            slot.extra_drive_m,
            per_km_minor=question.per_km_minor,
            hour_cost_minor=question.hour_cost_minor,
        ),
        visit_count=len(day.standing),
        before_name=before,
        after_name=after,
        near_name=near[0] if near else "",
        near_m=near[1] if near else None,
        plan_id=None,
        plan_title="",
        plan_revision=0,
        position=None,
    )


def relaxations(question: SlotQuestion, travel: TravelMatrix) -> list[Relaxation]:
    """Try what might give, each by the smallest step that helps."""
    found = []
    for kind, steps in _STEPS.items():
        for minutes in steps:
            relaxed = _relaxed(question, kind, minutes)
            offers = cheapest(offers_of(relaxed, room_for(relaxed, travel))) if relaxed else []
            if offers:
                first = offers[0]
                found.append(
                    Relaxation(kind=kind, minutes=minutes, day=first.day, start_s=first.start_s)
                )
                break
    return found


_STEPS: Final = {
    RelaxationKind.ANY_TIME: (0,),
    RelaxationKind.SHORTER: (15, 30, 45, 60),
    RelaxationKind.EARLIER: STEPS_MINUTES,
    RelaxationKind.LONGER: STEPS_MINUTES,
    RelaxationKind.MORE_DRIVING: (*STEPS_MINUTES, 180),
}


def _relaxed(question: SlotQuestion, kind: RelaxationKind, minutes: int) -> SlotQuestion | None:
    """Give the question with one thing loosened; None when there is nothing to loosen."""
    if kind is RelaxationKind.ANY_TIME:
        is_bound = question.from_s > 0 or question.until_s < DAY_S
        return replace(question, from_s=0, until_s=DAY_S) if is_bound else None
    if kind is RelaxationKind.SHORTER:
        left = question.prospect.service_minutes - minutes
        shorter = replace(question.prospect, service_minutes=left)
        return replace(question, prospect=shorter) if left >= LEAST_MINUTES else None
    if kind is RelaxationKind.MORE_DRIVING:
        return replace(question, max_drive_s=question.max_drive_s + minutes * 60)
    earlier = minutes * 60 if kind is RelaxationKind.EARLIER else 0
    longer = minutes * 60 if kind is RelaxationKind.LONGER else 0
    return replace(
        question,
        days=[
            replace(
                day,
                hours=replace(
                    day.hours,
                    from_s=max(day.not_before_s, day.hours.from_s - earlier),
                    until_s=min(DAY_S, day.hours.until_s + longer),
                ),
            )
            if day.hours.from_s < day.hours.until_s
            else day
            for day in question.days
        ],
    )


def constraint_of(room: Room) -> Constraint:
    """Name what stands against a visit on any of the days."""
    return room.blocked.constraint if room.blocked else Constraint.NO_WINDOW
