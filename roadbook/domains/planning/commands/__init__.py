"""Writes of planning."""

from roadbook.domains.planning.commands._accepting import accept_plan, attach_trip
from roadbook.domains.planning.commands._editing import (
    exclude_account,
    force_in,
    move_stop,
    pin_stop,
    restore_account,
    undo_plan,
    unpin_stop,
)
from roadbook.domains.planning.commands._replanning import accept_replanning
from roadbook.domains.planning.commands._requesting import (
    improve_plan,
    refuse_plan,
    request_plan,
    settle_plan,
    stop_plan,
)
from roadbook.domains.planning.commands._roads import (
    forget_legs,
    keep_legs,
    set_travel_factors,
    take_road_call,
)
from roadbook.domains.planning.commands._slots import take_slot
from roadbook.domains.planning.commands._teams import (
    accept_team_plan,
    give_customer,
    refuse_team_plan,
    request_team_plan,
    settle_team_plan,
    stop_team_plan,
)
from roadbook.domains.planning.commands._timetable import import_stations, import_timetable
from roadbook.domains.planning.commands._travel import (
    add_hotel,
    change_hotel,
    remove_hotel,
    save_profile,
)

__all__ = [
    "accept_plan",
    "accept_replanning",
    "accept_team_plan",
    "add_hotel",
    "attach_trip",
    "change_hotel",
    "exclude_account",
    "force_in",
    "forget_legs",
    "give_customer",
    "import_stations",
    "import_timetable",
    "improve_plan",
    "keep_legs",
    "move_stop",
    "pin_stop",
    "refuse_plan",
    "refuse_team_plan",
    "remove_hotel",
    "request_plan",
    "request_team_plan",
    "restore_account",
    "save_profile",
    "set_travel_factors",
    "settle_plan",
    "settle_team_plan",
    "stop_plan",
    "stop_team_plan",
    "take_road_call",
    "take_slot",
    "undo_plan",
    "unpin_stop",
]
