"""Bare facts of visits that took place, for the insights above: lean, and whoever asks."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Final

from django.db.models import QuerySet

from roadbook.core.ids import AccountId, PersonId, TripId, VisitId
from roadbook.domains.visits.contracts import DoneVisitFact, VisitStatus
from roadbook.domains.visits.models import Visit

_CHUNK: Final = 500
_DONE: Final = (VisitStatus.CHECKED_OUT, VisitStatus.REPORTED)
_FIELDS: Final = (
    "id",
    "account_id",
    "person_id",
    "trip_id",
    "day",
    "starts_at",
    "ends_at",
    "checked_in_at",
    "checked_out_at",
)


def done_visits_of_trips(trip_ids: Collection[TripId]) -> Sequence[DoneVisitFact]:
    """Give the visits of trips that took place; the caller has checked the right to the trips."""
    wanted, found = list(trip_ids), list[DoneVisitFact]()
    for start in range(0, len(wanted), _CHUNK):
        found += _facts(Visit.objects.filter(trip_id__in=wanted[start : start + _CHUNK]))
    return found


def done_visits_to(
    account_ids: Collection[AccountId], *, first: date, last: date
) -> Sequence[DoneVisitFact]:
    """Give everybody's visits to customers on the days from `first` to `last`, both included."""
    wanted, found = list(account_ids), list[DoneVisitFact]()
    for start in range(0, len(wanted), _CHUNK):
        rows = Visit.objects.filter(
            account_id__in=wanted[start : start + _CHUNK], day__range=(first, last)
        )
        found += _facts(rows)
    return found


def _facts(rows: QuerySet[Visit]) -> list[DoneVisitFact]:
    done = rows.filter(deleted_at=None, status__in=_DONE).order_by("starts_at", "id")
    return [_fact(row) for row in done.only(*_FIELDS)]


def _fact(row: Visit) -> DoneVisitFact:
    begin, end = row.checked_in_at, row.checked_out_at
    if begin is None or end is None or end <= begin:
        begin, end = row.starts_at, row.ends_at
    return DoneVisitFact(
        id=VisitId(row.id),
        account_id=AccountId(row.account_id),
        person_id=PersonId(row.person_id),
        trip_id=TripId(row.trip_id) if row.trip_id else None,
        day=row.day,
        minutes=round((end - begin).total_seconds() / 60),
    )
