"""How people travel, and where they may sleep."""

from django.db import models

from roadbook.domains.planning.contracts import TravelWay
from roadbook.foundation.changes.models import SyncedModel


class TravelProfile(SyncedModel):
    """How one person travels. `hours` are [weekday, from minute, until minute], read whole."""

    person = models.ForeignKey("identity.Person", on_delete=models.CASCADE, related_name="+")
    start_name = models.CharField(max_length=120)
    start_lat = models.FloatField()
    start_lon = models.FloatField()
    hours = models.JSONField(default=list)
    break_from_minute = models.PositiveSmallIntegerField(default=690)
    break_until_minute = models.PositiveSmallIntegerField(default=810)
    break_minutes = models.PositiveSmallIntegerField(default=60)
    max_visits = models.PositiveSmallIntegerField(default=8)
    max_drive_minutes = models.PositiveSmallIntegerField(default=300)
    hour_cost_minor = models.PositiveIntegerField(default=12_000)
    way = models.CharField(max_length=5, default=TravelWay.CAR)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(deleted_at=None), name="profile_person_once"
            ),
            models.CheckConstraint(
                condition=~models.Q(start_lat=0, start_lon=0), name="profile_never_at_zero"
            ),
            models.CheckConstraint(
                condition=models.Q(way__in=[way.value for way in TravelWay]),
                name="profile_way_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} from {self.start_name}"


class PlanHotel(SyncedModel):
    """A hotel that plans may choose. `city_code` may be a district's."""

    name = models.CharField(max_length=120)
    city_code = models.CharField(max_length=6)
    address = models.CharField(max_length=240, blank=True, default="")
    lat = models.FloatField()
    lon = models.FloatField()
    price_minor = models.PositiveIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    is_preferred = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(lat=0, lon=0), name="hotel_never_at_zero")
        ]
        indexes = [models.Index(fields=["city_code", "id"], name="hotel_by_city")]

    def __str__(self) -> str:
        return self.name
