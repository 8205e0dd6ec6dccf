"""The table of files; the bytes are in the storage."""

from django.db import models

from roadbook.foundation.changes.models import SyncedModel


class StoredFile(SyncedModel):
    """One uploaded file; the same bytes uploaded twice are two rows and one stored object."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    uploaded_by = models.UUIDField()
    created_at = models.DateTimeField()

    class Meta:
        db_table = "stored_file"

    def __str__(self) -> str:
        return self.name
