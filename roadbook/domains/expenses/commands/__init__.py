"""Writes of expenses."""

from roadbook.domains.expenses.commands._booking import (
    pay_report,
    post_report,
    reverse_voucher,
)
from roadbook.domains.expenses.commands._decisions import decide_lines
from roadbook.domains.expenses.commands._lines import (
    add_expense,
    delete_expense,
    split_expense,
    update_expense,
)
from roadbook.domains.expenses.commands._receipts import (
    attach_receipt,
    detach_receipt,
    register_receipts,
    reverse_invoice,
)
from roadbook.domains.expenses.commands._reports import (
    move_to_report,
    open_trip_report,
    submit_report,
    withdraw_report,
)
from roadbook.domains.expenses.commands._settings import (
    put_company,
    put_rate,
    remove_company,
    remove_rate,
)

__all__ = [
    "add_expense",
    "attach_receipt",
    "decide_lines",
    "delete_expense",
    "detach_receipt",
    "move_to_report",
    "open_trip_report",
    "pay_report",
    "post_report",
    "put_company",
    "put_rate",
    "register_receipts",
    "remove_company",
    "remove_rate",
    "reverse_invoice",
    "reverse_voucher",
    "split_expense",
    "submit_report",
    "update_expense",
    "withdraw_report",
]
