"""Lists of visits for this slice's screens and for other slices."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, PlanId, TripId, VisitId
from roadbook.domains.visits import policies, rules
from roadbook.domains.visits.contracts import VisitStatus, VisitSummary
from roadbook.domains.visits.models import Visit
from roadbook.domains.visits.queries._records import summaries_of

MOST_VISITS = 2_000
_CHUNK = 500
_DONE = (VisitStatus.CHECKED_IN, VisitStatus.CHECKED_OUT, VisitStatus.REPORTED)


def visits_between(
    *,
    actor: Actor,
    first: date,
    last: date,
    person_ids: Collection[PersonId] | None = None,
    account_ids: Collection[AccountId] | None = None,
) -> Sequence[VisitSummary]:
    """Give our visits on the days from `first` to `last` (included), by time; at most 2,000.

    Raises Invalid for a period that runs backward or is longer than two years."""
    rules.check_period(first, last)
    rows = policies.our_visits(actor).filter(day__range=(first, last))
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    if account_ids is not None:
        rows = rows.filter(account_id__in=list(account_ids))
    return summaries_of(rows.order_by("starts_at", "id")[:MOST_VISITS])


def visits_by_ids(*, actor: Actor, visit_ids: Iterable[VisitId]) -> Mapping[VisitId, VisitSummary]:
    """Give the visits that the actor may read, by id."""
    wanted = list(dict.fromkeys(visit_ids))
    found: dict[VisitId, VisitSummary] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = policies.visible_visits(actor, wanted[start : start + _CHUNK])
        found.update((record.id, record) for record in summaries_of(rows))
    return found


def visits_of_account(
    *, actor: Actor, account_id: AccountId, limit: int = 50
) -> Sequence[VisitSummary]:
    """Give the visits to a customer, by anyone, newest first."""
    rows = policies.visits_to(actor=actor, account_id=account_id)
    return summaries_of(rows.order_by("-starts_at", "-id")[:limit])


def visits_of_plan(*, actor: Actor, plan_id: PlanId) -> Sequence[VisitSummary]:
    """Give our visits of a plan, by time."""
    rows = policies.our_visits(actor).filter(plan_id=plan_id)
    return summaries_of(rows.order_by("starts_at", "id")[:MOST_VISITS])


def visits_of_trip(*, actor: Actor, trip_id: TripId) -> Sequence[VisitSummary]:
    """Give the visits of a trip that the actor may read, by time."""
    ids = list(
        Visit.objects.filter(trip_id=trip_id, deleted_at=None).values_list("id", flat=True)[
            :MOST_VISITS
        ]
    )
    rows = policies.visible_visits(actor, ids)
    return summaries_of(rows.order_by("starts_at", "id"))


def last_visits(account_ids: Collection[UUID]) -> Mapping[UUID, datetime]:
    """Give when each customer was last visited by anyone, for rhythm and reminders."""
    wanted = list(account_ids)
    found: dict[UUID, datetime] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = (
            Visit.objects.filter(
                account_id__in=wanted[start : start + _CHUNK],
                deleted_at=None,
                status__in=_DONE,
            )
            .values("account_id")
            .annotate(last=Max("starts_at"))
        )
        found.update((row["account_id"], row["last"]) for row in rows)
    return found


def visited_accounts(account_ids: Collection[AccountId]) -> set[AccountId]:
    """Give those with visits, planned or past, whoever asks."""
    rows = Visit.objects.filter(account_id__in=list(account_ids), deleted_at=None)
    return {AccountId(pk) for pk in rows.values_list("account_id", flat=True)}
