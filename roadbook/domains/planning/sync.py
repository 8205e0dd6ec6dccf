"""Synced types of planning."""

from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from roadbook.core.actor import Actor
from roadbook.domains.planning import policies
from roadbook.domains.planning.models import Plan, PlanHotel, TeamPlan, TravelProfile
from roadbook.foundation.changes.types import ReadableOf, ScopesOf, SyncType

Scopes = Mapping[UUID, AbstractSet[str]]


def _of_person(model: type[Plan | TravelProfile]) -> ScopesOf:
    def scopes(ids: Collection[UUID]) -> Scopes:
        rows = model._default_manager.filter(pk__in=ids).values_list("pk", "person_id")
        return {row: {f"u:{person}"} for row, person in rows}

    return scopes


def _of_asker(ids: Collection[UUID]) -> Scopes:
    rows = TeamPlan.objects.filter(pk__in=ids).values_list("pk", "asked_by_id")
    return {row: {f"u:{person}"} for row, person in rows}


def _for_everybody(ids: Collection[UUID]) -> Scopes:
    return {row: {"r:ref"} for row in ids}


def _readable(visible: Callable[[Actor], QuerySet[Any]]) -> ReadableOf:
    def readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
        return set(visible(actor).filter(pk__in=ids).values_list("pk", flat=True))

    return readable


SYNC_TYPES: Final = (
    SyncType(
        rtype=80,
        name="plan",
        model=Plan,
        scopes=_of_person(Plan),
        readable=_readable(policies.visible_plans),
    ),
    SyncType(
        rtype=83,
        name="team_plan",
        model=TeamPlan,
        scopes=_of_asker,
        readable=_readable(policies.visible_team_plans),
    ),
    SyncType(
        rtype=81,
        name="travel_profile",
        model=TravelProfile,
        scopes=_of_person(TravelProfile),
        readable=_readable(policies.visible_profiles),
    ),
    SyncType(
        rtype=82,
        name="hotel",
        model=PlanHotel,
        scopes=_for_everybody,
        readable=_readable(policies.visible_hotels),
    ),
)
