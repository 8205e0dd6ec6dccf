"""Reads of expenses."""

from roadbook.domains.expenses.queries._booking import (
    reimbursements,
    voucher,
    vouchers,
    vouchers_of_report,
)
from roadbook.domains.expenses.queries._duplicates import duplicates_of, refuse_used_invoice
from roadbook.domains.expenses.queries._export import vouchers_csv, vouchers_xlsx
from roadbook.domains.expenses.queries._findings import findings_of
from roadbook.domains.expenses.queries._lines import (
    drafts_with_unregistered,
    expense,
    expense_records,
    inbox,
    suggestion,
)
from roadbook.domains.expenses.queries._page import report_page
from roadbook.domains.expenses.queries._register import (
    buyers,
    company_record,
    invoices,
    own_companies,
    rate_for,
    rate_record,
    rates,
)
from roadbook.domains.expenses.queries._reports import (
    lines_of,
    report_summaries,
    reports,
    seen_of,
    state_of_report,
)
from roadbook.domains.expenses.queries._spend import (
    accounts_with_expenses,
    spend_by_account,
    spend_by_trip,
)
from roadbook.domains.expenses.queries._trip_costs import cost_outside_trips, trip_cost_parts
from roadbook.domains.expenses.queries._waiting import ReportDesk

__all__ = [
    "ReportDesk",
    "accounts_with_expenses",
    "buyers",
    "company_record",
    "cost_outside_trips",
    "drafts_with_unregistered",
    "duplicates_of",
    "expense",
    "expense_records",
    "findings_of",
    "inbox",
    "invoices",
    "lines_of",
    "own_companies",
    "rate_for",
    "rate_record",
    "rates",
    "refuse_used_invoice",
    "reimbursements",
    "report_page",
    "report_summaries",
    "reports",
    "seen_of",
    "spend_by_account",
    "spend_by_trip",
    "state_of_report",
    "suggestion",
    "trip_cost_parts",
    "voucher",
    "vouchers",
    "vouchers_csv",
    "vouchers_of_report",
    "vouchers_xlsx",
]
