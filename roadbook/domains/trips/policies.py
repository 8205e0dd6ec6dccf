"""The doors to the rows of trips.

A trip is read by its traveller, who made it, those who come along, those who lead the traveller,
and whoever is asked to approve it; from the first submission on by finance as well. Admins and
auditors read all. It is moved along by its traveller.
"""

from collections.abc import Set as AbstractSet
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import TripId
from roadbook.domains.approvals import queries as approvals
from roadbook.domains.approvals.contracts import SubjectKind
from roadbook.domains.identity import queries as identity
from roadbook.domains.trips.contracts import (
    NotYourTrip,
    ReadsOnly,
    TripAction,
    TripChanged,
    TripNotFound,
    TripState,
)
from roadbook.domains.trips.models import Trip, TripTraveller, TripVersion
from roadbook.domains.trips.rules import next_state


class Relation(StrEnum):
    """What somebody is to a trip."""

    OWNER = "owner"
    COMPANION = "companion"
    LEADER = "leader"
    APPROVER = "approver"
    FINANCE = "finance"
    ADMIN = "admin"
    AUDITOR = "auditor"


_R = Relation
_OWN = frozenset({_R.OWNER})
MAY: dict[TripAction, frozenset[Relation]] = {
    TripAction.EDIT: _OWN,
    TripAction.SUBMIT: _OWN,
    TripAction.RECALL: _OWN,
    TripAction.REQUEST_CHANGE: _OWN,
    TripAction.DROP_CHANGE: _OWN,
    TripAction.START: _OWN,
    TripAction.COMPLETE: _OWN,
    TripAction.CANCEL: frozenset({_R.OWNER, _R.LEADER, _R.ADMIN}),
    TripAction.CLOSE: frozenset({_R.OWNER, _R.FINANCE, _R.ADMIN}),
    # decisions come through approvals, whose task is the right to make them
    TripAction.APPROVE: frozenset(),
    TripAction.REJECT: frozenset(),
    TripAction.RETURN: frozenset(),
}


def visible_trips(actor: Actor) -> QuerySet[Trip]:
    trips = Trip.objects.filter(deleted_at=None)
    if actor.sees_everything:
        return trips
    along = TripTraveller.objects.filter(
        of__trip_id=OuterRef("pk"), person_id=actor.person_id, deleted_at=None
    )
    readable: Q = (
        Q(traveller_id=actor.person_id)
        | Q(created_by_id=actor.person_id)
        | Q(traveller_id__in=identity.led_person_ids(actor))
        | Q(id__in=approvals.asked_subject_ids(actor, SubjectKind.TRIP))
        | Q(Exists(along))
    )
    if actor.has(Role.FINANCE):
        readable |= Q(submitted_at__isnull=False)
    return trips.filter(readable)


def visible_versions(actor: Actor) -> QuerySet[TripVersion]:
    """Versions are read with their trip."""
    return TripVersion.objects.filter(deleted_at=None, trip__in=visible_trips(actor))


def present_versions() -> QuerySet[TripVersion]:
    """Give each trip's present version, for lists that start at visible trips."""
    return TripVersion.objects.filter(deleted_at=None, number=F("trip__number"))


def relations_of(actor: Actor, trip: Trip) -> AbstractSet[Relation]:
    """Say what the actor is to a visible trip."""
    relations: set[Relation] = set()
    if actor.is_clockwork or actor.person_id in {trip.traveller_id, trip.created_by_id}:
        relations.add(Relation.OWNER)
    if actor.has(Role.ADMIN):
        relations.add(Relation.ADMIN)
    if actor.has(Role.FINANCE):
        relations.add(Relation.FINANCE)
    if actor.has(Role.AUDITOR):
        relations.add(Relation.AUDITOR)
    if identity.led_person_ids(actor).filter(id=trip.traveller_id).exists():
        relations.add(Relation.LEADER)
    return relations


def may(actor: Actor, trip: Trip, action: TripAction) -> bool:
    """Tell whether the actor may do this to a visible trip, whatever its state."""
    return actor.may_write and not MAY[action].isdisjoint(relations_of(actor, trip))


def access_trip(
    *, actor: Actor, trip_id: TripId, action: TripAction, version: int | None = None
) -> Trip:
    """Lock a trip for an action that its state allows.

    Raises TripNotFound, NotYourTrip, ReadsOnly, NotNow, and TripChanged when `version` is not the
    present one.
    """
    if not visible_trips(actor).filter(id=trip_id).exists():
        raise TripNotFound
    trip = Trip.objects.select_for_update().get(id=trip_id)
    if not actor.may_write:
        raise ReadsOnly
    if not may(actor, trip, action):
        raise NotYourTrip
    next_state(TripState(trip.state), action)
    if version is not None and trip.version != version:
        raise TripChanged(version=trip.version)
    return trip


def lock_subject(trip_id: UUID) -> Trip:
    """Lock a trip for approvals, which has checked who decides."""
    return Trip.objects.select_for_update().get(id=trip_id, deleted_at=None)
