"""`make bench-cadence`: twelve weeks of synthetic territories, planned again every week.

Made territories (towns around a home, four classes of customers) that ask for 87 % and 119 % of
the hours there are by the product's own measure. Each Monday the week is planned by the product's
own rules and engine; what was planned was visited. On time: the gap between two visits is at most
1.25 times the interval; a gap that is still open counts once it is longer. Weighted by the points
of the class. `in_time_days` is the share of all customer days on which nobody waited longer than
that, weighted alike. Beside the automatic exponent the same with fixed ones. Last line: JSON.
"""

import argparse
import json
import random
import statistics
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from benchmarks.planner.machine import kernel_ready, write_result  # noqa: E402  # after the path
from roadbook.core.geo import Position  # noqa: E402
from roadbook.core.ids import AccountId  # noqa: E402
from roadbook.domains.customers.contracts import CustomerClass  # noqa: E402
from roadbook.domains.planning import rules  # noqa: E402
from roadbook.domains.planning.contracts import (  # noqa: E402
    AccountFacts,
    PlanPlace,
    TerritoryLoad,
)
from roadbook.domains.planning.rules import (  # noqa: E402
    DayHours,
    PlanInputs,
    ProspectInput,
    Rates,
    Uplift,
)
from roadbook.engines.policy.perdiem import PerDiemRule  # noqa: E402
from roadbook.engines.routing.solving import Budget, solve  # noqa: E402
from roadbook.engines.routing.travel import estimate  # noqa: E402
from roadbook.engines.teams.hours import Spot, hours_of  # noqa: E402

MONDAY = date(2026, 1, 5)
WEEKS, WORKDAYS, WEEK = 12, 5, 7
HOUR = 3_600
FROM_S, UNTIL_S, BREAK_S = 8 * HOUR, 18 * HOUR, HOUR
CAPACITY_S = WORKDAYS * (UNTIL_S - FROM_S - BREAK_S)
LATE_PCT = 125
HOME = Position(lat=31.30, lon=120.60)
INTERVAL_DAYS = {"A": (14, 21), "B": (28, 35), "C": (42, 56), "D": (70, 84)}
SHARES = {"A": 0.10, "B": 0.25, "C": 0.40, "D": 0.25}
SERVICE_MINUTES = {"A": 75, "B": 60, "C": 45, "D": 30}
LOADS = (87, 119)
FIXED = (0, 100, 150, 250)
RATES = Rates(
    currency="CNY",
    mileage_bands=(),
    per_diem_rule=PerDiemRule(),
    per_diem_minor={},
    default_per_diem_minor=0,
    hour_cost_minor=12_000,
)


@dataclass(slots=True, kw_only=True)
class Customer:
    """A customer, and the day of the last visit (days after the first Monday)."""

    id: AccountId
    customer_class: str
    position: Position
    interval_days: int
    last: int
    gaps: list[int] = field(default_factory=list)


def territory(seed: int, load_pct: int) -> list[Customer]:
    """Make customers until they ask for the load."""
    dice = random.Random(seed)  # no secret
    towns = [
        Position(lat=HOME.lat + dice.uniform(-0.45, 0.45), lon=HOME.lon + dice.uniform(-0.5, 0.5))
        for _ in range(6)
    ]
    made: list[Customer] = []
    while load(made).load_pct < load_pct:
        made.append(_customer(dice, dice.choice([HOME, HOME, *towns]), len(made)))
    return made


def _customer(dice: random.Random, town: Position, number: int) -> Customer:
    (group,) = dice.choices(list(SHARES), weights=list(SHARES.values()))
    interval = dice.choice(INTERVAL_DAYS[group])
    place = Position(lat=town.lat + dice.gauss(0, 0.05), lon=town.lon + dice.gauss(0, 0.06))
    return Customer(
        id=AccountId(UUID(int=number + 1)),
        customer_class=group,
        position=place,
        interval_days=interval,
        last=-dice.randrange(1, interval),
    )


def load(customers: list[Customer]) -> TerritoryLoad:
    """Give the load by the product's own measure."""
    spots = [
        Spot(position=c.position, service_s=SERVICE_MINUTES[c.customer_class] * 60)
        for c in customers
    ]
    demands = [
        rules.Demand(visit_s=visit_s, interval_days=c.interval_days, points=_points(c))
        for c, visit_s in zip(customers, hours_of(spots, base=HOME), strict=True)
    ]
    return rules.load_of(demands, capacity_s=CAPACITY_S)


def _points(customer: Customer) -> int:
    return rules.CLASS_POINTS[CustomerClass(customer.customer_class)]


