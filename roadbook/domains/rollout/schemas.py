"""Bodies of requests to rollout."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from roadbook.domains.rollout.contracts import LineDecision

ColumnName = Annotated[str, StringConstraints(max_length=40)]
ColumnPlace = Annotated[int, Field(ge=0, le=200)]


class ColumnsBody(Schema):
    """What each column means (meaning → column, from 0), and who owns lines without an owner."""

    model_config = ConfigDict(extra="forbid")

    columns: Annotated[dict[ColumnName, ColumnPlace], Field(max_length=40)]
    default_owner_id: UUID | None = None


class LineDecisionBody(Schema):
    """What to do with a line that looks like a customer we have."""

    model_config = ConfigDict(extra="forbid")

    decision: LineDecision
