"""Routes of visits."""

from uuid import UUID

from ninja import Router

from roadbook.core.ids import AccountId, PersonId, VisitId
from roadbook.domains.customers.contracts import AccountSummary
from roadbook.domains.visits import commands, queries
from roadbook.domains.visits.contracts import (
    CheckedVisit,
    Day,
    PlacedVisit,
    TeamDay,
    VisitPage,
    VisitSummary,
)
from roadbook.domains.visits.schemas import (
    EditVisitBody,
    MoveVisitBody,
    PlanVisitBody,
    VisitCheckBody,
    VisitReasonBody,
    VisitReportBody,
)
from roadbook.foundation.http.fields import Day as DayParameter
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["visits"])


@router.get("/day", response=Day, operation_id="showDay", summary="A day's visits in order")
def show_day(request: ActorRequest, day: DayParameter, person_id: UUID | None = None) -> Day:
    """Show the stops of a day (your own without `person_id`) with the ways between them."""
    person = PersonId(person_id) if person_id else request.actor.person_id
    return queries.day_of(actor=request.actor, person_id=person, day=day)


@router.get(
    "/team-day", response=TeamDay, operation_id="showTeamDay", summary="The team's visits of a day"
)
def show_team_day(request: ActorRequest, day: DayParameter) -> TeamDay:
    """Show your own day and those of the people you lead."""
    return queries.team_day(actor=request.actor, day=day)


@router.get(
    "/between",
    response=list[VisitSummary],
    operation_id="listVisitsBetween",
    summary="Visits of a period",
)
def list_visits_between(
    request: ActorRequest, first: DayParameter, last: DayParameter, person_id: UUID | None = None
) -> list[VisitSummary]:
    """List visits by day and time, at most 62 days."""
    people = [PersonId(person_id)] if person_id else None
    found = queries.visits_between(actor=request.actor, first=first, last=last, person_ids=people)
    return list(found)


@router.get(
    "/of-account/{account_id}",
    response=list[VisitSummary],
    operation_id="listVisitsOfAccount",
    summary="Visits to a customer",
)
def list_visits_of_account(request: ActorRequest, account_id: UUID) -> list[VisitSummary]:
    """List the newest 50 visits to a customer, by anyone."""
    return list(queries.visits_of_account(actor=request.actor, account_id=AccountId(account_id)))


@router.post("", response=PlacedVisit, operation_id="planVisit", summary="Plan a visit")
def plan_visit(request: ActorRequest, body: PlanVisitBody) -> PlacedVisit:
    """Plan a visit; overlaps come back as `clashes`. Refused: not_yours, account_unknown."""
    person = PersonId(body.person_id) if body.person_id else request.actor.person_id
    return commands.plan_visit(actor=request.actor, person_id=person, draft=body.draft(), now=now())


@router.get("/{visit_id}", response=VisitPage, operation_id="showVisit", summary="One visit")
def show_visit(request: ActorRequest, visit_id: UUID) -> VisitPage:
    """Show a visit with its checks, report and what was promised before. Refused: not_found."""
    return queries.visit_page(actor=request.actor, visit_id=VisitId(visit_id))


@router.put(
    "/{visit_id}", response=VisitSummary, operation_id="editVisit", summary="Edit goal, certainty"
)
def edit_visit(request: ActorRequest, visit_id: UUID, body: EditVisitBody) -> VisitSummary:
    """Write the goal and how settled it is. Refused: not_found, not_yours, not_in_this_state."""
    return commands.edit_visit(
        actor=request.actor,
        visit_id=VisitId(visit_id),
        goal=body.goal,
        certainty=body.certainty,
        now=now(),
    )


