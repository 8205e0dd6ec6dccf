"""Contracts, projects and dates that matter."""

from django.db import models

from roadbook.domains.customers.contracts import KeyDateCalendar, KeyDateKind
from roadbook.domains.customers.models._accounts import Account
from roadbook.domains.customers.models._people import Contact
from roadbook.foundation.changes.models import SyncedModel


class Contract(SyncedModel):
    """An agreement with a customer; it has ended when `ends_on` has passed."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=160)
    number = models.CharField(max_length=60, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    amount_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    renews_itself = models.BooleanField(default=False)
    note = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="contract_ends_after_start",
            )
        ]
        indexes = [
            models.Index(fields=["account", "ends_on"], name="contract_by_account"),
            models.Index(fields=["ends_on"], name="contract_by_end"),
        ]

    def __str__(self) -> str:
        return self.title


class Project(SyncedModel):
    """Something larger at a customer, in milestones."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    note = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        indexes = [models.Index(fields=["account", "id"], name="project_by_account")]

    def __str__(self) -> str:
        return self.name


class Milestone(SyncedModel):
    """A dated step of a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=160)
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["project", "due_on"], name="milestone_by_project")]

    def __str__(self) -> str:
        return self.name


class KeyDate(SyncedModel):
    """A date worth a call.

    Yearly ones have month and day (lunar ones in the lunar calendar), single ones a year too.
    """

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=120)
    calendar = models.CharField(max_length=5, default=KeyDateCalendar.SOLAR)
    year = models.PositiveSmallIntegerField(null=True)
    month = models.PositiveSmallIntegerField()
    day = models.PositiveSmallIntegerField()
    repeats_yearly = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in KeyDateKind]),
                name="key_date_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(calendar__in=[c.value for c in KeyDateCalendar]),
                name="key_date_calendar_known",
            ),
            models.CheckConstraint(
                condition=models.Q(month__range=(1, 12), day__range=(1, 31)),
                name="key_date_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(repeats_yearly=True) | models.Q(year__isnull=False),
                name="key_date_single_has_year",
            ),
        ]
        indexes = [models.Index(fields=["account", "month", "day"], name="key_date_by_account")]

    def __str__(self) -> str:
        return self.title
