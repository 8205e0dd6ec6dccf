"""Visits that do not take place, and the way back."""

from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import VisitId
from roadbook.domains.visits import policies, queries, rules
from roadbook.domains.visits.commands._calendar import drop_event, write_event
from roadbook.domains.visits.contracts import ReasonMissing, VisitAction, VisitStatus, VisitSummary
from roadbook.domains.visits.models import Visit
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def miss_visit(*, actor: Actor, visit_id: VisitId, reason: str, now: datetime) -> VisitSummary:
    """Say that a visit did not happen, and why; the calendar keeps its time."""
    visit = _give_up(actor, visit_id, VisitAction.MISS, reason)
    changes.record(actor=actor, kind="visit.missed", row=visit, happened_at=now)
    return queries.summary_of(visit)


@changes.unit_of_work
def cancel_visit(*, actor: Actor, visit_id: VisitId, reason: str, now: datetime) -> VisitSummary:
    """Call a visit off, and say why; its time becomes free."""
    visit = _give_up(actor, visit_id, VisitAction.CANCEL, reason)
    changes.record(actor=actor, kind="visit.cancelled", row=visit, happened_at=now)
    drop_event(actor=actor, visit=visit, now=now)
    return queries.summary_of(visit)


@changes.unit_of_work
def reopen_visit(*, actor: Actor, visit_id: VisitId, now: datetime) -> VisitSummary:
    """Take back that a visit was missed or cancelled."""
    visit = policies.access_visit(actor=actor, visit_id=visit_id, action=VisitAction.REOPEN)
    visit.status = rules.next_state(VisitStatus(visit.status), VisitAction.REOPEN)
    visit.reason, visit.set_off_at = "", None
    visit.save(update_fields=["status", "reason", "set_off_at"])
    changes.record(actor=actor, kind="visit.reopened", row=visit, happened_at=now)
    write_event(actor=actor, visit=visit, now=now)
    return queries.summary_of(visit)


def _give_up(actor: Actor, visit_id: VisitId, action: VisitAction, reason: str) -> Visit:
    words = reason.strip()
    if not words:
        raise ReasonMissing({"reason": "required"})
    if len(words) > rules.REASON_MAX:
        raise ReasonMissing({"reason": "too_long"})
    visit = policies.access_visit(actor=actor, visit_id=visit_id, action=action)
    visit.status = rules.next_state(VisitStatus(visit.status), action)
    visit.reason = words
    visit.save(update_fields=["status", "reason"])
    return visit
