"""Tables of visits: the visit, its checks, its report."""

from django.db import models

from roadbook.domains.visits.contracts import (
    Certainty,
    CheckGrade,
    CheckKind,
    Outcome,
    VisitStatus,
)
from roadbook.foundation.changes.models import SyncedModel


class Visit(SyncedModel):
    """One person goes to see one customer. `day` is the local day of `starts_at` in `zone`."""

    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, default=VisitStatus.PLANNED)
    certainty = models.CharField(max_length=14, default=Certainty.FLEXIBLE_DAY)
    day = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=64, default="Asia/Shanghai")
    goal = models.CharField(max_length=500, blank=True, default="")
    reason = models.CharField(max_length=500, blank=True, default="")
    opportunity_id = models.UUIDField(null=True)
    contact_ids = models.JSONField(default=list)
    plan_id = models.UUIDField(null=True)
    trip_id = models.UUIDField(null=True)
    set_off_at = models.DateTimeField(null=True)
    checked_in_at = models.DateTimeField(null=True)
    checked_out_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="visit_ends_after_start"
            ),
            models.CheckConstraint(
                condition=models.Q(status__in=[s.value for s in VisitStatus]),
                name="visit_status_known",
            ),
            models.CheckConstraint(
                condition=models.Q(certainty__in=[c.value for c in Certainty]),
                name="visit_certainty_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(status__in=["missed", "cancelled"]) | ~models.Q(reason=""),
                name="visit_given_up_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "day", "starts_at"], name="visit_by_day"),
            models.Index(fields=["account", "starts_at"], name="visit_by_account"),
            models.Index(fields=["day", "person"], name="visit_of_day"),
            models.Index(fields=["plan_id"], name="visit_by_plan"),
            models.Index(fields=["trip_id"], name="visit_by_trip"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} {self.day}"


class VisitCheck(SyncedModel):
    """A check-in or check-out with its evidence, kept as it was told."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=3)
    happened_at = models.DateTimeField()
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    accuracy_m = models.FloatField(null=True)
    fix_age_s = models.FloatField(null=True)
    distance_m = models.FloatField(null=True)
    grade = models.CharField(max_length=12)
    doubt = models.CharField(max_length=12, blank=True, default="")
    is_clock_doubtful = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in CheckKind]), name="check_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(grade__in=[g.value for g in CheckGrade]),
                name="check_grade_known",
            ),
            models.CheckConstraint(
                condition=models.Q(lat__isnull=True, lon__isnull=True)
                | models.Q(lat__range=(-90, 90), lon__range=(-180, 180)),
                name="check_position_whole",
            ),
            models.UniqueConstraint(
                fields=["visit", "kind"],
                condition=models.Q(deleted_at=None),
                name="check_once_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.grade}"


class VisitReport(SyncedModel):
    """What the visitor reported, with what the report wrote elsewhere."""

    visit = models.OneToOneField(Visit, on_delete=models.CASCADE, related_name="report")
    outcome = models.CharField(max_length=8)
    notes = models.TextField(max_length=20_000, blank=True, default="")
    next_step = models.CharField(max_length=500, blank=True, default="")
    next_step_due = models.DateField(null=True)
    opportunity_id = models.UUIDField(null=True)
    stage_id = models.UUIDField(null=True)
    interaction_id = models.UUIDField(null=True)
    next_visit = models.ForeignKey(Visit, on_delete=models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=[o.value for o in Outcome]),
                name="report_outcome_known",
            )
        ]

    def __str__(self) -> str:
        return self.outcome
