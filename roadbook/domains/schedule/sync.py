"""Synced types of schedule."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.domains.schedule import policies
from roadbook.domains.schedule.models import CalendarEvent, CompanyDay, SharingChoice
from roadbook.foundation.changes.types import SyncType


def _event_scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    rows = CalendarEvent.objects.filter(id__in=ids, deleted_at=None)
    return {pk: {f"u:{person}"} for pk, person in rows.values_list("id", "person_id")}


def _readable_events(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(policies.visible_events(actor).filter(id__in=ids).values_list("id", flat=True))


def _for_everybody(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    return {rid: {"r:ref"} for rid in ids}


def _readable(_: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
    return set(ids)


SYNC_TYPES = (
    SyncType(
        rtype=55,
        name="calendar_event",
        model=CalendarEvent,
        scopes=_event_scopes,
        readable=_readable_events,
    ),
    SyncType(
        rtype=56,
        name="company_day",
        model=CompanyDay,
        scopes=_for_everybody,
        readable=_readable,
    ),
    SyncType(
        rtype=57,
        name="sharing_choice",
        model=SharingChoice,
        scopes=_for_everybody,
        readable=_readable,
    ),
)