@router.post(
    "/{visit_id}/move", response=PlacedVisit, operation_id="moveVisit", summary="Move a visit"
)
def move_visit(request: ActorRequest, visit_id: UUID, body: MoveVisitBody) -> PlacedVisit:
    """Give it another time. Refused: not_found, not_yours, not_in_this_state."""
    return commands.reschedule_visit(
        actor=request.actor,
        visit_id=VisitId(visit_id),
        starts_at=body.starts_at,
        ends_at=body.ends_at,
        certainty=body.certainty,
        now=now(),
    )


@router.post("/{visit_id}/set-off", response=VisitSummary, operation_id="setOff", summary="Set off")
def set_off(request: ActorRequest, visit_id: UUID) -> VisitSummary:
    """Say that you are on the way. Refused: not_found, not_yours, not_in_this_state."""
    return commands.set_off(actor=request.actor, visit_id=VisitId(visit_id), now=now())


@router.post(
    "/{visit_id}/check-in", response=CheckedVisit, operation_id="checkIn", summary="Arrive"
)
def check_in(request: ActorRequest, visit_id: UUID, body: VisitCheckBody) -> CheckedVisit:
    """Check in; the position is graded, never refused. Refused: not_found, not_yours,
    not_in_this_state."""
    return commands.check_in(
        actor=request.actor, visit_id=VisitId(visit_id), fix=body.told_fix(), now=now()
    )


@router.post(
    "/{visit_id}/check-out", response=CheckedVisit, operation_id="checkOut", summary="Leave"
)
def check_out(request: ActorRequest, visit_id: UUID, body: VisitCheckBody) -> CheckedVisit:
    """Check out. Refused: not_found, not_yours, not_in_this_state."""
    return commands.check_out(
        actor=request.actor, visit_id=VisitId(visit_id), fix=body.told_fix(), now=now()
    )


@router.post("/{visit_id}/report", response=VisitPage, operation_id="reportVisit", summary="Report")
def report_visit(request: ActorRequest, visit_id: UUID, body: VisitReportBody) -> VisitPage:
    """Write report, interaction, opportunity stage and next visit at once. Refused: not_found,
    not_yours, not_in_this_state, and customers' refusals."""
    return commands.report_visit(
        actor=request.actor, visit_id=VisitId(visit_id), report=body.draft(), now=now()
    )


@router.post(
    "/{visit_id}/miss", response=VisitSummary, operation_id="missVisit", summary="Did not happen"
)
def miss_visit(request: ActorRequest, visit_id: UUID, body: VisitReasonBody) -> VisitSummary:
    """Say that it did not happen, and why. Refused: not_found, not_yours, not_in_this_state."""
    return commands.miss_visit(
        actor=request.actor, visit_id=VisitId(visit_id), reason=body.reason, now=now()
    )


@router.post(
    "/{visit_id}/cancel", response=VisitSummary, operation_id="cancelVisit", summary="Call off"
)
def cancel_visit(request: ActorRequest, visit_id: UUID, body: VisitReasonBody) -> VisitSummary:
    """Call it off, and say why. Refused: not_found, not_yours, not_in_this_state."""
    return commands.cancel_visit(
        actor=request.actor, visit_id=VisitId(visit_id), reason=body.reason, now=now()
    )


@router.post(
    "/{visit_id}/reopen", response=VisitSummary, operation_id="reopenVisit", summary="Take back"
)
def reopen_visit(request: ActorRequest, visit_id: UUID) -> VisitSummary:
    """Take back that it was missed or called off. Refused: not_found, not_yours,
    not_in_this_state."""
    return commands.reopen_visit(actor=request.actor, visit_id=VisitId(visit_id), now=now())


@router.post(
    "/{visit_id}/adopt-position",
    response=AccountSummary,
    operation_id="adoptPosition",
    summary="Place the customer where you checked in",
)
def adopt_position(request: ActorRequest, visit_id: UUID) -> AccountSummary:
    """Give the customer the check-in's position. Refused: not_found, not_yours,
    no_position_to_adopt."""
    return commands.adopt_position(actor=request.actor, visit_id=VisitId(visit_id), now=now())
