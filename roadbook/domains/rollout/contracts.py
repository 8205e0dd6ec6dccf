"""Records and refusals of imports. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType
from uuid import UUID

from roadbook.core.errors import Conflict, Invalid, NotFound
from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, JobId, PersonId

ImportId = NewType("ImportId", UUID)


class ImportState(StrEnum):
    """Where an import stands. Moves are in `rules`."""

    UPLOADED = "uploaded"
    CHECKING = "checking"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    UNDOING = "undoing"
    UNDONE = "undone"


class ImportAction(StrEnum):
    MAP = "map"
    CHECK = "check"
    SETTLE_CHECK = "settle_check"
    DECIDE = "decide"
    APPLY = "apply"
    SETTLE_APPLY = "settle_apply"
    UNDO = "undo"
    SETTLE_UNDO = "settle_undo"


class LineState(StrEnum):
    """What the dry run says of a line, and what became of it."""

    UNCHECKED = "unchecked"
    READY = "ready"
    ERROR = "error"
    DUPLICATE = "duplicate"
    CREATED = "created"
    SKIPPED = "skipped"
    FAILED = "failed"
    REMOVED = "removed"
    KEPT = "kept"


class LineDecision(StrEnum):
    """What to do with a line that looks like a customer we have."""

    CREATE = "create"
    SKIP = "skip"


class KeptFor(StrEnum):
    """Why undoing keeps a customer: what was done with it since the import."""

    VISITS = "visits"
    INTERACTIONS = "interactions"
    DEALS = "deals"
    TRIPS = "trips"
    EXPENSES = "expenses"
    EDITED = "edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerDraft:
    """A line, read: what the customer would be."""

    name: str
    name_latin: str = ""
    address: str = ""
    city_code: str = ""
    district: str = ""
    position: Position | None = None
    customer_class: str = ""
    last_visit: date | None = None
    owner: str = ""
    phone: str = ""
    tax_number: str = ""
    website: str = ""
    industry: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    external_id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LikelyTwin:
    """A customer, or an earlier line, that a line looks like. `why`: name, phone, tax, place.

    `account_id` is None for an earlier line of the file and for customers one may not see.
    """

    why: Sequence[str]
    account_id: AccountId | None
    name: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportLine:
    """One line of the file with what the dry run found. `line` is the number people see.

    `kept_for` says why undoing left its customer in place.
    """

    line: int
    state: LineState
    cells: Sequence[str]
    errors: Mapping[str, str]
    twins: Sequence[LikelyTwin]
    decision: LineDecision
    account_id: AccountId | None
    kept_for: Sequence[KeptFor]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """An import with its columns, counts and the job that works on it."""

    id: ImportId
    name: str
    form: str
    state: ImportState
    owner_id: PersonId
    header: Sequence[str]
    sample: Sequence[Sequence[str]]
    columns: Mapping[str, int]
    default_owner_id: PersonId | None
    counts: Mapping[str, int]
    job_id: JobId | None
    created_at: datetime
    applied_at: datetime | None
    version: int


class ImportUnknown(NotFound):
    """There is no such import, or it is not yours."""

    code = "rollout.import_unknown"


class LineUnknown(NotFound):
    """The import has no such line."""

    code = "rollout.line_unknown"


class FileUnreadable(Invalid):
    """The file is no table that can be read; the fact `reason` says why."""

    code = "rollout.file_unreadable"


class ColumnsRefused(Invalid):
    """The columns do not fit the file, or none is the name."""

    code = "rollout.columns_refused"


class ImportNotReady(Conflict):
    """The import is not in a state for this; the fact `state` is where it stands."""

    code = "rollout.import_not_ready"
