"""Lines, their receipts and parts, and the report of a trip."""

from decimal import Decimal

from django.db import models

from roadbook.domains.expenses.contracts import ExpenseState, Origin, RateSource
from roadbook.domains.expenses.models._register import Invoice
from roadbook.domains.expenses.rules import LineFacts, line_state
from roadbook.foundation.changes.models import SyncedModel


class ExpenseReport(SyncedModel):
    """The claim for one trip (or for what belongs to none). Its state follows from its lines."""

    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    trip_id = models.UUIDField(null=True)
    title = models.CharField(max_length=200)
    currency = models.CharField(max_length=3)
    submitted_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "trip_id"],
                condition=models.Q(deleted_at=None, trip_id__isnull=False),
                name="report_once_per_trip",
            )
        ]
        indexes = [
            models.Index(fields=["created_at", "id"], name="report_by_time"),
            models.Index(fields=["trip_id"], name="report_by_trip"),
        ]

    def __str__(self) -> str:
        return self.title


class Expense(SyncedModel):
    """One line. The stored facts are what happened; where it stands follows from them."""

    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    created_by_id = models.UUIDField()
    edited_by_id = models.UUIDField()
    report = models.ForeignKey(ExpenseReport, on_delete=models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=8, default=Origin.HAND)
    category = models.CharField(max_length=16)
    spent_on = models.DateField()
    merchant = models.CharField(max_length=200, blank=True, default="")
    note = models.CharField(max_length=500, blank=True, default="")
    city_code = models.CharField(max_length=6, blank=True, default="")
    quantity = models.PositiveIntegerField(default=1)
    travel_class = models.CharField(max_length=20, blank=True, default="")
    over_reason = models.CharField(max_length=500, blank=True, default="")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=8, default=Decimal(1))
    rate_on = models.DateField()
    rate_source = models.CharField(max_length=5, default=RateSource.SAME)
    base_minor = models.BigIntegerField()
    base_currency = models.CharField(max_length=3)
    tax_minor = models.BigIntegerField(default=0)
    deductible_minor = models.BigIntegerField(default=0)
    deduction_rule = models.CharField(max_length=24, blank=True, default="")
    basis = models.JSONField(default=list)
    trip_id = models.UUIDField(null=True)
    visit_id = models.UUIDField(null=True)
    account_id = models.UUIDField(null=True)
    opportunity_id = models.UUIDField(null=True)
    submitted_at = models.DateTimeField(null=True)
    is_approved = models.BooleanField(null=True)
    approved_minor = models.BigIntegerField(default=0)
    refusal_reason = models.CharField(max_length=500, blank=True, default="")
    decided_by_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    posted_at = models.DateTimeField(null=True)
    paid_minor = models.BigIntegerField(default=0)
    reversed_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0, base_minor__gte=0), name="expense_positive"
            ),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="expense_rate_positive"),
            models.CheckConstraint(
                condition=models.Q(
                    approved_minor__gte=0, approved_minor__lte=models.F("base_minor")
                ),
                name="expense_approved_at_most_claimed",
            ),
            models.CheckConstraint(
                condition=models.Q(paid_minor__gte=0, paid_minor__lte=models.F("approved_minor")),
                name="expense_paid_at_most_approved",
            ),
            models.CheckConstraint(
                condition=models.Q(deductible_minor__gte=0), name="expense_deductible_positive"
            ),
        ]
        indexes = [
            models.Index(fields=["report", "spent_on", "id"], name="expense_by_report"),
            models.Index(fields=["owner", "spent_on", "id"], name="expense_by_owner"),
            models.Index(fields=["amount_minor", "spent_on"], name="expense_by_amount"),
            models.Index(fields=["trip_id"], name="expense_by_trip"),
            models.Index(fields=["account_id", "spent_on"], name="expense_by_account"),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.amount_minor} {self.currency}"

    @property
    def state(self) -> ExpenseState:
        return line_state(
            LineFacts(
                submitted_at=self.submitted_at,
                is_approved=self.is_approved,
                approved_minor=self.approved_minor,
                posted_at=self.posted_at,
                paid_minor=self.paid_minor,
                reversed_at=self.reversed_at,
            )
        )


class ExpenseReceipt(SyncedModel):
    """A document on a line: several a line, several lines a document."""

    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, related_name="+")
    document = models.ForeignKey("recognition.Document", on_delete=models.PROTECT, related_name="+")
    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["expense", "document"],
                condition=models.Q(deleted_at=None),
                name="expense_receipt_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.expense_id} {self.document_id}"


class ExpenseSplit(SyncedModel):
    """A part of a line by weight; `base_minor` parts add up to the line."""

    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    weight = models.PositiveIntegerField()
    base_minor = models.BigIntegerField()
    account_id = models.UUIDField(null=True)
    opportunity_id = models.UUIDField(null=True)
    visit_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(weight__gt=0), name="split_weight_positive"),
            models.UniqueConstraint(
                fields=["expense", "position"],
                condition=models.Q(deleted_at=None),
                name="split_position_once",
            ),
        ]
        indexes = [models.Index(fields=["account_id"], name="split_by_account")]

    def __str__(self) -> str:
        return f"{self.expense_id} {self.weight}"
