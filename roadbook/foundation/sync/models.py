"""Tables of sync: the devices people registered, and the operations they sent."""

from typing import Final

from django.db import models

from roadbook.foundation.changes.models import SyncedModel, new_id


class DeviceStatus(models.TextChoices):
    """What a device may do: only an active one gets data."""

    ACTIVE = "active"
    SUSPENDED = "suspended"  # locked; its data stays
    WIPE = "wipe"  # told to destroy its data at the next contact
    WIPED = "wiped"  # it said that it did
    RETIRED = "retired"  # left by its person


class Device(models.Model):
    """One installation of the app for one person: SYNC_PROTOCOL.md section 6.

    `last_seq` is the number of the last operation that has a result, `announced_*` what the device
    said it holds. `server_share` is the half of the wrapping key that the person does not have.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person_id = models.UUIDField()
    label = models.CharField(max_length=80)
    platform = models.CharField(max_length=80, blank=True, default="")
    public_key = models.BinaryField(max_length=65)
    server_share = models.BinaryField(max_length=32)
    status = models.CharField(
        max_length=9, choices=DeviceStatus.choices, default=DeviceStatus.ACTIVE
    )
    is_pin_locked = models.BooleanField(default=False)
    epoch = models.UUIDField()
    last_seq = models.BigIntegerField(default=0)
    last_op_id = models.UUIDField(null=True)
    announced_seq = models.BigIntegerField(default=0)
    announced_count = models.PositiveIntegerField(default=0)
    pulled_version = models.BigIntegerField(default=0)
    app_version = models.CharField(max_length=40, blank=True, default="")
    schema_version = models.PositiveIntegerField(default=1)
    is_storage_persisted = models.BooleanField(default=False)
    registered_at = models.DateTimeField()
    last_contact_at = models.DateTimeField()
    lease_until = models.DateTimeField()
    wipe_token_hash = models.CharField(max_length=64, blank=True, default="")
    wipe_requested_at = models.DateTimeField(null=True)
    wipe_delivered_at = models.DateTimeField(null=True)
    wipe_confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "device"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=DeviceStatus.values), name="device_status_known"
            )
        ]
        indexes = [models.Index(fields=["person_id", "registered_at"], name="device_by_person")]

    def __str__(self) -> str:
        return f"{self.label} {self.status}"


class SyncOp(models.Model):
    """The stored result of one operation: it is answered again, never run again.

    `row_id` is the row that a create was to make, for telling what depends on a rejected one.
    """

    op_id = models.UUIDField(primary_key=True)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="+")
    seq = models.BigIntegerField()
    person_id = models.UUIDField()
    request_hash = models.CharField(max_length=64)
    status = models.CharField(max_length=8)
    code = models.CharField(max_length=32, blank=True, default="")
    version = models.BigIntegerField(default=0)
    result = models.JSONField(default=dict)
    row_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "sync_op"
        indexes = [
            models.Index(fields=["device", "seq"], name="sync_op_by_device"),
            models.Index(fields=["row_id"], name="sync_op_by_row"),
            models.Index(fields=["at"], name="sync_op_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.op_id} {self.status}"


_HOURS_OF_THREE_DAYS: Final = 72


class DevicePolicy(SyncedModel):
    """The one row of what an administrator decided for all devices."""

    is_single = models.BooleanField(default=True, unique=True, editable=False)
    level = models.CharField(max_length=8, default="standard")
    lease_hours = models.PositiveSmallIntegerField(default=_HOURS_OF_THREE_DAYS)
    lock_after_s = models.PositiveIntegerField(default=300)
    rescues_outbox = models.BooleanField(default=False)
    organisation_key = models.TextField(blank=True, default="")
    withheld_types = models.JSONField(default=dict)

    class Meta:
        db_table = "device_policy"
        constraints = [
            models.CheckConstraint(condition=models.Q(is_single=True), name="device_policy_single"),
            models.CheckConstraint(
                condition=models.Q(level__in=["standard", "strict"]), name="device_level_known"
            ),
            models.CheckConstraint(
                condition=models.Q(lease_hours__range=(8, 720)), name="device_lease_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.level


class RescuedOutbox(models.Model):
    """Unsent changes of a wiped device, sealed to the organisation's key: opened elsewhere."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="rescued")
    sealed = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        db_table = "rescued_outbox"

    def __str__(self) -> str:
        return f"{self.device_id} {self.at}"
