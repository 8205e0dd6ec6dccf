"""Request bodies of interactions."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field

from roadbook.domains.interactions.contracts import Direction, InteractionKind, Visibility
from roadbook.foundation.http.fields import Instant, Line, LongText


class NewInteractionBody(Schema):
    model_config = ConfigDict(extra="forbid")

    id: UUID | None = None
    account_id: UUID
    kind: InteractionKind
    happened_at: Instant
    summary: Line = ""
    body: LongText = ""
    contact_ids: Annotated[list[UUID], Field(max_length=50)] = []
    direction: Direction = Direction.OUT
    visibility: Visibility = Visibility.ACCOUNT
    duration_minutes: Annotated[int, Field(ge=0, le=100_000)] | None = None
    opportunity_id: UUID | None = None


class InteractionChangeBody(Schema):
    model_config = ConfigDict(extra="forbid")

    summary: Line = ""
    body: LongText = ""
    visibility: Visibility
