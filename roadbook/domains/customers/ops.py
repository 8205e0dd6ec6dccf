"""Writes of customers that devices send: accounts, their people, deals, key dates and tags."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from roadbook.core.errors import Refusal
from roadbook.core.ids import AccountId, ContactId, OpportunityId, PersonId
from roadbook.domains.customers import commands, queries, rules
from roadbook.domains.customers.contracts import (
    AccountUnknown,
    ContactUnknown,
    CustomerRecordKind,
    IdTaken,
    OpportunityUnknown,
)
from roadbook.domains.customers.models import Account
from roadbook.domains.customers.schemas import (
    AccountValuesBody,
    ContactValuesBody,
    MoveOpportunityBody,
    NewAccountBody,
    NewContactBody,
    NewKeyDateBody,
    NewOpportunityBody,
    OpportunityValuesBody,
)
from roadbook.foundation.changes.models import SyncedModel
from roadbook.foundation.sync.pushing.declarations import (
    CommandRule,
    CreateRule,
    FieldRule,
    OpContext,
    PatchRule,
    SetRule,
    WriteType,
)
from roadbook.foundation.sync.pushing.fields import FieldKind
from roadbook.foundation.sync.pushing.results import RejectCode

_PLAIN, _REFERENCE = FieldRule(), FieldRule(kind=FieldKind.REFERENCE)
_TEXT = FieldRule(kind=FieldKind.TEXT)
_CODES: Mapping[type[Refusal], RejectCode] = {IdTaken: RejectCode.ID_TAKEN}


def _create_account(context: OpContext, account_id: UUID, body: NewAccountBody) -> None:
    commands.create_account(
        actor=context.actor,
        account_id=AccountId(account_id),
        values=body.values.given(),
        owner_id=PersonId(body.owner_id) if body.owner_id else None,
        position=body.position.position() if body.position else None,
        now=context.now,
    )


def _change_account(context: OpContext, account_id: UUID, body: AccountValuesBody) -> None:
    commands.update_account(
        actor=context.actor, account_id=AccountId(account_id), values=body.given(), now=context.now
    )


def _set_tags(context: OpContext, account_id: UUID, tag_ids: frozenset[str]) -> None:
    commands.set_tags(
        actor=context.actor,
        subject_kind=CustomerRecordKind.ACCOUNT,
        subject_id=account_id,
        tag_ids=[_as_id(tag) for tag in sorted(tag_ids)],
        now=context.now,
    )


def _as_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        return UUID(int=0)  # no tag has it: refused as any tag that is not there


def _tag_links(account_id: UUID) -> Mapping[str, SyncedModel]:
    return queries.tag_links_of_account(AccountId(account_id))


def _add_contact(context: OpContext, contact_id: UUID, body: NewContactBody) -> None:
    commands.add_contact(
        actor=context.actor,
        account_id=AccountId(context.parent_id("account_id")),
        contact_id=ContactId(contact_id),
        values=body.values.given(),
        role=body.role,
        is_primary=body.is_primary,
        now=context.now,
    )


def _change_contact(context: OpContext, contact_id: UUID, body: ContactValuesBody) -> None:
    commands.update_contact(
        actor=context.actor, contact_id=ContactId(contact_id), values=body.given(), now=context.now
    )


def _create_opportunity(context: OpContext, opportunity_id: UUID, body: NewOpportunityBody) -> None:
    commands.create_opportunity(
        actor=context.actor,
        account_id=AccountId(body.account_id),
        opportunity_id=OpportunityId(opportunity_id),
        values=body.values.given(),
        stage_id=body.stage_id,
        owner_id=PersonId(body.owner_id) if body.owner_id else None,
        now=context.now,
    )


def _change_opportunity(
    context: OpContext, opportunity_id: UUID, body: OpportunityValuesBody
) -> None:
    commands.update_opportunity(
        actor=context.actor,
        opportunity_id=OpportunityId(opportunity_id),
        values=body.given(),
        now=context.now,
    )


def _move_opportunity(context: OpContext, opportunity_id: UUID, body: MoveOpportunityBody) -> None:
    commands.move_opportunity(
        actor=context.actor,
        opportunity_id=OpportunityId(opportunity_id),
        stage_id=body.stage_id,
        loss_reason=body.loss_reason,
        loss_note=body.loss_note,
        competitor=body.competitor,
        now=context.now,
    )


def _stage_of(opportunity: Any) -> str:  # noqa: ANN401  # the row of this type
    return str(opportunity.stage_id)


def _add_key_date(context: OpContext, key_date_id: UUID, body: NewKeyDateBody) -> None:
    commands.add_key_date(
        actor=context.actor,
        account_id=AccountId(context.parent_id("account_id")),
        key_date_id=key_date_id,
        values=body.values.given(),
        contact_id=ContactId(body.contact_id) if body.contact_id else None,
        now=context.now,
    )


def _windows(account: Account) -> list[dict[str, int]]:
    names = ("weekday", "opens_minute", "closes_minute")
    return [dict(zip(names, window, strict=True)) for window in account.visit_windows]


def _closures(account: Account) -> list[dict[str, Any]]:
    closures = [rules.closure_of(stored) for stored in account.closures]
    return [{"first": c.first, "last": c.last, "reason": c.reason} for c in closures]


OPS = (
    WriteType(
        name="account",
        create=CreateRule(body=NewAccountBody, run=_create_account),
        patch=PatchRule(
            fields={
                "name": _PLAIN,
                "name_latin": _PLAIN,
                "industry": _PLAIN,
                "customer_class": _PLAIN,
                "lifecycle_stage": _PLAIN,
                "parent_id": _REFERENCE,
                "city_code": _PLAIN,
                "district": _PLAIN,
                "address": _PLAIN,
                "phone": _PLAIN,
                "email": _PLAIN,
                "website": _PLAIN,
                "tax_number": _PLAIN,
                "note": _TEXT,
                "service_minutes": _PLAIN,
                "visit_windows": FieldRule(kind=FieldKind.COMPOSITE, present=_windows),
                "closures": FieldRule(kind=FieldKind.COMPOSITE, present=_closures),
            },
            body=AccountValuesBody,
            run=_change_account,
        ),
        sets={"tags": SetRule(members=_tag_links, run=_set_tags)},
        unknown=frozenset({AccountUnknown}),
        codes=_CODES,
    ),
    WriteType(
        name="contact",
        create=CreateRule(body=NewContactBody, run=_add_contact, parent="account_id"),
        patch=PatchRule(
            fields={
                **dict.fromkeys(
                    (
                        "name",
                        "name_latin",
                        "title",
                        "department",
                        "phone",
                        "mobile",
                        "email",
                        "wechat",
                    ),
                    _PLAIN,
                ),
                "note": _TEXT,
            },
            body=ContactValuesBody,
            run=_change_contact,
        ),
        unknown=frozenset({ContactUnknown}),
        codes=_CODES,
    ),
    WriteType(
        name="opportunity",
        create=CreateRule(body=NewOpportunityBody, run=_create_opportunity),
        patch=PatchRule(
            fields={
                **dict.fromkeys(
                    (
                        "name",
                        "amount_minor",
                        "currency",
                        "close_date",
                        "next_step",
                        "competitor",
                        "probability_pct",
                    ),
                    _PLAIN,
                ),
                "primary_contact_id": _REFERENCE,
            },
            body=OpportunityValuesBody,
            run=_change_opportunity,
        ),
        commands={"move": CommandRule(body=MoveOpportunityBody, run=_move_opportunity)},
        state=_stage_of,
        unknown=frozenset({OpportunityUnknown}),
        codes=_CODES,
    ),
    WriteType(
        name="key_date",
        create=CreateRule(body=NewKeyDateBody, run=_add_key_date, parent="account_id"),
    ),
)
