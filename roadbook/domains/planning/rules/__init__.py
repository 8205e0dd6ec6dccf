"""Decisions of planning: prizes, days, the problem, the price, the return. Pure."""

from roadbook.domains.planning.rules._inputs import (
    Appointment,
    Busy,
    DayHours,
    HotelChoice,
    PlanInputs,
    PlanMaterial,
    ProspectInput,
    Rates,
)
from roadbook.domains.planning.rules._money import lodging_items, money_of
from roadbook.domains.planning.rules._problem import (
    HOME,
    city_of,
    positions_of,
    problem_of,
    shortlisted,
)
from roadbook.domains.planning.rules._profile import check_hotel, check_profile, check_request
from roadbook.domains.planning.rules._roads import (
    EVERYWHERE,
    Batch,
    batches,
    cell,
    estimated,
    legs_of,
    on_roads,
    places_to_look_up,
    region_of,
)
from roadbook.domains.planning.rules._weights import (
    MINOR_PER_POINT,
    prize_of,
    stated_weights,
    weights_of,
)
from roadbook.domains.planning.rules._worth import (
    WINDOW_DAYS,
    Quarter,
    Uplift,
    expected_return,
    uplift_of,
)

__all__ = [
    "EVERYWHERE",
    "HOME",
    "MINOR_PER_POINT",
    "WINDOW_DAYS",
    "Appointment",
    "Batch",
    "Busy",
    "DayHours",
    "HotelChoice",
    "PlanInputs",
    "PlanMaterial",
    "ProspectInput",
    "Quarter",
    "Rates",
    "Uplift",
    "batches",
    "cell",
    "check_hotel",
    "check_profile",
    "check_request",
    "city_of",
    "estimated",
    "expected_return",
    "legs_of",
    "lodging_items",
    "money_of",
    "on_roads",
    "places_to_look_up",
    "positions_of",
    "prize_of",
    "problem_of",
    "region_of",
    "shortlisted",
    "stated_weights",
    "uplift_of",
    "weights_of",
]
