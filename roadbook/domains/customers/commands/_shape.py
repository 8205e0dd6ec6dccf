"""Writes of what a company adds by itself: tags, custom fields, saved views."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, ContactId, OpportunityId
from roadbook.core.limits import Choice, Number, Text
from roadbook.domains.customers import policies, rules
from roadbook.domains.customers.commands._saving import remove, save_changed, save_new
from roadbook.domains.customers.contracts import (
    AccountAction,
    CustomerRecordKind,
    FieldKind,
    FieldsRefused,
    RecordUnknown,
)
from roadbook.domains.customers.models import CustomField, FieldValue, SavedView, Tag, TagLink
from roadbook.foundation.changes import door as changes

_MOST_CHOICES: Final = 60
_MOST_QUERY_PARTS: Final = 40
_FIELD_LIMITS: Final[rules.Limits] = {
    "subject_kind": Choice(of=CustomerRecordKind),
    "name": Text(longest=60, is_required=True),
    "kind": Choice(of=FieldKind),
    "rank": Number(least=0, most=1000),
}
_CHOICE_LIMIT: Final = Text(longest=60, is_required=True)
_VALUE_LIMIT: Final = Text(longest=500)


@changes.unit_of_work
def create_tag(*, actor: Actor, name: str, now: datetime) -> UUID:
    """Give the tag of this name, made if it is new."""
    policies.require_writer(actor)
    rules.checked({"name": name}, {"name": Text(longest=40, is_required=True)})
    known = policies.visible_tags(actor).filter(name=name.strip()).first()
    if known is not None:
        return known.id
    tag = Tag(name=name.strip())
    save_new(tag, actor=actor, kind="tag.created", now=now)
    return tag.id


@changes.unit_of_work
def set_tags(
    *,
    actor: Actor,
    subject_kind: CustomerRecordKind,
    subject_id: UUID,
    tag_ids: Sequence[UUID],
    now: datetime,
) -> None:
    """Leave exactly these tags on a record."""
    _access_subject(actor, subject_kind, subject_id)
    known = set(policies.visible_tags(actor).filter(id__in=tag_ids).values_list("id", flat=True))
    if known != set(tag_ids):
        raise RecordUnknown(kind="tag")
    links = TagLink.objects.filter(**{f"{subject_kind}_id": subject_id}, deleted_at=None)
    for link in links:
        if link.tag_id in known:
            known.discard(link.tag_id)
        else:
            remove(link, actor=actor, kind="tag.taken_off", now=now)
    for tag_id in sorted(known):
        added = TagLink(tag_id=tag_id, **{f"{subject_kind}_id": subject_id})
        save_new(added, actor=actor, kind="tag.put_on", now=now)


@changes.unit_of_work
def define_field(
    *,
    actor: Actor,
    subject_kind: CustomerRecordKind,
    name: str,
    kind: FieldKind,
    choices: Sequence[str],
    rank: int,
    now: datetime,
) -> UUID:
    """Add a field to a kind of record. Raises FieldsRefused for a name that is taken."""
    policies.require_admin(actor)
    head: dict[str, object] = {
        "subject_kind": subject_kind,
        "name": name,
        "kind": kind,
        "rank": rank,
    }
    rules.checked(head, _FIELD_LIMITS)
    words = [choice.strip() for choice in choices]
    if len(words) > _MOST_CHOICES or any(_CHOICE_LIMIT.refusal(word) for word in words):
        raise FieldsRefused({"choices": "out_of_range"})
    if kind is FieldKind.CHOICE and not words:
        raise FieldsRefused({"choices": "required"})
    fields = policies.visible_custom_fields(actor).filter(subject_kind=subject_kind)
    if fields.filter(name=name.strip()).exists():
        raise FieldsRefused({"name": "taken"})
    row = CustomField(
        subject_kind=subject_kind, name=name.strip(), kind=kind, choices=words, rank=rank
    )
    save_new(row, actor=actor, kind="custom_field.defined", now=now)
    return row.id


@changes.unit_of_work
def retire_field(*, actor: Actor, field_id: UUID, now: datetime) -> None:
    """Take a field off the screens. Its values stay in the history."""
    policies.require_admin(actor)
    row = policies.visible_custom_fields(actor).filter(id=field_id).first()
    if row is None:
        raise RecordUnknown(kind="custom_field")
    remove(row, actor=actor, kind="custom_field.retired", now=now)


@changes.unit_of_work
def set_field_values(
    *,
    actor: Actor,
    subject_kind: CustomerRecordKind,
    subject_id: UUID,
    values: Mapping[UUID, str],
    now: datetime,
) -> None:
    """Write custom fields of a record, each as text ("" empties it).

    Numbers are written with a point, days as YYYY-MM-DD, flags as "true" or "false". Raises
    FieldsRefused naming each field by its id.
    """
    _access_subject(actor, subject_kind, subject_id)
    known = {
        field.id: field
        for field in policies.visible_custom_fields(actor).filter(
            id__in=list(values), subject_kind=subject_kind
        )
    }
    rows = {
        row.custom_field_id: row
        for row in FieldValue.objects.filter(
            **{f"{subject_kind}_id": subject_id}, custom_field_id__in=list(values), deleted_at=None
        )
    }
    wrong: dict[str, str] = {}
    for field_id, text in values.items():
        row = rows.get(field_id) or FieldValue(
            custom_field_id=field_id, **{f"{subject_kind}_id": subject_id}
        )
        custom = known.get(field_id)
        reason = "unknown" if custom is None else _take_value(row, custom, text.strip())
        if reason:
            wrong[str(field_id)] = reason
        else:
            _write_value(row, is_new=field_id not in rows, actor=actor, now=now)
    if wrong:
        raise FieldsRefused(wrong)


@changes.unit_of_work
def save_view(
    *,
    actor: Actor,
    subject_kind: CustomerRecordKind,
    name: str,
    query: Mapping[str, object],
    is_shared: bool,
    now: datetime,
    view_id: UUID | None = None,
) -> UUID:
    """Keep a list's filters, sort and columns under a name; with an id, change one's own view.

    Only managers and admins share views with everybody.
    """
    policies.require_writer(actor)
    rules.checked({"name": name}, rules.NAME_LIMITS)
    if len(query) > _MOST_QUERY_PARTS or len(str(query)) > 4000:  # noqa: PLR2004  a screen's worth
        raise FieldsRefused({"query": "too_long"})
    if is_shared:
        policies.require_sharer(actor)
    row = SavedView(owner_id=actor.person_id, subject_kind=subject_kind)
    if view_id is not None:
        row = _own_view(actor, view_id)
    row.name, row.query, row.is_shared = name.strip(), dict(query), is_shared
    row.save()
    changes.record(actor=actor, kind="saved_view.saved", row=row, happened_at=now)
    return row.id


@changes.unit_of_work
def remove_view(*, actor: Actor, view_id: UUID, now: datetime) -> None:
    """Forget one's own view."""
    policies.require_writer(actor)
    remove(_own_view(actor, view_id), actor=actor, kind="saved_view.removed", now=now)


