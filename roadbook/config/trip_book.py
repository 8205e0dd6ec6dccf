"""The trips as expenses needs them: named here, because expenses reads trips through a port."""

from collections.abc import Sequence
from datetime import date, timedelta

from roadbook.core.actor import Actor
from roadbook.core.ids import TripId
from roadbook.domains.expenses.ports import TripFacts, TripStop
from roadbook.domains.trips import queries
from roadbook.domains.trips.contracts import Mode, SegmentContent, TripPage, TripState, TripSummary
from roadbook.engines.policy.perdiem import Leg

_APPROVED = frozenset(
    {
        TripState.APPROVED,
        TripState.IN_PROGRESS,
        TripState.CHANGING,
        TripState.CHANGE_SUBMITTED,
        TripState.COMPLETED,
        TripState.CLOSED,
    }
)
_AROUND = timedelta(days=3)
_MOST = 10


class TripsBook:
    """Reads trips for expenses."""

    def trip(self, *, actor: Actor, trip_id: TripId) -> TripFacts:
        """Give a trip that the actor may read. Raises TripNotFound."""
        return _facts(queries.trip_page(actor=actor, trip_id=trip_id))

    def trips_around(self, *, actor: Actor, day: date) -> Sequence[TripFacts]:
        """Give the actor's own approved trips within three days of a day, nearest first."""
        near = queries.trips_between(
            actor=actor,
            first=day - _AROUND,
            last=day + _AROUND,
            traveller_ids=[actor.person_id],
        )
        approved = [line for line in near if line.state in _APPROVED]
        nearest = sorted(approved, key=lambda line: (_days_off(line, day), line.id.hex))
        return [self.trip(actor=actor, trip_id=line.id) for line in nearest[:_MOST]]


def _days_off(line: TripSummary, day: date) -> int:
    return max((line.first_day - day).days, (day - line.last_day).days, 0)


def _facts(page: TripPage) -> TripFacts:
    return TripFacts(
        id=page.id,
        title=page.title,
        traveller_id=page.traveller_id,
        first_day=page.first_day,
        last_day=page.last_day,
        is_approved=page.state in _APPROVED,
        legs=[_leg(segment) for segment in page.segments],
        driven_m=sum(s.distance_m for s in page.segments if s.mode is Mode.CAR),
        stops=[
            TripStop(
                visit_id=stop.visit_id,
                account_id=stop.account_id,
                account_name=stop.account_name,
                on=stop.on,
                starts_at=stop.starts_at,
            )
            for stop in page.stops
        ],
    )


def _leg(segment: SegmentContent) -> Leg:
    return Leg(
        departs_at=segment.departs_at,
        departs_zone=segment.departs_zone,
        origin=segment.origin_code or segment.origin_name,
        arrives_at=segment.arrives_at,
        arrives_zone=segment.arrives_zone,
        destination=segment.destination_code or segment.destination_name,
        distance_m=segment.distance_m,
    )
