"""Request bodies of approvals."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from roadbook.domains.approvals.contracts import ApproverKind, Decision, SubjectKind
from roadbook.foundation.http.fields import AmountMinor, Name

Comment = Annotated[str, StringConstraints(max_length=1000)]
Seen = Annotated[str, StringConstraints(pattern=r"^sha256:[0-9a-f]{64}$")]
Version = Annotated[int, Field(ge=0, le=2**62)]


class DecisionBody(Schema):
    model_config = ConfigDict(extra="forbid")

    decision: Decision
    comment: Comment = ""
    back_to: Annotated[int, Field(ge=0, le=20)] = 0
    seen: Seen


class TransferBody(Schema):
    model_config = ConfigDict(extra="forbid")

    to_id: UUID
    comment: Comment = ""


class RuleStepBody(Schema):
    model_config = ConfigDict(extra="forbid")

    approver: ApproverKind
    level: Annotated[int, Field(ge=1, le=8)] = 1
    role: Annotated[str, StringConstraints(max_length=10)] = ""
    person_id: UUID | None = None


class RuleBody(Schema):
    model_config = ConfigDict(extra="forbid")

    subject_kind: SubjectKind
    name: Name
    team_id: UUID | None = None
    min_amount_minor: AmountMinor = 0
    is_only_over_standard: bool = False
    steps: Annotated[list[RuleStepBody], Field(min_length=1, max_length=8)]
    version: Version = 0


class DryRunBody(Schema):
    model_config = ConfigDict(extra="forbid")

    subject_kind: SubjectKind
    requester_id: UUID
    amount_minor: AmountMinor
    is_over_standard: bool = False
