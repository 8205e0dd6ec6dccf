"""Request bodies of cadence."""

from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from roadbook.core.ids import PersonId
from roadbook.domains.cadence import rules
from roadbook.domains.cadence.contracts import Channel, DueFilters, DueState
from roadbook.domains.customers.contracts import CustomerClass, LifecycleStage
from roadbook.foundation.http.fields import Code, CursorText, Day, PageLimit

_MOST = 50

SetNote = Annotated[str, StringConstraints(strip_whitespace=True, max_length=rules.NOTE_MAX)]


class DueQuery(Schema):
    """Which lines of the due list, on which day (today without)."""

    model_config = ConfigDict(extra="forbid")

    owner: Annotated[list[UUID], Field(max_length=_MOST)] = Field(default_factory=list)
    customer_class: Annotated[list[CustomerClass], Field(max_length=_MOST)] = Field(
        default_factory=list
    )
    stage: Annotated[list[LifecycleStage], Field(max_length=_MOST)] = Field(default_factory=list)
    city: Annotated[list[Code], Field(max_length=_MOST)] = Field(default_factory=list)
    channel: Annotated[list[Channel], Field(max_length=_MOST)] = Field(default_factory=list)
    state: Annotated[list[DueState], Field(max_length=_MOST)] = Field(default_factory=list)
    on: Day | None = None
    cursor: CursorText | None = None
    limit: PageLimit = 50

    def filters(self) -> DueFilters:
        return DueFilters(
            owner_ids=[PersonId(each) for each in self.owner],
            customer_classes=self.customer_class,
            lifecycle_stages=self.stage,
            city_codes=self.city,
            channels=self.channel,
            states=self.state,
        )


class RhythmBody(Schema):
    """An interval set by hand."""

    model_config = ConfigDict(extra="forbid")

    interval_days: Annotated[int, Field(ge=rules.SHORTEST_DAYS, le=rules.LONGEST_DAYS)]
    channel: Channel
    tolerance_pct: Annotated[int, Field(ge=0, le=rules.MOST_TOLERANCE_PCT)] = (
        rules.DEFAULT_TOLERANCE_PCT
    )
    note: SetNote = ""
