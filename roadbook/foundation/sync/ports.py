"""What sync needs from identity."""

from collections.abc import Set as AbstractSet
from typing import Protocol

from roadbook.core.actor import Actor


class ScopesOfPerson(Protocol):
    """Gives the scopes a person holds now, from the live tables (SYNC_PROTOCOL.md section 5)."""

    def scopes_of(self, actor: Actor) -> AbstractSet[str]: ...
