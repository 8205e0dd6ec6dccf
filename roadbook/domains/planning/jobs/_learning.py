"""Learn how long ways take from visits that took place; forget road times that have expired."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.planning import commands, rules
from roadbook.domains.planning.ports import TravelTimes
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import VisitMove
from roadbook.engines.roads.calibration import Journey, calibrate
from roadbook.foundation.jobs.contracts import JobArgs, JobContext, JobResult
from roadbook.foundation.wiring import port

CLOCKWORK: Final = Actor(person_id=PersonId(UUID(int=0)), is_clockwork=True)
LOOKS_BACK: Final = timedelta(days=180)


def calibrate_travel(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Compare the ways between visits of half a year with the plain estimate, city by city."""
    moves = visits.moves_between_visits(since=(now - LOOKS_BACK).date(), until=now.date())
    times = port(TravelTimes)  # type: ignore[type-abstract]  # a port is asked by type
    factors = calibrate(journeys_of(moves, times))
    changed = commands.set_travel_factors(actor=CLOCKWORK, factors=factors, now=now)
    return {"moves": len(moves), "regions": len(factors), "changed": changed}


def journeys_of(moves: Sequence[VisitMove], times: TravelTimes) -> Iterator[Journey]:
    """Give each way once for its city and once for everywhere."""
    for move in moves:
        table = times.table([move.start], [move.end])
        seconds, metres = table.seconds[0][0], table.metres[0][0]
        if not seconds or metres is None:
            continue
        for region in dict.fromkeys([rules.region_of(move.start), rules.EVERYWHERE]):
            yield Journey(
                region=region,
                observed_s=move.seconds,
                estimated_s=seconds,
                estimated_m=metres,
            )


def forget_road_times(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Drop kept road times whose time is up."""
    return {"forgotten": commands.forget_legs(now=now)}
