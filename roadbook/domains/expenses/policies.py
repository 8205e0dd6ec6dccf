"""The doors to expenses.

One's own lines and reports, those of the people one leads, and for finance all. Others' invoices,
bookings and payments are finance's; rates and one's own companies are read by everybody.
Deciding, booking and paying is never done on one's own claim, nor on one that one has edited.
"""

from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import ExpenseId, FileId, InvoiceId, PersonId, ReportId
from roadbook.domains.expenses.contracts import (
    CompanyId,
    CompanyNotFound,
    DecidesOwnClaim,
    ExpenseNotFound,
    FinanceOnly,
    InvoiceNotFound,
    NotTheApprover,
    RateId,
    RateNotFound,
    ReportNotFound,
)
from roadbook.domains.expenses.models import (
    ExchangeRate,
    Expense,
    ExpenseReceipt,
    ExpenseReport,
    Invoice,
    OwnCompany,
    Reimbursement,
    Voucher,
)
from roadbook.domains.identity import queries as identity

M = TypeVar("M", Expense, ExpenseReport, Invoice)


def sees_all_money(actor: Actor) -> bool:
    return actor.sees_everything or actor.has(Role.FINANCE)


def visible_expenses(actor: Actor) -> QuerySet[Expense]:
    return _mine_or_led(actor, Expense.objects.filter(deleted_at=None))


def visible_reports(actor: Actor) -> QuerySet[ExpenseReport]:
    return _mine_or_led(actor, ExpenseReport.objects.filter(deleted_at=None))


def visible_invoices(actor: Actor) -> QuerySet[Invoice]:
    return _mine_or_led(actor, Invoice.objects.filter(deleted_at=None))


def visible_vouchers(actor: Actor) -> QuerySet[Voucher]:
    vouchers = Voucher.objects.filter(deleted_at=None)
    if sees_all_money(actor):
        return vouchers
    return vouchers.filter(_own_or_led(actor, "report__owner_id"))


def visible_reimbursements(actor: Actor) -> QuerySet[Reimbursement]:
    payments = Reimbursement.objects.filter(deleted_at=None)
    if sees_all_money(actor):
        return payments
    return payments.filter(_own_or_led(actor, "person_id"))


def visible_rates(actor: Actor) -> QuerySet[ExchangeRate]:
    return ExchangeRate.objects.filter(deleted_at=None)


def visible_companies(actor: Actor) -> QuerySet[OwnCompany]:
    return OwnCompany.objects.filter(deleted_at=None)


def reads_receipt_file(actor: Actor, file_id: FileId) -> bool:
    """Tell whether the file is the receipt of a line that the actor may read."""
    receipts = ExpenseReceipt.objects.filter(
        document__file_id=file_id, deleted_at=None, expense_id=OuterRef("pk")
    )
    return visible_expenses(actor).filter(Exists(receipts)).exists()


def access_expense(*, actor: Actor, expense_id: ExpenseId) -> Expense:
    """Lock a line of one's own for a change. Visible lines of others raise NotTheApprover."""
    if not visible_expenses(actor).filter(id=expense_id).exists():
        raise ExpenseNotFound
    expense = Expense.objects.select_for_update(of=("self",)).get(id=expense_id)
    if expense.owner_id != actor.person_id and not actor.is_clockwork:
        raise ExpenseNotFound
    return expense


def access_report(*, actor: Actor, report_id: ReportId) -> ExpenseReport:
    """Lock a report for its owner."""
    report = _locked_report(actor, report_id)
    if report.owner_id != actor.person_id and not actor.is_clockwork:
        raise ReportNotFound
    return report


def access_report_to_decide(*, actor: Actor, report_id: ReportId) -> ExpenseReport:
    """Lock a report for a decision: a leader of its owner or finance, never the owner."""
    report = _locked_report(actor, report_id)
    if report.owner_id == actor.person_id:
        raise DecidesOwnClaim
    if not may_decide(actor, PersonId(report.owner_id)):
        raise NotTheApprover
    return report


def access_report_to_book(*, actor: Actor, report_id: ReportId) -> ExpenseReport:
    """Lock a report for booking or paying: finance, never the owner."""
    report = _locked_report(actor, report_id)
    require_finance(actor)
    if report.owner_id == actor.person_id:
        raise DecidesOwnClaim
    return report


def access_invoice(*, actor: Actor, invoice_id: InvoiceId) -> Invoice:
    """Lock an invoice of the register for finance."""
    invoice = visible_invoices(actor).filter(id=invoice_id).first()
    if invoice is None:
        raise InvoiceNotFound
    require_finance(actor)
    return Invoice.objects.select_for_update(of=("self",)).get(id=invoice_id)


def access_rate(*, actor: Actor, rate_id: RateId) -> ExchangeRate:
    rate = visible_rates(actor).select_for_update().filter(id=rate_id).first()
    if rate is None:
        raise RateNotFound
    require_finance(actor)
    return rate


def access_company(*, actor: Actor, company_id: CompanyId) -> OwnCompany:
    company = visible_companies(actor).select_for_update().filter(id=company_id).first()
    if company is None:
        raise CompanyNotFound
    require_finance(actor)
    return company


def may_decide(actor: Actor, owner_id: PersonId) -> bool:
    """Tell whether the actor decides on this person's claims: finance, or who leads them."""
    if owner_id == actor.person_id:
        return False
    return actor.has(Role.FINANCE) or identity.led_person_ids(actor).filter(id=owner_id).exists()


def require_finance(actor: Actor) -> None:
    """Raise unless the actor books, pays and keeps the register."""
    if not (actor.is_clockwork or actor.has(Role.FINANCE, Role.ADMIN)):
        raise FinanceOnly


def _locked_report(actor: Actor, report_id: ReportId) -> ExpenseReport:
    if not visible_reports(actor).filter(id=report_id).exists():
        raise ReportNotFound
    return ExpenseReport.objects.select_for_update(of=("self",)).get(id=report_id)


def _mine_or_led(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    return rows if sees_all_money(actor) else rows.filter(_own_or_led(actor, "owner_id"))


def _own_or_led(actor: Actor, field: str) -> Q:
    return Q(**{field: actor.person_id}) | Q(**{f"{field}__in": identity.led_person_ids(actor)})
