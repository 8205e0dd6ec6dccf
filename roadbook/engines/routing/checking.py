"""An independent verdict: reads only records and re-does the day with a clock in hand."""

from dataclasses import dataclass

from roadbook.engines.routing.problem import UNREACHABLE, Candidate, Day, PlanProblem, Ride
from roadbook.engines.routing.result import DayPlan, PlanResult, Stop


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """Something a plan must not do; `about` is a candidate, hotel or date."""

    kind: str
    about: str
    by: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    violations: tuple[Violation, ...]

    @property
    def is_clean(self) -> bool:
        return not self.violations


def check(problem: PlanProblem, result: PlanResult) -> Report:
    """Verify a result against its problem. Shares no code with the solver."""
    found: list[Violation] = []
    if len(result.days) != len(problem.days):
        return Report(violations=(Violation(kind="day_count", about=str(len(result.days))),))
    candidates = {candidate.id: candidate for candidate in problem.candidates}
    for k, plan in enumerate(result.days):
        found += _check_ends(problem, result, k)
        found += _check_day(problem, candidates, k, plan)
    for ride in problem.rides:
        found += _check_ride(problem, result, ride)
    found += _check_choice(problem, result, candidates)
    found += _check_totals(problem, result, candidates)
    return Report(violations=tuple(found))


class BrokenPlan(RuntimeError):
    """A plan of our own breaks a rule: a bug, never shown as a plan."""


def verify(problem: PlanProblem, result: PlanResult) -> None:
    """Raise BrokenPlan when a result of ours does not pass `check`."""
    report = check(problem, result)
    if not report.is_clean:
        raise BrokenPlan(", ".join(f"{v.kind} {v.about}" for v in report.violations))


def _check_ends(problem: PlanProblem, result: PlanResult, k: int) -> list[Violation]:
    day, plan, found = problem.days[k], result.days[k], []
    start = day.start if day.start is not None else result.days[k - 1].end
    if plan.start != start:
        found.append(Violation(kind="wrong_start", about=day.date))
    if day.end is not None:
        if plan.end != day.end or plan.hotel_id is not None:
            found.append(Violation(kind="wrong_end", about=day.date))
        return found
    bed = next((hotel for hotel in problem.hotels if hotel.id == plan.hotel_id), None)
    if bed is None or bed.place != plan.end or k not in bed.nights:
        found.append(Violation(kind="no_such_bed", about=day.date))
    return found


def _check_day(
    problem: PlanProblem, candidates: dict[str, Candidate], k: int, plan: DayPlan
) -> list[Violation]:
    day, found = problem.days[k], []
    clock, place, drive = plan.leave_s, plan.start, 0
    if plan.leave_s < day.earliest_s:
        found.append(Violation(kind="too_early", about=day.date, by=day.earliest_s - plan.leave_s))
    for stop in plan.stops:
        candidate = candidates.get(stop.candidate_id)
        if candidate is None:
            found.append(Violation(kind="unknown_candidate", about=stop.candidate_id))
            continue
        leg = problem.travel.seconds[place][candidate.place]
        found += _check_leg(plan, clock, stop.arrive_s, leg, stop.candidate_id)
        found += _check_visit(candidate, k, stop, plan)
        clock, place, drive = stop.leave_s, candidate.place, drive + leg
    leg = problem.travel.seconds[place][plan.end]
    found += _check_leg(plan, clock, plan.back_s, leg, day.date)
    return found + _check_caps(day, plan, drive + leg) + _check_breaks(day, plan)


def _check_leg(plan: DayPlan, left: int, arrive: int, leg: int, about: str) -> list[Violation]:
    if leg == UNREACHABLE:
        return [Violation(kind="no_way", about=about)]
    paused = sum(
        p.until_s - p.from_s for p in plan.pauses if p.from_s >= left and p.until_s <= arrive
    )
    short = left + leg + paused - arrive
    return [Violation(kind="drives_too_fast", about=about, by=short)] if short > 0 else []


