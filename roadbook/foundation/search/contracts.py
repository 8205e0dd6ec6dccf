"""What search answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A record that was found. `type` is the synced type's name.

    `parent_id` is the record whose page shows it, when it has no page of its own.
    """

    type: str
    id: UUID
    title: str
    subtitle: str
    parent_id: UUID | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchAnswer:
    """What was found, the best first."""

    items: Sequence[SearchHit]
