"""The device side of a pull (SYNC_PROTOCOL.md section 7.2), small enough to trust."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.foundation.sync.pull import PullPage, pull_page

ACTOR = Actor(person_id=PersonId(UUID(int=7)), is_clockwork=True)


@dataclass
class Scopes:
    held: frozenset[str] = frozenset({"r:ref"})

    def scopes_of(self, actor: Actor) -> frozenset[str]:
        return self.held


@dataclass
class Replica:
    """The device side of section 7.2: applies pages in order, keeps each row's scope set."""

    scopes: Scopes = field(default_factory=Scopes)
    rows: dict[UUID, object] = field(default_factory=dict)
    held_in: dict[UUID, set[str]] = field(default_factory=dict)
    types: dict[UUID, str] = field(default_factory=dict)
    cursor: str | None = None
    pages: int = 0

    def pull(self, limit: int = 2_000, most_pages: int = 10_000) -> PullPage:
        """Pull pages until the replica is complete, or has had enough of them for now."""
        for _ in range(most_pages):
            page = pull_page(
                actor=ACTOR,
                device="d",
                epoch=None,
                cursor=self.cursor,
                scopes=self.scopes,
                limit=limit,
            )
            self._apply(page)
            self.pages += 1
            if page.complete:
                break
        return page

    def _apply(self, page: PullPage) -> None:
        self._forget(rid for rid, name in list(self.types.items()) if name in page.reset)
        for rid, scopes in list(self.held_in.items()):
            scopes -= set(page.drop)
            if not scopes:
                self._forget([rid])
        for entry in page.entries:
            if entry.op == "put":
                self.rows[entry.id] = entry.row
                self.types[entry.id] = entry.type
                self.held_in.setdefault(entry.id, set()).add(entry.scope)
            elif entry.id in self.held_in:
                self.held_in[entry.id].discard(entry.scope)
                if not self.held_in[entry.id]:
                    self._forget([entry.id])
        self.cursor = page.cursor

    def _forget(self, ids: Iterable[UUID]) -> None:
        for rid in ids:
            for store in (self.rows, self.types, self.held_in):
                store.pop(rid, None)
