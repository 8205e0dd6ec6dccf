"""Writes of trips: draft, estimate, submit, change, and the journey's own steps."""

from roadbook.domains.trips.commands._drafting import create_trip, edit_trip, set_cost
from roadbook.domains.trips.commands._from_plan import draft_from_plan
from roadbook.domains.trips.commands._journey import (
    cancel_trip,
    close_trip,
    complete_trip,
    start_trip,
)
from roadbook.domains.trips.commands._submitting import (
    TripSubject,
    drop_change,
    recall_trip,
    request_change,
    submit_trip,
)

__all__ = [
    "TripSubject",
    "cancel_trip",
    "close_trip",
    "complete_trip",
    "create_trip",
    "draft_from_plan",
    "drop_change",
    "edit_trip",
    "recall_trip",
    "request_change",
    "set_cost",
    "start_trip",
    "submit_trip",
]
