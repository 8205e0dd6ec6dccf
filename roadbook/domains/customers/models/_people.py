"""People at customers, and leads."""

from django.db import models

from roadbook.domains.customers.contracts import ContactRole, LeadStatus
from roadbook.domains.customers.models._accounts import Account
from roadbook.foundation.changes.models import SyncedModel


class Contact(SyncedModel):
    """A person outside; works for one or several accounts through `AccountContact`."""

    name = models.CharField(max_length=80)
    name_latin = models.CharField(max_length=120, blank=True, default="")
    title = models.CharField(max_length=80, blank=True, default="")
    department = models.CharField(max_length=80, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    mobile = models.CharField(max_length=40, blank=True, default="")
    email = models.CharField(max_length=120, blank=True, default="")
    wechat = models.CharField(max_length=60, blank=True, default="")
    note = models.CharField(max_length=2000, blank=True, default="")
    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    phone_key = models.CharField(max_length=11, blank=True, default="")
    email_key = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["owner", "id"], name="contact_by_owner"),
            models.Index(fields=["phone_key"], name="contact_phone_key"),
            models.Index(fields=["email_key"], name="contact_email_key"),
        ]

    def __str__(self) -> str:
        return self.name


class AccountContact(SyncedModel):
    """What a contact is at an account."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, related_name="account_links")
    role = models.CharField(max_length=20, default=ContactRole.OTHER)
    is_primary = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "contact"],
                condition=models.Q(deleted_at=None),
                name="account_contact_once",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=models.Q(deleted_at=None, is_primary=True),
                name="account_contact_one_primary",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[r.value for r in ContactRole]),
                name="account_contact_role_known",
            ),
        ]
        indexes = [models.Index(fields=["contact", "account"], name="account_contact_contact")]

    def __str__(self) -> str:
        return f"{self.contact_id} at {self.account_id}"


class Lead(SyncedModel):
    """Somebody who may become a customer; conversion keeps what it became."""

    name = models.CharField(max_length=80, blank=True, default="")
    company = models.CharField(max_length=120)
    title = models.CharField(max_length=80, blank=True, default="")
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.CharField(max_length=120, blank=True, default="")
    source = models.CharField(max_length=60, blank=True, default="")
    city_code = models.CharField(max_length=6, blank=True, default="")
    address = models.CharField(max_length=240, blank=True, default="")
    note = models.CharField(max_length=4000, blank=True, default="")
    status = models.CharField(max_length=12, default=LeadStatus.NEW)
    reason = models.CharField(max_length=240, blank=True, default="")
    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "identity.Territory", on_delete=models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, null=True, related_name="+")
    opportunity = models.ForeignKey(
        "customers.Opportunity", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in LeadStatus]),
                name="lead_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(status="converted", account__isnull=False)
                | (~models.Q(status="converted") & models.Q(account__isnull=True)),
                name="lead_converted_has_account",
            ),
        ]
        indexes = [
            models.Index(fields=["owner", "status", "id"], name="lead_by_owner"),
            models.Index(fields=["territory", "id"], name="lead_by_territory"),
        ]

    def __str__(self) -> str:
        return self.company
