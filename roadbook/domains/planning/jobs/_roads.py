"""Ask the road service for the ways between short-listed places, and say how that went."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from roadbook.core.errors import Unavailable
from roadbook.core.geo import Position
from roadbook.domains.planning import commands, queries, rules
from roadbook.domains.planning.contracts import (
    LegTime,
    RoadNotCovered,
    RoadQuotaUsedUp,
    TravelCalibration,
    TravelNote,
)
from roadbook.domains.planning.ports import Roads, TravelTimes
from roadbook.engines.routing.problem import UNREACHABLE, TravelMatrix
from roadbook.foundation.wiring import port

Tell = Callable[[int, int], None]
Asking = Callable[[rules.Batch], Sequence[LegTime]]


@dataclass(slots=True, kw_only=True)
class _Asked:
    """What has been asked of a road service so far."""

    legs: list[LegTime]
    calls: int = 0
    trouble: str = ""


def estimated_travel(
    positions: Sequence[Position],
) -> tuple[TravelMatrix, Sequence[TravelCalibration]]:
    """Give the estimate with the factors learnt, and the factors that were used."""
    times = port(TravelTimes)  # type: ignore[type-abstract]  # a port is asked by type
    regions = [rules.region_of(position) for position in positions]
    matrix = queries.estimated_matrix(times, positions)
    factors = queries.travel_factors()
    used = {region if region in factors else rules.EVERYWHERE for region in regions}
    return matrix, queries.calibrations(sorted(used))


def with_road_times(
    *,
    roads: Roads,
    travel: TravelMatrix,
    places: Sequence[int],
    positions: Sequence[Position],
    tell: Tell,
    now: datetime,
) -> tuple[TravelMatrix, TravelNote]:
    """Give the matrix with road times between `places`, kept ones first, then asked ones.

    Whatever fails leaves the estimate in place and its code in the note. A service that does not
    know some places is asked for the others; one out of reach or quota is not asked again.
    """
    times = roads.times
    if times is None or not places:
        return travel, TravelNote()
    points = [positions[place] for place in places]
    kept = queries.stored_legs(times.source, points, now)
    wanted = {(i, j) for i in range(len(points)) for j in range(len(points)) if i != j}
    missing = wanted - {(leg.origin, leg.destination) for leg in kept}
    asked = _ask(roads, times, points, missing, tell, now)
    known = {(leg.origin, leg.destination): leg for leg in (*kept, *asked.legs)}
    legs = [
        LegTime(origin=places[i], destination=places[j], seconds=leg.seconds, metres=leg.metres)
        for (i, j), leg in known.items()
    ]
    joined = rules.on_roads(travel, legs, times.source)
    return joined, TravelNote(
        source=times.source,
        points=len(points),
        wanted_legs=len(wanted),
        legs=sum(map(sum, joined.source_of)),
        kept_legs=len(wanted) - len(missing),
        calls=asked.calls,
        trouble=asked.trouble,
    )


def _ask(
    roads: Roads,
    times: TravelTimes,
    points: Sequence[Position],
    missing: set[tuple[int, int]],
    tell: Tell,
    now: datetime,
) -> _Asked:
    asked = _Asked(legs=[])
    asking = partial(_one_call, roads, times, points, asked, now)
    try:
        _ask_all(asking, list(rules.batches(missing, times.reach)), tell)
    except RoadNotCovered as error:
        asked.trouble = error.code
        known = {(leg.origin, leg.destination) for leg in asked.legs}
        try:
            lost = _lost_places(asking, range(len(points)))
            rest = {way for way in missing - known if not lost & set(way)}
            _ask_all(asking, list(rules.batches(rest, times.reach)), tell)
        except Unavailable as worse:
            asked.trouble = worse.code
    except Unavailable as error:
        asked.trouble = error.code
    return asked


def _ask_all(asking: Asking, calls: Sequence[rules.Batch], tell: Tell) -> None:
    for number, batch in enumerate(calls):
        tell(number, len(calls))
        asking(batch)


def _lost_places(asking: Asking, places: Sequence[int]) -> set[int]:
    """Ask from the first place to each other one which of them the service knows no way to.

    Some services refuse a whole table for one bad place, without saying which.
    """
    lost = set()
    for place in places[1:]:
        try:
            legs = asking(((places[0],), (place,)))
        except RoadNotCovered:
            legs = ()
        if all(leg.seconds == UNREACHABLE for leg in legs):
            lost.add(place)
    return lost


def _one_call(
    roads: Roads,
    times: TravelTimes,
    points: Sequence[Position],
    asked: _Asked,
    now: datetime,
    batch: rules.Batch,
) -> Sequence[LegTime]:
    """Ask once, within the day's limit; keep the answer."""
    limit = roads.calls_a_day
    if not commands.take_road_call(source=times.source, calls_a_day=limit, now=now):
        raise RoadQuotaUsedUp(calls_a_day=limit)
    asked.calls += 1
    table = times.table([points[i] for i in batch[0]], [points[j] for j in batch[1]])
    legs = rules.legs_of(batch, table)
    commands.keep_legs(source=times.source, positions=points, legs=legs, keep=roads.keep, now=now)
    asked.legs += legs
    return legs
