"""`make bench-team`: how many persons' plans one worker process makes in a minute.

Loads the demo company into a database of its own, asks as a sales manager for everybody's next
week, gives out the customers and then runs the jobs one after the other in this process, as a
worker does. No road service is asked. Last line: JSON.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from benchmarks.planner.machine import kernel_ready, write_result  # noqa: E402  # after the path

MANAGER = "wang@hujiang.example"
SELLERS = 10_000
WORKDAYS = 5


def next_monday(today: date) -> date:
    return today + timedelta(days=7 - today.weekday())


def measure(rounds: int) -> dict[str, object]:
    from roadbook.config.demo.load import load_demo
    from roadbook.core.ids import JobId, PersonId
    from roadbook.domains.identity import queries as identity
    from roadbook.domains.planning import commands, queries
    from roadbook.domains.planning.contracts import TeamPlanRequest
    from roadbook.foundation.jobs.models import Job
    from roadbook.foundation.jobs.runner import claim, run, run_due

    def timed(job: Job) -> tuple[float, float]:
        held = claim("bench", datetime.now(UTC), JobId(job.id))
        assert held is not None
        begun, cpu = time.perf_counter(), time.process_time()
        run(held)
        return time.perf_counter() - begun, time.process_time() - cpu

    load_demo(say=lambda _: None)
    run_due()
    manager = identity.person_by_email(MANAGER)
    assert manager is not None
    actor = identity.actor_of(PersonId(manager))
    first = next_monday(datetime.now(UTC).date())
    given: list[float] = []
    walls: list[float] = []
    cpus: list[float] = []
    stops = people = 0
    for _ in range(rounds):
        asked = commands.request_team_plan(
            actor=actor,
            request=TeamPlanRequest(
                person_ids=(),
                first_day=first,
                last_day=first + timedelta(days=WORKDAYS - 1),
                sleeps_away=False,
            ),
            now=datetime.now(UTC),
        )
        (assigning,) = Job.objects.filter(name="make_team_plan", state="queued")
        given.append(timed(assigning)[0])
        for plan_job in list(Job.objects.filter(name="make_plan", state="queued")):
            wall, cpu = timed(plan_job)
            walls.append(wall)
            cpus.append(cpu)
        board = queries.team_plan(actor=actor, team_plan_id=asked.id)
        assert set(board.plans) == {"ready"}, board.plans
        stops, people = board.totals.stop_count, len(board.people)
    minute = 60 / statistics.fmean(cpus)
    return {
        "people": people,
        "plans": len(walls),
        "stops_a_team_plan": stops,
        "give_out_s": round(statistics.median(given), 2),
        "plan_wall_s": round(statistics.median(walls), 3),
        "plan_cpu_s": round(statistics.median(cpus), 3),
        "plan_cpu_mean_s": round(statistics.fmean(cpus), 3),
        "plan_cpu_worst_s": round(max(cpus), 3),
        "plans_a_cpu_minute": round(minute, 1),
        "plans_a_minute": round(60 / statistics.fmean(walls), 1),
        "worker_minutes_for_10000": round(SELLERS / minute, 1),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    kernel_ready()
    with tempfile.TemporaryDirectory() as managery:
        os.environ["ROADBOOK_DATA_DIR"] = managery
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roadbook.config.settings")
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        found = measure(asked.rounds)
    write_result("planner-team", found)
    print(json.dumps(found, sort_keys=True))
    return 0


if __name__ == "__main__":
    sys.exit(main())
