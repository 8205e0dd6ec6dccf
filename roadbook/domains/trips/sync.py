"""Synced types of trips: seen by traveller, companions, leaders, approvers, and then finance."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.approvals import queries as approvals
from roadbook.domains.approvals.contracts import SubjectKind
from roadbook.domains.trips import policies
from roadbook.domains.trips.models import (
    Trip,
    TripCost,
    TripFinding,
    TripSegment,
    TripStay,
    TripStop,
    TripTraveller,
    TripVersion,
)
from roadbook.foundation.changes.types import ReadableOf, ScopesOf, SearchText, SyncType

Part = type[TripSegment | TripStay | TripStop | TripTraveller | TripCost | TripFinding]
_PARTS: Mapping[str, Part] = {
    "trip_segment": TripSegment,
    "trip_stay": TripStay,
    "trip_stop": TripStop,
    "trip_traveller": TripTraveller,
    "trip_cost": TripCost,
    "trip_finding": TripFinding,
}


def trip_scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    """Give the audiences of trips: three statements."""
    scopes: dict[UUID, set[str]] = {}
    rows = Trip.objects.filter(id__in=ids, deleted_at=None)
    for rid, traveller, maker, submitted in rows.values_list(
        "id", "traveller_id", "created_by_id", "submitted_at"
    ):
        scopes[rid] = {f"u:{traveller}", f"u:{maker}"}
        if submitted is not None:
            scopes[rid].add("r:finance")
    along = TripTraveller.objects.filter(of__trip_id__in=ids, deleted_at=None)
    for rid, person in along.values_list("of__trip_id", "person_id"):
        if rid in scopes:
            scopes[rid].add(f"u:{person}")
    for rid, people in approvals.approver_ids_of(SubjectKind.TRIP, ids).items():
        if rid in scopes:
            scopes[rid].update(f"u:{person}" for person in people)
    return scopes


def _version_scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    rows = TripVersion.objects.filter(id__in=ids, deleted_at=None)
    trip_of = dict(rows.values_list("id", "trip_id"))
    scopes = trip_scopes(set(trip_of.values()))
    return {rid: scopes[trip] for rid, trip in trip_of.items() if trip in scopes}


def _part_scopes(part: Part) -> ScopesOf:
    def scopes_of(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
        rows = part.objects.filter(id__in=ids, deleted_at=None, of__deleted_at=None)
        trip_of = dict(rows.values_list("id", "of__trip_id"))
        scopes = trip_scopes(set(trip_of.values()))
        return {rid: scopes[trip] for rid, trip in trip_of.items() if trip in scopes}

    return scopes_of


def _readable_trips(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(policies.visible_trips(actor).filter(id__in=ids).values_list("id", flat=True))


def _readable_versions(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(policies.visible_versions(actor).filter(id__in=ids).values_list("id", flat=True))


def _readable_parts(part: Part) -> ReadableOf:
    def readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
        rows = part.objects.filter(
            id__in=ids, deleted_at=None, of__in=policies.visible_versions(actor)
        )
        return set(rows.values_list("id", flat=True))

    return readable


def _rows_of_trips(changed: Mapping[UUID, AbstractSet[str]]) -> Mapping[str, Collection[UUID]]:
    """Name everything of the trips: who reads a trip reads all of it."""
    trips = list(changed)
    versions = TripVersion.objects.filter(trip_id__in=trips, deleted_at=None)
    found: dict[str, Collection[UUID]] = {
        name: set(
            part.objects.filter(of__trip_id__in=trips, deleted_at=None).values_list("id", flat=True)
        )
        for name, part in _PARTS.items()
    }
    return {"trip_version": set(versions.values_list("id", flat=True)), **found}


def _search(ids: Collection[UUID]) -> Mapping[UUID, SearchText]:
    rows = Trip.objects.filter(id__in=ids, deleted_at=None).select_related("traveller")
    return {
        row.id: SearchText(
            title=row.title,
            subtitle=f"{row.traveller.name} · {row.first_day.isoformat()}",
            words=f"{row.title} {row.places} {row.traveller.name}",
        )
        for row in rows
    }


SYNC_TYPES = (
    SyncType(
        rtype=90,
        name="trip",
        model=Trip,
        scopes=trip_scopes,
        readable=_readable_trips,
        dependants=_rows_of_trips,
        search=_search,
    ),
    SyncType(
        rtype=91,
        name="trip_version",
        model=TripVersion,
        scopes=_version_scopes,
        readable=_readable_versions,
    ),
    *(
        SyncType(
            rtype=rtype,
            name=name,
            model=part,
            scopes=_part_scopes(part),
            readable=_readable_parts(part),
        )
        for rtype, (name, part) in enumerate(_PARTS.items(), start=92)
    ),
)
