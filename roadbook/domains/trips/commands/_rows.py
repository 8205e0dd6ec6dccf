"""Write a version's rows: replaced as a whole while it is a draft, never afterwards."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.standards import queries as standards
from roadbook.domains.trips.contracts import BadTrip, TripContent
from roadbook.domains.trips.models import (
    Trip,
    TripCost,
    TripSegment,
    TripStay,
    TripStop,
    TripTraveller,
    TripVersion,
)
from roadbook.domains.trips.queries._content import cost_draft, cost_rows
from roadbook.domains.trips.rules import CostDraft, estimate, merged_costs, period_of
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import SyncedModel

_PARTS: tuple[type[TripSegment | TripStay | TripStop | TripTraveller], ...] = (
    TripSegment,
    TripStay,
    TripStop,
    TripTraveller,
)
_PLACES_LENGTH = 400


def write_content(
    *, actor: Actor, trip: Trip, version: TripVersion, content: TripContent, now: datetime
) -> None:
    """Replace a draft version's content and compute its estimate anew.

    Raises BadTrip for companions that are not colleagues.
    """
    for i, person_id in enumerate(content.companion_ids):
        if person_id == trip.traveller_id or not identity.person_is_active(person_id):
            raise BadTrip({f"companion_ids.{i}": "not_a_colleague"})
    first, last = period_of(content)
    version.title, version.purpose = content.title.strip(), content.purpose.strip()
    version.first_day, version.last_day = first, last
    version.work_minutes = content.work_minutes
    version.hour_cost_minor = content.hour_cost_minor
    expected = content.expected_return
    version.return_low_minor = expected.low_minor if expected else None
    version.return_mid_minor = expected.mid_minor if expected else None
    version.return_high_minor = expected.high_minor if expected else None
    version.return_window_days = expected.window_days if expected else 0
    version.return_sample_count = expected.sample_count if expected else 0
    version.save()
    for part in _PARTS:
        _bury(actor=actor, rows=part.objects.filter(of_id=version.id, deleted_at=None), now=now)
    _put(actor=actor, rows=_content_rows(version, content), now=now)
    old = [cost_draft(row) for row in cost_rows(version)]
    book = standards.rate_book(on=first)
    write_costs(
        actor=actor,
        version=version,
        lines=merged_costs(old, estimate(content, book=book)),
        now=now,
    )
    trip.places = "、".join(_places(actor, content))[:_PLACES_LENGTH]
    trip.stop_count = len(content.stops)
    trip.currency = book.currency


def write_costs(
    *, actor: Actor, version: TripVersion, lines: Sequence[CostDraft], now: datetime
) -> None:
    """Replace the estimate's lines."""
    _bury(actor=actor, rows=TripCost.objects.filter(of_id=version.id, deleted_at=None), now=now)
    rows = [
        TripCost(
            of=version,
            position=i,
            category=line.category,
            label=line.label,
            city_code=line.city_code,
            on=line.on,
            quantity=line.quantity,
            unit=line.unit,
            travel_class=line.travel_class,
            computed_minor=line.computed_minor,
            amount_minor=line.amount_minor,
            reason=line.reason,
        )
        for i, line in enumerate(lines)
    ]
    _put(actor=actor, rows=rows, now=now)


def settle(*, actor: Actor, trip: Trip, version: TripVersion, kind: str, now: datetime) -> None:
    """Sum the version up, repeat its facts on the trip, and record both."""
    version.cost_minor = sum(row.amount_minor for row in cost_rows(version))
    version.save()
    changes.record(actor=actor, kind=kind, row=version, happened_at=now)
    trip.title, trip.cost_minor = version.title, version.cost_minor
    trip.first_day, trip.last_day = version.first_day, version.last_day
    if not actor.is_clockwork:
        trip.edited_by_id = actor.person_id
    trip.save()
    changes.record(actor=actor, kind=kind, row=trip, happened_at=now)


def _content_rows(version: TripVersion, content: TripContent) -> list[SyncedModel]:
    rows: list[SyncedModel] = [
        TripSegment(
            of=version,
            position=i,
            mode=s.mode,
            origin_code=s.origin_code,
            origin_name=s.origin_name,
            destination_code=s.destination_code,
            destination_name=s.destination_name,
            departs_at=s.departs_at,
            departs_zone=s.departs_zone,
            arrives_at=s.arrives_at,
            arrives_zone=s.arrives_zone,
            distance_m=s.distance_m,
            fare_minor=s.fare_minor,
            tolls_minor=s.tolls_minor,
            travel_class=s.travel_class,
        )
        for i, s in enumerate(content.segments)
    ]
    rows += [
        TripStay(
            of=version,
            position=i,
            city_code=s.city_code,
            city_name=s.city_name,
            hotel_id=s.hotel_id,
            hotel_name=s.hotel_name,
            first_night=s.first_night,
            nights=s.nights,
            night_minor=s.night_minor,
        )
        for i, s in enumerate(content.stays)
    ]
    rows += [
        TripStop(
            of=version,
            position=i,
            visit_id=s.visit_id,
            account_id=s.account_id,
            opportunity_id=s.opportunity_id,
            on=s.on,
            starts_at=s.starts_at,
            why=s.why,
            is_overdue=s.is_overdue,
        )
        for i, s in enumerate(content.stops)
    ]
    rows += [
        TripTraveller(of=version, person_id=person)
        for person in dict.fromkeys(content.companion_ids)
    ]
    return rows


def _places(actor: Actor, content: TripContent) -> list[str]:
    """Name where the trip goes: where one stays and visits, else where one travels to."""
    accounts = customers.account_summaries(actor, [stop.account_id for stop in content.stops])
    named = [s.city_name for s in content.stays]
    named += [standards.city_name(account.city_code) for account in accounts.values()]
    if not any(named):
        home = content.segments[0].origin_name if content.segments else ""
        named = [s.destination_name for s in content.segments if s.destination_name != home]
    return [name for name in dict.fromkeys(named) if name]


def _put(*, actor: Actor, rows: Sequence[SyncedModel], now: datetime) -> None:
    for row in rows:
        row.save(force_insert=True)
        changes.record(actor=actor, kind="trip_content.written", row=row, happened_at=now)


def _bury(*, actor: Actor, rows: Iterable[SyncedModel], now: datetime) -> None:
    for row in rows:
        row.deleted_at = now
        row.save(update_fields=["deleted_at"])
        changes.record(actor=actor, kind="trip_content.replaced", row=row, happened_at=now)
