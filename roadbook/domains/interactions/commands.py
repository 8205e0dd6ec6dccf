"""Writes of interactions."""

from collections.abc import Sequence
from datetime import datetime

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, ContactId, InteractionId, OpportunityId, VisitId
from roadbook.domains.customers import queries as customers
from roadbook.domains.interactions import policies, rules
from roadbook.domains.interactions.contracts import (
    Direction,
    FieldsRefused,
    InteractionIdTaken,
    InteractionKind,
    TimelineEntry,
    Visibility,
)
from roadbook.domains.interactions.models import Interaction, InteractionContact
from roadbook.domains.interactions.queries import interactions_by_ids
from roadbook.foundation.changes import door as changes
from roadbook.foundation.changes.models import new_id


@changes.unit_of_work
def log_interaction(  # noqa: PLR0913  # the facts of one event; callers name those they have
    *,
    actor: Actor,
    account_id: AccountId,
    kind: InteractionKind,
    happened_at: datetime,
    now: datetime,
    summary: str = "",
    body: str = "",
    contact_ids: Sequence[ContactId] = (),
    direction: Direction = Direction.OUT,
    visibility: Visibility = Visibility.ACCOUNT,
    duration_minutes: int | None = None,
    visit_id: VisitId | None = None,
    opportunity_id: OpportunityId | None = None,
    interaction_id: InteractionId | None = None,
) -> TimelineEntry:
    """Write down what was said or done with a customer.

    Without a summary the first line of the body becomes it. Raises FieldsRefused for one without
    words, in the future, or with people and opportunities that are not the customer's.
    """
    policies.require_work(actor=actor, account_id=account_id)
    if interaction_id is not None:
        known = interactions_by_ids(actor=actor, ids=[interaction_id]).get(interaction_id)
        if known is not None:
            return known
        if Interaction.objects.filter(id=interaction_id).exists():
            raise InteractionIdTaken
    values = {
        "kind": kind,
        "direction": direction,
        "visibility": visibility,
        "summary": summary,
        "body": body,
        "duration_minutes": duration_minutes,
    }
    rules.checked(values, happened_at=happened_at, contacts=contact_ids, now=now)
    _check_references(actor, account_id, contact_ids, opportunity_id)
    row = Interaction(
        id=interaction_id or new_id(),
        account_id=account_id,
        person_id=actor.person_id,
        happened_at=happened_at,
        opportunity_id=opportunity_id,
        visit_id=visit_id,
        created_at=now,
        **{**values, "summary": rules.headline(summary, body), "body": body.strip()},
    )
    row.save(force_insert=True)
    changes.record(actor=actor, kind="interaction.logged", row=row, happened_at=now)
    for contact_id in dict.fromkeys(contact_ids):
        link = InteractionContact(interaction=row, contact_id=contact_id)
        link.save(force_insert=True)
        changes.record(actor=actor, kind="interaction.contact_added", row=link, happened_at=now)
    entry_id = InteractionId(row.id)
    return interactions_by_ids(actor=actor, ids=[entry_id])[entry_id]


@changes.unit_of_work
def change_interaction(
    *,
    actor: Actor,
    interaction_id: InteractionId,
    summary: str,
    body: str,
    visibility: Visibility,
    now: datetime,
) -> TimelineEntry:
    """Correct one's own words, or who reads them. The history keeps the former ones."""
    row = policies.access_interaction(actor=actor, interaction_id=interaction_id)
    values = {"summary": summary, "body": body, "visibility": visibility}
    rules.checked(values, happened_at=row.happened_at, contacts=(), now=now)
    row.summary, row.body = rules.headline(summary, body), body.strip()
    row.visibility = visibility
    changed = list(row.changed_fields())
    if changed:
        row.save(update_fields=changed)
        changes.record(actor=actor, kind="interaction.changed", row=row, happened_at=now)
    return interactions_by_ids(actor=actor, ids=[interaction_id])[interaction_id]


@changes.unit_of_work
def remove_interaction(*, actor: Actor, interaction_id: InteractionId, now: datetime) -> None:
    """Take back what one wrote by mistake."""
    row = policies.access_interaction(actor=actor, interaction_id=interaction_id)
    row.deleted_at = now
    row.save(update_fields=["deleted_at"])
    changes.record(actor=actor, kind="interaction.removed", row=row, happened_at=now)


def _check_references(
    actor: Actor,
    account_id: AccountId,
    contact_ids: Sequence[ContactId],
    opportunity_id: OpportunityId | None,
) -> None:
    wrong: dict[str, str] = {}
    if contact_ids:
        at_account = {c.id for c in customers.contacts_of(actor, [account_id]).get(account_id, ())}
        if not at_account.issuperset(contact_ids):
            wrong["contact_ids"] = "unknown"
    if opportunity_id is not None:
        found = customers.opportunities_by_ids(actor, [opportunity_id]).get(opportunity_id)
        if found is None or found.account_id != account_id:
            wrong["opportunity_id"] = "unknown"
    if wrong:
        raise FieldsRefused(wrong)
