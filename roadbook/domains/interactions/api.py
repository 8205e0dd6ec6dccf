"""Edges of interactions: the timeline and what is written into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final
from uuid import UUID

from ninja import Query, Router, Schema, Status
from pydantic import Field

from roadbook.core.ids import AccountId, ContactId, InteractionId, OpportunityId
from roadbook.domains.interactions import commands, queries
from roadbook.domains.interactions.contracts import InteractionKind, TimelineEntry
from roadbook.domains.interactions.schemas import InteractionChangeBody, NewInteractionBody
from roadbook.foundation.http.fields import CursorText, PageLimit
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["interactions"])
_TIMELINE: Final = "interactions.timeline"


class TimelineQuery(Schema):
    """Which kinds of interactions are wanted; none means all."""

    kind: Annotated[list[InteractionKind], Field(max_length=10)] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedAt:
    """When a customer was last visited and last reached."""

    account_id: AccountId
    last_visit_at: datetime | None
    last_contact_at: datetime | None


@router.get(
    "/timeline/{account_id}",
    response=Page[TimelineEntry],
    operation_id="showCustomerTimeline",
    summary="A customer's timeline",
)
def show_timeline(
    request: ActorRequest,
    account_id: UUID,
    wanted: Query[TimelineQuery],
    cursor: CursorText | None = None,
    limit: PageLimit = 30,
) -> Page[TimelineEntry]:
    """Show what was said and done with a customer over all channels, the latest first."""
    key = read_cursor(_TIMELINE, cursor, parts=2)
    entries, more = queries.timeline(
        actor=request.actor,
        account_id=AccountId(account_id),
        after=(datetime.fromisoformat(key[0]), UUID(key[1])) if key else None,
        kinds=wanted.kind,
        limit=limit,
    )
    next_key = (more[0].isoformat(), str(more[1])) if more else None
    return Page(items=entries, next_cursor=write_cursor(_TIMELINE, next_key) if next_key else None)


@router.get(
    "/reached",
    response=list[ReachedAt],
    operation_id="listReached",
    summary="When customers were last reached",
)
def list_reached(
    request: ActorRequest, account_id: Annotated[list[UUID], Query(max_length=200)]
) -> Sequence[ReachedAt]:
    """Say when customers that you may read were last visited and reached."""
    found = queries.reached(
        actor=request.actor, account_ids=[AccountId(account) for account in account_id]
    )
    return [
        ReachedAt(
            account_id=account,
            last_visit_at=last.last_visit_at,
            last_contact_at=last.last_contact_at,
        )
        for account, last in found.items()
    ]


@router.post(
    "", response=TimelineEntry, operation_id="logInteraction", summary="Write something down"
)
def log_interaction(request: ActorRequest, body: NewInteractionBody) -> TimelineEntry:
    """Write down a note, call, meeting, visit or message. Send your own `id` to repeat safely."""
    return commands.log_interaction(
        actor=request.actor,
        interaction_id=InteractionId(body.id) if body.id else None,
        account_id=AccountId(body.account_id),
        kind=body.kind,
        happened_at=body.happened_at,
        summary=body.summary,
        body=body.body,
        contact_ids=[ContactId(contact) for contact in body.contact_ids],
        direction=body.direction,
        visibility=body.visibility,
        duration_minutes=body.duration_minutes,
        opportunity_id=OpportunityId(body.opportunity_id) if body.opportunity_id else None,
        now=now(),
    )


@router.patch(
    "/{interaction_id}",
    response=TimelineEntry,
    operation_id="changeInteraction",
    summary="Correct one's words",
)
def change_interaction(
    request: ActorRequest, interaction_id: UUID, body: InteractionChangeBody
) -> TimelineEntry:
    """Correct what you wrote, or who reads it."""
    return commands.change_interaction(
        actor=request.actor,
        interaction_id=InteractionId(interaction_id),
        summary=body.summary,
        body=body.body,
        visibility=body.visibility,
        now=now(),
    )


@router.delete(
    "/{interaction_id}",
    response={204: None},
    operation_id="removeInteraction",
    summary="Take back",
)
def remove_interaction(request: ActorRequest, interaction_id: UUID) -> Status[None]:
    """Take back what you wrote by mistake."""
    commands.remove_interaction(
        actor=request.actor, interaction_id=InteractionId(interaction_id), now=now()
    )
    return Status(204, None)
