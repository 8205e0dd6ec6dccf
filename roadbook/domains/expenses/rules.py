"""Life cycle, sums, hashes, postings and allocation of expenses. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from roadbook.core.ids import ExpenseId
from roadbook.domains.expenses.contracts import (
    AccountCode,
    BuyerCheck,
    ExpenseState,
    InvoiceState,
    LineAction,
    NotInThisState,
    ReportState,
    VoucherLine,
)
from roadbook.engines.policy.limits import Category

TRANSITIONS: Mapping[tuple[ExpenseState, LineAction], ExpenseState] = {
    (ExpenseState.DRAFT, LineAction.EDIT): ExpenseState.DRAFT,
    (ExpenseState.DRAFT, LineAction.SUBMIT): ExpenseState.SUBMITTED,
    (ExpenseState.SUBMITTED, LineAction.WITHDRAW): ExpenseState.DRAFT,
    (ExpenseState.SUBMITTED, LineAction.APPROVE): ExpenseState.APPROVED,
    (ExpenseState.SUBMITTED, LineAction.REFUSE): ExpenseState.REFUSED,
    (ExpenseState.REFUSED, LineAction.EDIT): ExpenseState.DRAFT,
    (ExpenseState.APPROVED, LineAction.POST): ExpenseState.POSTED,
    (ExpenseState.POSTED, LineAction.PAY_PART): ExpenseState.PARTLY_PAID,
    (ExpenseState.POSTED, LineAction.PAY): ExpenseState.PAID,
    (ExpenseState.PARTLY_PAID, LineAction.PAY_PART): ExpenseState.PARTLY_PAID,
    (ExpenseState.PARTLY_PAID, LineAction.PAY): ExpenseState.PAID,
    (ExpenseState.POSTED, LineAction.REVERSE): ExpenseState.REVERSED,
}
RECEIPT_NEEDED = frozenset(Category) - {Category.PER_DIEM, Category.MILEAGE}
NEVER_DEDUCTED = frozenset({Category.ENTERTAINMENT, Category.PER_DIEM, Category.MILEAGE})
_ACCOUNTS = {
    Category.LODGING: AccountCode.LODGING,
    Category.RAIL: AccountCode.TRANSPORT,
    Category.AIR: AccountCode.TRANSPORT,
    Category.ROAD: AccountCode.TRANSPORT,
    Category.MILEAGE: AccountCode.TRANSPORT,
    Category.TOLLS: AccountCode.TRANSPORT,
    Category.LOCAL: AccountCode.LOCAL,
    Category.PER_DIEM: AccountCode.ALLOWANCE,
    Category.ENTERTAINMENT: AccountCode.ENTERTAINMENT,
    Category.OTHER: AccountCode.OTHER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """The stored facts from which a line's state follows."""

    submitted_at: datetime | None
    is_approved: bool | None
    approved_minor: int
    posted_at: datetime | None
    paid_minor: int
    reversed_at: datetime | None


def line_state(facts: LineFacts) -> ExpenseState:
    """Tell where a line stands. A line approved at nothing is paid as soon as it is booked."""
    if facts.reversed_at is not None:
        return ExpenseState.REVERSED
    if facts.posted_at is not None:
        if facts.paid_minor >= facts.approved_minor:
            return ExpenseState.PAID
        return ExpenseState.PARTLY_PAID if facts.paid_minor else ExpenseState.POSTED
    if facts.is_approved is not None:
        return ExpenseState.APPROVED if facts.is_approved else ExpenseState.REFUSED
    return ExpenseState.SUBMITTED if facts.submitted_at is not None else ExpenseState.DRAFT


def next_state(state: ExpenseState, action: LineAction) -> ExpenseState:
    """Give the state that follows. Raises NotInThisState."""
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise NotInThisState(state=state.value, action=action.value) from None


def report_state(states: Iterable[ExpenseState]) -> ReportState:
    """Tell where a report stands: what still waits for somebody goes before what is done."""
    present = set(states) - {ExpenseState.REVERSED}
    if ExpenseState.SUBMITTED in present:
        return ReportState.SUBMITTED
    settled = present - {ExpenseState.REFUSED, ExpenseState.DRAFT}
    if not settled:
        return ReportState.RETURNED if ExpenseState.REFUSED in present else ReportState.DRAFT
    if settled == {ExpenseState.PAID}:
        return ReportState.PAID
    if ExpenseState.APPROVED in settled:
        return ReportState.APPROVED
    if settled & {ExpenseState.PARTLY_PAID, ExpenseState.PAID}:
        return ReportState.PARTLY_PAID
    return ReportState.POSTED


def invoice_state(states: Iterable[ExpenseState]) -> InvoiceState:
    """Tell where an invoice stands from the lines that use it."""
    present = set(states) - {ExpenseState.REVERSED, ExpenseState.REFUSED}
    if present & {ExpenseState.POSTED, ExpenseState.PARTLY_PAID, ExpenseState.PAID}:
        return InvoiceState.POSTED
    if ExpenseState.APPROVED in present:
        return InvoiceState.USED
    return InvoiceState.IN_USE if present else InvoiceState.UNUSED


