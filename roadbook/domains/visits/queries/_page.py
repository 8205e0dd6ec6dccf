"""One visit with all that its screen shows."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import QuerySet

from roadbook.core.actor import Actor
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, ContactId, InteractionId, OpportunityId, PersonId, VisitId
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountPlace, PositionState
from roadbook.domains.identity import queries as identity
from roadbook.domains.visits import policies, rules
from roadbook.domains.visits.contracts import (
    CheckKind,
    Fix,
    Outcome,
    Promise,
    ReportRecord,
    VisitAction,
    VisitPage,
    VisitStatus,
    VisitSummary,
)
from roadbook.domains.visits.models import Visit, VisitCheck, VisitReport
from roadbook.domains.visits.queries._days import stops_of
from roadbook.domains.visits.queries._records import check_record_of, summaries_of, summary_of

_MOST_EARLIER, _MOST_PROMISES = 5, 3
_PLACED = frozenset({PositionState.GEOCODED, PositionState.CONFIRMED})


def visit_page(*, actor: Actor, visit_id: VisitId) -> VisitPage:
    """Give a visit with its checks, report, promises and earlier visits. Raises VisitNotFound."""
    visit = policies.visible_visit(actor=actor, visit_id=visit_id)
    summary = summary_of(visit)
    account_id = AccountId(visit.account_id)
    places = customers.account_places(actor, [account_id])
    # who sees the visit sees its parts: the door above has been passed
    checks = list(VisitCheck.objects.filter(visit=visit, deleted_at=None).order_by("happened_at"))
    report = VisitReport.objects.filter(visit=visit, deleted_at=None).first()
    before = policies.visits_to(actor=actor, account_id=account_id).filter(
        starts_at__lt=visit.starts_at
    )
    opportunities = customers.open_opportunities(actor, [account_id]).get(account_id, ())
    return VisitPage(
        visit=summary,
        stop=stops_of([summary], places)[0],
        checks=tuple(check_record_of(row) for row in checks),
        report=_report_record(report) if report else None,
        promises=_promises(before),
        earlier=_earlier(before),
        contact_ids=tuple(ContactId(UUID(text)) for text in visit.contact_ids),
        contacts=customers.contacts_of(actor, [account_id]).get(account_id, ()),
        opportunities=opportunities,
        stages=customers.stages_beside(actor, [one.stage_id for one in opportunities]),
        actions=actions_of(actor, visit),
        offers_position=adoptable_check(checks, places.get(account_id)) is not None,
    )


def actions_of(actor: Actor, visit: Visit) -> Sequence[VisitAction]:
    """Give what the actor may do now."""
    possible = rules.actions_in(VisitStatus(visit.status))
    return tuple(a for a in possible if policies.may_take(actor=actor, visit=visit, action=a))


def adoptable_check(checks: Sequence[VisitCheck], place: AccountPlace | None) -> VisitCheck | None:
    """Give the check-in whose position would place a customer who has none of their own."""
    if place is None:
        return None
    has_own_place = place.position_state in _PLACED
    for check in checks:
        if check.kind == CheckKind.IN and rules.offers_position(
            fix=fix_of(check), has_own_place=has_own_place
        ):
            return check
    return None


def fix_of(check: VisitCheck) -> Fix | None:
    """Give the position that a check was made with."""
    if check.lat is None or check.lon is None:
        return None
    return Fix(
        position=Position(lat=check.lat, lon=check.lon),
        accuracy_m=check.accuracy_m or 0.0,
        age_s=check.fix_age_s or 0.0,
    )


def _earlier(before: QuerySet[Visit]) -> Sequence[VisitSummary]:
    rows = before.filter(status=VisitStatus.REPORTED)
    return tuple(summaries_of(rows.order_by("-starts_at", "-id")[:_MOST_EARLIER]))


def _promises(before: QuerySet[Visit]) -> Sequence[Promise]:
    rows = (
        VisitReport.objects.filter(visit__in=before, deleted_at=None, next_step_due__isnull=False)
        .exclude(next_step="")
        .select_related("visit")
        .order_by("-reported_at", "-id")[:_MOST_PROMISES]
    )
    found = list(rows)
    names = identity.person_names({PersonId(row.visit.person_id) for row in found})
    return tuple(
        Promise(
            visit_id=VisitId(row.visit_id),
            person_name=names.get(PersonId(row.visit.person_id), ""),
            text=row.next_step,
            due_on=row.next_step_due,
            made_on=row.visit.day,
        )
        for row in found
        if row.next_step_due is not None
    )


def _report_record(row: VisitReport) -> ReportRecord:
    return ReportRecord(
        outcome=Outcome(row.outcome),
        notes=row.notes,
        next_step=row.next_step,
        next_step_due=row.next_step_due,
        opportunity_id=OpportunityId(row.opportunity_id) if row.opportunity_id else None,
        stage_id=row.stage_id,
        interaction_id=InteractionId(row.interaction_id) if row.interaction_id else None,
        next_visit_id=VisitId(row.next_visit_id) if row.next_visit_id else None,
        reported_at=row.reported_at,
    )
