"""Routes of what is in a customer's file: people, contracts, key dates, tags, custom fields."""

from dataclasses import dataclass
from uuid import UUID

from ninja import Router, Status

from roadbook.core.ids import AccountId, ContactId
from roadbook.domains.customers import commands
from roadbook.domains.customers.contracts import ContactSummary, CustomerRecordKind
from roadbook.domains.customers.schemas import (
    ContactValuesBody,
    ContractValuesBody,
    FieldValuesBody,
    LinkBody,
    NewContactBody,
    NewKeyDateBody,
    TagsBody,
)
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["customers"])


@dataclass(frozen=True, slots=True, kw_only=True)
class NewId:
    """The id of what was made."""

    id: UUID


@router.post(
    "/{account_id}/contacts",
    response=ContactSummary,
    operation_id="addContact",
    summary="Add a person",
)
def add_contact(request: ActorRequest, account_id: UUID, body: NewContactBody) -> ContactSummary:
    """Enter a person at a customer; the first becomes its primary contact."""
    return commands.add_contact(
        actor=request.actor,
        account_id=AccountId(account_id),
        contact_id=ContactId(body.id) if body.id else None,
        values=body.values.given(),
        role=body.role,
        is_primary=body.is_primary,
        now=now(),
    )


@router.patch(
    "/contacts/{contact_id}",
    response=ContactSummary,
    operation_id="changeContact",
    summary="Change a person's fields",
)
def change_contact(
    request: ActorRequest, contact_id: UUID, body: ContactValuesBody
) -> ContactSummary:
    """Change the fields that are sent."""
    return commands.update_contact(
        actor=request.actor, contact_id=ContactId(contact_id), values=body.given(), now=now()
    )


@router.put(
    "/{account_id}/contacts/{contact_id}",
    response=ContactSummary,
    operation_id="linkContact",
    summary="Say what a known person is here",
)
def link_contact(
    request: ActorRequest, account_id: UUID, contact_id: UUID, body: LinkBody
) -> ContactSummary:
    """Link a known person to a customer, or change their role there."""
    return commands.link_contact(
        actor=request.actor,
        account_id=AccountId(account_id),
        contact_id=ContactId(contact_id),
        role=body.role,
        is_primary=body.is_primary,
        now=now(),
    )


@router.delete(
    "/{account_id}/contacts/{contact_id}",
    response={204: None},
    operation_id="unlinkContact",
    summary="The person left",
)
def unlink_contact(request: ActorRequest, account_id: UUID, contact_id: UUID) -> Status[None]:
    """Say that a person no longer works at this customer."""
    commands.unlink_contact(
        actor=request.actor,
        account_id=AccountId(account_id),
        contact_id=ContactId(contact_id),
        now=now(),
    )
    return Status(204, None)


@router.post(
    "/{account_id}/key-dates",
    response=NewId,
    operation_id="addKeyDate",
    summary="Remember a date",
)
def add_key_date(request: ActorRequest, account_id: UUID, body: NewKeyDateBody) -> NewId:
    """Remember a date that is worth a call; lunar dates are kept as lunar."""
    made = commands.add_key_date(
        actor=request.actor,
        account_id=AccountId(account_id),
        values=body.values.given(),
        contact_id=ContactId(body.contact_id) if body.contact_id else None,
        now=now(),
    )
    return NewId(id=made)


@router.delete(
    "/key-dates/{key_date_id}",
    response={204: None},
    operation_id="removeKeyDate",
    summary="Forget a date",
)
def remove_key_date(request: ActorRequest, key_date_id: UUID) -> Status[None]:
    """Forget a date."""
    commands.remove_key_date(actor=request.actor, key_date_id=key_date_id, now=now())
    return Status(204, None)


@router.post(
    "/{account_id}/contracts",
    response=NewId,
    operation_id="recordContract",
    summary="Enter a contract",
)
def record_contract(request: ActorRequest, account_id: UUID, body: ContractValuesBody) -> NewId:
    """Enter a contract; its end becomes a key date by itself."""
    made = commands.record_contract(
        actor=request.actor, account_id=AccountId(account_id), values=body.given(), now=now()
    )
    return NewId(id=made)


@router.put(
    "/{account_id}/tags",
    response={204: None},
    operation_id="setAccountTags",
    summary="Set the tags",
)
def set_account_tags(request: ActorRequest, account_id: UUID, body: TagsBody) -> Status[None]:
    """Leave exactly these tags on a customer."""
    commands.set_tags(
        actor=request.actor,
        subject_kind=CustomerRecordKind.ACCOUNT,
        subject_id=account_id,
        tag_ids=body.tag_ids,
        now=now(),
    )
    return Status(204, None)


@router.put(
    "/{account_id}/fields",
    response={204: None},
    operation_id="setAccountFields",
    summary="Set custom fields",
)
def set_account_fields(
    request: ActorRequest, account_id: UUID, body: FieldValuesBody
) -> Status[None]:
    """Write custom fields; an empty text empties a field."""
    commands.set_field_values(
        actor=request.actor,
        subject_kind=CustomerRecordKind.ACCOUNT,
        subject_id=account_id,
        values=body.values,
        now=now(),
    )
    return Status(204, None)
