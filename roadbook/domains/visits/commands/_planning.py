"""Planning, moving and linking visits."""

from collections.abc import Sequence
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId, PlanId, TripId, VisitId
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountUnknown
from roadbook.domains.schedule import queries as schedule
from roadbook.domains.visits import policies, queries, rules
from roadbook.domains.visits.commands._calendar import write_event
from roadbook.domains.visits.contracts import (
    Certainty,
    PlacedVisit,
    VisitAction,
    VisitDraft,
    VisitStatus,
    VisitSummary,
)
from roadbook.domains.visits.models import Visit
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def plan_visit(
    *,
    actor: Actor,
    person_id: PersonId,
    draft: VisitDraft,
    now: datetime,
    visit_id: VisitId | None = None,
) -> PlacedVisit:
    """Plan one visit by hand; a device gives its own id.

    Raises NotYourVisit, AccountUnknown, Invalid.
    """
    policies.require_planner(actor=actor, person_id=person_id)
    _check_accounts(actor, [draft])
    visit = _new_visit(person_id, draft, now)
    visit.id = visit_id or visit.id
    visit.save(force_insert=True)
    changes.record(actor=actor, kind="visit.planned", row=visit, happened_at=now)
    clashes = write_event(actor=actor, visit=visit, now=now)
    return PlacedVisit(visit=queries.summary_of(visit), clashes=clashes)


@changes.unit_of_work
def plan_visits(
    *,
    actor: Actor,
    person_id: PersonId,
    drafts: Sequence[VisitDraft],
    plan_id: PlanId,
    now: datetime,
) -> Sequence[VisitSummary]:
    """Write a plan's visits into the diary; said again, it moves those still open instead.

    Raises NotYourVisit, AccountUnknown, Invalid.
    """
    policies.require_planner(actor=actor, person_id=person_id)
    _check_accounts(actor, drafts)
    open_rows = Visit.objects.select_for_update().filter(
        plan_id=plan_id, person_id=person_id, status=VisitStatus.PLANNED, deleted_at=None
    )
    present = {row.account_id: row for row in open_rows}
    written: list[Visit] = []
    for draft in drafts:
        row = present.pop(draft.account_id, None)
        visit = row or _new_visit(person_id, draft, now)
        if row is not None:
            _put_time(row, draft.starts_at, draft.ends_at)
            row.certainty, row.goal = draft.certainty, draft.goal
        visit.plan_id = plan_id
        visit.save()
        kind = "visit.rescheduled" if row is not None else "visit.planned"
        changes.record(actor=actor, kind=kind, row=visit, happened_at=now)
        write_event(actor=actor, visit=visit, now=now)
        written.append(visit)
    return queries.summaries_of(written)


@changes.unit_of_work
def reschedule_visit(
    *,
    actor: Actor,
    visit_id: VisitId,
    starts_at: datetime,
    ends_at: datetime,
    now: datetime,
    certainty: Certainty | None = None,
) -> PlacedVisit:
    """Move a visit. Raises VisitNotFound, NotYourVisit, NotInThisState, Invalid."""
    rules.check_times(starts_at, ends_at)
    visit = policies.access_visit(actor=actor, visit_id=visit_id, action=VisitAction.RESCHEDULE)
    visit.status = rules.next_state(VisitStatus(visit.status), VisitAction.RESCHEDULE)
    _put_time(visit, starts_at, ends_at)
    visit.reason, visit.set_off_at = "", None
    if certainty is not None:
        visit.certainty = certainty
    visit.save()
    changes.record(actor=actor, kind="visit.rescheduled", row=visit, happened_at=now)
    clashes = write_event(actor=actor, visit=visit, now=now)
    return PlacedVisit(visit=queries.summary_of(visit), clashes=clashes)


@changes.unit_of_work
def edit_visit(
    *, actor: Actor, visit_id: VisitId, goal: str, certainty: Certainty, now: datetime
) -> VisitSummary:
    """Write the goal and how settled the appointment is; the time stays."""
    visit = policies.access_visit(actor=actor, visit_id=visit_id, action=VisitAction.EDIT)
    rules.next_state(VisitStatus(visit.status), VisitAction.EDIT)
    visit.goal, visit.certainty = goal[: rules.GOAL_MAX], certainty
    visit.save(update_fields=["goal", "certainty"])
    changes.record(actor=actor, kind="visit.edited", row=visit, happened_at=now)
    write_event(actor=actor, visit=visit, now=now)
    return queries.summary_of(visit)


@changes.unit_of_work
def link_to_trip(
    *, actor: Actor, visit_ids: Sequence[VisitId], trip_id: TripId | None, now: datetime
) -> int:
    """Note which trip visits belong to, on behalf of trips; gives how many were linked."""
    ids = policies.visible_visits(actor, visit_ids).values("id")
    rows = Visit.objects.select_for_update(of=("self",)).filter(id__in=ids).order_by("id")
    linked = 0
    for visit in rows:
        policies.require_planner(actor=actor, person_id=PersonId(visit.person_id))
        visit.trip_id = trip_id
        visit.save(update_fields=["trip_id"])
        changes.record(actor=actor, kind="visit.linked_to_trip", row=visit, happened_at=now)
        linked += 1
    return linked


def _check_accounts(actor: Actor, drafts: Sequence[VisitDraft]) -> None:
    for draft in drafts:
        rules.check_draft(draft)
    wanted = {draft.account_id for draft in drafts}
    if customers.readable_accounts(actor, list(wanted)) != wanted:
        raise AccountUnknown


def _new_visit(person_id: PersonId, draft: VisitDraft, now: datetime) -> Visit:
    visit = Visit(
        account_id=draft.account_id,
        person_id=person_id,
        certainty=draft.certainty,
        zone=draft.zone,
        goal=draft.goal,
        opportunity_id=draft.opportunity_id,
        contact_ids=[str(pk) for pk in draft.contact_ids],
        created_at=now,
    )
    _put_time(visit, draft.starts_at, draft.ends_at)
    return visit


def _put_time(visit: Visit, starts_at: datetime, ends_at: datetime) -> None:
    visit.starts_at, visit.ends_at = starts_at, ends_at
    visit.day = schedule.local_day(starts_at, visit.zone)
