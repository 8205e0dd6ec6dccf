"""Request bodies of expenses."""

from decimal import Decimal
from typing import Annotated, ClassVar
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from roadbook.core.ids import AccountId, ExpenseId, OpportunityId, TripId, VisitId
from roadbook.domains.expenses.contracts import ExpenseContent, ExpenseDecision, SplitContent
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

    def content(self) -> ExpenseContent:
        """Give what is stated."""
        return ExpenseContent(
            category=self.category,
            spent_on=self.spent_on,
            amount_minor=self.amount_minor,
            currency=self.currency,
            merchant=self.merchant,
            note=self.note,
            city_code=self.city_code,
            quantity=self.quantity,
            travel_class=self.travel_class,
            over_reason=self.over_reason,
            rate=self.rate,
            trip_id=TripId(self.trip_id) if self.trip_id else None,
            visit_id=VisitId(self.visit_id) if self.visit_id else None,
            account_id=AccountId(self.account_id) if self.account_id else None,
            opportunity_id=OpportunityId(self.opportunity_id) if self.opportunity_id else None,
        )


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

    def content(self) -> SplitContent:
        """Give the part."""
        return SplitContent(
            weight=self.weight,
            account_id=AccountId(self.account_id) if self.account_id else None,
            opportunity_id=OpportunityId(self.opportunity_id) if self.opportunity_id else None,
            visit_id=VisitId(self.visit_id) if self.visit_id else None,
        )


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

    def decided(self) -> list[ExpenseDecision]:
        """Give the decisions."""
        return [
            ExpenseDecision(
                expense_id=ExpenseId(one.expense_id),
                is_approved=one.is_approved,
                approved_minor=one.approved_minor,
                reason=one.reason,
            )
            for one in self.decisions
        ]


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
