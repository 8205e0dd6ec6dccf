"""Routes of sync for open screens."""

from typing import Annotated
from uuid import UUID

from ninja import Router, Schema
from pydantic import ConfigDict, Field

from roadbook.foundation.http.requests import ActorRequest
from roadbook.foundation.sync.ports import ScopesOfPerson
from roadbook.foundation.sync.pull import PullPage, pull_page
from roadbook.foundation.sync.pushing import api as pushing_api
from roadbook.foundation.sync.touched import Touched, touched_since
from roadbook.foundation.wiring import port

router = Router(tags=["sync"])
router.add_router("", pushing_api.router)


@router.get(
    "/changes", response=Touched, operation_id="listChangesSince", summary="What changed since"
)
def changes_since(request: ActorRequest, since: Annotated[int, Field(ge=0, le=2**62)]) -> Touched:
    """List the types and ids that changed in your scopes after a version."""
    return touched_since(actor=request.actor, since=since, scopes=port(ScopesOfPerson))  # type: ignore[type-abstract]


class PullBody(Schema):
    """What a replica holds: its epoch and the cursor of its last page, null at first."""

    model_config = ConfigDict(extra="forbid")

    epoch: UUID | None = None
    cursor: Annotated[str, Field(max_length=65_536)] | None = None


@router.post("/pull", response=PullPage, operation_id="pull", summary="The next page of a replica")
def pull(request: ActorRequest, body: PullBody) -> PullPage:
    """Give what this session's replica lacks: put and leave entries in order, from one snapshot."""
    return pull_page(
        actor=request.actor,
        device=request.actor.device,
        epoch=body.epoch,
        cursor=body.cursor,
        scopes=port(ScopesOfPerson),  # type: ignore[type-abstract]
    )
