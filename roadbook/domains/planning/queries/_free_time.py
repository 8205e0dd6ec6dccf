"""Whom free time reaches from here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from roadbook.core.actor import Actor
from roadbook.core.clock import clock_seconds
from roadbook.core.geo import Position, distance_km
from roadbook.core.ids import AccountId
from roadbook.domains.cadence import queries as cadence
from roadbook.domains.cadence.contracts import DueFilters
from roadbook.domains.customers import queries as customers
from roadbook.domains.planning import rules
from roadbook.domains.planning.contracts import (
    FreeTime,
    FreeTimeWish,
    FreeTrouble,
    FreeUntil,
    PositionSource,
)
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.planning.queries._coming import (
    ComingDay,
    Traveller,
    coming_days,
    traveller,
)
from roadbook.domains.planning.queries._gathering import (
    MOST_PROSPECTS,
    facts_by_account,
)
from roadbook.domains.planning.queries._loads import territory_load
from roadbook.domains.planning.queries._roads import estimated_matrix
from roadbook.domains.planning.rules import DayHours, FreeQuestion, ProspectInput
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import Stop, VisitStatus

REACH_KM: Final = 40
MOST_ASKED: Final = 40
_PLANNED_SOON_DAYS: Final = 7
_LATEST_S: Final = 20 * 3_600  # free time on a day off ends then, unless it is said otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    source: PositionSource
    name: str
    position: Position


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    until_s: int
    kind: FreeUntil
    name: str
    onward: Position


def free_time(*, actor: Actor, wish: FreeTimeWish, times: TravelTimes, now: datetime) -> FreeTime:
    """Say whom one can see in free time: due customers nearby, the most worth an hour first.

    The position is the device's, else the last check-in's, else the next stop's, else the start.
    Raises StartPlaceMissing.
    """
    who = traveller(actor, actor.person_id, now.date())
    starts_at = max(wish.starts_at, now)
    day = starts_at.astimezone(who.zone).date()
    from_s = clock_seconds(starts_at, day, who.zone)
    coming = coming_days(actor, who, day, _PLANNED_SOON_DAYS, starts_at)
    stops = visits.day_of(actor=actor, person_id=actor.person_id, day=day).stops
    here = _here(who, wish.position, stops)
    end = _end(who, coming[0], here, from_s, wish.minutes)
    hours = DayHours(day=day, from_s=from_s, until_s=max(end.until_s, from_s))
    prospects = _prospects(actor, who, here.position, coming, hours)
    question = FreeQuestion(
        hours=hours,
        here=here.position,
        onward=end.onward,
        prospects=prospects,
        rates=who.rates,
        load=territory_load(actor=actor, profile=who.profile),
    )
    travel = estimated_matrix(times, rules.free_positions(question))
    is_over = not rules.can_leave(question, travel)
    offers, sequence, back_s = ([], [], from_s) if is_over else rules.reached(question, travel)
    trouble = None
    if not offers:
        trouble = FreeTrouble.NOTHING_FITS if prospects else FreeTrouble.NOBODY_DUE
    return FreeTime(
        day=day,
        zone=who.zone.key,
        from_s=from_s,
        until_s=hours.until_s,
        until=end.kind,
        until_name=end.name,
        place_source=here.source,
        place_name=here.name,
        place=here.position,
        offers=offers,
        sequence=sequence,
        back_s=back_s,
        due_nearby=len(prospects),
        trouble=FreeTrouble.NO_TIME if is_over else trouble,
    )


def _here(who: Traveller, told: Position | None, stops: Sequence[Stop]) -> _Place:
    if told is not None:
        return _Place(source=PositionSource.DEVICE, name="", position=told)
    seen = [s for s in stops if s.visit.checked_in_at is not None and s.position is not None]
    seen.sort(key=lambda stop: stop.visit.checked_in_at or stop.visit.starts_at)
    ahead = [
        s
        for s in stops
        if s.visit.status in {VisitStatus.PLANNED, VisitStatus.EN_ROUTE} and s.position is not None
    ]
    for source, found in (
        (PositionSource.CHECK_IN, seen[-1:]),
        (PositionSource.NEXT_STOP, ahead[:1]),
    ):
        for stop in found:
            if stop.position is not None:
                name = stop.visit.account_name
                return _Place(source=source, name=name, position=stop.position)
    return _Place(source=PositionSource.START, name=who.home.name, position=who.home.position)


def _end(who: Traveller, day: ComingDay, here: _Place, from_s: int, minutes: int | None) -> _End:
    """Say what ends the time: what was chosen, a visit, a taken time, the end of the day."""
    slot_day = day.slot_day
    closes_s = slot_day.hours.until_s or _LATEST_S
    ends = [
        _End(
            until_s=closes_s,
            kind=FreeUntil.DAY_END,
            name=slot_day.end.name,
            onward=slot_day.end.position,
        )
    ]
    ends += [
        _End(until_s=visit.start_s, kind=FreeUntil.VISIT, name=visit.name, onward=visit.position)
        for visit in slot_day.standing
        if visit.until_s > from_s
    ]
    ends += [
        _End(until_s=busy.from_s, kind=FreeUntil.BUSY, name="", onward=here.position)
        for busy in slot_day.hours.busy
        if busy.until_s > from_s
    ]
    if minutes is not None:
        until_s = from_s + minutes * 60
        ends = [each for each in ends if each.kind is not FreeUntil.DAY_END]
        ends.append(_End(until_s=until_s, kind=FreeUntil.CHOSEN, name="", onward=here.position))
    return min(ends, key=lambda end: end.until_s)


def _prospects(
    actor: Actor,
    who: Traveller,
    here: Position,
    coming: Sequence[ComingDay],
    hours: DayHours,
) -> list[ProspectInput]:
    """Give the due customers around, those that are planned within days left out."""
    filters = DueFilters(owner_ids=(who.person_id,))
    due = cadence.due_accounts(actor=actor, filters=filters, today=hours.day, limit=MOST_PROSPECTS)
    planned = {account for day in coming for account in day.accounts}
    places = customers.account_places(actor, [each for each in due if each not in planned])
    near: list[AccountId] = [
        account_id
        for account_id in due
        if (place := places.get(account_id)) is not None
        and place.position is not None
        and distance_km(here, place.position) <= REACH_KM
    ]
    facts = cadence.due_facts(actor, near, today=hours.day)
    chosen = {
        a: facts[a] for a in near if a in facts and facts[a].ratio_pct >= rules.EARLIEST_RATIO_PCT
    }
    kept = dict(list(chosen.items())[:MOST_ASKED])
    summaries = customers.account_summaries(actor, kept)
    deals = customers.open_opportunities(actor, list(kept))
    found = facts_by_account(actor, summaries, kept, deals)
    return [
        ProspectInput(
            facts=known,
            service_minutes=place.service_minutes,
            windows=place.visit_windows,
            closures=place.closures,
        )
        for _, (known, place) in sorted(found.items())
    ]