def _own_view(actor: Actor, view_id: UUID) -> SavedView:
    row = policies.visible_saved_views(actor).filter(id=view_id, owner_id=actor.person_id).first()
    if row is None:
        raise RecordUnknown(kind="saved_view")
    return row


def _access_subject(actor: Actor, subject_kind: CustomerRecordKind, subject_id: UUID) -> None:
    match subject_kind:
        case CustomerRecordKind.ACCOUNT:
            account_id = AccountId(subject_id)
            policies.access_account(actor=actor, account_id=account_id, action=AccountAction.WORK)
        case CustomerRecordKind.CONTACT:
            policies.access_contact(actor=actor, contact_id=ContactId(subject_id))
        case CustomerRecordKind.OPPORTUNITY:
            policies.access_opportunity(actor=actor, opportunity_id=OpportunityId(subject_id))


def _take_value(row: FieldValue, custom: CustomField, text: str) -> str:
    """Put a text into the column of the field's kind. Gives the reason when it does not fit."""
    reason = _VALUE_LIMIT.refusal(text)
    if reason:
        return reason
    row.text, row.number_milli, row.day = "", None, None
    if not text:
        return ""
    try:
        match FieldKind(custom.kind):
            case FieldKind.NUMBER:
                row.number_milli = rules.milli_of(text)
            case FieldKind.DATE:
                row.day = date.fromisoformat(text)
            case FieldKind.CHOICE:
                row.text = text
                return "" if text in custom.choices else "unknown_choice"
            case FieldKind.FLAG:
                row.text = text
                return "" if text in {"true", "false"} else "unknown_choice"
            case FieldKind.TEXT:
                row.text = text
    except ValueError:
        return "bad_format"
    return ""


def _write_value(row: FieldValue, *, is_new: bool, actor: Actor, now: datetime) -> None:
    is_empty = not row.text and row.number_milli is None and row.day is None
    if is_new and not is_empty:
        save_new(row, actor=actor, kind="field_value.set", now=now)
    elif not is_new and is_empty:
        remove(row, actor=actor, kind="field_value.emptied", now=now)
    elif not is_new:
        save_changed(row, actor=actor, kind="field_value.set", now=now)
