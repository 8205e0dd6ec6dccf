"""Customers and who works them."""

from django.db import models

from roadbook.domains.customers.contracts import (
    CustomerClass,
    LifecycleStage,
    MemberRole,
    PositionState,
)
from roadbook.foundation.changes.models import SyncedModel


class Account(SyncedModel):
    """A company that is, was or may become a customer.

    `sort_key` is the name in pinyin, `name_key`, `phone_key` find duplicates. Windows are
    [weekday, opens minute, closes minute], closures [first, last, reason]; both are read whole.
    """

    name = models.CharField(max_length=120)
    name_latin = models.CharField(max_length=160, blank=True, default="")
    industry = models.CharField(max_length=60, blank=True, default="")
    customer_class = models.CharField(max_length=1, default=CustomerClass.C)
    lifecycle_stage = models.CharField(max_length=10, default=LifecycleStage.PROSPECT)
    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    territory = models.ForeignKey(
        "identity.Territory", on_delete=models.PROTECT, null=True, related_name="+"
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    city_code = models.CharField(max_length=6, blank=True, default="")
    district = models.CharField(max_length=60, blank=True, default="")
    address = models.CharField(max_length=240, blank=True, default="")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    position_state = models.CharField(max_length=10, default=PositionState.NONE)
    phone = models.CharField(max_length=40, blank=True, default="")
    email = models.CharField(max_length=120, blank=True, default="")
    website = models.CharField(max_length=200, blank=True, default="")
    tax_number = models.CharField(max_length=30, blank=True, default="")
    note = models.CharField(max_length=4000, blank=True, default="")
    service_minutes = models.PositiveSmallIntegerField(default=60)
    visit_windows = models.JSONField(default=list)
    closures = models.JSONField(default=list)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    sort_key = models.CharField(max_length=200)
    name_key = models.CharField(max_length=120)
    phone_key = models.CharField(max_length=11, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(customer_class__in=[c.value for c in CustomerClass]),
                name="account_class_known",
            ),
            models.CheckConstraint(
                condition=models.Q(lifecycle_stage__in=[s.value for s in LifecycleStage]),
                name="account_lifecycle_known",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    position_state__in=["none", "city"], lat__isnull=True, lon__isnull=True
                )
                | models.Q(
                    position_state__in=["geocoded", "confirmed"],
                    lat__range=(-90, 90),
                    lon__range=(-180, 180),
                ),
                name="account_position_agrees",
            ),
            models.CheckConstraint(condition=~models.Q(lat=0, lon=0), name="account_never_at_zero"),
        ]
        indexes = [
            models.Index(fields=["owner", "sort_key", "id"], name="account_by_owner"),
            models.Index(fields=["territory", "sort_key", "id"], name="account_by_territory"),
            models.Index(fields=["sort_key", "id"], name="account_by_name"),
            models.Index(fields=["customer_class", "sort_key", "id"], name="account_by_class"),
            models.Index(fields=["city_code", "sort_key", "id"], name="account_by_city"),
            models.Index(fields=["name_key"], name="account_name_key"),
            models.Index(fields=["phone_key"], name="account_phone_key"),
            models.Index(fields=["tax_number"], name="account_tax_number"),
            models.Index(fields=["lat", "lon"], name="account_by_place"),
        ]

    def __str__(self) -> str:
        return self.name


class AccountMember(SyncedModel):
    """A colleague who takes part in a customer beside its owner."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "person"],
                condition=models.Q(deleted_at=None),
                name="account_member_once",
            ),
            models.CheckConstraint(
                condition=models.Q(role__in=[r.value for r in MemberRole]),
                name="account_member_role_known",
            ),
        ]
        indexes = [models.Index(fields=["person", "account"], name="account_member_person")]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.account_id}"
