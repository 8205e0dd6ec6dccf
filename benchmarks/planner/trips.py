"""`make bench-trips DIR=…`: realistic trips from customers to checked plan, and planned again.

Wall seconds end to end (shortlist, travel times, search, check) with a search of 1 CPU second; the
same against "home every night" and "hotel nearest the last visit"; then one planned visit cancelled
at 10:30 on the first day and the rest planned again. The last line is one JSON object.
"""

import argparse
import json
import resource
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from benchmarks.planner.machine import kernel_ready, write_result  # noqa: E402  # after the path
from benchmarks.planner.territories import (  # noqa: E402
    HOME,
    Territory,
    form_of,
    objective_of,
    problem_of,
    read_territories,
)
from roadbook.engines.routing.problem import PlanProblem  # noqa: E402
from roadbook.engines.routing.replanning import Event, EventKind, Moment, replan  # noqa: E402
from roadbook.engines.routing.result import PlanResult  # noqa: E402
from roadbook.engines.routing.solving import Budget, solve  # noqa: E402

HALF_PAST_TEN = 37_800
AGAIN_S = 0.15  # CPU seconds of a search for the rest


def budget(seconds: float) -> Budget:
    return Budget(iterations=None, cpu_s=seconds, clock=time.thread_time)


def timed(act: Callable[[], PlanResult]) -> tuple[PlanResult, float]:
    begun = time.perf_counter()
    return act(), time.perf_counter() - begun


def at_home(territory: Territory, seconds: float) -> int:
    plan = solve(problem_of(territory, at_home=True), budget=budget(seconds))
    form = form_of(plan)
    return objective_of(territory, form)


def nearest_hotel(territory: Territory, seconds: float) -> int | None:
    """Plan day by day with an open end, then sleep nearest the last visit; None where an
    appointment of a later day is out of reach by then."""
    problem = problem_of(territory)
    form: list[dict[str, object]] = []
    place, served = 0, set[str]()
    for k in range(territory["days"]):
        last = k == territory["days"] - 1
        plan, bed = _one_day(problem, k, place, served, seconds / territory["days"], last=last)
        served |= {stop.candidate_id for stop in plan.days[0].stops}
        form.append({"visits": [int(s.candidate_id) for s in plan.days[0].stops], "sleep": bed})
        place = plan.days[0].end
    asked = {str(each["id"]) for each in territory["customers"] if each["required"]}
    return objective_of(territory, {"days": form}) if asked <= served else None


def _one_day(  # the day's question
    problem: PlanProblem, k: int, place: int, served: set[str], seconds: float, *, last: bool
) -> tuple[PlanResult, str]:
    candidates = tuple(
        replace(c, windows=tuple(replace(w, day=0) for w in c.windows if w.day == k))
        for c in problem.candidates
        if c.id not in served
    )
    loose = tuple(
        replace(c, required=False, prize=c.prize * (1 + 1_000 * c.required)) for c in candidates
    )
    day = replace(problem.days[k], start=place, end=0)
    alone = replace(problem, days=(day,), candidates=loose, hotels=())
    if last:
        return solve(alone, budget=budget(seconds)), HOME
    nowhere = problem.travel.size
    travel = replace(
        problem.travel,
        seconds=(*((*row, 0) for row in problem.travel.seconds), (0,) * (nowhere + 1)),
        metres=(*((*row, 0) for row in problem.travel.metres), (0,) * (nowhere + 1)),
    )
    free = replace(alone, days=(replace(day, end=nowhere),), travel=travel)
    plan = solve(free, budget=budget(seconds))
    stops = plan.days[0].stops
    at = {c.id: c.place for c in candidates}
    here = at[stops[-1].candidate_id] if stops else place
    beds = {h.place: h.id for h in problem.hotels}
    bed = min(beds, key=lambda each: (problem.travel.seconds[here][each], each))
    kept = replace(alone, days=(replace(day, end=bed),))
    chosen = {stop.candidate_id for stop in stops}
    few = tuple(c for c in loose if c.id in chosen)
    return solve(replace(kept, candidates=few), budget=Budget(iterations=2_000)), beds[bed]


