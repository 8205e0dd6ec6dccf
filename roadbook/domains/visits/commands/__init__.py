"""Writes of visits, one transaction each."""

from roadbook.domains.visits.commands._journey import adopt_position, check_in, check_out, set_off
from roadbook.domains.visits.commands._planning import (
    edit_visit,
    link_to_trip,
    plan_visit,
    plan_visits,
    reschedule_visit,
)
from roadbook.domains.visits.commands._reporting import report_visit
from roadbook.domains.visits.commands._settling import cancel_visit, miss_visit, reopen_visit

__all__ = [
    "adopt_position",
    "cancel_visit",
    "check_in",
    "check_out",
    "edit_visit",
    "link_to_trip",
    "miss_visit",
    "plan_visit",
    "plan_visits",
    "reopen_visit",
    "report_visit",
    "reschedule_visit",
    "set_off",
]