def buyer_check(
    *, name: str, tax_id: str, own: Iterable[tuple[str, str]], has_buyer_field: bool
) -> BuyerCheck:
    """Hold a buyer against one's own companies (name, tax id); the tax id decides when there is
    one.
    """
    companies = [(own_name.strip(), own_id.strip().upper()) for own_name, own_id in own]
    if not companies or not has_buyer_field:
        return BuyerCheck.NOT_CHECKED
    if tax_id:
        is_own = tax_id.strip().upper() in {own_id for _, own_id in companies if own_id}
        return BuyerCheck.OWN if is_own else BuyerCheck.OTHER
    if not name:
        return BuyerCheck.MISSING
    return BuyerCheck.OWN if name.strip() in {n for n, _ in companies} else BuyerCheck.OTHER


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """Everything an approver is shown of a line that a decision depends on."""

    id: str
    state: str
    category: str
    spent_on: str
    merchant: str
    note: str
    amount_minor: int
    currency: str
    rate: str
    base_minor: int
    tax_minor: int
    over_reason: str
    file_hashes: tuple[str, ...]
    splits: tuple[tuple[int, str], ...]


def seen_hash(lines: Sequence[SeenLine], findings: Sequence[tuple[str, str]]) -> str:
    """Give the SHA-256 of the canonical form of what an approver is shown."""
    shown = {
        "lines": [asdict(line) for line in sorted(lines, key=lambda line: line.id)],
        "findings": sorted(findings),
    }
    canonical = json.dumps(shown, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookable:
    """An approved line as the voucher sees it; amounts in base minor units."""

    category: Category
    approved_minor: int
    deductible_minor: int
    cost_center: str
    memo: str
    rule: str


def voucher_lines(lines: Sequence[Bookable], *, payable_memo: str) -> list[VoucherLine]:
    """Post approved lines: expense and input tax against what is owed to the employee.

    The sum is zero. Input tax never exceeds what was approved.
    """
    posted = []
    for line in lines:
        tax = min(line.deductible_minor, line.approved_minor)
        posted.append(_side(_ACCOUNTS[line.category], line.approved_minor - tax, line))
        posted.append(_side(AccountCode.INPUT_TAX, tax, line))
    owed = sum(line.approved_minor for line in lines)
    posted.append(
        VoucherLine(
            account=AccountCode.PAYABLE,
            amount_minor=-owed,
            cost_center="",
            memo=payable_memo,
            rule="",
        )
    )
    return [line for line in posted if line.amount_minor]


def _side(account: AccountCode, amount_minor: int, line: Bookable) -> VoucherLine:
    return VoucherLine(
        account=account,
        amount_minor=amount_minor,
        cost_center=line.cost_center,
        memo=line.memo,
        rule=line.rule if account is AccountCode.INPUT_TAX else "",
    )


def payment_lines(amount_minor: int, *, memo: str) -> list[VoucherLine]:
    """Post a payment: what is owed to the employee against the bank. The sum is zero."""
    return [
        VoucherLine(
            account=AccountCode.PAYABLE,
            amount_minor=amount_minor,
            cost_center="",
            memo=memo,
            rule="",
        ),
        VoucherLine(
            account=AccountCode.BANK, amount_minor=-amount_minor, cost_center="", memo=memo, rule=""
        ),
    ]


def allocated(amount_minor: int, owed: Sequence[tuple[UUID, int]]) -> dict[UUID, int]:
    """Lay a payment on lines in their order until it is used up; the parts add up to it.

    Raises ValueError for more than is owed or nothing.
    """
    if amount_minor <= 0 or amount_minor > sum(minor for _, minor in owed):
        raise ValueError("a payment is positive and at most what is owed")
    parts: dict[UUID, int] = {}
    left = amount_minor
    for line, minor in owed:
        part = min(left, minor)
        if part > 0:
            parts[line] = part
            left -= part
    return parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What similarity of two lines is judged by."""

    id: ExpenseId
    spent_on: date
    amount_minor: int
    currency: str
    merchant: str


def is_similar(one: Claim, other: Claim) -> bool:
    """Tell whether two lines could be the same purchase: same money within a day, same merchant."""
    if one.id == other.id or one.currency != other.currency:
        return False
    if one.amount_minor != other.amount_minor or abs((one.spent_on - other.spent_on).days) > 1:
        return False
    first, second = _bare(one.merchant), _bare(other.merchant)
    return not first or not second or first in second or second in first


def _bare(merchant: str) -> str:
    return "".join(char for char in merchant.casefold() if char.isalnum())


def category_of(kind: str, items: Sequence[str]) -> Category:
    """Guess the category of a document from its kind and the goods it names."""
    by_kind = {
        "rail_ticket": Category.RAIL,
        "air_itinerary": Category.AIR,
        "road_ticket": Category.ROAD,
        "toll": Category.TOLLS,
        "taxi": Category.LOCAL,
    }
    if kind in by_kind:
        return by_kind[kind]
    named = " ".join(items)
    words = (
        ("住宿", Category.LODGING),
        ("餐", Category.ENTERTAINMENT),
        ("客运", Category.LOCAL),
        ("通行费", Category.TOLLS),
        ("油", Category.ROAD),
    )
    return next((category for word, category in words if word in named), Category.OTHER)
