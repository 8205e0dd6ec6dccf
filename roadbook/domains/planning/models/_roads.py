"""Travel times that were asked for, how often was asked, and what was learnt from journeys."""

from django.db import models

from roadbook.domains.planning.contracts import ESTIMATE
from roadbook.foundation.changes.models import SyncedModel


class StoredLeg(models.Model):
    """A road time between two rounded positions (`rules.cell`), good until it expires.

    Not a fact of the business but a copy of somebody else's answer: neither synced nor audited.
    """

    source = models.CharField(max_length=12)
    origin = models.CharField(max_length=20)
    destination = models.CharField(max_length=20)
    seconds = models.IntegerField()
    metres = models.IntegerField()
    expires_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "origin", "destination"], name="stored_leg_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(source=ESTIMATE), name="stored_leg_not_estimated"
            ),
        ]
        indexes = [models.Index(fields=["expires_at"], name="stored_leg_by_expiry")]

    def __str__(self) -> str:
        return f"{self.source}: {self.origin} → {self.destination}"


class RoadCallDay(models.Model):
    """How many calls a source was asked on a day of China's clock, on which quotas turn."""

    source = models.CharField(max_length=12)
    day = models.DateField()
    calls = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "day"], name="road_call_day_once")]

    def __str__(self) -> str:
        return f"{self.source} {self.day}: {self.calls}"


class TravelFactor(SyncedModel):
    """The factor on the estimate in a region; `region_code` empty: everywhere else."""

    region_code = models.CharField(max_length=6, blank=True, default="")
    factor_per_mille = models.PositiveIntegerField()
    spread_per_mille = models.PositiveIntegerField()
    observations = models.PositiveIntegerField()
    calibrated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["region_code"],
                condition=models.Q(deleted_at=None),
                name="travel_factor_once",
            ),
            models.CheckConstraint(
                condition=models.Q(factor_per_mille__range=(500, 2000)),
                name="travel_factor_in_range",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region_code or '*'}: {self.factor_per_mille}‰"
