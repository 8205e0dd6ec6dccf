"""Values that were overwritten by somebody who had not seen them: nothing is thrown away."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.foundation.changes import history
from roadbook.foundation.changes.models import RowHistory
from roadbook.foundation.changes.types import registry
from roadbook.foundation.sync.pushing.ports import PeopleBehindOps

MOST_SHOWN = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Overwritten:
    """A value that went, what came in its place, and who wrote the one and the other."""

    type: str
    id: UUID
    field: str
    old: Any
    new: Any
    old_by: UUID | None
    old_by_name: str
    new_by: UUID
    new_by_name: str
    at: datetime
    version: int


def overwritten_values(*, actor: Actor, people: PeopleBehindOps) -> list[Overwritten]:
    """Give what the actor wrote or overwrote, of rows and fields that they may read now."""
    lines = history.conflicts_of(actor.person_id, limit=MOST_SHOWN)
    readable = _readable(actor, lines)
    names = people.names({who for line in lines for who in (line.actor_id, line.other_id) if who})
    return [
        _record(line, names)
        for line in lines
        if line.rid in readable.get(line.rtype, set()) and _is_served(actor, line)
    ]


def _readable(actor: Actor, lines: list[RowHistory]) -> Mapping[int, AbstractSet[UUID]]:
    ids: dict[int, set[UUID]] = defaultdict(set)
    for line in lines:
        if line.rtype in registry.by_rtype:
            ids[line.rtype].add(line.rid)
    return {
        rtype: registry.by_rtype[rtype].readable(actor, wanted) for rtype, wanted in ids.items()
    }


def _is_served(actor: Actor, line: RowHistory) -> bool:
    return line.field in registry.by_rtype[line.rtype].served_fields(actor.roles)


def _record(line: RowHistory, names: Mapping[UUID, str]) -> Overwritten:
    return Overwritten(
        type=registry.by_rtype[line.rtype].name,
        id=line.rid,
        field=line.field,
        old=line.old,
        new=line.new,
        old_by=line.other_id,
        old_by_name=names.get(line.other_id, "") if line.other_id else "",
        new_by=line.actor_id,
        new_by_name=names.get(line.actor_id, ""),
        at=line.at,
        version=line.version,
    )
