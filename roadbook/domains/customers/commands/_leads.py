"""Writes of leads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, ContactId, LeadId, OpportunityId, PersonId, TerritoryId
from roadbook.domains.customers import policies, rules
from roadbook.domains.customers.commands._accounts import create_account
from roadbook.domains.customers.commands._contacts import add_contact
from roadbook.domains.customers.commands._opportunities import create_opportunity
from roadbook.domains.customers.commands._saving import already_made, save_changed, save_new
from roadbook.domains.customers.contracts import (
    AccountAction,
    Conversion,
    FieldsRefused,
    LeadStatus,
    LeadSummary,
    LeadValues,
    OpportunityValues,
)
from roadbook.domains.customers.models import Lead
from roadbook.domains.customers.queries._records import lead_summary_of
from roadbook.domains.customers.rules import LeadStep, next_lead_status
from roadbook.domains.identity import queries as identity
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id

_KIND_OF_STEP: Final[Mapping[LeadStep, str]] = {
    LeadStep.CONTACT: "lead.contacted",
    LeadStep.NURTURE: "lead.nurtured",
    LeadStep.QUALIFY: "lead.qualified",
    LeadStep.CONVERT: "lead.converted",
    LeadStep.DISQUALIFY: "lead.disqualified",
    LeadStep.REOPEN: "lead.reopened",
}


@changes.unit_of_work
def create_lead(
    *,
    actor: Actor,
    values: LeadValues,
    now: datetime,
    owner_id: PersonId | None = None,
    lead_id: LeadId | None = None,
) -> LeadSummary:
    """Enter somebody who may become a customer."""
    policies.require_writer(actor)
    known = already_made(lead_id, seen=policies.visible_leads(actor))
    if known is not None:
        return lead_summary_of(known)
    rules.checked_new(values, rules.LEAD_LIMITS, needed=("company",))
    _check_references(values, owner_id)
    lead = Lead(id=lead_id or new_id(), owner_id=owner_id or actor.person_id, created_at=now)
    _take(lead, values)
    save_new(lead, actor=actor, kind="lead.created", now=now)
    return lead_summary_of(lead)


@changes.unit_of_work
def update_lead(
    *,
    actor: Actor,
    lead_id: LeadId,
    values: LeadValues,
    now: datetime,
    owner_id: PersonId | None = None,
) -> LeadSummary:
    """Change the given fields of a lead, or hand it to another owner."""
    lead = policies.access_lead(actor=actor, lead_id=lead_id)
    rules.checked(values, rules.LEAD_LIMITS)
    _check_references(values, owner_id)
    _take(lead, values)
    if owner_id is not None:
        lead.owner_id = owner_id
    save_changed(lead, actor=actor, kind="lead.changed", now=now)
    return lead_summary_of(lead)


@changes.unit_of_work
def step_lead(
    *, actor: Actor, lead_id: LeadId, step: LeadStep, now: datetime, reason: str = ""
) -> LeadSummary:
    """Move a lead along, or out with a reason. Conversion is a command of its own."""
    lead = policies.access_lead(actor=actor, lead_id=lead_id)
    after = next_lead_status(LeadStatus(lead.status), step)
    if step is LeadStep.CONVERT:
        raise FieldsRefused({"step": "unknown_choice"})
    if step is LeadStep.DISQUALIFY and not reason.strip():
        raise FieldsRefused({"reason": "required"})
    lead.status, lead.reason = after, reason.strip()[:240]
    lead.settled_at = now if after is LeadStatus.DISQUALIFIED else None
    save_changed(lead, actor=actor, kind=_KIND_OF_STEP[step], now=now)
    return lead_summary_of(lead)


@changes.unit_of_work
def convert_lead(
    *,
    actor: Actor,
    lead_id: LeadId,
    now: datetime,
    account_id: AccountId | None = None,
    opportunity: OpportunityValues | None = None,
) -> Conversion:
    """Turn a lead into an account (or a known one), a contact and, if wanted, an opportunity.

    Nothing is typed twice: the lead's values fill all three. Raises LeadSettled the second time.
    """
    lead = policies.access_lead(actor=actor, lead_id=lead_id)
    lead.status = next_lead_status(LeadStatus(lead.status), LeadStep.CONVERT)
    target = account_id or _new_account(actor, lead, now)
    policies.access_account(actor=actor, account_id=target, action=AccountAction.WORK)
    contact = add_contact(
        actor=actor,
        account_id=target,
        values={
            "name": lead.name or lead.company[:80],
            "title": lead.title,
            "mobile": lead.phone,
            "email": lead.email,
        },
        now=now,
    )
    lead.account_id, lead.contact_id, lead.settled_at = target, contact.id, now
    if opportunity is not None:
        values: OpportunityValues = {**opportunity, "primary_contact_id": contact.id}
        made = create_opportunity(actor=actor, account_id=target, values=values, now=now)
        lead.opportunity_id = made.id
    save_changed(lead, actor=actor, kind="lead.converted", now=now)
    return Conversion(
        lead_id=lead_id,
        account_id=target,
        contact_id=ContactId(contact.id),
        opportunity_id=OpportunityId(lead.opportunity_id) if lead.opportunity_id else None,
    )


def _new_account(actor: Actor, lead: Lead, now: datetime) -> AccountId:
    account = create_account(
        actor=actor,
        values={
            "name": lead.company,
            "city_code": lead.city_code,
            "address": lead.address,
            "phone": lead.phone,
            "note": lead.note,
            "territory_id": TerritoryId(lead.territory_id) if lead.territory_id else None,
        },
        owner_id=PersonId(lead.owner_id),
        now=now,
    )
    return account.id


def _check_references(values: LeadValues, owner_id: PersonId | None) -> None:
    wrong: dict[str, str] = {}
    if owner_id is not None and not identity.person_names([owner_id]):
        wrong["owner_id"] = "unknown"
    territory_id = values.get("territory_id")
    if territory_id is not None and not identity.territory_names([territory_id]):
        wrong["territory_id"] = "unknown"
    if wrong:
        raise FieldsRefused(wrong)


def _take(lead: Lead, values: LeadValues) -> None:
    for name, value in values.items():
        setattr(lead, name, value.strip() if isinstance(value, str) else value)
