"""The ledger, vouchers and payments: appended, never changed."""

from django.db import models

from roadbook.domains.expenses.models._lines import Expense, ExpenseReport
from roadbook.foundation.changes.models import SyncedModel


class VoucherSeries(models.Model):
    """The last number given in a month; its row lock orders the numbers."""

    period = models.CharField(max_length=7, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.period} {self.last}"


class Voucher(SyncedModel):
    """A numbered posting. Its entries sum to zero."""

    number = models.CharField(max_length=16, unique=True)
    kind = models.CharField(max_length=8)
    report = models.ForeignKey(ExpenseReport, on_delete=models.PROTECT, related_name="+")
    booked_on = models.DateField()
    booked_by_id = models.UUIDField()
    currency = models.CharField(max_length=3)
    total_minor = models.BigIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["created_at", "id"], name="voucher_by_time")]

    def __str__(self) -> str:
        return self.number


class LedgerEntry(models.Model):
    """One side of a posting: debit positive, credit negative. Never updated or deleted."""

    voucher = models.ForeignKey(Voucher, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    account = models.CharField(max_length=16)
    amount_minor = models.BigIntegerField()
    cost_center = models.CharField(max_length=120, blank=True, default="")
    memo = models.CharField(max_length=200, blank=True, default="")
    rule = models.CharField(max_length=24, blank=True, default="")
    expense = models.ForeignKey(Expense, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["voucher", "position"], name="entry_position_once"),
            models.CheckConstraint(condition=~models.Q(amount_minor=0), name="entry_not_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.amount_minor}"


class Reimbursement(SyncedModel):
    """Money paid for a report; its id is made by who pays, so that a repeated request pays once."""

    report = models.ForeignKey(ExpenseReport, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    voucher = models.OneToOneField(Voucher, on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    paid_on = models.DateField()
    reference = models.CharField(max_length=120, blank=True, default="")
    paid_by_id = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gt=0), name="reimbursement_positive"
            )
        ]
        indexes = [models.Index(fields=["created_at", "id"], name="reimbursement_by_time")]

    def __str__(self) -> str:
        return f"{self.amount_minor} {self.currency}"
