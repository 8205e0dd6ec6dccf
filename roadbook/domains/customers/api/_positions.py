"""Routes of the repair queue: customers without a good position."""

from dataclasses import dataclass
from uuid import UUID

from ninja import Router

from roadbook.core.ids import AccountId
from roadbook.domains.customers import commands, queries
from roadbook.domains.customers.contracts import AccountSummary, PositionReason, PositionTask
from roadbook.domains.customers.schemas import UnfindableBody
from roadbook.foundation.http.fields import CursorText, PageLimit
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, now

router = Router(tags=["customers"])
_LIST = "customers.positions"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionVerdict:
    """Why the customer stands in the queue now."""

    reason: PositionReason


@router.get(
    "", response=Page[PositionTask], operation_id="listPositionTasks", summary="Positions to repair"
)
def list_position_tasks(
    request: ActorRequest,
    reason: PositionReason | None = None,
    cursor: CursorText | None = None,
    limit: PageLimit = 50,
) -> Page[PositionTask]:
    """Give customers without a good position, the most important first, with suggestions."""
    items, after = queries.position_tasks(
        actor=request.actor, reason=reason, after=read_cursor(_LIST, cursor, parts=3), limit=limit
    )
    return Page(items=items, next_cursor=write_cursor(_LIST, after) if after else None)


@router.post(
    "/{account_id}/accept",
    response=AccountSummary,
    operation_id="acceptSuggestedPosition",
    summary="Take the suggested position",
)
def accept_suggested_position(request: ActorRequest, account_id: UUID) -> AccountSummary:
    """Put the pin where the geocoder suggests. Refused: customers.nothing_suggested."""
    return commands.accept_suggestion(
        actor=request.actor, account_id=AccountId(account_id), now=now()
    )


@router.put(
    "/{account_id}/unfindable",
    response=PositionVerdict,
    operation_id="markUnfindable",
    summary="Cannot be found",
)
def mark_unfindable(
    request: ActorRequest, account_id: UUID, body: UnfindableBody
) -> PositionVerdict:
    """Say that a customer cannot be put on the map, or take that back."""
    reason = commands.mark_unfindable(
        actor=request.actor,
        account_id=AccountId(account_id),
        is_unfindable=body.is_unfindable,
        now=now(),
    )
    return PositionVerdict(reason=reason)
