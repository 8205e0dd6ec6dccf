"""Request bodies of expenses."""

from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from roadbook.engines.policy.limits import Category
from roadbook.foundation.http.fields import Currency, Day, Hash, Line, Name, OptionalName

Rate = Annotated[Decimal, Field(gt=0, le=1_000_000, max_digits=14, decimal_places=8)]
ClaimedMinor = Annotated[int, Field(ge=1, le=10**12)]
TaxId = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9A-Za-z]{5,30}$")]


class ExpensesBody(Schema):
    model_config: ClassVar[ConfigDict] = ConfigDict(extra="forbid")


class ExpenseBody(ExpensesBody):
    """What is stated about a line; the amount in minor units of its currency."""

    category: Category
    spent_on: Day
    amount_minor: ClaimedMinor
    currency: Currency
    merchant: OptionalName = ""
    note: Line = ""
    city_code: Annotated[str, StringConstraints(pattern=r"^(\d{6})?$")] = ""
    quantity: Annotated[int, Field(ge=1, le=1_000)] = 1
    travel_class: Annotated[str, StringConstraints(max_length=20)] = ""
    over_reason: Line = ""
    rate: Rate | None = None
    trip_id: UUID | None = None
    visit_id: UUID | None = None
    account_id: UUID | None = None
    opportunity_id: UUID | None = None


class NewExpenseBody(ExpenseBody):
    """A new line; its id is made by who adds it, so that a repeated request adds it once."""

    id: UUID
    document_ids: Annotated[list[UUID], Field(max_length=20)] = []
    report_id: UUID | None = None


class DocumentBody(ExpensesBody):
    document_id: UUID


class SplitBody(ExpensesBody):
    weight: Annotated[int, Field(ge=1, le=1_000_000)]
    account_id: UUID | None = None
    opportunity_id: UUID | None = None
    visit_id: UUID | None = None


class SplitsBody(ExpensesBody):
    splits: Annotated[list[SplitBody], Field(max_length=50)]


class TripReportBody(ExpensesBody):
    trip_id: UUID


class LinesBody(ExpensesBody):
    expense_ids: Annotated[list[UUID], Field(min_length=1, max_length=200)]


class ExpenseDecisionBody(ExpensesBody):
    """One line: approved at `approved_minor` (base minor units), or refused with a reason."""

    expense_id: UUID
    is_approved: bool
    approved_minor: Annotated[int, Field(ge=0, le=10**12)] = 0
    reason: Line = ""


class DecisionsBody(ExpensesBody):
    decisions: Annotated[list[ExpenseDecisionBody], Field(min_length=1, max_length=500)]
    seen: Hash


class BookBody(ExpensesBody):
    booked_on: Day


class PayBody(ExpensesBody):
    """A payment; its id is made by who pays, so that a repeated request pays once."""

    id: UUID
    amount_minor: ClaimedMinor
    paid_on: Day
    reference: OptionalName = ""


class RateBody(ExpensesBody):
    currency: Currency
    rate: Rate
    valid_from: Day
    source: Annotated[str, StringConstraints(strip_whitespace=True, max_length=80)] = ""


class OwnCompanyBody(ExpensesBody):
    name: Name
    tax_id: TaxId
