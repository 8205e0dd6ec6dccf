"""Plans and their revisions."""

from django.db import models

from roadbook.domains.planning.contracts import PlanState, TravelWay
from roadbook.domains.planning.models._teams import TeamPlan
from roadbook.foundation.changes.models import SyncedModel, new_id


class Plan(SyncedModel):
    """A wish for a plan and where it stands. The plan itself is in its revisions.

    `account_ids` are the customers that must be in; `revision` is the one that holds. In a team's
    plan `candidate_ids` are the customers given to the person; else one's own are looked at.
    """

    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    first_day = models.DateField()
    last_day = models.DateField()
    sleeps_away = models.BooleanField()
    way = models.CharField(max_length=5, default=TravelWay.CAR)
    city_codes = models.JSONField(default=list)
    account_ids = models.JSONField(default=list)
    team_plan = models.ForeignKey(
        TeamPlan, on_delete=models.PROTECT, null=True, related_name="plans"
    )
    candidate_ids = models.JSONField(null=True)
    seed = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default=PlanState.MAKING)
    job_id = models.UUIDField(null=True)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    frozen_until = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)
    stop_count = models.PositiveIntegerField(default=0)
    cash_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    inputs_hash = models.CharField(max_length=64, blank=True, default="")
    trouble = models.JSONField(null=True)
    trip_id = models.UUIDField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in PlanState]),
                name="plan_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")), name="plan_days_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(way__in=[way.value for way in TravelWay]), name="plan_way_known"
            ),
        ]
        indexes = [models.Index(fields=["person", "-made_at", "id"], name="plan_by_person")]

    def __str__(self) -> str:
        return self.title


class PlanRevision(models.Model):
    """One state of a plan: problem, result, reasons and material, each zlib of JSON.

    Written once, never changed; undo goes back to the number before. `diary` is what a re-planning
    did to visits, for the way back.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    cause = models.CharField(max_length=20)
    account_id = models.UUIDField(null=True)
    problem = models.BinaryField()
    result = models.BinaryField()
    explanation = models.BinaryField()
    material = models.BinaryField()
    pinned = models.JSONField(default=list)
    excluded = models.JSONField(default=list)
    diary = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_revision_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} revision {self.number}"
