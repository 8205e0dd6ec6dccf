"""Conversion of a line and what its receipts allow to deduct: computed once, on the server."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from roadbook.core.money import Money, converted
from roadbook.domains.expenses.contracts import BadExpense, BuyerCheck, RateSource
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, Invoice
from roadbook.domains.expenses.queries import rate_for
from roadbook.domains.expenses.rules import NEVER_DEDUCTED
from roadbook.domains.identity import queries as identity
from roadbook.engines.invoices.deduction import Deductible, deduction
from roadbook.engines.invoices.facts import DocumentKind

MOST_MINOR = 10**12


def set_money(
    expense: Expense, *, amount_minor: int, currency: str, spent_on: date, rate: Decimal | None
) -> None:
    """Set amount, currency and rate, and convert once. Raises RateMissing, BadExpense."""
    base = identity.base_currency()
    expense.amount_minor, expense.currency, expense.base_currency = amount_minor, currency, base
    if currency == base:
        expense.rate, expense.rate_on, expense.rate_source = Decimal(1), spent_on, RateSource.SAME
    elif rate is not None:
        expense.rate, expense.rate_on, expense.rate_source = rate, spent_on, RateSource.HAND
    else:
        found = rate_for(currency=currency, base_currency=base, on=spent_on)
        expense.rate, expense.rate_on = found.rate, found.valid_from
        expense.rate_source = RateSource.TABLE
    money = Money(amount_minor=amount_minor, currency=currency)
    expense.base_minor = converted(money, rate=expense.rate, to=base).amount_minor
    if expense.base_minor > MOST_MINOR:
        raise BadExpense({"amount_minor": "too_large"})


def set_tax(expense: Expense) -> None:
    """Set the tax stated on the line's invoices and what of it is deductible, by its rule.

    An invoice that several lines share is deducted on the first of them only, and never with more
    than its share of the line's money.
    """
    expense.tax_minor = expense.deductible_minor = 0
    expense.deduction_rule = ""
    for invoice in _first_used_here(expense):
        found = deduction(
            Deductible(
                kind=DocumentKind(invoice.kind),
                total_minor=invoice.total_minor,
                tax_minor=invoice.tax_minor,
                fund_minor=invoice.fund_minor,
                is_domestic=invoice.currency == "CNY" == expense.base_currency,
                is_identified=invoice.buyer_check in {BuyerCheck.OWN, BuyerCheck.NOT_CHECKED},
                is_excluded_use=expense.category in NEVER_DEDUCTED,
            )
        )
        expense.tax_minor += invoice.tax_minor or found.tax_minor
        expense.deductible_minor += found.tax_minor
        expense.deduction_rule = found.rule.value
    expense.tax_minor = min(max(expense.tax_minor, 0), expense.amount_minor)
    expense.deductible_minor = min(expense.deductible_minor, expense.base_minor)


def _first_used_here(expense: Expense) -> Sequence[Invoice]:
    receipts = ExpenseReceipt.objects.filter(
        expense_id=expense.id, deleted_at=None, invoice__isnull=False
    ).select_related("invoice")
    invoices = {r.invoice_id: r.invoice for r in receipts.order_by("id") if r.invoice}
    first: dict[object, object] = {}
    uses = ExpenseReceipt.objects.filter(
        invoice_id__in=list(invoices),
        deleted_at=None,
        expense__deleted_at=None,
        expense__reversed_at=None,
    ).exclude(expense__is_approved=False)
    for invoice_id, user in uses.order_by("id").values_list("invoice_id", "expense_id"):
        first.setdefault(invoice_id, user)
    return [one for pk, one in invoices.items() if first.get(pk, expense.id) == expense.id]
