"""The job table and the ticks of the clock that were already taken."""

from django.db import models

from roadbook.foundation.changes.models import new_id


class JobState(models.TextChoices):
    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"
    CANCELLED = "cancelled"


class Job(models.Model):
    """One piece of work. Past `lease_until`, anybody may take it from who runs it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=64)
    args = models.JSONField(default=dict)
    key = models.CharField(max_length=128, blank=True, default="")
    state = models.CharField(max_length=9, choices=JobState.choices, default=JobState.QUEUED)
    priority = models.SmallIntegerField(default=0)
    run_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=64, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=5)
    batch_id = models.UUIDField(null=True)
    requested_by = models.UUIDField(null=True)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    progress_note = models.CharField(max_length=200, blank=True, default="")
    result = models.JSONField(default=dict)
    error_code = models.CharField(max_length=64, blank=True, default="")
    error = models.CharField(max_length=500, blank=True, default="")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "job"
        indexes = [
            models.Index(fields=["state", "run_at"], name="job_due"),
            models.Index(fields=["batch_id"], name="job_batch"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"],
                condition=models.Q(state__in=["queued", "running"]) & ~models.Q(key=""),
                name="job_key_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.state}"


class CronTick(models.Model):
    """A tick of a schedule that was turned into a job: unique, so that many machines make one."""

    pk = models.CompositePrimaryKey("name", "tick")
    name = models.CharField(max_length=64)
    tick = models.DateTimeField()

    class Meta:
        db_table = "job_cron_tick"

    def __str__(self) -> str:
        return f"{self.name} {self.tick}"
