"""The plan somebody is on the road by, and what has come in its way."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, PlanId
from roadbook.domains.planning import policies
from roadbook.domains.planning.contracts import (
    CalendarClash,
    GoneVisit,
    PlanState,
    PlanUnknown,
    RunningPlan,
)
from roadbook.domains.planning.models import Plan
from roadbook.domains.planning.queries._revisions import current_revision, result_of
from roadbook.domains.schedule import queries as schedule
from roadbook.domains.schedule.contracts import EventKind
from roadbook.domains.visits import queries as visits
from roadbook.domains.visits.contracts import VisitStatus, VisitSummary

MOST_RUNNING: Final = 3
_STATES: Final = (PlanState.ACCEPTED, PlanState.READY)
_GIVEN_UP: Final = frozenset({VisitStatus.MISSED, VisitStatus.CANCELLED})
STILL_OF_INTEREST: Final = timedelta(hours=4)
_PARTS: Final = frozenset({EventKind.VISIT, EventKind.TRIP})


def running_plans(*, actor: Actor, day: date, now: datetime) -> Sequence[RunningPlan]:
    """Give one's own plans that hold on a day, the accepted ones first, the latest first."""
    rows = policies.visible_plans(actor).filter(
        person_id=actor.person_id, first_day__lte=day, last_day__gte=day, state__in=_STATES
    )
    found = rows.order_by("state", "-made_at", "id")[:MOST_RUNNING]
    return [_running(actor, row, day, now) for row in found]


def _running(actor: Actor, row: Plan, day: date, now: datetime) -> RunningPlan:
    visits_of_plan = _visits(actor, row)
    return RunningPlan(
        plan_id=PlanId(row.id),
        title=row.title,
        state=PlanState(row.state),
        clashes=_clashes(actor, row, visits_of_plan, now),
        gone=[
            GoneVisit(account_id=visit.account_id, account_name=visit.account_name)
            for visit in _gone(visits_of_plan)
            if visit.day == day and visit.ends_at > now - STILL_OF_INTEREST
        ],
    )


def clashes(*, actor: Actor, plan_id: PlanId, now: datetime) -> Sequence[CalendarClash]:
    """Give the visits to come whose time the calendar has taken. Raises PlanUnknown."""
    row = policies.visible_plans(actor).filter(id=plan_id).first()
    if row is None:
        raise PlanUnknown
    return _clashes(actor, row, _visits(actor, row), now)


def _visits(actor: Actor, row: Plan) -> Sequence[VisitSummary]:
    """Give the visits to the customers that are in the plan now, on its days."""
    revision = current_revision(row)
    if row.state not in _STATES or revision is None:
        return []
    days = result_of(revision).days
    planned = {AccountId(UUID(stop.candidate_id)) for day in days for stop in day.stops}
    found = visits.visits_between(
        actor=actor,
        first=row.first_day,
        last=row.last_day,
        person_ids=[PersonId(row.person_id)],
    )
    return [visit for visit in found if visit.account_id in planned]


def _gone(found: Sequence[VisitSummary]) -> list[VisitSummary]:
    standing = {visit.account_id for visit in found if visit.status not in _GIVEN_UP}
    return [
        visit for visit in found if visit.status in _GIVEN_UP and visit.account_id not in standing
    ]


def _clashes(
    actor: Actor, row: Plan, found: Sequence[VisitSummary], now: datetime
) -> Sequence[CalendarClash]:
    coming = [
        visit for visit in found if visit.status is VisitStatus.PLANNED and visit.ends_at > now
    ]
    if not coming:
        return []
    taken = [
        busy
        for busy in schedule.busy_times(
            actor=actor,
            person_ids=[PersonId(row.person_id)],
            start=min(visit.starts_at for visit in coming),
            end=max(visit.ends_at for visit in coming),
        )
        if busy.kind not in _PARTS and not busy.is_tentative
    ]
    pairs = [
        (visit, busy)
        for visit in coming
        for busy in taken
        if busy.starts_at < visit.ends_at and visit.starts_at < busy.ends_at
    ]
    return [
        CalendarClash(
            account_id=visit.account_id,
            account_name=visit.account_name,
            day=visit.day,
            starts_at=visit.starts_at,
            zone=visit.zone,
            busy_from=busy.starts_at,
            busy_until=busy.ends_at,
        )
        for visit, busy in pairs
    ]