def again(problem: PlanProblem, plan: PlanResult) -> list[dict[str, float]]:
    """Cancel each of the first days' visits in turn and plan the rest again."""
    first = plan.days[0]
    ahead = [s for s in first.stops if s.start_s >= HALF_PAST_TEN]
    behind = [s for s in first.stops if s.start_s < HALF_PAST_TEN]
    places = {c.id: c.place for c in problem.candidates}
    place = places[behind[-1].candidate_id] if behind else first.start
    moment = Moment(day=0, clock_s=HALF_PAST_TEN, place=place)
    found = []
    for stop in ahead[:4]:
        event = Event(kind=EventKind.CANCELLED, subject_id=stop.candidate_id)
        begun = time.perf_counter()
        new = replan(problem, plan, event, moment=moment, budget=budget(AGAIN_S))
        wall = time.perf_counter() - begun
        best = solve(new.rest, budget=budget(3.0), warm_start=new.before)
        points = (new.result.prize, best.prize)
        found.append(
            {
                "wall_s": wall,
                "quality_pct": 100 * points[0] / points[1],
                "moved": float(len(new.difference.moved)),
            }
        )
    return found


def _above(mean: float, other: int | None) -> float | None:
    return None if other is None else round(100 * (mean / other - 1), 2)


def run(name: str, territory: Territory, reference: int, seeds: int) -> dict[str, object]:
    worth, walls, more = [], [], []
    problem, plan = None, None
    for seed in range(seeds):
        begun = time.perf_counter()
        problem = problem_of(territory)
        plan = solve(problem, budget=budget(1.0), seed=seed)
        walls.append(time.perf_counter() - begun)
        worth.append(objective_of(territory, form_of(plan)))
        more.append(objective_of(territory, form_of(solve(problem, budget=budget(4.0), seed=seed))))
    assert problem is not None, "no seed"
    assert plan is not None, "no seed"
    mean, mean_more = statistics.fmean(worth), statistics.fmean(more)
    row: dict[str, object] = {
        "name": name,
        "reference": reference,
        "one_s": worth,
        "four_s": more,
        "above_reference_pct": round(100 * (mean - reference) / reference, 2),
        "above_reference_4s_pct": round(100 * (mean_more - reference) / reference, 2),
        "worst_above_pct": round(100 * (min(worth) - reference) / reference, 2),
        "above_home_pct": round(100 * (mean_more / at_home(territory, 4.0) - 1), 2),
        "above_nearest_pct": _above(mean_more, nearest_hotel(territory, 4.0)),
        "wall_s": round(max(walls), 3),
        "again": again(problem, plan),
    }
    print(json.dumps(row), flush=True)
    return row


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--seeds", type=int, default=1)
    asked = parser.parse_args()
    kernel_ready()
    known = json.loads((asked.dir / "trip" / "reference.json").read_text())
    rows = [
        run(name, territory, known[name]["reference"]["objective"], asked.seeds)
        for name, territory in read_territories(asked.dir / "trip").items()
    ]
    cases = [case for row in rows for case in row.pop("again")]  # type: ignore[attr-defined]  # of our own rows
    walls = sorted(case["wall_s"] for case in cases)
    figures = (
        "above_reference_pct",
        "above_reference_4s_pct",
        "above_home_pct",
        "above_nearest_pct",
    )
    found = {
        **{
            key: round(statistics.fmean(float(str(r[key])) for r in rows if r[key] is not None), 2)
            for key in figures
        },
        "nearest_keeps_all": sum(row["above_nearest_pct"] is not None for row in rows),
        "worst_above_pct": min(float(str(row["worst_above_pct"])) for row in rows),
        "wall_s": max(float(str(row["wall_s"])) for row in rows),
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "again_p95_s": round(walls[min(len(walls) - 1, int(len(walls) * 0.95))], 3),
        "again_quality_pct": round(statistics.fmean(c["quality_pct"] for c in cases), 2),
        "again_moved": round(statistics.fmean(c["moved"] for c in cases), 2),
        "trips": rows,
    }
    write_result("planner-trips", found)
    print(json.dumps(found, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
