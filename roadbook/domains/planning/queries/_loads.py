"""How full territories are."""

from collections.abc import Mapping, Sequence

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.cadence import queries as cadence
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.planning import policies, rules
from roadbook.domains.planning.contracts import PersonLoad, ProfileRecord, TerritoryLoad
from roadbook.domains.planning.queries import _travel
from roadbook.domains.planning.rules import CLASS_POINTS, Demand
from roadbook.engines.teams.hours import Spot, hours_of


def hours_by_weekday(profile: ProfileRecord) -> Mapping[int, tuple[int, int]]:
    """Give the working hours of each weekday in seconds; days off are left out."""
    return {each.weekday: (each.from_minute * 60, each.until_minute * 60) for each in profile.hours}


def territory_load(*, actor: Actor, profile: ProfileRecord) -> TerritoryLoad:
    """Set what one's customers ask for in a week against one's hours."""
    needs = cadence.visit_needs(actor=actor, owner_ids=[profile.person_id])
    places = customers.account_places(actor, [each.account_id for each in needs])
    known = [
        (need, place.position, place.service_minutes * 60)
        for need in needs
        if (place := places.get(need.account_id)) is not None and place.position is not None
    ]
    if profile.start is None:
        return rules.load_of([], capacity_s=rules.week_s(profile))
    spots = [Spot(position=position, service_s=service) for _, position, service in known]
    demands = [
        Demand(
            visit_s=visit_s,
            interval_days=need.interval_days,
            points=CLASS_POINTS[need.customer_class],
        )
        for (need, _, _), visit_s in zip(known, hours_of(spots, base=profile.start), strict=True)
    ]
    return rules.load_of(demands, capacity_s=rules.week_s(profile))


def territory_loads(*, actor: Actor) -> Sequence[PersonLoad]:
    """Give one's own load and those of the active people one leads, the fullest first."""
    names = identity.person_names(policies.planned_people(actor))
    found = [
        PersonLoad(
            person_id=person_id,
            person_name=name,
            load=_load_of(actor, person_id),
        )
        for person_id, name in sorted(names.items())
    ]
    return sorted(found, key=lambda each: (-each.load.load_pct, each.person_id))


def _load_of(actor: Actor, person_id: PersonId) -> TerritoryLoad:
    profile = _travel.travel_profile(actor=actor, person_id=person_id)
    return territory_load(actor=actor, profile=profile)
