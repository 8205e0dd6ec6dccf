"""Lists of trips, for the screens and for other slices."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, TripId, VisitId
from roadbook.domains.customers import queries as customers
from roadbook.domains.trips import policies
from roadbook.domains.trips.contracts import AccountTrip, TripState, TripSummary
from roadbook.domains.trips.models import Trip, TripStop

ACCOUNT_BOUND = 100
BETWEEN_BOUND = 2000
_PRIVATE = (TripState.DRAFT, TripState.RECALLED, TripState.REJECTED, TripState.CANCELLED)


def trips(
    *,
    actor: Actor,
    states: Collection[TripState] = (),
    traveller_id: PersonId | None = None,
    after: tuple[date, TripId] | None = None,
    limit: int = 50,
) -> Sequence[TripSummary]:
    """Give the trips the actor may read, latest first day first."""
    rows = policies.visible_trips(actor).select_related("traveller")
    if states:
        rows = rows.filter(state__in=list(states))
    if traveller_id is not None:
        rows = rows.filter(traveller_id=traveller_id)
    if after is not None:
        day, last_id = after
        rows = rows.filter(Q(first_day__lt=day) | Q(first_day=day, id__lt=last_id))
    return [summary_of(row) for row in rows.order_by("-first_day", "-id")[:limit]]


def trips_between(
    *, actor: Actor, first: date, last: date, traveller_ids: Collection[PersonId] = ()
) -> Sequence[TripSummary]:
    """Give the readable trips that touch the days [first, last], earliest first, at most 2,000."""
    rows = policies.visible_trips(actor).filter(first_day__lte=last, last_day__gte=first)
    if traveller_ids:
        rows = rows.filter(traveller_id__in=list(traveller_ids))
    ordered = rows.select_related("traveller").order_by("first_day", "id")
    return [summary_of(row) for row in ordered[:BETWEEN_BOUND]]


def trips_of_account(*, actor: Actor, account_id: AccountId) -> Sequence[AccountTrip]:
    """Give past, present and coming trips to a customer, by anyone, latest first (A3).

    Whoever may read the customer reads who travels there and when; the trip itself only opens for
    those whom it is shown to. Gives nothing for a customer the actor may not read.
    """
    if account_id not in customers.readable_accounts(actor, [account_id]):
        return ()
    stops = (
        TripStop.objects.filter(
            account_id=account_id,
            deleted_at=None,
            of__deleted_at=None,
            of__in=policies.present_versions(),
            of__trip__deleted_at=None,
        )
        .exclude(of__trip__state__in=_PRIVATE)
        .select_related("of__trip__traveller")
        .order_by("-on", "-id")[:ACCOUNT_BOUND]
    )
    by_trip = {stop.of.trip_id: stop for stop in reversed(list(stops))}
    readable = set(
        policies.visible_trips(actor).filter(id__in=list(by_trip)).values_list("id", flat=True)
    )
    latest_first = sorted(by_trip.values(), key=lambda s: (s.on, s.id), reverse=True)
    return [
        _account_trip(stop.of.trip, on=stop.on, is_readable=stop.of.trip_id in readable)
        for stop in latest_first
    ]


def accounts_on_trips(account_ids: Collection[AccountId]) -> set[AccountId]:
    """Give those that a trip stops at, in any of its versions, whoever asks."""
    stops = TripStop.objects.filter(
        account_id__in=list(account_ids), deleted_at=None, of__trip__deleted_at=None
    )
    return {AccountId(pk) for pk in stops.values_list("account_id", flat=True)}


def trip_of_visit(*, actor: Actor, visit_id: VisitId) -> TripSummary | None:
    """Give the readable trip that a planned visit belongs to, if there is one."""
    stop = TripStop.objects.filter(
        visit_id=visit_id, deleted_at=None, of__in=policies.present_versions()
    ).values_list("of__trip_id", flat=True)
    row = policies.visible_trips(actor).filter(id__in=stop).select_related("traveller").first()
    return summary_of(row) if row else None


def summary_of(row: Trip) -> TripSummary:
    """Turn a row (with its traveller joined) into a line of the list."""
    return TripSummary(
        id=TripId(row.id),
        title=row.title,
        traveller_id=PersonId(row.traveller_id),
        traveller_name=row.traveller.name,
        first_day=row.first_day,
        last_day=row.last_day,
        state=TripState(row.state),
        cost_minor=row.cost_minor,
        currency=row.currency,
        stop_count=row.stop_count,
        city_names=[name for name in row.places.split("、") if name],
        version=row.version,
    )


def _account_trip(row: Trip, *, on: date, is_readable: bool) -> AccountTrip:
    return AccountTrip(
        trip_id=TripId(row.id) if is_readable else None,
        title=row.title if is_readable else "",
        traveller_id=PersonId(row.traveller_id),
        traveller_name=row.traveller.name,
        on=on,
        first_day=row.first_day,
        last_day=row.last_day,
        state=TripState(row.state),
    )
