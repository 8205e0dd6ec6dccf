"""What other slices may know of interactions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from roadbook.core.errors import Conflict, Forbidden, Invalid, NotFound
from roadbook.core.ids import (
    AccountId,
    ContactId,
    InteractionId,
    OpportunityId,
    PersonId,
    VisitId,
)


class InteractionKind(StrEnum):
    NOTE = "note"
    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    MESSAGE = "message"
    EMAIL = "email"


CONTACT_KINDS = frozenset(InteractionKind) - {InteractionKind.NOTE}
"""Kinds in which the customer took part."""


class Direction(StrEnum):
    """Who began: they (in) or we (out)."""

    IN = "in"
    OUT = "out"


class Visibility(StrEnum):
    """Who reads it: whoever works the account, or its author only."""

    ACCOUNT = "account"
    PRIVATE = "private"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """One line of a customer's timeline."""

    id: InteractionId
    account_id: AccountId
    kind: InteractionKind
    direction: Direction
    visibility: Visibility
    happened_at: datetime
    duration_minutes: int | None
    summary: str
    body: str
    person_id: PersonId
    person_name: str
    contacts: Sequence["TimelineContact"]
    opportunity_id: OpportunityId | None
    visit_id: VisitId | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineContact:
    """Who took part on the customer's side."""

    id: ContactId
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LastContact:
    """When a customer was last visited, and last reached over any channel. Notes do not count."""

    last_visit_at: datetime | None
    last_contact_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionFact:
    """The bare fact of an interaction, for cadence and insight."""

    id: UUID
    account_id: AccountId
    person_id: PersonId
    kind: InteractionKind
    happened_at: datetime


class InteractionUnknown(NotFound):
    code = "interactions.unknown"


class NotTheAuthor(Forbidden):
    """Only who wrote it changes it."""

    code = "interactions.not_the_author"


class NotYourAccount(Forbidden):
    """The customer is visible, but others write in its file."""

    code = "interactions.not_your_account"


class FieldsRefused(Invalid):
    code = "interactions.fields_refused"


class InteractionIdTaken(Conflict):
    """A record with this id exists that is not this one."""

    code = "interactions.id_taken"
