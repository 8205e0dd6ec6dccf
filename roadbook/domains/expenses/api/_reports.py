"""Routes of reports."""

from uuid import UUID

from ninja import Router

from roadbook.core.ids import (
    ExpenseId,
    ReportId,
    TripId,
)
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.contracts import (
    ReportPage,
    ReportSummary,
)
from roadbook.domains.expenses.ports import TripBook
from roadbook.domains.expenses.schemas import (
    DecisionsBody,
    LinesBody,
    TripReportBody,
)
from roadbook.foundation.http.fields import PageLimit
from roadbook.foundation.http.requests import ActorRequest, now
from roadbook.foundation.wiring import port

router = Router(tags=["expenses"])


@router.get("/reports", response=list[ReportSummary], operation_id="listReports", summary="Reports")
def list_reports(
    request: ActorRequest,
    *,
    waiting_for_me: bool = False,
    was_submitted: bool = False,
    limit: PageLimit = 100,
) -> list[ReportSummary]:
    """Give visible reports, newest first; only those that wait for you, or that were submitted."""
    return list(
        queries.reports(
            actor=request.actor,
            waiting_for_me=waiting_for_me,
            was_submitted=was_submitted,
            limit=limit,
        )
    )


@router.post(
    "/reports",
    response=ReportSummary,
    operation_id="openTripReport",
    summary="The report of a trip, made at the first call",
)
def open_trip_report(request: ActorRequest, body: TripReportBody) -> ReportSummary:
    """Give the report of one's own approved trip, with allowance and mileage computed."""
    return commands.open_trip_report(
        actor=request.actor, trip_id=TripId(body.trip_id), trips=_trips(), now=now()
    )


@router.get(
    "/reports/{report_id}", response=ReportPage, operation_id="getReport", summary="A report"
)
def get_report(request: ActorRequest, report_id: UUID) -> ReportPage:
    """Give lines, findings, twins, payments and vouchers of a report."""
    return queries.report_page(actor=request.actor, report_id=ReportId(report_id))


@router.post(
    "/reports/{report_id}/lines",
    response=ReportSummary,
    operation_id="moveToReport",
    summary="Take lines into a report",
)
def move_to_report(request: ActorRequest, report_id: UUID, body: LinesBody) -> ReportSummary:
    """Take one's own draft lines into one's own report."""
    return commands.move_to_report(
        actor=request.actor,
        report_id=ReportId(report_id),
        expense_ids=[ExpenseId(one) for one in body.expense_ids],
        now=now(),
    )


@router.post(
    "/reports/{report_id}/submit",
    response=ReportSummary,
    operation_id="submitReport",
    summary="Send the draft lines for approval",
)
def submit_report(request: ActorRequest, report_id: UUID) -> ReportSummary:
    """Send the draft lines. Refused when a rule forbids a line or a reason is missing."""
    return commands.submit_report(actor=request.actor, report_id=ReportId(report_id), now=now())


@router.post(
    "/reports/{report_id}/withdraw",
    response=ReportSummary,
    operation_id="withdrawReport",
    summary="Take back undecided lines",
)
def withdraw_report(request: ActorRequest, report_id: UUID) -> ReportSummary:
    """Take back the lines that nobody has decided on."""
    return commands.withdraw_report(actor=request.actor, report_id=ReportId(report_id), now=now())


@router.post(
    "/reports/{report_id}/decisions",
    response=ReportPage,
    operation_id="decideLines",
    summary="Decide on lines",
)
def decide_lines(request: ActorRequest, report_id: UUID, body: DecisionsBody) -> ReportPage:
    """Approve or refuse lines, against what you were shown. Never one's own claim."""
    return commands.decide_lines(
        actor=request.actor,
        report_id=ReportId(report_id),
        decisions=body.decided(),
        seen=body.seen,
        now=now(),
    )


def _trips() -> TripBook:
    return port(TripBook)  # type: ignore[type-abstract]
