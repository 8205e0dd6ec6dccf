"""Draft to result and back."""

import itertools

from roadbook.engines.routing import timeline
from roadbook.engines.routing.draft import Beds, Draft, beds_for, ends_of
from roadbook.engines.routing.problem import PlanProblem
from roadbook.engines.routing.result import DayPlan, Pause, PlanResult, Stop
from roadbook.engines.routing.sheet import MUST, Sheet
from roadbook.engines.routing.wire import hash_of


def write_result(draft: Draft, *, engine: str, seed: int, iterations: int) -> PlanResult:
    """Write a feasible draft out with its times and totals."""
    problem = draft.sheet.problem
    days = tuple(_write_day(draft, k) for k in range(len(draft.routes)))
    served = [i for route in draft.routes for i in route]
    must = sum(MUST for i in served if problem.candidates[i].required)
    return PlanResult(
        problem_hash=hash_of(problem),
        engine=engine,
        seed=seed,
        iterations=iterations,
        days=days,
        left_out=tuple(c.id for i, c in enumerate(problem.candidates) if draft.left[i]),
        prize=sum(problem.candidates[i].prize for i in served),
        drive_s=sum(day.drive_s for day in days),
        drive_m=sum(day.drive_m for day in days),
        hotel_minor=sum(problem.hotels[bed].price_minor for bed in draft.beds if bed is not None),
        value=draft.value - must,
    )


def draft_of(sheet: Sheet, plan: PlanResult) -> Draft | None:
    """Rebuild a plan on another problem, dropping what no longer holds; None when the nights
    differ."""
    beds = _beds_of(sheet.problem, plan)
    if beds is None:
        return None
    index = {candidate.id: i for i, candidate in enumerate(sheet.problem.candidates)}
    draft = Draft.empty(sheet, beds)
    for k, day in enumerate(plan.days):
        route = tuple(index[s.candidate_id] for s in day.stops if s.candidate_id in index)
        if draft.state(k, route).is_feasible:
            draft.routes[k] = route
            draft.left[list(route)] = False
            continue
        for i in route:
            if draft.state(k, (*draft.routes[k], i)).is_feasible:
                draft.insert(k, len(draft.routes[k]), i)
    return draft if draft.is_feasible else None


def written_on(problem: PlanProblem, plan: PlanResult) -> PlanResult | None:
    """Write a plan's routes and beds out on another problem; None when they do not hold there."""
    draft = draft_of(Sheet(problem), plan)
    served = sum(len(day.stops) for day in plan.days)
    if draft is None or sum(map(len, draft.routes)) != served:
        return None
    return write_result(draft, engine=plan.engine, seed=plan.seed, iterations=plan.iterations)


def _beds_of(problem: PlanProblem, plan: PlanResult) -> Beds | None:
    if len(plan.days) != len(problem.days):
        return None
    index = {hotel.id: i for i, hotel in enumerate(problem.hotels)}
    beds: list[int | None] = []
    for k, day in enumerate(problem.days):
        hotel_id = plan.days[k].hotel_id
        bed = index.get(hotel_id) if hotel_id is not None else None
        if (day.end is None) != (bed is not None) or (
            bed is not None and bed not in beds_for(problem, k)
        ):
            return None
        beds.append(bed)
    return tuple(beds)


def _write_day(draft: Draft, k: int) -> DayPlan:
    sheet, route = draft.sheet, draft.routes[k]
    start, end = ends_of(sheet.problem, draft.beds, k)
    visits = [sheet.visits[k][i] for i in route]
    places = [start, *(visit.place for visit in visits), end]
    pairs = list(itertools.pairwise(places))
    legs = [sheet.s_rows[i][j] for i, j in pairs]
    metres = [sheet.m_rows[i][j] for i, j in pairs]
    written = timeline.write_day(sheet.days[k], visits, legs)
    if written is None:
        raise ValueError("an infeasible day cannot be written")
    ride = next((each for each in sheet.problem.rides if each.day == k), None)
    if ride is not None and not route:
        written = timeline.leaving_late(sheet.days[k], legs[0], by=ride.ready_s) or written
    stops = tuple(
        Stop(
            candidate_id=sheet.problem.candidates[i].id,
            arrive_s=written.arrive[n],
            start_s=written.start[n],
            leave_s=written.start[n] + visits[n].service_s,
            wait_s=_wait(written, n),
            slack_s=written.latest_start[n] - written.start[n],
            leg_s=legs[n],
            leg_m=metres[n],
        )
        for n, i in enumerate(route)
    )
    bed = draft.beds[k]
    return DayPlan(
        date=sheet.days[k].date,
        start=start,
        end=end,
        leave_s=written.leave_s,
        back_s=written.back_s,
        stops=stops,
        pauses=tuple(Pause(from_s=a, until_s=b, label=label) for _, a, b, label in written.pauses),
        last_leg_s=legs[-1],
        last_leg_m=metres[-1],
        drive_s=sum(legs),
        drive_m=sum(metres),
        visit_s=sum(visit.service_s for visit in visits),
        wait_s=sum(stop.wait_s for stop in stops),
        hotel_id=sheet.problem.hotels[bed].id if bed is not None else None,
    )


def _wait(written: timeline.Written, n: int) -> int:
    return written.start[n] - written.arrive[n]
