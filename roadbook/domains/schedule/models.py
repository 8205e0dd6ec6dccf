"""Tables of schedule: events, what is shared, working days that differ from the public calendar."""

from django.db import models

from roadbook.domains.schedule.contracts import BusyState, EventKind, SharingLevel
from roadbook.foundation.changes.models import SyncedModel


class CalendarEvent(SyncedModel):
    """Taken time of one person: local days and times with their zone, and their instants."""

    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=300, blank=True, default="")
    busy_state = models.CharField(max_length=10, default=BusyState.BUSY)
    is_all_day = models.BooleanField(default=False)
    zone = models.CharField(max_length=64)
    first_day = models.DateField()
    start_time = models.TimeField(null=True)
    last_day = models.DateField()
    end_time = models.TimeField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    account_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="event_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in EventKind]),
                name="event_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(busy_state__in=[state.value for state in BusyState]),
                name="event_busy_state_known",
            ),
            models.UniqueConstraint(
                fields=["person", "subject_id"],
                condition=models.Q(deleted_at=None, subject_id__isnull=False),
                name="event_once_per_subject",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "ends_at", "starts_at"], name="event_by_time"),
            models.Index(fields=["subject_id"], name="event_by_subject"),
        ]

    def __str__(self) -> str:
        return self.title


class SharingChoice(SyncedModel):
    """What a person shares of their calendar; no row means busy times only."""

    person = models.OneToOneField("identity.Person", on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=10)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(level__in=[level.value for level in SharingLevel]),
                name="sharing_level_known",
            )
        ]

    def __str__(self) -> str:
        return self.level


class CompanyDay(SyncedModel):
    """A day on which the company differs from the public calendar."""

    day = models.DateField(unique=True)
    is_working = models.BooleanField()
    name_zh = models.CharField(max_length=60, blank=True, default="")
    name_en = models.CharField(max_length=60, blank=True, default="")

    def __str__(self) -> str:
        return self.day.isoformat()
