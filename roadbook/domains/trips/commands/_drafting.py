"""Make a trip and work on its draft."""

from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import GradeId, PersonId, PlanId, TripId
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.trips.commands._rows import settle, write_content, write_costs
from roadbook.domains.trips.contracts import (
    BadTrip,
    CostCategory,
    CostId,
    CostNotFound,
    CostUnit,
    PlanNotUsable,
    ReadsOnly,
    TripAction,
    TripContent,
    TripState,
)
from roadbook.domains.trips.models import Trip, TripCost, TripVersion
from roadbook.domains.trips.policies import access_trip
from roadbook.domains.trips.queries._content import cost_draft, cost_rows
from roadbook.domains.trips.rules import (
    CostDraft,
    check_amount,
    check_content,
    next_state,
    period_of,
)
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id

_MAX_LABEL = 120


@changes.unit_of_work
def create_trip(
    *,
    actor: Actor,
    content: TripContent,
    plan_id: PlanId | None = None,
    traveller_id: PersonId | None = None,
    now: datetime,
) -> TripId:
    """Begin a trip as a draft, by hand or from a plan's content.

    `traveller_id` (else the actor) is for whom the clockwork or an admin makes it. Raises BadTrip,
    PlanNotUsable when the plan is a trip already.
    """
    if not actor.may_write:
        raise ReadsOnly
    check_content(content)
    _check_accounts(actor, content)
    living = Trip.objects.filter(plan_id=plan_id, deleted_at=None).exclude(
        state=TripState.CANCELLED
    )
    if plan_id is not None and living.exists():
        raise PlanNotUsable(trip_id=str(living.values_list("id", flat=True)[0]))
    first, last = period_of(content)
    traveller = traveller_id or actor.person_id
    maker = traveller if actor.is_clockwork else actor.person_id
    trip = Trip(
        id=new_id(),
        traveller_id=traveller,
        created_by_id=maker,
        edited_by_id=maker,
        plan_id=plan_id,
        title=content.title.strip(),
        first_day=first,
        last_day=last,
        created_at=now,
    )
    trip.save(force_insert=True)
    version = TripVersion(trip=trip, number=1, first_day=first, last_day=last)
    write_content(actor=actor, trip=trip, version=version, content=content, now=now)
    settle(actor=actor, trip=trip, version=version, kind="trip.drafted", now=now)
    return TripId(trip.id)


@changes.unit_of_work
def edit_trip(
    *, actor: Actor, trip_id: TripId, version: int, content: TripContent, now: datetime
) -> TripId:
    """Replace the draft's content; amounts changed by hand stay where the itinerary is the same.

    Raises TripChanged when somebody changed it since `version`, NotNow when it is no draft.
    """
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.EDIT, version=version)
    check_content(content)
    _check_accounts(actor, content)
    trip.state = next_state(TripState(trip.state), TripAction.EDIT)
    draft = present_version(trip)
    write_content(actor=actor, trip=trip, version=draft, content=content, now=now)
    settle(actor=actor, trip=trip, version=draft, kind="trip.edited", now=now)
    return trip_id


@changes.unit_of_work
def set_cost(  # noqa: PLR0913  # a line is all of these
    *,
    actor: Actor,
    trip_id: TripId,
    version: int,
    cost_id: CostId | None,
    category: CostCategory = CostCategory.OTHER,
    label: str = "",
    amount_minor: int,
    reason: str,
    now: datetime,
) -> TripId:
    """Change a line of the estimate with its reason, or add one (`cost_id` None).

    An amount of 0 takes a line added by hand away. Raises ReasonMissing, CostNotFound, TripChanged.
    """
    trip = access_trip(actor=actor, trip_id=trip_id, action=TripAction.EDIT, version=version)
    draft = present_version(trip)
    trip.state = next_state(TripState(trip.state), TripAction.EDIT)
    if cost_id is None:
        _add_cost(
            actor=actor,
            draft=draft,
            line=_by_hand(draft, category, label, amount_minor, reason),
            now=now,
        )
    else:
        row = TripCost.objects.filter(id=cost_id, of_id=draft.id, deleted_at=None).first()
        if row is None:
            raise CostNotFound
        check_amount(amount_minor, computed_minor=row.computed_minor, reason=reason)
        row.amount_minor, row.reason = amount_minor, reason.strip()
        if row.computed_minor == 0 and amount_minor == 0:
            row.deleted_at = now
        row.save(update_fields=["amount_minor", "reason", "deleted_at"])
        changes.record(actor=actor, kind="trip_cost.changed", row=row, happened_at=now)
    settle(actor=actor, trip=trip, version=draft, kind="trip.edited", now=now)
    return trip_id


def present_version(trip: Trip) -> TripVersion:
    """Load the version that is worked on or stands."""
    return TripVersion.objects.get(trip_id=trip.id, number=trip.number, deleted_at=None)


def grade_of(actor: Actor, trip: Trip) -> GradeId | None:
    """Give the grade whose standards hold for the traveller."""
    return identity.person(actor=actor, person_id=PersonId(trip.traveller_id)).grade_id


def _by_hand(
    draft: TripVersion, category: CostCategory, label: str, amount_minor: int, reason: str
) -> CostDraft:
    if len(label) > _MAX_LABEL:
        raise BadTrip({"label": "too_long"})
    check_amount(amount_minor, computed_minor=0, reason=reason)
    return CostDraft(
        category=category,
        label=label.strip(),
        city_code="",
        on=draft.first_day,
        quantity=1,
        unit=CostUnit.ITEM,
        travel_class="",
        computed_minor=0,
        amount_minor=amount_minor,
        reason=reason.strip(),
    )


def _add_cost(*, actor: Actor, draft: TripVersion, line: CostDraft, now: datetime) -> None:
    lines = [cost_draft(row) for row in cost_rows(draft)]
    write_costs(actor=actor, version=draft, lines=[*lines, line], now=now)


def _check_accounts(actor: Actor, content: TripContent) -> None:
    """Raise unless every customer of the trip is one that the actor may read."""
    wanted = {stop.account_id for stop in content.stops}
    known = customers.readable_accounts(actor, wanted)
    fields = {
        f"stops.{i}.account_id": "unknown"
        for i, stop in enumerate(content.stops)
        if stop.account_id not in known
    }
    if fields:
        raise BadTrip(fields)