def _check_visit(candidate: Candidate, k: int, stop: Stop, plan: DayPlan) -> list[Violation]:
    found = []
    windows = [w for w in candidate.windows if w.day == k]
    if not any(w.from_s <= stop.start_s <= w.until_s for w in windows):
        found.append(Violation(kind="outside_window", about=candidate.id))
    if stop.start_s < stop.arrive_s or stop.wait_s != stop.start_s - stop.arrive_s:
        found.append(Violation(kind="starts_before_arriving", about=candidate.id))
    if stop.leave_s - stop.start_s != candidate.service_s:
        found.append(Violation(kind="wrong_length", about=candidate.id))
    if any(p.from_s < stop.leave_s and stop.start_s < p.until_s for p in plan.pauses):
        found.append(Violation(kind="visit_in_break", about=candidate.id))
    return found


def _check_ride(problem: PlanProblem, result: PlanResult, ride: Ride) -> list[Violation]:
    """A ride is boarded at its station in time and left at the other one, both on its date; the
    stretches before it and after it share the date's caps."""
    left, got, found = result.days[ride.day], result.days[ride.day + 1], []
    if left.end != ride.origin or left.date != problem.days[ride.day].date:
        found.append(Violation(kind="ride_not_boarded", about=ride.id))
    if left.back_s > ride.ready_s and not ride.is_behind:
        found.append(Violation(kind="ride_missed", about=ride.id, by=left.back_s - ride.ready_s))
    if got.start != ride.destination or got.date != left.date:
        found.append(Violation(kind="ride_not_left", about=ride.id))
    if got.leave_s < ride.free_s and not ride.is_behind:
        found.append(Violation(kind="still_riding", about=ride.id, by=ride.free_s - got.leave_s))
    day = problem.days[ride.day]
    same = [each for each in result.days if each.date == left.date]
    if sum(each.drive_s for each in same) > day.max_drive_s:
        found.append(Violation(kind="drives_too_long", about=day.date))
    if sum(len(each.stops) for each in same) > day.max_visits:
        found.append(Violation(kind="too_many_visits", about=day.date))
    return found


def _check_caps(day: Day, plan: DayPlan, drive: int) -> list[Violation]:
    found = []
    if plan.back_s > day.latest_s:
        found.append(Violation(kind="too_late", about=day.date, by=plan.back_s - day.latest_s))
    if drive > day.max_drive_s:
        found.append(Violation(kind="drives_too_long", about=day.date, by=drive - day.max_drive_s))
    if len(plan.stops) > day.max_visits:
        found.append(Violation(kind="too_many_visits", about=day.date))
    if plan.drive_s != drive:
        found.append(Violation(kind="wrong_drive", about=day.date))
    return found


def _check_breaks(day: Day, plan: DayPlan) -> list[Violation]:
    """Breaks come in order; those missing from the plan must still fit after the return."""
    found = []
    for pause, taken in zip(day.breaks, plan.pauses, strict=False):
        inside = pause.opens_s <= taken.from_s and taken.until_s <= pause.closes_s
        if not inside or taken.until_s - taken.from_s != pause.length_s:
            found.append(Violation(kind="wrong_break", about=day.date))
    clock = plan.back_s
    for pause in day.breaks[len(plan.pauses) :]:
        clock = max(clock, pause.opens_s) + pause.length_s
        if clock > pause.closes_s:
            found.append(Violation(kind="missed_break", about=day.date))
    return found


def _check_choice(
    problem: PlanProblem, result: PlanResult, candidates: dict[str, Candidate]
) -> list[Violation]:
    served = [stop.candidate_id for day in result.days for stop in day.stops]
    found = [
        Violation(kind="visited_twice", about=each)
        for each in sorted(set(served))
        if served.count(each) > 1
    ]
    missing = [c.id for c in problem.candidates if c.required and c.id not in served]
    found += [Violation(kind="required_missing", about=each) for each in missing]
    if set(result.left_out) != set(candidates) - set(served):
        found.append(Violation(kind="wrong_left_out", about=""))
    return found


def _check_totals(
    problem: PlanProblem, result: PlanResult, candidates: dict[str, Candidate]
) -> list[Violation]:
    served = [stop.candidate_id for day in result.days for stop in day.stops]
    prices = {hotel.id: hotel.price_minor for hotel in problem.hotels}
    expected = (
        sum(candidates[each].prize for each in served if each in candidates),
        sum(day.drive_s for day in result.days),
        sum(prices.get(day.hotel_id, 0) for day in result.days if day.hotel_id is not None),
    )
    given = (result.prize, result.drive_s, result.hotel_minor)
    return [] if expected == given else [Violation(kind="wrong_totals", about="")]
