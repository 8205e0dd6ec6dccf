"""The trip that waits for its approver: asked for through the same commands as everybody's."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from roadbook.config.demo.loaders.trips import content_of
from roadbook.config.demo.records import Hotel, RepYear
from roadbook.core.ids import PersonId, VisitId
from roadbook.domains.identity.queries import actor_of
from roadbook.domains.trips.commands import create_trip, submit_trip
from roadbook.domains.trips.queries import trip_page
from roadbook.domains.visits.commands import link_to_trip


def load(year: RepYear, *, hotels: Sequence[Hotel], at: datetime) -> int:
    """Submit the seller's waiting trips; gives how many."""
    waiting = [journey for journey in year.trips if journey.state == "submitted"]
    by_name = {hotel.name: hotel for hotel in hotels}
    visits = {visit.id: visit for visit in year.visits}
    for journey in waiting:
        actor = replace(actor_of(PersonId(year.rep.id)), device="demo")
        meetings = [visits[visit_id] for visit_id in journey.visit_ids]
        content = content_of(journey, meetings, by_name)
        trip_id = create_trip(actor=actor, content=content, now=journey.submitted_at)
        ids = [VisitId(visit_id) for visit_id in journey.visit_ids]
        link_to_trip(actor=actor, visit_ids=ids, trip_id=trip_id, now=at)
        version = trip_page(actor=actor, trip_id=trip_id).version
        submit_trip(actor=actor, trip_id=trip_id, version=version, now=journey.submitted_at)
    return len(waiting)
