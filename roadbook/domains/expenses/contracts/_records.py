"""Records of expenses."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from roadbook.core.ids import (
    AccountId,
    ExpenseId,
    FileId,
    InvoiceId,
    OpportunityId,
    PersonId,
    ReportId,
    TripId,
    VisitId,
)
from roadbook.domains.expenses.contracts._values import (
    AccountCode,
    BuyerCheck,
    CompanyId,
    DuplicateLevel,
    EntryKind,
    ExpenseState,
    FindingKind,
    InvoiceState,
    LineAction,
    Origin,
    RateId,
    RateSource,
    ReimbursementId,
    ReportState,
    VoucherId,
)
from roadbook.domains.recognition.contracts import DocumentId, DocumentRecord
from roadbook.engines.policy.limits import Action, Category


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptRecord:
    """A document on a line, and the registered invoice that it is."""

    document_id: DocumentId
    file_id: FileId
    file_name: str
    media_type: str
    invoice_id: InvoiceId | None
    invoice_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRecord:
    """A part of a line; the parts add up to the line exactly."""

    weight: int
    base_minor: int
    account_id: AccountId | None
    account_name: str
    opportunity_id: OpportunityId | None
    visit_id: VisitId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a line is marked with; amounts in base minor units where there are any."""

    expense_id: ExpenseId
    kind: FindingKind
    action: Action
    limit_minor: int | None = None
    over_minor: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DuplicateHint:
    """A twin of a line. Of other people's lines only the day and the team are told."""

    expense_id: ExpenseId
    level: DuplicateLevel
    is_own: bool
    twin_id: ExpenseId | None
    twin_on: date
    twin_team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpenseRecord:
    """A line. `base_minor` is the amount in the company's currency at `rate`; rates are text.

    `deductible_minor` is the input tax that `deduction_rule` allows; `basis` tells how a computed
    amount came about, a line per day or drive.
    """

    id: ExpenseId
    owner_id: PersonId
    owner_name: str
    report_id: ReportId | None
    state: ExpenseState
    origin: Origin
    category: Category
    spent_on: date
    merchant: str
    note: str
    city_code: str
    quantity: int
    travel_class: str
    over_reason: str
    amount_minor: int
    currency: str
    base_minor: int
    base_currency: str
    rate: str
    rate_on: date
    rate_source: RateSource
    tax_minor: int
    deductible_minor: int
    deduction_rule: str
    approved_minor: int | None
    refusal_reason: str
    decided_by_name: str
    paid_minor: int
    trip_id: TripId | None
    visit_id: VisitId | None
    account_id: AccountId | None
    account_name: str
    opportunity_id: OpportunityId | None
    receipts: Sequence[ReceiptRecord]
    splits: Sequence[SplitRecord]
    basis: Sequence[str]
    actions: Sequence[LineAction]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a document's line could hang on: the trip and visit of that day."""

    trip_id: TripId | None
    trip_title: str
    visit_id: VisitId | None
    visit_at: datetime | None
    account_id: AccountId | None
    account_name: str
    category: Category


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPage:
    """One's own loose ends: documents without a line, lines without a report, open reports."""

    documents: Sequence[DocumentRecord]
    expenses: Sequence[ExpenseRecord]
    reports: Sequence["ReportSummary"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSummary:
    """A report in a list; amounts in base minor units."""

    id: ReportId
    owner_id: PersonId
    owner_name: str
    team_name: str
    trip_id: TripId | None
    title: str
    state: ReportState
    line_count: int
    waiting_count: int
    refused_count: int
    claimed_minor: int
    approved_minor: int
    posted_minor: int
    paid_minor: int
    currency: str
    first_on: date | None
    last_on: date | None
    submitted_at: datetime | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that the page of a report shows. `seen` goes back with a decision."""

    summary: ReportSummary
    lines: Sequence[ExpenseRecord]
    findings: Sequence[Finding]
    duplicates: Sequence[DuplicateHint]
    reimbursements: Sequence["ReimbursementRecord"]
    vouchers: Sequence["VoucherRecord"]
    seen: str
    may_submit: bool
    may_withdraw: bool
    may_decide: bool
    may_book: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRecord:
    """An invoice in the register."""

    id: InvoiceId
    owner_id: PersonId
    owner_name: str
    kind: str
    number: str
    code: str
    issued_on: date | None
    seller_name: str
    buyer_name: str
    buyer_tax_id: str
    buyer_check: BuyerCheck
    net_minor: int | None
    tax_minor: int | None
    total_minor: int
    currency: str
    state: InvoiceState
    line_count: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReimbursementRecord:
    """Money paid to the employee for a report."""

    id: ReimbursementId
    report_id: ReportId
    report_title: str
    person_id: PersonId
    person_name: str
    amount_minor: int
    currency: str
    paid_on: date
    reference: str
    paid_by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherLine:
    """One side of a posting: debit positive, credit negative."""

    account: AccountCode
    amount_minor: int
    cost_center: str
    memo: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherRecord:
    """A balanced posting with its number."""

    id: VoucherId
    number: str
    kind: EntryKind
    report_id: ReportId
    report_title: str
    person_name: str
    booked_on: date
    currency: str
    total_minor: int
    lines: Sequence[VoucherLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRecord:
    """Units of the base currency per unit of `currency` from a day on."""

    id: RateId
    currency: str
    base_currency: str
    rate: str
    valid_from: date
    source: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCompanyRecord:
    """A company of one's own, as it must stand on invoices."""

    id: CompanyId
    name: str
    tax_id: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendOfTrip:
    """What a trip has cost by its lines that were not refused or reversed, in base minor units."""

    trip_id: TripId
    claimed_minor: int
    approved_minor: int
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendOfAccount:
    """What was spent on a customer in a period, splits counted by their part."""

    account_id: AccountId
    spent_minor: int
    currency: str
    line_count: int
