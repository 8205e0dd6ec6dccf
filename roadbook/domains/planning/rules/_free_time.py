"""Free time between two places, put to the engine."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from roadbook.core.geo import Position
from roadbook.domains.planning.contracts import NearbyOffer, SequenceStop, TerritoryLoad
from roadbook.domains.planning.rules._inputs import DayHours, ProspectInput, Rates
from roadbook.domains.planning.rules._problem import windows_of
from roadbook.domains.planning.rules._weights import prize_of, weights_of
from roadbook.engines.routing.problem import Candidate, Day, PlanProblem, TravelMatrix
from roadbook.engines.routing.result import PlanResult
from roadbook.engines.routing.slots import Gap, fill, nearby

HERE, ONWARD, FIRST_CUSTOMER = 0, 1, 2
MOST_NEARBY: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeQuestion:
    """Free time [hours.from_s, hours.until_s] between here and where one has to be then."""

    hours: DayHours
    here: Position
    onward: Position
    prospects: Sequence[ProspectInput]
    rates: Rates
    load: TerritoryLoad


def free_positions(question: FreeQuestion) -> list[Position]:
    """List all places in the matrix's order: here, onward, customers."""
    return [question.here, question.onward, *(p.facts.position for p in question.prospects)]


def can_leave(question: FreeQuestion, travel: TravelMatrix) -> bool:
    """Tell whether there is any time at all: one can still be onward by its end."""
    hours = question.hours
    way_s = travel.seconds[HERE][ONWARD]
    return hours.from_s < hours.until_s and hours.from_s + way_s <= hours.until_s


def reached(
    question: FreeQuestion, travel: TravelMatrix
) -> tuple[list[NearbyOffer], list[SequenceStop], int]:
    """Give whom the time reaches, the most worth an hour first, a sequence that fits, and when
    one is onward after it."""
    problem = _problem(question, travel)
    hours = question.hours
    gap = Gap(day=0, from_s=hours.from_s, until_s=hours.until_s, place=HERE, onward=ONWARD)
    by_id = {str(each.facts.account_id): each for each in question.prospects}
    place_of = {each.id: each.place for each in problem.candidates}
    offers = [
        NearbyOffer(
            account=by_id[near.candidate_id].facts,
            start_s=near.start_s,
            leave_s=near.leave_s,
            away_s=travel.seconds[HERE][place_of[near.candidate_id]],
            away_m=travel.metres[HERE][place_of[near.candidate_id]],
            detour_s=near.detour_s,
        )
        for near in nearby(problem, _nothing(problem), gap, most=MOST_NEARBY)
    ]
    plan = fill(problem)
    (day,) = plan.days
    stops = [
        SequenceStop(
            account_id=by_id[stop.candidate_id].facts.account_id,
            name=by_id[stop.candidate_id].facts.name,
            start_s=stop.start_s,
            leave_s=stop.leave_s,
            leg_s=stop.leg_s,
            leg_m=stop.leg_m,
        )
        for stop in day.stops
    ]
    return offers, stops, day.back_s


def _nothing(problem: PlanProblem) -> PlanResult:
    return fill(replace(problem, candidates=()))


def _problem(question: FreeQuestion, travel: TravelMatrix) -> PlanProblem:
    hours = question.hours
    day = Day(
        date=hours.day.isoformat(),
        start=HERE,
        end=ONWARD,
        earliest_s=hours.from_s,
        latest_s=hours.until_s,
    )
    return PlanProblem(
        days=(day,),
        candidates=tuple(
            Candidate(
                id=str(each.facts.account_id),
                place=place,
                service_s=each.service_minutes * 60,
                windows=tuple(windows_of(each, 0, hours)),
                prize=prize_of(each.facts, question.load.ratio_exponent_pct),
            )
            for place, each in enumerate(question.prospects, start=FIRST_CUSTOMER)
        ),
        travel=travel,
        weights=weights_of(question.rates),
    )
