"""Request bodies of visits."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, ContactId, OpportunityId
from roadbook.domains.visits.contracts import Certainty, Fix, Outcome, ReportDraft, VisitDraft
from roadbook.foundation.http.fields import (
    Day,
    Instant,
    Latitude,
    Line,
    Longitude,
    LongText,
    Reason,
)

Zone = Annotated[str, StringConstraints(min_length=1, max_length=64)]
Contacts = Annotated[list[UUID], Field(max_length=20)]
VisitMinutes = Annotated[int, Field(ge=5, le=720)]


class FixBody(Schema):
    """A position as the device told it."""

    model_config = ConfigDict(extra="forbid")

    lat: Latitude
    lon: Longitude
    accuracy_m: Annotated[float, Field(ge=0, le=1_000_000)]
    age_s: Annotated[float, Field(ge=0, le=31_536_000)] = 0


class VisitCheckBody(Schema):
    """A check; without a fix it is made all the same and graded as unverified."""

    model_config = ConfigDict(extra="forbid")

    fix: FixBody | None = None

    def told_fix(self) -> Fix | None:
        """Give the fix as a value."""
        if self.fix is None:
            return None
        return Fix(
            position=Position(lat=self.fix.lat, lon=self.fix.lon),
            accuracy_m=self.fix.accuracy_m,
            age_s=self.fix.age_s,
        )


class PlanVisitBody(Schema):
    """A visit to plan; without a person it is one's own."""

    model_config = ConfigDict(extra="forbid")

    account_id: UUID
    person_id: UUID | None = None
    starts_at: Instant
    ends_at: Instant
    zone: Zone = "Asia/Shanghai"
    certainty: Certainty = Certainty.EXACT
    goal: Line = ""
    opportunity_id: UUID | None = None
    contact_ids: Contacts = []

    def draft(self) -> VisitDraft:
        """Make the draft."""
        return VisitDraft(
            account_id=AccountId(self.account_id),
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            zone=self.zone,
            certainty=self.certainty,
            goal=self.goal,
            opportunity_id=OpportunityId(self.opportunity_id) if self.opportunity_id else None,
            contact_ids=[ContactId(pk) for pk in self.contact_ids],
        )


class MoveVisitBody(Schema):
    """A new time."""

    model_config = ConfigDict(extra="forbid")

    starts_at: Instant
    ends_at: Instant
    certainty: Certainty | None = None


class EditVisitBody(Schema):
    """Goal and how settled the appointment is."""

    model_config = ConfigDict(extra="forbid")

    goal: Line = ""
    certainty: Certainty


class VisitReasonBody(Schema):
    """Why."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


class VisitReportBody(Schema):
    """The visit form."""

    model_config = ConfigDict(extra="forbid")

    outcome: Outcome
    notes: LongText = ""
    next_step: Line = ""
    next_step_due: Day | None = None
    opportunity_id: UUID | None = None
    stage_id: UUID | None = None
    next_starts_at: Instant | None = None
    next_minutes: VisitMinutes = 60
    contact_ids: Contacts = []

    def draft(self) -> ReportDraft:
        """Make the draft."""
        return ReportDraft(
            outcome=self.outcome,
            notes=self.notes,
            next_step=self.next_step,
            next_step_due=self.next_step_due,
            opportunity_id=OpportunityId(self.opportunity_id) if self.opportunity_id else None,
            stage_id=self.stage_id,
            next_starts_at=self.next_starts_at,
            next_minutes=self.next_minutes,
            contact_ids=[ContactId(pk) for pk in self.contact_ids],
        )
