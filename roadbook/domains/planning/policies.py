"""The doors to plans, profiles and hotels.

Plans and profiles are seen and changed by their traveller and who leads them; admins and auditors
see
all. Hotels are reference data, entered by managers, finance and admins.
"""

from django.db.models import Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import HotelId, PersonId, PlanId
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning.contracts import (
    HotelsByAdmins,
    HotelUnknown,
    NotYourPlan,
    PlanUnknown,
    ProfileUnknown,
    TimetableByAdmins,
)
from roadbook.domains.planning.models import (
    Plan,
    PlanHotel,
    PlanRevision,
    Station,
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
