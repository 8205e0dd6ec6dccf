"""The journey's own steps: start, complete, close, cancel."""

from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import TripId
from roadbook.domains.approvals import commands as approvals
from roadbook.domains.approvals.contracts import SubjectKind
from roadbook.domains.trips.commands._submitting import move
from roadbook.domains.trips.contracts import BadTrip, TripAction, TripState
from roadbook.domains.trips.policies import access_trip
from roadbook.domains.trips.rules import MAX_TEXT, WAITING
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def start_trip(*, actor: Actor, trip_id: TripId, now: datetime) -> TripId:
    """Say that the traveller has left."""
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.START)
    trip.started_at = now
    trip.save(update_fields=["started_at"])
    move(actor=actor, trip=trip, action=TripAction.START, kind="trip.started", now=now)
    return trip_id


@changes.unit_of_work
def complete_trip(*, actor: Actor, trip_id: TripId, now: datetime) -> TripId:
    """Say that the traveller is back."""
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.COMPLETE)
    trip.completed_at = now
    trip.save(update_fields=["completed_at"])
    move(actor=actor, trip=trip, action=TripAction.COMPLETE, kind="trip.completed", now=now)
    return trip_id


@changes.unit_of_work
def close_trip(*, actor: Actor, trip_id: TripId, now: datetime) -> TripId:
    """Say that everything of the trip is settled."""
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.CLOSE)
    trip.closed_at = now
    trip.save(update_fields=["closed_at"])
    move(actor=actor, trip=trip, action=TripAction.CLOSE, kind="trip.closed", now=now)
    return trip_id


@changes.unit_of_work
def cancel_trip(*, actor: Actor, trip_id: TripId, reason: str, now: datetime) -> TripId:
    """Give the trip up, also after approval; a waiting request is taken back."""
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.CANCEL)
    if not reason.strip() or len(reason) > MAX_TEXT["reason"]:
        raise BadTrip({"reason": "required" if not reason.strip() else "too_long"})
    if TripState(trip.state) in WAITING:
        approvals.recall_chain(
            actor=actor, subject_kind=SubjectKind.TRIP, subject_id=trip.id, now=now
        )
    trip.cancelled_at, trip.comment = now, reason.strip()
    trip.comment_by_id = None if actor.is_clockwork else actor.person_id
    trip.save(update_fields=["cancelled_at", "comment", "comment_by"])
    move(actor=actor, trip=trip, action=TripAction.CANCEL, kind="trip.cancelled", now=now)
    return trip_id
