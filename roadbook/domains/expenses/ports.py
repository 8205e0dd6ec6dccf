"""What expenses needs to know of trips, as narrow as it needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, TripId, VisitId
from roadbook.engines.policy.perdiem import Leg


@dataclass(frozen=True, slots=True, kw_only=True)
class TripStop:
    """A visit of a trip."""

    visit_id: VisitId | None
    account_id: AccountId
    account_name: str
    on: date
    starts_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TripFacts:
    """What a report needs of a trip. `driven_m` are the metres by own car."""

    id: TripId
    title: str
    traveller_id: PersonId
    first_day: date
    last_day: date
    is_approved: bool
    legs: Sequence[Leg]
    driven_m: int
    stops: Sequence[TripStop]


class TripBook(Protocol):
    """The trips, read with the actor's eyes. Unknown and invisible trips raise NotFound."""

    def trip(self, *, actor: Actor, trip_id: TripId) -> TripFacts: ...

    def trips_around(self, *, actor: Actor, day: date) -> Sequence[TripFacts]:
        """Give the actor's own approved trips within three days of a day, nearest first."""
        ...
