"""The visit form: one command writes report, interaction, stage, next step and next visit."""

from datetime import datetime, timedelta
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId, VisitId
from roadbook.domains.customers import commands as customer_commands
from roadbook.domains.customers import queries as customers
from roadbook.domains.interactions import commands as interactions
from roadbook.domains.interactions.contracts import InteractionKind
from roadbook.domains.visits import policies, queries, rules
from roadbook.domains.visits.commands._planning import plan_visit
from roadbook.domains.visits.contracts import (
    Certainty,
    Moment,
    ReportDraft,
    VisitAction,
    VisitDraft,
    VisitPage,
    VisitStatus,
)
from roadbook.domains.visits.models import Visit, VisitReport
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def report_visit(
    *,
    actor: Actor,
    visit_id: VisitId,
    report: ReportDraft,
    now: datetime,
    moment: Moment | None = None,
) -> VisitPage:
    """Report a visit, now or at a device's moment; someone still checked in leaves with it.

    Raises VisitNotFound, NotYourVisit, NotInThisState, Invalid and the refusals of customers and
    interactions; then nothing of it is written.
    """
    done_at = moment.at if moment else now
    rules.check_report(report, now=done_at)
    visit = policies.access_visit(actor=actor, visit_id=visit_id, action=VisitAction.REPORT)
    if visit.status == VisitStatus.PLANNED and visit.starts_at > now + rules.EARLIEST_REPORT:
        rules.refuse_early_report(visit.starts_at)
    was_inside = visit.status == VisitStatus.CHECKED_IN
    visit.status = rules.next_state(VisitStatus(visit.status), VisitAction.REPORT)
    if was_inside:
        visit.checked_out_at = max(done_at, visit.checked_in_at or done_at)
    visit.save(update_fields=["status", "checked_out_at"])
    changes.record(actor=actor, kind="visit.reported", row=visit, happened_at=now)
    _move_opportunity(actor, report, now)
    row = VisitReport(
        visit=visit,
        outcome=report.outcome,
        notes=report.notes.strip(),
        next_step=report.next_step.strip(),
        next_step_due=report.next_step_due,
        opportunity_id=report.opportunity_id,
        stage_id=report.stage_id,
        interaction_id=_log(actor, visit, report, now),
        next_visit_id=_plan_next(actor, visit, report, now),
        reported_at=done_at,
    )
    row.save()
    changes.record(actor=actor, kind="visit_report.written", row=row, happened_at=now)
    return queries.visit_page(actor=actor, visit_id=visit_id)


def _move_opportunity(actor: Actor, report: ReportDraft, now: datetime) -> None:
    if report.opportunity_id is None:
        return
    if report.next_step.strip():
        customer_commands.update_opportunity(
            actor=actor,
            opportunity_id=report.opportunity_id,
            values={"next_step": report.next_step.strip()[: rules.OPPORTUNITY_STEP_MAX]},
            now=now,
        )
    if report.stage_id is None:
        return
    present = customers.opportunities_by_ids(actor, [report.opportunity_id])
    found = present.get(report.opportunity_id)
    if found is None or found.stage_id != report.stage_id:
        customer_commands.move_opportunity(
            actor=actor, opportunity_id=report.opportunity_id, stage_id=report.stage_id, now=now
        )


def _log(actor: Actor, visit: Visit, report: ReportDraft, now: datetime) -> UUID:
    happened_at = min(visit.checked_in_at or visit.starts_at, now)
    body = report.notes.strip()
    entry = interactions.log_interaction(
        actor=actor,
        account_id=AccountId(visit.account_id),
        kind=InteractionKind.VISIT,
        happened_at=happened_at,
        summary=rules.report_summary(report, locale=actor.locale),
        body=body,
        contact_ids=report.contact_ids,
        visit_id=VisitId(visit.id),
        opportunity_id=report.opportunity_id,
        now=now,
    )
    return entry.id


def _plan_next(actor: Actor, visit: Visit, report: ReportDraft, now: datetime) -> UUID | None:
    if report.next_starts_at is None:
        return None
    draft = VisitDraft(
        account_id=AccountId(visit.account_id),
        starts_at=report.next_starts_at,
        ends_at=report.next_starts_at + timedelta(minutes=report.next_minutes),
        zone=visit.zone,
        certainty=Certainty.EXACT,
        goal=report.next_step.strip()[: rules.GOAL_MAX],
        opportunity_id=report.opportunity_id,
        contact_ids=report.contact_ids,
    )
    placed = plan_visit(actor=actor, person_id=PersonId(visit.person_id), draft=draft, now=now)
    return placed.visit.id
