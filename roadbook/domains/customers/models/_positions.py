"""What was looked up about where a customer is."""

from django.db import models

from roadbook.domains.customers.contracts import PlaceConfidence, PositionReason
from roadbook.domains.customers.models._accounts import Account
from roadbook.foundation.changes.models import SyncedModel


class PositionSearch(SyncedModel):
    """The last search for an account's address; `asked` is the text that was searched."""

    account = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="search")
    asked = models.CharField(max_length=400, blank=True, default="")
    outcome = models.CharField(max_length=16)
    source = models.CharField(max_length=12, blank=True, default="")
    label = models.CharField(max_length=240, blank=True, default="")
    city_code = models.CharField(max_length=6, blank=True, default="")
    confidence = models.CharField(max_length=8, blank=True, default="")
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    trouble = models.CharField(max_length=60, blank=True, default="")
    searched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[reason.value for reason in PositionReason]),
                name="search_outcome_known",
            ),
            models.CheckConstraint(
                condition=models.Q(confidence__in=["", *(each.value for each in PlaceConfidence)]),
                name="search_confidence_known",
            ),
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="search_position_whole",
            ),
        ]
        indexes = [models.Index(fields=["outcome", "account"], name="search_by_outcome")]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.outcome}"
