"""The spine's tables: head, entries, history, audit; and the base of every synced row."""

from collections.abc import Collection, Sequence
from typing import Any, Self
from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """Make a row id (UUID version 7)."""
    return uuid7()


class SyncedModel(models.Model):
    """A row that goes through the unit of work: id, version, soft deletion, and what was loaded.

    The snapshot of loaded values lets `door.record` find the changed fields by itself.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.BigIntegerField(default=0, editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    _loaded: dict[str, Any] | None = None

    @classmethod
    def from_db(  # type: ignore[override]  # the stubs are of Django 6, which adds fetch_mode
        cls, db: str | None, field_names: Collection[str], values: Collection[Any]
    ) -> Self:
        row = super().from_db(db, field_names, values)
        row.__dict__["_loaded"] = dict(zip(field_names, values, strict=False))
        return row

    @property
    def is_unrecorded(self) -> bool:
        """Tell whether this instance was made here and neither loaded nor recorded yet."""
        return self._loaded is None

    def changed_fields(self) -> dict[str, tuple[Any, Any]]:
        """Give field → (old, new) since the row was loaded; a new row gives (None, value)."""
        names = [f.attname for f in self._meta.concrete_fields if f.attname != "version"]
        current = {name: self.__dict__[name] for name in names if name in self.__dict__}
        if self._loaded is None:
            return {name: (None, value) for name, value in current.items()}
        loaded = self._loaded
        return {
            name: (loaded[name], value)
            for name, value in current.items()
            if name in loaded and loaded[name] != value
        }

    def mark_recorded(self) -> None:
        """Take the present values as the loaded ones."""
        names = [f.attname for f in self._meta.concrete_fields]
        self._loaded = {name: self.__dict__[name] for name in names if name in self.__dict__}


class EntryOp(models.TextChoices):
    PUT = "put"
    LEAVE = "leave"


class SyncHead(models.Model):
    """One row: the counter that orders every write, the epoch, the end of the audit chain."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    version = models.BigIntegerField(default=0)
    epoch = models.UUIDField(default=new_id)
    floor = models.BigIntegerField(default=0)
    durable_version = models.BigIntegerField(default=0)
    audit_seq = models.BigIntegerField(default=0)
    audit_hash = models.CharField(max_length=64, default="")

    class Meta:
        db_table = "sync_head"
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="sync_head_is_one_row")
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class SyncEntry(models.Model):
    """State, not a log: the last version at which a row entered, changed in, or left a scope."""

    pk = models.CompositePrimaryKey("scope", "rtype", "rid")
    scope = models.CharField(max_length=64)
    rtype = models.SmallIntegerField()
    rid = models.UUIDField()
    version = models.BigIntegerField()
    op = models.CharField(max_length=5, choices=EntryOp.choices)

    class Meta:
        db_table = "sync_entry"
        indexes = [
            models.Index(fields=["scope", "version", "rtype", "rid"], name="sync_entry_page"),
            models.Index(fields=["rtype", "rid"], name="sync_entry_row"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.rtype} {self.rid} {self.op}"


class RowHistory(models.Model):
    """Every value that was overwritten, by whom and in which version.

    `conflict` marks a value that its author (`other_id`) wrote unseen by who overwrote it.
    """

    rtype = models.SmallIntegerField()
    rid = models.UUIDField()
    version = models.BigIntegerField()
    field = models.CharField(max_length=64)
    old = models.JSONField(null=True)
    new = models.JSONField(null=True)
    op_id = models.UUIDField(null=True)
    conflict = models.BooleanField(default=False)
    other_id = models.UUIDField(null=True)
    actor_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        db_table = "row_history"
        indexes = [
            models.Index(fields=["rtype", "rid", "version"], name="row_history_row"),
            models.Index(
                fields=["actor_id", "at"],
                condition=models.Q(conflict=True),
                name="row_history_overwriter",
            ),
            models.Index(
                fields=["other_id", "at"],
                condition=models.Q(conflict=True),
                name="row_history_overwritten",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rtype} {self.rid} {self.field}"


class AuditEntry(models.Model):
    """One line of the append-only, hash-chained audit trail."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    version = models.BigIntegerField()
    kind = models.CharField(max_length=64)
    actor_id = models.UUIDField()
    device = models.CharField(max_length=64)
    address = models.CharField(max_length=64)
    request_id = models.CharField(max_length=64)
    subject_type = models.CharField(max_length=64)
    subject_id = models.UUIDField(null=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    facts = models.JSONField(default=dict)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "audit_entry"
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_entry_subject")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


def rows_by_id(model: type[SyncedModel], ids: Sequence[UUID]) -> dict[UUID, SyncedModel]:
    """Load rows of a synced model by id, the deleted ones too."""
    return {row.id: row for row in model._default_manager.filter(pk__in=ids)}
