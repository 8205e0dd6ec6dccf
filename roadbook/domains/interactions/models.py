"""Tables of interactions."""

from django.db import models

from roadbook.domains.interactions.contracts import Direction, InteractionKind, Visibility
from roadbook.foundation.changes.models import SyncedModel


class Interaction(SyncedModel):
    """Something that was said or done with a customer."""

    account = models.ForeignKey("customers.Account", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10)
    direction = models.CharField(max_length=3, default=Direction.OUT)
    visibility = models.CharField(max_length=10, default=Visibility.ACCOUNT)
    happened_at = models.DateTimeField()
    duration_minutes = models.PositiveSmallIntegerField(null=True)
    summary = models.CharField(max_length=240)
    body = models.CharField(max_length=20_000, blank=True, default="")
    opportunity = models.ForeignKey(
        "customers.Opportunity", on_delete=models.PROTECT, null=True, related_name="+"
    )
    visit_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in InteractionKind]),
                name="interaction_kind_known",
            ),
            models.CheckConstraint(
                condition=models.Q(visibility__in=[v.value for v in Visibility]),
                name="interaction_visibility_known",
            ),
        ]
        indexes = [
            models.Index(fields=["account", "-happened_at", "-id"], name="interaction_timeline"),
            models.Index(fields=["account", "kind", "-happened_at"], name="interaction_by_kind"),
            models.Index(fields=["person", "-happened_at"], name="interaction_by_person"),
            models.Index(fields=["visit_id"], name="interaction_by_visit"),
        ]

    def __str__(self) -> str:
        return self.summary


class InteractionContact(SyncedModel):
    """A person on the customer's side who took part."""

    interaction = models.ForeignKey(Interaction, on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey("customers.Contact", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interaction", "contact"],
                condition=models.Q(deleted_at=None),
                name="interaction_contact_once",
            )
        ]
        indexes = [models.Index(fields=["contact", "interaction"], name="interaction_contact_by")]

    def __str__(self) -> str:
        return f"{self.contact_id} in {self.interaction_id}"
