"""Tables of expenses."""

from roadbook.domains.expenses.models._booking import (
    LedgerEntry,
    Reimbursement,
    Voucher,
    VoucherSeries,
)
from roadbook.domains.expenses.models._lines import (
    Expense,
    ExpenseReceipt,
    ExpenseReport,
    ExpenseSplit,
)
from roadbook.domains.expenses.models._register import ExchangeRate, Invoice, OwnCompany

__all__ = [
    "ExchangeRate",
    "Expense",
    "ExpenseReceipt",
    "ExpenseReport",
    "ExpenseSplit",
    "Invoice",
    "LedgerEntry",
    "OwnCompany",
    "Reimbursement",
    "Voucher",
    "VoucherSeries",
]
