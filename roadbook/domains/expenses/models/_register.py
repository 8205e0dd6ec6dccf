"""The register of invoices, one's own companies, exchange rates."""

from django.db import models

from roadbook.domains.expenses.contracts import BuyerCheck, InvoiceState
from roadbook.foundation.changes.models import SyncedModel


class Invoice(SyncedModel):
    """An invoice that is known by its unique key, whoever brought it."""

    key = models.CharField(max_length=120)
    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    number = models.CharField(max_length=40)
    code = models.CharField(max_length=20, blank=True, default="")
    issued_on = models.DateField(null=True)
    seller_name = models.CharField(max_length=200, blank=True, default="")
    seller_tax_id = models.CharField(max_length=40, blank=True, default="")
    buyer_name = models.CharField(max_length=200, blank=True, default="")
    buyer_tax_id = models.CharField(max_length=40, blank=True, default="")
    buyer_check = models.CharField(max_length=12, default=BuyerCheck.NOT_CHECKED)
    net_minor = models.BigIntegerField(null=True)
    tax_minor = models.BigIntegerField(null=True)
    fund_minor = models.BigIntegerField(default=0)
    total_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=10, default=InvoiceState.UNUSED)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(deleted_at=None), name="invoice_key_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in InvoiceState]),
                name="invoice_state_known",
            ),
        ]
        indexes = [models.Index(fields=["created_at", "id"], name="invoice_by_time")]

    def __str__(self) -> str:
        return self.number


class OwnCompany(SyncedModel):
    """A company of one's own: the right buyer on an invoice."""

    name = models.CharField(max_length=200)
    tax_id = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tax_id"], condition=models.Q(deleted_at=None), name="own_company_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class ExchangeRate(SyncedModel):
    """Units of the base currency per unit of `currency`, from a day on."""

    currency = models.CharField(max_length=3)
    base_currency = models.CharField(max_length=3)
    rate = models.DecimalField(max_digits=18, decimal_places=8)
    valid_from = models.DateField()
    source = models.CharField(max_length=80, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["currency", "base_currency", "valid_from"],
                condition=models.Q(deleted_at=None),
                name="exchange_rate_once",
            ),
            models.CheckConstraint(condition=models.Q(rate__gt=0), name="exchange_rate_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.rate} {self.valid_from}"
