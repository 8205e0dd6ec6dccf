"""What pushing needs from identity."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID

from roadbook.core.actor import Actor


class PeopleBehindOps(Protocol):
    """Knows people as they are now, inside the transaction that applies what they sent."""

    def present(self, actor: Actor) -> Actor | None:
        """Give the actor with today's roles, None when they were deactivated."""
        ...

    def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, str]: ...
