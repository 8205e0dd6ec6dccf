"""A phone for tests: numbers operations, keeps them, and pushes them through the real engine."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.foundation.changes.encoding import jsonable
from roadbook.foundation.changes.flush import present_version
from roadbook.foundation.changes.models import new_id
from roadbook.foundation.sync.models import Device
from roadbook.foundation.sync.ports import ScopesOfPerson
from roadbook.foundation.sync.pushing.answering import Desk
from roadbook.foundation.sync.pushing.batch import push
from roadbook.foundation.sync.pushing.fields import text_hash
from roadbook.foundation.sync.pushing.ports import PeopleBehindOps
from roadbook.foundation.sync.pushing.results import OpResult, PushAnswer
from roadbook.foundation.wiring import port

NOW = datetime(2026, 11, 26, 4, 0, tzinfo=UTC)
Content = dict[str, Any]


def make_device(actor: Actor) -> Device:
    """Register a phone of a person, as its row stands after the registration."""
    return Device.objects.create(
        person_id=actor.person_id,
        label="test phone",
        public_key=b"\4" + bytes(64),
        server_share=bytes(32),
        epoch=UUID(int=0),
        registered_at=NOW,
        last_contact_at=NOW,
        lease_until=NOW + timedelta(days=3),
    )


@dataclass
class Phone:
    """One registration of one person. `clock_offset_ms` is how far its clock is behind."""

    actor: Actor
    device: Device = field(init=False)
    now: datetime = NOW
    clock_offset_ms: int = 0
    seq: int = 0

    def __post_init__(self) -> None:
        self.device = make_device(self.actor)

    def op(self, kind: str, name: str, row_id: UUID, **parts: Any) -> Content:  # noqa: ANN401  # the parts of an operation
        """Save an operation: give it the next number and the phone's time."""
        self.seq += 1
        told = self.now - timedelta(milliseconds=self.clock_offset_ms)
        whole = {
            "op_id": str(new_id()),
            "seq": self.seq,
            "kind": kind,
            "type": name,
            "id": str(row_id),
            "base": present_version(),
            "client_time": told.isoformat(),
            "clock_offset_ms": self.clock_offset_ms,
            "tz": "Asia/Shanghai",
            "schema": 1,
            **parts,
        }
        content: Content = json.loads(json.dumps(jsonable(whole)))
        return content

    def create(self, name: str, row_id: UUID | None = None, /, **args: Any) -> Content:  # noqa: ANN401
        return self.op("create", name, row_id or new_id(), args=args)

    def patch(self, name: str, row_id: UUID, **new: tuple[Any, Any]) -> Content:
        """Edit fields, each (what was seen, what it becomes)."""
        values = {key: {"was": was, "to": to} for key, (was, to) in new.items()}
        return self.op("patch", name, row_id, set=values)

    def write(self, name: str, row_id: UUID, key: str, seen: str, to: str) -> Content:
        """Edit a long text."""
        value = {"was_hash": text_hash(seen), "to": to}
        return self.op("patch", name, row_id, set={key: value})

    def command(self, name: str, row_id: UUID, command: str, **parts: Any) -> Content:  # noqa: ANN401
        return self.op("command", name, row_id, command=command, **parts)

    def push(self, *ops: Content) -> PushAnswer:
        """Send operations as JSON."""
        sent: Sequence[Mapping[str, Any]] = json.loads(json.dumps(ops))
        return push(self.desk(), sent)

    def results(self, *ops: Content) -> list[OpResult]:
        """Send operations that are all answered."""
        answer = self.push(*ops)
        assert answer.stopped_at is None, answer.stopped_at
        return list(answer.results)

    def result(self, op: Content) -> OpResult:
        """Send one operation."""
        return self.results(op)[0]

    def desk(self) -> Desk:
        return Desk(
            actor=self.actor,
            device_id=self.device.pk,
            now=self.now,
            scopes=port(ScopesOfPerson),  # type: ignore[type-abstract]
            people=port(PeopleBehindOps),  # type: ignore[type-abstract]
        )

    def registered_anew(self) -> "Phone":
        """Give the same person's phone with a new registration, its counter at zero."""
        return Phone(self.actor, now=self.now, clock_offset_ms=self.clock_offset_ms)


def renumbered(ops: Sequence[Content]) -> list[Content]:
    """Give the same operations, numbered from 1 as a new registration does."""
    return [{**op, "seq": number} for number, op in enumerate(ops, start=1)]


def grouped(*ops: Content) -> list[Content]:
    """Make operations one transaction."""
    group = str(new_id())
    return [{**op, "group": group} for op in ops]


def codes(results: Sequence[OpResult]) -> list[str]:
    """Give what became of operations, in one word each."""
    return [result.code.value if result.code else result.status.value for result in results]


def sober(result: OpResult) -> OpResult:
    """Give a result without its number, which a new registration changes."""
    return replace(result, seq=0)
