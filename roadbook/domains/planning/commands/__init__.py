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
from roadbook.domains.planning.commands._requesting import (
    improve_plan,
    refuse_plan,
    request_plan,
    settle_plan,
)
from roadbook.domains.planning.commands._travel import (
    add_hotel,
    change_hotel,
    remove_hotel,
    save_profile,
)

__all__ = [
    "accept_plan",
    "add_hotel",
    "attach_trip",
    "change_hotel",
    "exclude_account",
    "force_in",
    "improve_plan",
    "move_stop",
    "pin_stop",
    "refuse_plan",
    "remove_hotel",
    "request_plan",
    "restore_account",
    "save_profile",
    "settle_plan",
    "undo_plan",
    "unpin_stop",
]
