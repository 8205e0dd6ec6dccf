"""On the way: setting off, arriving, leaving."""

from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, VisitId
from roadbook.domains.customers import commands as customer_commands
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountPlace, AccountSummary, PositionState
from roadbook.domains.visits import policies, queries, rules
from roadbook.domains.visits.contracts import (
    CheckedVisit,
    CheckKind,
    Fix,
    Moment,
    NoPositionToAdopt,
    VisitAction,
    VisitStatus,
    VisitSummary,
)
from roadbook.domains.visits.models import Visit, VisitCheck
from roadbook.foundation.changes import door as changes

_PLACED = frozenset({PositionState.GEOCODED, PositionState.CONFIRMED})


@changes.unit_of_work
def set_off(
    *, actor: Actor, visit_id: VisitId, now: datetime, moment: Moment | None = None
) -> VisitSummary:
    """Say that one is on the way. Raises VisitNotFound, NotYourVisit, NotInThisState."""
    visit = policies.access_visit(actor=actor, visit_id=visit_id, action=VisitAction.SET_OFF)
    visit.status = rules.next_state(VisitStatus(visit.status), VisitAction.SET_OFF)
    visit.set_off_at = moment.at if moment else now
    visit.save(update_fields=["status", "set_off_at"])
    changes.record(actor=actor, kind="visit.set_off", row=visit, happened_at=now)
    return queries.summary_of(visit)


@changes.unit_of_work
def check_in(
    *,
    actor: Actor,
    visit_id: VisitId,
    fix: Fix | None,
    now: datetime,
    moment: Moment | None = None,
) -> CheckedVisit:
    """Arrive, now or at the moment that a device kept. A position is graded, never refused.

    Raises VisitNotFound, NotYourVisit, NotInThisState.
    """
    visit = policies.access_visit(actor=actor, visit_id=visit_id, action=VisitAction.CHECK_IN)
    visit.status = rules.next_state(VisitStatus(visit.status), VisitAction.CHECK_IN)
    moment = moment or Moment(at=now)
    visit.checked_in_at = moment.at
    visit.save(update_fields=["status", "checked_in_at"])
    changes.record(actor=actor, kind="visit.checked_in", row=visit, happened_at=now)
    return _check(actor, visit, CheckKind.IN, fix, moment, now)


@changes.unit_of_work
def check_out(
    *,
    actor: Actor,
    visit_id: VisitId,
    fix: Fix | None,
    now: datetime,
    moment: Moment | None = None,
) -> CheckedVisit:
    """Leave. Raises VisitNotFound, NotYourVisit, NotInThisState."""
    visit = policies.access_visit(actor=actor, visit_id=visit_id, action=VisitAction.CHECK_OUT)
    visit.status = rules.next_state(VisitStatus(visit.status), VisitAction.CHECK_OUT)
    moment = moment or Moment(at=now)
    visit.checked_out_at = max(moment.at, visit.checked_in_at or moment.at)
    visit.save(update_fields=["status", "checked_out_at"])
    changes.record(actor=actor, kind="visit.checked_out", row=visit, happened_at=now)
    return _check(actor, visit, CheckKind.OUT, fix, moment, now)


@changes.unit_of_work
def adopt_position(*, actor: Actor, visit_id: VisitId, now: datetime) -> AccountSummary:
    """Give the customer, who has no good position, the one of this check-in.

    Raises VisitNotFound, NotYourVisit, NoPositionToAdopt; customers' refusals.
    """
    visit = policies.access_visit(actor=actor, visit_id=visit_id, action=VisitAction.REPORT)
    account_id = AccountId(visit.account_id)
    place = customers.account_places(actor, [account_id]).get(account_id)
    checks = VisitCheck.objects.filter(visit=visit, deleted_at=None)
    check = queries.adoptable_check(list(checks), place)
    if check is None or check.lat is None or check.lon is None:
        raise NoPositionToAdopt
    return customer_commands.set_position(
        actor=actor,
        account_id=account_id,
        position=Position(lat=check.lat, lon=check.lon),
        state=PositionState.CONFIRMED,
        now=now,
    )


def _check(  # a check is all of these
    actor: Actor, visit: Visit, kind: CheckKind, fix: Fix | None, moment: Moment, now: datetime
) -> CheckedVisit:
    account_id = AccountId(visit.account_id)
    place = customers.account_places(actor, [account_id]).get(account_id)
    has_own_place = place is not None and place.position_state in _PLACED
    grading = rules.grade_check(
        fix=fix,
        place=_own_position(place),
        is_place_confirmed=place is not None and place.position_state is PositionState.CONFIRMED,
    )
    row = VisitCheck(
        visit=visit,
        kind=kind,
        happened_at=moment.at,
        is_clock_doubtful=moment.is_doubtful,
        lat=fix.position.lat if fix else None,
        lon=fix.position.lon if fix else None,
        accuracy_m=fix.accuracy_m if fix else None,
        fix_age_s=fix.age_s if fix else None,
        distance_m=grading.distance_m,
        grade=grading.grade,
        doubt=grading.doubt,
    )
    row.save()
    changes.record(actor=actor, kind="visit_check.made", row=row, happened_at=now)
    return CheckedVisit(
        visit=queries.summary_of(visit),
        check=queries.check_record_of(row),
        offers_position=kind is CheckKind.IN
        and rules.offers_position(fix=fix, has_own_place=has_own_place),
    )


def _own_position(place: AccountPlace | None) -> Position | None:
    """Give the customer's own position; a city's centre is none."""
    if place is None or place.position_state not in _PLACED:
        return None
    return place.position
