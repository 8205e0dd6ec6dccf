"""What a device is told of each operation. A result is stored and given again when asked again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from roadbook.core.errors import Conflict, Forbidden, Invalid, NotFound


class OpStatus(StrEnum):
    """What became of an operation."""

    APPLIED = "applied"
    MERGED = "merged"
    REJECTED = "rejected"


class RejectCode(StrEnum):
    """Why an operation was not applied (SYNC_PROTOCOL.md section 21)."""

    FORBIDDEN = "forbidden"
    FIELD_FORBIDDEN = "field_forbidden"
    BAD_OP = "bad_op"
    INVALID = "invalid"
    ID_TAKEN = "id_taken"
    GONE = "gone"
    CHANGED_SINCE_BASE = "changed_since_base"
    STATE_CHANGED = "state_changed"
    CHANGED_SINCE_SEEN = "changed_since_seen"
    SELF_APPROVAL = "self_approval"
    OVER_LIMIT = "over_limit"
    OVER_BUDGET = "over_budget"
    DUPLICATE = "duplicate"
    REF_GONE = "ref_gone"
    FILE_MISSING = "file_missing"
    DEPENDS_ON_REJECTED = "depends_on_rejected"
    SCHEMA_LOST = "schema_lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedField:
    """A field in which two edits met: the value of the other, who wrote it, and when."""

    field: str
    other: Any
    by: UUID | None
    at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpResult:
    """The answer to one operation; `version` is 0 for a rejected one."""

    op_id: UUID
    seq: int
    status: OpStatus
    version: int = 0
    code: RejectCode | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)
    merged: Sequence[MergedField] = ()
    warnings: Sequence[Mapping[str, Any]] = ()
    current_version: int | None = None
    current: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoppedAt:
    """The operation at which a batch ended before its end; it is sent again later."""

    op_id: UUID
    code: str
    retry_after_s: int = 0
    expected: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PushAnswer:
    """Results in the order of the operations; `version` is the head after the last of them."""

    results: Sequence[OpResult]
    version: int
    stopped_at: StoppedAt | None = None


class Rejected(Exception):  # an answer about one operation, not an error
    """Stops one operation. Its changes are taken back, the answer is stored."""

    def __init__(
        self,
        code: RejectCode,
        detail: Mapping[str, Any] | None = None,
        *,
        shows_current: bool = False,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.detail = dict(detail or {})
        self.shows_current = shows_current


class OpReused(Invalid):
    """An operation came under the id of another one: a defect of the device."""

    code = "sync.op_reused"


class DeviceForked(Conflict):
    """The device gives a number again that it gave to another operation: it was restored."""

    code = "sync.device_forked"


class SeqGap(Conflict):
    """Numbers are missing before this operation; the fact `expected` is the next one."""

    code = "sync.seq_gap"


class BadPush(Invalid):
    """The operations cannot be read or are not numbered."""

    code = "sync.bad_request"
    status = 400


class TooLargePush(Invalid):
    """More operations or bytes than a push may have: send fewer."""

    code = "sync.too_large"
    status = 413


class SessionOver(Forbidden):
    """The person may not sign in any more, or not on this device."""

    code = "sync.login_required"
    status = 401


class NoSuchDevice(NotFound):
    """This device is not registered."""

    code = "sync.unknown_device"


def stored_form(result: OpResult) -> dict[str, Any]:
    """Give what is kept of a result beside its columns."""
    whole = asdict(result)
    return {name: whole[name] for name in _STORED}


_STORED = ("detail", "merged", "warnings", "current_version", "current")
