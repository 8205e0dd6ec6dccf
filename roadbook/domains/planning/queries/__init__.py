"""Reads of planning."""

from roadbook.domains.planning.queries._diary import diary_state, instant_of
from roadbook.domains.planning.queries._free_time import free_time
from roadbook.domains.planning.queries._gathering import (
    account_name,
    inputs_of,
    plan_inputs,
    seed_of,
    way_of,
)
from roadbook.domains.planning.queries._loads import territory_load, territory_loads
from roadbook.domains.planning.queries._plans import may_be_undone, plan, plan_page
from roadbook.domains.planning.queries._prices import (
    last_stored,
    price_move,
    stored_plan,
    why_left_out,
)
from roadbook.domains.planning.queries._replanning import (
    LATEST_ASK,
    Proposed,
    propose_replanning,
    proposed,
)
from roadbook.domains.planning.queries._revisions import (
    StoredPlan,
    current_revision,
    packed,
    revision_of,
)
from roadbook.domains.planning.queries._roads import (
    calibrations,
    estimated_matrix,
    quota_day,
    stored_legs,
    travel_factors,
    travel_sources,
)
from roadbook.domains.planning.queries._running import clashes, running_plans
from roadbook.domains.planning.queries._slots import find_slots
from roadbook.domains.planning.queries._team_inputs import team_inputs
from roadbook.domains.planning.queries._teams import (
    packed_shares,
    shares_of_row,
    team_plan,
    team_plans,
)
from roadbook.domains.planning.queries._timetable import connections, rides_between, stations
from roadbook.domains.planning.queries._travel import hotel_of, hotels, profile_of, travel_profile

__all__ = [
    "LATEST_ASK",
    "Proposed",
    "StoredPlan",
    "account_name",
    "calibrations",
    "clashes",
    "connections",
    "current_revision",
    "diary_state",
    "estimated_matrix",
    "find_slots",
    "free_time",
    "hotel_of",
    "hotels",
    "inputs_of",
    "instant_of",
    "last_stored",
    "may_be_undone",
    "packed",
    "packed_shares",
    "plan",
    "plan_inputs",
    "plan_page",
    "price_move",
    "profile_of",
    "propose_replanning",
    "proposed",
    "quota_day",
    "revision_of",
    "rides_between",
    "running_plans",
    "seed_of",
    "shares_of_row",
    "stations",
    "stored_legs",
    "stored_plan",
    "team_inputs",
    "team_plan",
    "team_plans",
    "territory_load",
    "territory_loads",
    "travel_factors",
    "travel_profile",
    "travel_sources",
    "way_of",
    "why_left_out",
]
