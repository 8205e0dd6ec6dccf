"""Stations and what runs between them."""

from django.db import models

from roadbook.domains.planning.contracts import TravelMode
from roadbook.foundation.changes.models import SyncedModel


class Station(SyncedModel):
    """A railway station or an airport, named once for each mode."""

    name = models.CharField(max_length=60)
    city_code = models.CharField(max_length=6)
    mode = models.CharField(max_length=6)
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mode", "name"], condition=models.Q(deleted_at=None), name="station_once"
            ),
            models.CheckConstraint(
                condition=models.Q(mode__in=[mode.value for mode in TravelMode]),
                name="station_mode_known",
            ),
            models.CheckConstraint(condition=~models.Q(lat=0, lon=0), name="station_never_at_zero"),
        ]
        indexes = [models.Index(fields=["city_code"], name="station_by_city")]

    def __str__(self) -> str:
        return self.name


class TimetableService(SyncedModel):
    """A train or flight from one station to another, on some weekdays of a period.

    `weekdays` are digits 0 (Monday) to 6 of the departure; `prices` are [class, minor], read whole.
    """

    code = models.CharField(max_length=12)
    origin = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    destination = models.ForeignKey(Station, on_delete=models.PROTECT, related_name="+")
    departs_minute = models.PositiveSmallIntegerField()
    arrives_minute = models.PositiveSmallIntegerField()
    weekdays = models.CharField(max_length=7)
    valid_from = models.DateField()
    valid_until = models.DateField()
    prices = models.JSONField(default=list)
    currency = models.CharField(max_length=3, default="CNY")
    is_demo = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code", "origin", "destination", "valid_from"],
                condition=models.Q(deleted_at=None),
                name="timetable_service_once",
            ),
            models.CheckConstraint(
                condition=models.Q(arrives_minute__gt=models.F("departs_minute")),
                name="service_arrives_later",
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__gte=models.F("valid_from")),
                name="service_days_in_order",
            ),
            models.CheckConstraint(
                condition=~models.Q(origin=models.F("destination")), name="service_goes_somewhere"
            ),
        ]
        indexes = [
            models.Index(fields=["origin", "destination", "departs_minute"], name="service_by_way")
        ]

    def __str__(self) -> str:
        return self.code
