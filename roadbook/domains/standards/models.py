"""Tables of standards."""

from typing import ClassVar

from django.db import models

from roadbook.domains.standards.contracts import Tier
from roadbook.engines.policy.limits import Action, Category
from roadbook.foundation.changes.models import SyncedModel

_LIVE = models.Q(deleted_at=None)


class CityTier(SyncedModel):
    """The tier of a city; a city without a row is of the last tier."""

    city_code = models.CharField(max_length=6)
    tier = models.CharField(max_length=2)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city_code"], condition=_LIVE, name="city_tier_once"),
            models.CheckConstraint(
                condition=models.Q(tier__in=[tier.value for tier in Tier]), name="city_tier_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_code} {self.tier}"


class Season(SyncedModel):
    """A yearly period in which limits rise; an empty city means everywhere."""

    name = models.CharField(max_length=60)
    city_code = models.CharField(max_length=6, blank=True, default="")
    first_month = models.PositiveSmallIntegerField()
    first_day = models.PositiveSmallIntegerField()
    last_month = models.PositiveSmallIntegerField()
    last_day = models.PositiveSmallIntegerField()
    uplift_pct = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(first_month__range=(1, 12), last_month__range=(1, 12))
                & models.Q(first_day__range=(1, 31), last_day__range=(1, 31)),
                name="season_days_exist",
            )
        ]

    def __str__(self) -> str:
        return self.name


class TravelStandard(SyncedModel):
    """A limit by grade × place × category. Empty tier and city and no grade mean "any"."""

    category = models.CharField(max_length=20)
    grade = models.ForeignKey(
        "identity.Grade", on_delete=models.PROTECT, null=True, related_name="+"
    )
    tier = models.CharField(max_length=2, blank=True, default="")
    city_code = models.CharField(max_length=6, blank=True, default="")
    limit_minor = models.BigIntegerField(null=True)
    class_limit = models.CharField(max_length=20, blank=True, default="")
    currency = models.CharField(max_length=3, default="CNY")
    action = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["category", "grade", "tier", "city_code"],
                condition=_LIVE & models.Q(grade__isnull=False),
                name="standard_once",
            ),
            models.UniqueConstraint(
                fields=["category", "tier", "city_code"],
                condition=_LIVE & models.Q(grade__isnull=True),
                name="standard_any_grade_once",
            ),
            models.CheckConstraint(
                condition=models.Q(category__in=[c.value for c in Category]),
                name="standard_category_known",
            ),
            models.CheckConstraint(
                condition=models.Q(action__in=[a.value for a in Action]),
                name="standard_action_known",
            ),
            models.CheckConstraint(
                condition=models.Q(limit_minor=None) | models.Q(limit_minor__gte=0),
                name="standard_limit_not_negative",
            ),
            models.CheckConstraint(
                condition=models.Q(tier="") | models.Q(city_code=""),
                name="standard_tier_or_city",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.tier}{self.city_code}"


class PerDiemRate(SyncedModel):
    """Daily allowance; the row without a city holds elsewhere and carries the shares."""

    city_code = models.CharField(max_length=6, blank=True, default="")
    day_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    same_day_pct = models.PositiveSmallIntegerField(default=100)
    first_day_pct = models.PositiveSmallIntegerField(default=100)
    last_day_pct = models.PositiveSmallIntegerField(default=100)
    same_day_min_minutes = models.PositiveIntegerField(default=0)
    same_day_min_distance_m = models.PositiveIntegerField(default=0)
    breakfast_pct = models.PositiveSmallIntegerField(default=0)
    lunch_pct = models.PositiveSmallIntegerField(default=0)
    dinner_pct = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city_code"], condition=_LIVE, name="per_diem_once"),
            models.CheckConstraint(
                condition=models.Q(day_minor__gte=0), name="per_diem_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_code or '*'} {self.day_minor}"


class MileageRate(SyncedModel):
    """Money per kilometre in one's own car, from a day on."""

    valid_from = models.DateField()
    per_km_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3, default="CNY")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["valid_from"], condition=_LIVE, name="mileage_once")
        ]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.per_km_minor}"
