"""Read the operations of a push. One that cannot be meant is a `Faulty` op: refused, not dropped.

`Op` has exactly the fields of SYNC_PROTOCOL.md section 8.1; a field that is not there is a fault.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Annotated, Any
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from roadbook.foundation.changes.encoding import canonical

MOST_OPS, MOST_BYTES, MOST_IN_GROUP = 200, 1_000_000, 100
LONGEST_TEXT, LONGEST_LIST = 65_536, 1_000
_LAST_SEQ = 2**53
_FAR_MS = 100 * 366 * 24 * 3600 * 1000  # a clock may be wrong by decades

Word = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Elements = Annotated[list[Annotated[str, StringConstraints(max_length=64)]], Field(max_length=200)]
Step = Annotated[int, Field(ge=-1_000_000, le=1_000_000)]


class OpKind(StrEnum):
    """What an operation does to its row."""

    CREATE = "create"
    PATCH = "patch"
    DELTA = "delta"
    DELETE = "delete"
    COMMAND = "command"


class NewValue(BaseModel):
    """A field of a patch: what the person saw (or the hash of a long text), and what it becomes."""

    model_config = ConfigDict(extra="forbid")

    was: Any = None
    was_hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None = None
    to: Any


NewValues = Annotated[dict[Word, NewValue], Field(min_length=1, max_length=100)]


class Op(BaseModel):
    """One change that a person made on a device, kept as it was saved there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    op_id: UUID
    seq: Annotated[int, Field(ge=1, le=_LAST_SEQ, strict=True)]
    group: UUID | None = None
    kind: OpKind
    type: Word
    id: UUID
    base: Annotated[int, Field(ge=0, le=2**62, strict=True)]
    args: dict[str, Any] | None = None
    new: NewValues | None = Field(default=None, alias="set")
    add: dict[Word, Elements] | None = None
    remove: dict[Word, Elements] | None = None
    inc: dict[Word, Step] | None = None
    command: Word | None = None
    expect_state: Word | None = None
    seen: Word | None = None
    client_time: AwareDatetime
    clock_offset_ms: Annotated[int, Field(ge=-_FAR_MS, le=_FAR_MS)] = 0
    tz: Annotated[str, StringConstraints(max_length=64)] = ""
    mono_ms: Annotated[float, Field(allow_inf_nan=False)] | None = None
    clock_doubtful: bool = False
    written_under: Annotated[int, Field(alias="schema", ge=1, le=1_000_000, strict=True)]


_MAY_HAVE: Mapping[OpKind, frozenset[str]] = {
    OpKind.CREATE: frozenset({"args"}),
    OpKind.PATCH: frozenset({"new"}),
    OpKind.DELTA: frozenset({"add", "remove", "inc"}),
    OpKind.DELETE: frozenset(),
    OpKind.COMMAND: frozenset({"args", "command", "expect_state", "seen"}),
}
_BY_KIND = frozenset().union(*_MAY_HAVE.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An operation as it came: who it says it is, its digest, its content, and what it means.

    `op` is None when it cannot be meant; `fault` then says why.
    """

    op_id: UUID
    seq: int
    group: UUID | None
    digest: str
    content: Mapping[str, Any]
    op: Op | None
    fault: Mapping[str, Any] | None


class Unnumbered(ValueError):
    """An operation without a readable op_id, seq or group: it cannot even be refused by itself."""


def read_op(content: Mapping[str, Any], *, converted: Mapping[str, Any] | None = None) -> Sent:
    """Read one operation; `converted` is its content in today's schema. Raises Unnumbered.

    The digest leaves the number out: a device that registers anew numbers its operations anew.
    """
    op_id, group = _uuid(content.get("op_id")), content.get("group")
    seq = content.get("seq")
    if op_id is None or type(seq) is not int or not 1 <= seq <= _LAST_SEQ:
        raise Unnumbered
    if group is not None and _uuid(group) is None:
        raise Unnumbered
    op, fault = _parsed(content if converted is None else converted)
    return Sent(
        op_id=op_id,
        seq=seq,
        group=_uuid(group),
        digest=digest_of(content),
        content=content,
        op=op,
        fault=fault,
    )


def digest_of(content: Mapping[str, Any]) -> str:
    """Give the hash that tells a repeated operation from another one under the same id."""
    kept = {name: value for name, value in content.items() if name != "seq"}
    return sha256(canonical(kept)).hexdigest()


def _uuid(value: object) -> UUID | None:
    if not isinstance(value, str):
        return None
    try:
        return UUID(value)
    except ValueError:
        return None


def _parsed(content: Mapping[str, Any]) -> tuple[Op | None, Mapping[str, Any] | None]:
    if (limit := _exceeded(content)) is not None:
        return None, {"limit": limit}
    try:
        op = Op.model_validate(content)
    except ValidationError as error:
        return None, {"fields": faults_of(error)}
    faults = _faults_of_kind(op)
    return (None, {"fields": faults}) if faults else (op, None)


def _faults_of_kind(op: Op) -> dict[str, str]:
    """Name the parts that an operation of this kind has not, or lacks."""
    given = {name for name in _BY_KIND if getattr(op, name) is not None}
    faults = dict.fromkeys(sorted(given - _MAY_HAVE[op.kind]), "not_for_this_kind")
    if op.kind is OpKind.PATCH and op.new is None:
        faults["set"] = "missing"
    if op.kind is OpKind.COMMAND and op.command is None:
        faults["command"] = "missing"
    if op.kind is OpKind.DELTA and not given:
        faults["add"] = "missing"
    return faults


def faults_of(error: ValidationError) -> dict[str, str]:
    """Give field → reason of a validation error, without the values."""
    return {
        ".".join(str(part) for part in found["loc"]) or "args": found["type"]
        for found in error.errors(include_url=False, include_context=False, include_input=False)
    }


def _exceeded(value: object) -> str | None:
    match value:
        case str():
            return "text" if len(value.encode()) > LONGEST_TEXT else None
        case dict():
            parts: list[object] = [*value.keys(), *value.values()]
        case list():
            parts = list(value)
            if len(parts) > LONGEST_LIST:
                return "list"
        case _:
            return None
    return next((limit for part in parts if (limit := _exceeded(part)) is not None), None)
