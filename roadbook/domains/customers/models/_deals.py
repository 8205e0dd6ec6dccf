"""Pipelines, opportunities and what was bought."""

from django.db import models

from roadbook.domains.customers.contracts import LossReason, StageType
from roadbook.domains.customers.models._accounts import Account
from roadbook.domains.customers.models._people import Contact
from roadbook.foundation.changes.models import SyncedModel


class Pipeline(SyncedModel):
    """A way of selling: a row of stages."""

    name = models.CharField(max_length=60)
    is_default = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(deleted_at=None, is_default=True),
                name="pipeline_one_default",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Stage(SyncedModel):
    """A step of a pipeline. Its name is the users', its type is ours."""

    pipeline = models.ForeignKey(Pipeline, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=60)
    stage_type = models.CharField(max_length=4, default=StageType.OPEN)
    probability_pct = models.PositiveSmallIntegerField()
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage_type__in=[t.value for t in StageType]),
                name="stage_type_known",
            ),
            models.CheckConstraint(
                condition=models.Q(probability_pct__lte=100), name="stage_probability_in_range"
            ),
        ]
        indexes = [models.Index(fields=["pipeline", "rank"], name="stage_by_pipeline")]

    def __str__(self) -> str:
        return self.name


class Opportunity(SyncedModel):
    """A possible sale. `probability_pct` overrides the stage's; a loss has its reason."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120)
    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    stage_type = models.CharField(max_length=4, default=StageType.OPEN)
    stage_since = models.DateTimeField()
    probability_pct = models.PositiveSmallIntegerField(null=True)
    amount_minor = models.BigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="CNY")
    close_date = models.DateField(null=True)
    next_step = models.CharField(max_length=240, blank=True, default="")
    competitor = models.CharField(max_length=120, blank=True, default="")
    primary_contact = models.ForeignKey(
        Contact, on_delete=models.PROTECT, null=True, related_name="+"
    )
    loss_reason = models.CharField(max_length=12, blank=True, default="")
    loss_note = models.CharField(max_length=1000, blank=True, default="")
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_minor__gte=0), name="opportunity_amount_not_negative"
            ),
            models.CheckConstraint(
                condition=models.Q(probability_pct__isnull=True)
                | models.Q(probability_pct__lte=100),
                name="opportunity_probability_in_range",
            ),
            models.CheckConstraint(
                condition=models.Q(stage_type="lost", loss_reason__in=[r.value for r in LossReason])
                | (~models.Q(stage_type="lost") & models.Q(loss_reason="")),
                name="opportunity_loss_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(stage_type="open", closed_at__isnull=True)
                | (~models.Q(stage_type="open") & models.Q(closed_at__isnull=False)),
                name="opportunity_closed_agrees",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "stage_type"], name="opportunity_by_account"),
            models.Index(fields=["owner", "stage_type", "id"], name="opportunity_by_owner"),
            models.Index(fields=["stage", "close_date", "id"], name="opportunity_by_stage"),
        ]

    def __str__(self) -> str:
        return self.name


class StageMove(SyncedModel):
    """One line of the stage log; the first has no stage it came from."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="+")
    from_stage = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="+")
    to_stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+")
    moved_by = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    moved_at = models.DateTimeField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)

    class Meta:
        indexes = [
            models.Index(fields=["opportunity", "moved_at"], name="stage_move_by_opportunity"),
            models.Index(fields=["moved_at"], name="stage_move_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity_id} to {self.to_stage_id}"


class Order(SyncedModel):
    """What was bought, when, for how much. `amount_minor` is the sum of its lines."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.PROTECT, null=True, related_name="+"
    )
    number = models.CharField(max_length=60)
    ordered_on = models.DateField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="CNY")
    note = models.CharField(max_length=1000, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "number"],
                condition=models.Q(deleted_at=None),
                name="order_number_once",
            )
        ]
        indexes = [
            models.Index(fields=["account", "ordered_on"], name="order_by_account"),
            models.Index(fields=["ordered_on"], name="order_by_day"),
        ]

    def __str__(self) -> str:
        return self.number


class OrderLine(SyncedModel):
    """One product of an order; the quantity in thousandths of `unit`."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField()
    product = models.CharField(max_length=160)
    quantity_milli = models.BigIntegerField()
    unit = models.CharField(max_length=20, blank=True, default="")
    amount_minor = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["order", "rank"], name="order_line_by_order")]

    def __str__(self) -> str:
        return self.product
