"""Tables of imports."""

from django.db import models

from roadbook.domains.rollout.contracts import ImportState, LineDecision, LineState
from roadbook.foundation.changes.models import SyncedModel


class ImportBatch(SyncedModel):
    """A file of customers on its way in. Header, sample, columns and counts are read whole."""

    name = models.CharField(max_length=200)
    form = models.CharField(max_length=12)
    state = models.CharField(max_length=10, default=ImportState.UPLOADED)
    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    default_owner = models.ForeignKey(
        "identity.Person", on_delete=models.PROTECT, null=True, related_name="+"
    )
    header = models.JSONField(default=list)
    sample = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    job_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in ImportState]),
                name="import_state_known",
            )
        ]
        indexes = [models.Index(fields=["owner", "created_at"], name="import_by_owner")]

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """One line of a file: its cells, what the dry run found, and the customer it became.

    Not synced: lines are read page by page on one screen and may be many.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="+")
    line = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=LineState.UNCHECKED)
    decision = models.CharField(max_length=6, default=LineDecision.CREATE)
    cells = models.JSONField()
    errors = models.JSONField(default=dict)
    twins = models.JSONField(default=list)
    account_id = models.UUIDField(null=True)
    kept_for = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="import_line_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=[s.value for s in LineState]),
                name="import_line_state_known",
            ),
        ]
        indexes = [models.Index(fields=["batch", "state", "line"], name="import_line_by_state")]

    def __str__(self) -> str:
        return f"line {self.line}"


class ColumnMemory(SyncedModel):
    """How the columns of a heading were understood last time; found again by the heading."""

    header_hash = models.CharField(max_length=64, unique=True)
    columns = models.JSONField()

    def __str__(self) -> str:
        return self.header_hash
