"""The table of documents."""

from django.db import models

from roadbook.domains.recognition.contracts import DocumentState
from roadbook.foundation.changes.models import SyncedModel


class Document(SyncedModel):
    """A file to be read and what was read in it. `facts` is shown, never queried."""

    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    file_id = models.UUIDField(unique=True)
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    sha256 = models.CharField(max_length=64, db_index=True)
    state = models.CharField(max_length=12, default=DocumentState.WAITING)
    reason = models.CharField(max_length=32, blank=True, default="")
    invoice_key = models.CharField(max_length=120, blank=True, default="", db_index=True)
    facts = models.JSONField(null=True)
    job_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=[state.value for state in DocumentState]),
                name="document_state_known",
            )
        ]
        indexes = [models.Index(fields=["owner", "created_at", "id"], name="document_by_owner")]

    def __str__(self) -> str:
        return self.file_name
