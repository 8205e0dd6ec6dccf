"""Request bodies of schedule."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, StringConstraints

from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.schedule.contracts import BusyState, EventDraft, EventKind, SharingLevel
from roadbook.foundation.http.fields import Day, Instant

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Place = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]
Zone = Annotated[str, StringConstraints(min_length=1, max_length=64)]
DayName = Annotated[str, StringConstraints(strip_whitespace=True, max_length=60)]


class EventBody(Schema):
    """A timed event (starts_at, ends_at) or an all-day one (first_day, last_day)."""

    model_config = ConfigDict(extra="forbid")

    person_id: UUID | None = None
    kind: EventKind = EventKind.OTHER
    title: Title
    place: Place = ""
    zone: Zone = "Asia/Shanghai"
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    first_day: Day | None = None
    last_day: Day | None = None
    busy_state: BusyState = BusyState.BUSY
    account_id: UUID | None = None

    def draft(self, *, own: PersonId) -> EventDraft:
        """Make the draft; without a person it is for `own`."""
        return EventDraft(
            person_id=PersonId(self.person_id) if self.person_id else own,
            kind=self.kind,
            title=self.title,
            place=self.place,
            zone=self.zone,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            first_day=self.first_day,
            last_day=self.last_day,
            busy_state=self.busy_state,
            account_id=AccountId(self.account_id) if self.account_id else None,
        )


class SharingBody(Schema):
    """What colleagues may see."""

    model_config = ConfigDict(extra="forbid")

    level: SharingLevel


class WorkingDayBody(Schema):
    """A day on which the company differs from the public calendar."""

    model_config = ConfigDict(extra="forbid")

    is_working: bool
    name_zh: DayName = ""
    name_en: DayName = ""
