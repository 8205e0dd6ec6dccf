"""What a company adds to the records by itself: tags, custom fields, saved views."""

from django.db import models

from roadbook.domains.customers.contracts import CustomerRecordKind, FieldKind
from roadbook.domains.customers.models._accounts import Account
from roadbook.domains.customers.models._deals import Opportunity
from roadbook.domains.customers.models._people import Contact
from roadbook.foundation.changes.models import SyncedModel

_ONE_SUBJECT = (
    models.Q(account__isnull=False, contact__isnull=True, opportunity__isnull=True)
    | models.Q(account__isnull=True, contact__isnull=False, opportunity__isnull=True)
    | models.Q(account__isnull=True, contact__isnull=True, opportunity__isnull=False)
)


class Tag(SyncedModel):
    """A word that people put on records."""

    name = models.CharField(max_length=40)
    color = models.CharField(max_length=12, default="gray")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name"], condition=models.Q(deleted_at=None), name="tag_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class TagLink(SyncedModel):
    """A tag on one account, contact or opportunity."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="+")
    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.CASCADE, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_ONE_SUBJECT, name="tag_link_one_subject"),
            *[
                models.UniqueConstraint(
                    fields=["tag", subject],
                    condition=models.Q(deleted_at=None, **{f"{subject}__isnull": False}),
                    name=f"tag_link_{subject}_once",
                )
                for subject in CustomerRecordKind
            ],
        ]

    def __str__(self) -> str:
        return str(self.tag_id)


class CustomField(SyncedModel):
    """A field that the company added to a kind of record. `choices` are read whole."""

    subject_kind = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=8)
    choices = models.JSONField(default=list)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_kind", "name"],
                condition=models.Q(deleted_at=None),
                name="custom_field_name_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[k.value for k in FieldKind]),
                name="custom_field_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FieldValue(SyncedModel):
    """A custom field's value on one record, in the column of its kind, so that it can be searched.

    Texts, choices and flags ("true", "false") are in `text`; a number is in thousandths.
    """

    custom_field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="+")
    contact = models.ForeignKey(Contact, on_delete=models.CASCADE, null=True, related_name="+")
    opportunity = models.ForeignKey(
        Opportunity, on_delete=models.CASCADE, null=True, related_name="+"
    )
    text = models.CharField(max_length=500, blank=True, default="")
    number_milli = models.BigIntegerField(null=True)
    day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=_ONE_SUBJECT, name="field_value_one_subject"),
            *[
                models.UniqueConstraint(
                    fields=["custom_field", subject],
                    condition=models.Q(deleted_at=None, **{f"{subject}__isnull": False}),
                    name=f"field_value_{subject}_once",
                )
                for subject in CustomerRecordKind
            ],
        ]
        indexes = [
            models.Index(fields=["custom_field", "text"], name="field_value_text"),
            models.Index(fields=["custom_field", "number_milli"], name="field_value_number"),
            models.Index(fields=["custom_field", "day"], name="field_value_day"),
        ]

    def __str__(self) -> str:
        return str(self.custom_field_id)


class SavedView(SyncedModel):
    """A named list: filters, sort and columns, read whole. Shared ones everybody sees."""

    owner = models.ForeignKey("identity.Person", on_delete=models.PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    query = models.JSONField(default=dict)
    is_shared = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["owner", "subject_kind"], name="saved_view_by_owner")]

    def __str__(self) -> str:
        return self.name
