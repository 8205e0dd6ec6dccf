"""Synced types of expenses. What belongs to a claim is in its owner's and finance's scopes."""

from collections.abc import Callable, Collection, Mapping
from collections.abc import Set as AbstractSet
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from roadbook.core.actor import Actor
from roadbook.domains.expenses import policies
from roadbook.domains.expenses.models import (
    ExchangeRate,
    Expense,
    ExpenseReceipt,
    ExpenseReport,
    ExpenseSplit,
    Invoice,
    OwnCompany,
    Reimbursement,
    Voucher,
)
from roadbook.foundation.changes.models import SyncedModel
from roadbook.foundation.changes.types import ReadableOf, ScopesOf, SyncType

FINANCE = "r:finance"


def _owned(model: type[SyncedModel], path: str) -> ScopesOf:
    def scopes(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
        rows = model._default_manager.filter(pk__in=list(ids)).values_list("pk", path)
        return {row: {f"u:{owner}", FINANCE} for row, owner in rows}

    return scopes


def _for_everybody(ids: Collection[UUID]) -> Mapping[UUID, AbstractSet[str]]:
    return {rid: {"r:ref"} for rid in ids}


def _readable(visible: Callable[[Actor], QuerySet[Any]]) -> ReadableOf:
    def readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
        return set(visible(actor).filter(id__in=list(ids)).values_list("id", flat=True))

    return readable


def _of_expense(model: type[ExpenseReceipt | ExpenseSplit]) -> ReadableOf:
    def readable(actor: Actor, ids: Collection[UUID]) -> AbstractSet[UUID]:
        rows = model._default_manager.filter(
            pk__in=list(ids), expense__in=policies.visible_expenses(actor)
        )
        return set(rows.values_list("pk", flat=True))

    return readable


SYNC_TYPES = (
    SyncType(
        rtype=100,
        name="expense",
        model=Expense,
        scopes=_owned(Expense, "owner_id"),
        readable=_readable(policies.visible_expenses),
    ),
    SyncType(
        rtype=101,
        name="expense_receipt",
        model=ExpenseReceipt,
        scopes=_owned(ExpenseReceipt, "expense__owner_id"),
        readable=_of_expense(ExpenseReceipt),
    ),
    SyncType(
        rtype=102,
        name="expense_split",
        model=ExpenseSplit,
        scopes=_owned(ExpenseSplit, "expense__owner_id"),
        readable=_of_expense(ExpenseSplit),
    ),
    SyncType(
        rtype=103,
        name="expense_report",
        model=ExpenseReport,
        scopes=_owned(ExpenseReport, "owner_id"),
        readable=_readable(policies.visible_reports),
    ),
    SyncType(
        rtype=104,
        name="invoice",
        model=Invoice,
        scopes=_owned(Invoice, "owner_id"),
        readable=_readable(policies.visible_invoices),
    ),
    SyncType(
        rtype=105,
        name="reimbursement",
        model=Reimbursement,
        scopes=_owned(Reimbursement, "person_id"),
        readable=_readable(policies.visible_reimbursements),
    ),
    SyncType(
        rtype=106,
        name="voucher",
        model=Voucher,
        scopes=_owned(Voucher, "report__owner_id"),
        readable=_readable(policies.visible_vouchers),
    ),
    SyncType(
        rtype=107,
        name="exchange_rate",
        model=ExchangeRate,
        scopes=_for_everybody,
        readable=_readable(policies.visible_rates),
    ),
    SyncType(
        rtype=108,
        name="own_company",
        model=OwnCompany,
        scopes=_for_everybody,
        readable=_readable(policies.visible_companies),
    ),
)