def live(seed: int, load_pct: int, exponent_pct: int | None, iterations: int) -> dict[str, float]:
    """Plan and drive twelve weeks; give what came of it."""
    customers = territory(seed, load_pct)
    full = load(customers)
    if exponent_pct is not None:
        full = replace(full, ratio_exponent_pct=exponent_pct)
    visits, busy_s, driven_s = 0, 0, 0
    in_time_days, all_days = 0.0, 0.0
    for week in range(WEEKS):
        begin = week * WEEK
        inputs = _inputs(customers, begin, full)
        if inputs.prospects:
            problem = rules.problem_of(inputs, estimate(rules.positions_of(inputs)))
            plan = solve(problem, budget=Budget(iterations=iterations), seed=seed)
            by_id = {str(c.id): c for c in customers}
            for k, day in enumerate(plan.days):
                busy_s += day.back_s - day.leave_s
                driven_s += day.drive_s
                for stop in day.stops:
                    one = by_id[stop.candidate_id]
                    late_from = one.last + one.interval_days * LATE_PCT // 100
                    in_time_days -= _points(one) * max(0, begin + k - max(late_from, begin))
                    one.gaps.append(begin + k - one.last)
                    one.last = begin + k
                    visits += 1
        for one in customers:
            late_from = one.last + one.interval_days * LATE_PCT // 100
            since = max(begin, one.last)
            late = max(0, begin + WEEK - max(late_from, since)) if late_from < begin + WEEK else 0
            all_days += _points(one) * WEEK
            in_time_days += _points(one) * (WEEK - late)
    on_time, counted, early = 0, 0, 0
    for one in customers:
        most = one.interval_days * LATE_PCT // 100
        open_gap = WEEKS * WEEK - one.last
        gaps = [*one.gaps, open_gap] if open_gap > most else one.gaps
        counted += _points(one) * len(gaps)
        on_time += _points(one) * sum(gap <= most for gap in gaps)
        early += sum(gap * 100 < one.interval_days * 75 for gap in one.gaps)
    return {
        "on_time": on_time / counted,
        "in_time_days": in_time_days / all_days,
        "visits": visits,
        "early_pct": 100 * early / max(visits, 1),
        "customers": len(customers),
        "hours_a_week": busy_s / 3600 / WEEKS,
        "drive_min_a_visit": driven_s / 60 / max(visits, 1),
        "load_pct": full.load_pct,
        "exponent_pct": full.ratio_exponent_pct,
    }


def _inputs(customers: list[Customer], begin: int, full: TerritoryLoad) -> PlanInputs:
    """Put the week's question as the product does."""
    monday = MONDAY + timedelta(days=begin)
    prospects = [
        ProspectInput(
            facts=facts,
            service_minutes=SERVICE_MINUTES[facts.customer_class],
            windows=(),
            closures=(),
        )
        for facts in (_facts(c, begin) for c in customers)
        if facts.ratio_pct >= rules.EARLIEST_RATIO_PCT
    ]
    inputs = PlanInputs(
        days=[
            DayHours(day=monday + timedelta(days=k), from_s=FROM_S, until_s=UNTIL_S)
            for k in range(WORKDAYS)
        ],
        start=PlanPlace(name="home", position=HOME),
        zone="Asia/Shanghai",
        break_from_s=11 * HOUR,
        break_until_s=14 * HOUR,
        break_s=BREAK_S,
        max_visits=12,
        max_drive_s=5 * HOUR,
        sleeps_away=False,
        considered_count=len(prospects),
        uplift=Uplift(mean_minor=0, error_minor=0, sample=0),
        deals={},
        prospects=prospects,
        hotels=[],
        rates=RATES,
        load=full,
    )
    return rules.shortlisted(inputs)


def _facts(customer: Customer, begin: int) -> AccountFacts:
    elapsed = max(0, begin - customer.last)
    return AccountFacts(
        account_id=customer.id,
        name="",
        customer_class=customer.customer_class,
        lifecycle_stage="active",
        city_code="",
        city_name="",
        address="",
        position=customer.position,
        is_place_exact=True,
        interval_days=customer.interval_days,
        days_overdue=max(0, elapsed - customer.interval_days),
        ratio_pct=elapsed * 100 // customer.interval_days,
        due_state=None,
        last_visit_on=None,
        deal=None,
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=8)
    parser.add_argument("--iterations", type=int, default=3_000)
    parser.add_argument("--processes", type=int, default=1)
    asked = parser.parse_args()
    kernel_ready()
    settings = [(load_pct, exponent) for load_pct in LOADS for exponent in (None, *FIXED)]
    rows = []
    with ProcessPoolExecutor(asked.processes) as pool:
        for load_pct, exponent in settings:
            many = range(1, asked.seeds + 1)
            lives = [pool.submit(live, seed, load_pct, exponent, asked.iterations) for seed in many]
            found = [each.result() for each in lives]
            row = {key: round(statistics.fmean(each[key] for each in found), 4) for key in found[0]}
            row["worst_on_time"] = round(min(each["on_time"] for each in found), 4)
            named = {"load": load_pct, "exponent": "automatic" if exponent is None else exponent}
            rows.append({**named, **row})
            print(json.dumps(rows[-1]), flush=True)
    found_all: dict[str, object] = {
        "seeds": asked.seeds,
        "iterations": asked.iterations,
        "weeks": WEEKS,
        "settings": rows,
    }
    write_result("planner-cadence", found_all)
    print(json.dumps(found_all, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
