"""Jobs of planning: make a plan, work one over, learn how long ways take."""

from datetime import timedelta
from typing import Final

from roadbook.domains.planning.jobs._learning import calibrate_travel, forget_road_times
from roadbook.domains.planning.jobs._making import improve_plan, make_plan
from roadbook.domains.planning.jobs._teams import make_team_plan
from roadbook.foundation.jobs.contracts import JobKind

JOBS: Final = (
    JobKind(name="make_plan", run=make_plan, lease=timedelta(minutes=3), max_attempts=2),
    JobKind(name="improve_plan", run=improve_plan, lease=timedelta(minutes=3), max_attempts=2),
    JobKind(name="make_team_plan", run=make_team_plan, lease=timedelta(minutes=3), max_attempts=2),
    JobKind(name="calibrate_travel", run=calibrate_travel, every=timedelta(days=1)),
    JobKind(name="forget_road_times", run=forget_road_times, every=timedelta(days=1)),
)

__all__ = ["JOBS"]
