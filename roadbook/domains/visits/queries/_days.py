"""The day: one person's stops in order, and everybody's on one map."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountPlace
from roadbook.domains.identity import queries as identity
from roadbook.domains.visits import policies, rules
from roadbook.domains.visits.contracts import Day, Stop, TeamDay, VisitStatus, VisitSummary
from roadbook.domains.visits.queries._records import summaries_of

_MOST_A_DAY, _MOST_OF_A_TEAM = 60, 2_000
_OVER = frozenset(
    {VisitStatus.CHECKED_OUT, VisitStatus.REPORTED, VisitStatus.MISSED, VisitStatus.CANCELLED}
)
_DONE = frozenset({VisitStatus.CHECKED_OUT, VisitStatus.REPORTED})
_DROPPED = frozenset({VisitStatus.MISSED, VisitStatus.CANCELLED})


def day_of(*, actor: Actor, person_id: PersonId, day: date) -> Day:
    """Give a person's visits of a day in order; of people the actor does not lead, none."""
    rows = policies.our_visits(actor).filter(person_id=person_id, day=day)
    visits = summaries_of(rows.order_by("starts_at", "id")[:_MOST_A_DAY])
    names = identity.person_names([person_id])
    places = customers.account_places(actor, [visit.account_id for visit in visits])
    return _day(day, person_id, names.get(person_id, ""), visits, places)


def team_day(*, actor: Actor, day: date) -> TeamDay:
    """Give the days of the actor and of the people the actor leads."""
    rows = policies.our_visits(actor).filter(day=day).order_by("starts_at", "id")
    visits = summaries_of(rows[:_MOST_OF_A_TEAM])
    places = customers.account_places(actor, [visit.account_id for visit in visits])
    by_person: dict[PersonId, list[VisitSummary]] = defaultdict(list)
    for visit in visits:
        by_person[visit.person_id].append(visit)
    days = [_day(day, person, own[0].person_name, own, places) for person, own in by_person.items()]
    return TeamDay(day=day, days=sorted(days, key=lambda one: (one.person_name, one.person_id)))


def _day(
    day: date,
    person_id: PersonId,
    name: str,
    visits: Sequence[VisitSummary],
    places: Mapping[AccountId, AccountPlace],
) -> Day:
    stops = stops_of(visits, places)
    legs = [stop.leg for stop in stops if stop.leg is not None]
    return Day(
        day=day,
        person_id=person_id,
        person_name=name,
        stops=stops,
        next_id=next((visit.id for visit in visits if visit.status not in _OVER), None),
        done_count=sum(visit.status in _DONE for visit in visits),
        distance_m=round(sum(leg.distance_m for leg in legs), 1),
        duration_s=sum(leg.duration_s for leg in legs),
    )


def stops_of(
    visits: Sequence[VisitSummary], places: Mapping[AccountId, AccountPlace]
) -> Sequence[Stop]:
    """Join visits with their places and the ways between those that take place."""
    stops: list[Stop] = []
    before: AccountPlace | None = None
    for visit in visits:
        place = places.get(visit.account_id)
        is_dropped = visit.status in _DROPPED
        leg = None
        if not is_dropped and before is not None and place is not None:
            leg = rules.leg_between(before.position, place.position)
        stops.append(
            Stop(
                visit=visit,
                position=place.position if place else None,
                address=place.address if place else "",
                phone=place.phone if place else "",
                leg=leg,
            )
        )
        if not is_dropped:
            before = place
    return tuple(stops)
