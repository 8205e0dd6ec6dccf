"""What a slice declares about the writes that devices may send, and the registry of them.

A create's `args` are the body of the REST route that does the same online (with the route's own
path parameter beside it), a patch's fields are those of the route that edits, and all run the same
commands. What is not declared is refused.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, ValidationError

from roadbook.core.actor import Actor
from roadbook.core.errors import Refusal
from roadbook.foundation.changes.models import SyncedModel
from roadbook.foundation.sync.pushing.fields import FieldKind
from roadbook.foundation.sync.pushing.ops import Op, faults_of
from roadbook.foundation.sync.pushing.results import RejectCode, Rejected

_DOUBTFUL_OFFSET = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpContext:
    """Who sends an operation, the server's time, and the operation with the device's own clock."""

    actor: Actor
    now: datetime
    op: Op

    @property
    def happened_at(self) -> datetime:
        """When it happened by the device, put right by its offset, never later than now."""
        return self.instant(self.op.client_time)

    @property
    def is_doubtful(self) -> bool:
        """Tell whether the device's clock is not to be believed."""
        offset = timedelta(milliseconds=abs(self.op.clock_offset_ms))
        is_ahead = self._shifted(self.op.client_time) > self.now + _DOUBTFUL_OFFSET
        return self.op.clock_doubtful or offset > _DOUBTFUL_OFFSET or is_ahead

    def instant(self, told: datetime) -> datetime:
        """Put an instant right that the device told."""
        return min(self._shifted(told), self.now)

    def day(self, told: date) -> date:
        """Put a day right that was "today" by the device's clock; other days stay."""
        if told != self.op.client_time.astimezone(self.zone).date():
            return told
        return self.happened_at.astimezone(self.zone).date()

    def parent_id(self, name: str) -> UUID:
        """Give the path parameter that stands in the args beside the body."""
        try:
            return UUID(str((self.op.args or {}).get(name)))
        except ValueError as error:
            raise Rejected(RejectCode.INVALID, {"fields": {name: "uuid_parsing"}}) from error

    def _shifted(self, told: datetime) -> datetime:
        try:
            return told + timedelta(milliseconds=self.op.clock_offset_ms)
        except OverflowError:
            return self.now

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the device, UTC when it told none that is known."""
        try:
            return ZoneInfo(self.op.tz or "UTC")
        except (ZoneInfoNotFoundError, ValueError, OSError):
            return ZoneInfo("UTC")


Warnings = Sequence[Mapping[str, Any]]
RunBody = Callable[[OpContext, UUID, Any], Warnings | None]
Run = Callable[[OpContext, UUID], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateRule:
    """How a row is made: `body` is the route's body, `parent` its path parameter if it has one.

    The parent's id stands in `args` beside the body: `run` gets it by `context.parent_id(name)`.
    """

    body: type[BaseModel]
    run: RunBody
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """A field that may be patched. `present` gives its value where it is not the column's own."""

    kind: FieldKind = FieldKind.PLAIN
    present: Callable[[Any], Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatchRule:
    """Which fields may be patched, and the command that writes them.

    `whole` gives the row's present values for a body that wants all of them. An atomic patch is
    refused when one of its fields was changed by somebody else meanwhile.
    """

    fields: Mapping[str, FieldRule]
    body: type[BaseModel]
    run: RunBody
    whole: Callable[[Any], Mapping[str, Any]] | None = None
    is_atomic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRule:
    """A set of elements: which rows hold them now, and the command that leaves exactly these."""

    members: Callable[[UUID], Mapping[str, SyncedModel]]
    run: Callable[[OpContext, UUID, frozenset[str]], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterRule:
    """A counter: the column, and the command that writes its new value."""

    run: Callable[[OpContext, UUID, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRule:
    """A command: its body (None takes no args). `is_guarded` ones want expect_state and seen.

    `seen_in_body` hands the operation's `seen` to the command, which compares it itself.
    """

    run: RunBody
    body: type[BaseModel] | None = None
    is_guarded: bool = False
    seen_in_body: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteType:
    """The writes of one synced type that devices may send.

    `state` names the row's state for `expect_state`; `lock` locks what the commands lock first.
    `unknown` are the refusals that mean "no such row for you"; `codes` says what other refusals
    are on the wire.
    """

    name: str
    create: CreateRule | None = None
    patch: PatchRule | None = None
    sets: Mapping[str, SetRule] = field(default_factory=dict)
    counters: Mapping[str, CounterRule] = field(default_factory=dict)
    delete: Run | None = None
    commands: Mapping[str, CommandRule] = field(default_factory=dict)
    state: Callable[[Any], str] | None = None
    lock: Callable[[UUID], None] | None = None
    unknown: frozenset[type[Refusal]] = frozenset()
    codes: Mapping[type[Refusal], RejectCode] = field(default_factory=dict)


class WriteTypes:
    """The declared writes by type name, installed once by composition."""

    def __init__(self) -> None:
        self.by_name: dict[str, WriteType] = {}

    def install(self, types: Sequence[WriteType]) -> None:
        """Take the product's writes. Doubles are refused."""
        self.by_name = {t.name: t for t in types}
        if len(self.by_name) != len(types):
            raise ValueError("two declarations of writes share a type")


write_types = WriteTypes()


def body_of(model: type[BaseModel], values: Mapping[str, Any]) -> Any:  # noqa: ANN401  # the declared body
    """Read values as a route's body. Raises Rejected with the fields that do not fit."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise Rejected(RejectCode.INVALID, {"fields": faults_of(error)}) from error
