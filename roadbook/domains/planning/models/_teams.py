"""Plans of a whole team."""

from django.db import models

from roadbook.domains.planning.contracts import TeamPlanState
from roadbook.foundation.changes.models import SyncedModel


class TeamPlan(SyncedModel):
    """A wish to plan several people at once. What each does is in their own plan.

    `shares` says who was given which customers, as the record `TeamShares`.
    """

    asked_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    sleeps_away = models.BooleanField()
    person_ids = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=TeamPlanState.ASSIGNING)
    job_id = models.UUIDField(null=True)
    shares = models.JSONField(default=dict)
    trouble = models.CharField(max_length=60, blank=True, default="")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in TeamPlanState]),
                name="team_plan_state_known",
            ),
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="team_plan_days_in_order",
            ),
        ]
        indexes = [models.Index(fields=["asked_by", "-made_at", "id"], name="team_plan_by_asker")]

    def __str__(self) -> str:
        return f"team plan {self.first_day} to {self.last_day}"
