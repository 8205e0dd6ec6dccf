"""The doors to plans, profiles and hotels.

Plans and profiles are seen and changed by their traveller and who leads them; admins and auditors
see
all. Hotels are reference data, entered by managers, finance and admins.
"""

from collections.abc import Collection, Sequence
from uuid import UUID

from django.db.models import Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import HotelId, PersonId, PlanId, TeamPlanId
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning.contracts import (
    HotelsByAdmins,
    HotelUnknown,
    NotYourPlan,
    PlanUnknown,
    ProfileUnknown,
    TeamPlanUnknown,
    TimetableByAdmins,
)
from roadbook.domains.planning.models import (
    Plan,
    PlanHotel,
    PlanRevision,
    Station,
    TeamPlan,
    TimetableService,
    TravelProfile,
)


def _ours(actor: Actor) -> Q:
    return Q(person_id=actor.person_id) | Q(person_id__in=identity.led_person_ids(actor))


def visible_plans(actor: Actor) -> QuerySet[Plan]:
    """One's own plans and those of the people one leads."""
    plans = Plan.objects.filter(deleted_at=None)
    return plans if actor.sees_everything else plans.filter(_ours(actor))


def visible_revisions(actor: Actor) -> QuerySet[PlanRevision]:
    return PlanRevision.objects.filter(plan__in=visible_plans(actor))


def visible_profiles(actor: Actor) -> QuerySet[TravelProfile]:
    profiles = TravelProfile.objects.filter(deleted_at=None)
    return profiles if actor.sees_everything else profiles.filter(_ours(actor))


def require_visible_traveller(*, actor: Actor, person_id: PersonId) -> None:
    """Raise unless the person is there and the actor may see how they travel."""
    if actor.sees_everything:
        is_visible = bool(identity.person_names([person_id]))
    else:
        is_own = actor.person_id == person_id
        is_visible = is_own or identity.led_person_ids(actor).filter(id=person_id).exists()
    if not is_visible:
        raise ProfileUnknown


def visible_team_plans(actor: Actor) -> QuerySet[TeamPlan]:
    """Team plans one asked for, and those of the managers one leads."""
    plans = TeamPlan.objects.filter(deleted_at=None)
    if actor.sees_everything:
        return plans
    led = identity.led_person_ids(actor)
    return plans.filter(Q(asked_by_id=actor.person_id) | Q(asked_by_id__in=led))


def access_team_plan(*, actor: Actor, team_plan_id: TeamPlanId) -> TeamPlan:
    """Lock a team plan for a change, by who may plan for everybody in it."""
    rows = visible_team_plans(actor).select_for_update(of=("self",))
    row = rows.filter(id=team_plan_id).first()
    if row is None:
        raise TeamPlanUnknown
    if not may_plan_all(actor, [PersonId(UUID(each)) for each in row.person_ids]):
        raise NotYourPlan
    return row


def may_plan_all(actor: Actor, person_ids: Collection[PersonId]) -> bool:
    """Tell whether the actor leads all of these people (or is an admin)."""
    if actor.is_clockwork or actor.has(Role.ADMIN):
        return True
    wanted = set(person_ids)
    return identity.led_person_ids(actor).filter(id__in=wanted).count() == len(wanted)


def planned_people(actor: Actor) -> Sequence[PersonId]:
    """Oneself and the active people one leads."""
    led = identity.led_person_ids(actor).filter(is_active=True).order_by("id")
    return [actor.person_id, *(PersonId(each) for each in led)]


def visible_hotels(actor: Actor) -> QuerySet[PlanHotel]:
    return PlanHotel.objects.filter(deleted_at=None)


def access_plan(*, actor: Actor, plan_id: PlanId) -> Plan:
    """Lock a plan for a change."""
    plan = visible_plans(actor).select_for_update(of=("self",)).filter(id=plan_id).first()
    if plan is None:
        raise PlanUnknown
    require_planner(actor=actor, person_id=PersonId(plan.person_id))
    return plan


def require_planner(*, actor: Actor, person_id: PersonId) -> None:
    """Raise unless the actor is the traveller, leads them, or is an admin."""
    is_own = actor.person_id == person_id or actor.is_clockwork or actor.has(Role.ADMIN)
    if not is_own and not identity.led_person_ids(actor).filter(id=person_id).exists():
        raise NotYourPlan


def access_hotel(*, actor: Actor, hotel_id: HotelId) -> PlanHotel:
    """Lock a hotel for a change."""
    require_hotel_keeper(actor)
    row = visible_hotels(actor).select_for_update().filter(id=hotel_id).first()
    if row is None:
        raise HotelUnknown
    return row


def require_hotel_keeper(actor: Actor) -> None:
    """Raise unless the actor may enter hotels."""
    if not (actor.is_clockwork or actor.has(Role.MANAGER, Role.FINANCE, Role.ADMIN)):
        raise HotelsByAdmins


def visible_stations(actor: Actor) -> QuerySet[Station]:
    return Station.objects.filter(deleted_at=None)


def visible_services(actor: Actor) -> QuerySet[TimetableService]:
    return TimetableService.objects.filter(deleted_at=None)


def require_timetable_keeper(actor: Actor) -> None:
    """Raise unless the actor may import timetables."""
    if not (actor.is_clockwork or actor.has(Role.ADMIN)):
        raise TimetableByAdmins
