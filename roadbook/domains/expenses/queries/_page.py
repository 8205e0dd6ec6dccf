"""The page of a report."""

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import PersonId, ReportId
from roadbook.domains.expenses import policies
from roadbook.domains.expenses.contracts import ExpenseState, ReportNotFound, ReportPage
from roadbook.domains.expenses.queries._booking import reimbursements, vouchers_of_report
from roadbook.domains.expenses.queries._duplicates import duplicates_of
from roadbook.domains.expenses.queries._findings import findings_of
from roadbook.domains.expenses.queries._lines import expense_records
from roadbook.domains.expenses.queries._reports import lines_of, report_summaries, seen_of


def report_page(*, actor: Actor, report_id: ReportId) -> ReportPage:
    """Give all that the page of a report shows. Raises ReportNotFound."""
    report = policies.visible_reports(actor).filter(id=report_id).first()
    if report is None:
        raise ReportNotFound
    rows = lines_of(report_id)
    findings = findings_of(rows)
    summary = report_summaries(actor=actor, rows=[report])[0]
    states = {row.state for row in rows}
    is_owner = report.owner_id == actor.person_id
    may_book = not is_owner and actor.has(Role.FINANCE, Role.ADMIN)
    return ReportPage(
        summary=summary,
        lines=expense_records(actor=actor, rows=rows),
        findings=findings,
        duplicates=duplicates_of(actor=actor, rows=rows),
        reimbursements=reimbursements(actor=actor, report_id=report_id),
        vouchers=vouchers_of_report(actor=actor, report_id=report_id),
        seen=seen_of(rows, findings),
        may_submit=is_owner and ExpenseState.DRAFT in states,
        may_withdraw=is_owner and ExpenseState.SUBMITTED in states,
        may_decide=ExpenseState.SUBMITTED in states
        and policies.may_decide(actor, PersonId(report.owner_id)),
        may_book=may_book,
    )
