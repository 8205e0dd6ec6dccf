"""The rhythm of each account."""

from django.db import models

from roadbook.domains.cadence.contracts import Channel
from roadbook.foundation.changes.models import SyncedModel


class AccountRhythm(SyncedModel):
    """Recommended and holding interval of one account, and what it counts from.

    `anchor_day` is the day number (`date.toordinal`) of `anchor_on`: the due ratio is integer
    arithmetic that both databases do alike.
    """

    account = models.ForeignKey("customers.Account", on_delete=models.CASCADE, related_name="+")
    interval_days = models.PositiveIntegerField()
    channel = models.CharField(max_length=10)
    recommended_days = models.PositiveIntegerField()
    recommended_channel = models.CharField(max_length=10)
    base_days = models.PositiveIntegerField()
    stage_pct = models.PositiveIntegerField()
    opportunity_pct = models.PositiveIntegerField()
    set_days = models.PositiveIntegerField(null=True)
    set_channel = models.CharField(max_length=10, blank=True, default="")
    set_note = models.CharField(max_length=200, blank=True, default="")
    tolerance_pct = models.PositiveIntegerField(default=25)
    last_visit_on = models.DateField(null=True)
    last_contact_on = models.DateField(null=True)
    anchor_on = models.DateField()
    anchor_day = models.IntegerField()
    due_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account"], condition=models.Q(deleted_at=None), name="rhythm_account_once"
            ),
            models.CheckConstraint(
                condition=models.Q(interval_days__range=(1, 730)), name="rhythm_interval_bounded"
            ),
            models.CheckConstraint(
                condition=models.Q(channel__in=[channel.value for channel in Channel]),
                name="rhythm_channel_known",
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="rhythm_by_due_day")]

    def __str__(self) -> str:
        return f"{self.account_id} every {self.interval_days} days"
