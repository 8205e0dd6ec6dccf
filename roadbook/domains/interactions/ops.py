"""Writes of interactions that devices send: written down once, corrected by the screens."""

from uuid import UUID

from roadbook.core.ids import AccountId, ContactId, InteractionId, OpportunityId
from roadbook.domains.interactions import commands
from roadbook.domains.interactions.contracts import InteractionIdTaken
from roadbook.domains.interactions.schemas import NewInteractionBody
from roadbook.foundation.sync.pushing.declarations import CreateRule, OpContext, WriteType
from roadbook.foundation.sync.pushing.results import RejectCode


def _log(context: OpContext, interaction_id: UUID, body: NewInteractionBody) -> None:
    commands.log_interaction(
        actor=context.actor,
        interaction_id=InteractionId(interaction_id),
        account_id=AccountId(body.account_id),
        kind=body.kind,
        happened_at=context.instant(body.happened_at),
        summary=body.summary,
        body=body.body,
        contact_ids=[ContactId(contact) for contact in body.contact_ids],
        direction=body.direction,
        visibility=body.visibility,
        duration_minutes=body.duration_minutes,
        opportunity_id=OpportunityId(body.opportunity_id) if body.opportunity_id else None,
        now=context.now,
    )


OPS = (
    WriteType(
        name="interaction",
        create=CreateRule(body=NewInteractionBody, run=_log),
        codes={InteractionIdTaken: RejectCode.ID_TAKEN},
    ),
)
