"""Ids, enums and what a person enters."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NewType
from uuid import UUID

from roadbook.core.ids import AccountId, ExpenseId, OpportunityId, TripId, VisitId
from roadbook.engines.policy.limits import Category

RateId = NewType("RateId", UUID)
CompanyId = NewType("CompanyId", UUID)
VoucherId = NewType("VoucherId", UUID)
ReimbursementId = NewType("ReimbursementId", UUID)


class ExpenseState(StrEnum):
    """Where a line stands; derived from its facts, never stored."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REFUSED = "refused"
    POSTED = "posted"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"
    REVERSED = "reversed"


class LineAction(StrEnum):
    """What may be done to a line."""

    EDIT = "edit"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    REFUSE = "refuse"
    POST = "post"
    PAY_PART = "pay_part"
    PAY = "pay"
    REVERSE = "reverse"


class ReportState(StrEnum):
    """Where a report stands; derived from its lines. A returned one has only refused lines."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    POSTED = "posted"
    PARTLY_PAID = "partly_paid"
    PAID = "paid"


class Origin(StrEnum):
    """How a line came about; computed ones are not edited by hand."""

    RECEIPT = "receipt"
    HAND = "hand"
    PER_DIEM = "per_diem"
    MILEAGE = "mileage"


class RateSource(StrEnum):
    """Where the exchange rate of a line is from."""

    SAME = "same"
    TABLE = "table"
    HAND = "hand"


class InvoiceState(StrEnum):
    """Where an invoice stands in the register."""

    UNUSED = "unused"
    IN_USE = "in_use"
    USED = "used"
    POSTED = "posted"
    REVERSED = "reversed"


class BuyerCheck(StrEnum):
    """The buyer on an invoice held against one's own companies."""

    OWN = "own"
    OTHER = "other"
    MISSING = "missing"
    NOT_CHECKED = "not_checked"


class DuplicateLevel(StrEnum):
    """How much a twin looks like the line, surest first."""

    SAME_FILE = "same_file"
    SAME_NUMBER = "same_number"
    SIMILAR = "similar"


class FindingKind(StrEnum):
    """What a line is marked with before somebody decides."""

    OVER_STANDARD = "over_standard"
    RECEIPT_MISSING = "receipt_missing"
    BUYER_OTHER = "buyer_other"
    BUYER_MISSING = "buyer_missing"
    OUTSIDE_TRIP = "outside_trip"
    INVOICE_EXCEEDED = "invoice_exceeded"
    INVOICE_REVERSED = "invoice_reversed"
    AMOUNT_DIFFERS = "amount_differs"
    DUPLICATE = "duplicate"


class EntryKind(StrEnum):
    """Why a posting stands in the ledger."""

    VOUCHER = "voucher"
    PAYMENT = "payment"
    REVERSAL = "reversal"


class AccountCode(StrEnum):
    """The accounts of the voucher (企业会计准则 chart, second level by category)."""

    INPUT_TAX = "2221.01"
    PAYABLE = "2241.01"
    BANK = "1002"
    LODGING = "6602.01.01"
    TRANSPORT = "6602.01.02"
    ALLOWANCE = "6602.01.03"
    LOCAL = "6602.01.04"
    ENTERTAINMENT = "6602.02"
    OTHER = "6602.99"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseContent:
    """What a person states about a line. `quantity` counts nights or people, by category.

    `rate` (base units per unit of the currency) only where the person knows a better one than the
    table; `over_reason` answers a standard that asks for one.
    """

    category: Category
    spent_on: date
    amount_minor: int
    currency: str
    merchant: str = ""
    note: str = ""
    city_code: str = ""
    quantity: int = 1
    travel_class: str = ""
    over_reason: str = ""
    rate: Decimal | None = None
    trip_id: TripId | None = None
    visit_id: VisitId | None = None
    account_id: AccountId | None = None
    opportunity_id: OpportunityId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitContent:
    """A part of a line by weight, for one customer, opportunity or visit."""

    weight: int
    account_id: AccountId | None = None
    opportunity_id: OpportunityId | None = None
    visit_id: VisitId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseDecision:
    """One line decided: approved up to an amount (base minor units), or refused with a reason."""

    expense_id: ExpenseId
    is_approved: bool
    approved_minor: int = 0
    reason: str = ""


Splits = Sequence[SplitContent]
