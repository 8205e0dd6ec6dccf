"""The documents of search. Their tokens are in the engine's own index, see the migrations."""

from django.db import models


class SearchDocument(models.Model):
    """What search knows of a row: the words to show, and those that rank it."""

    rtype = models.SmallIntegerField()
    rid = models.UUIDField(unique=True)
    parent_id = models.UUIDField(null=True)
    title = models.CharField(max_length=300)
    subtitle = models.CharField(max_length=300, blank=True, default="")
    words = models.CharField(max_length=2000, blank=True, default="")

    class Meta:
        db_table = "search_document"

    def __str__(self) -> str:
        return self.title
