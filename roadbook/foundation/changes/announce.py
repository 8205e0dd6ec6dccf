"""What listens to the unit of work: the live stream after commit, the search index inside it."""

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from roadbook.foundation.changes.types import SyncType


class HeadListener(Protocol):
    """Is told of the new head; `access_changed` when people, roles or sessions were touched."""

    def __call__(self, version: int, *, access_changed: bool) -> None: ...


SearchIndexer = Callable[[SyncType, Sequence[UUID]], None]

_head_listeners: list[HeadListener] = []
_search_indexers: list[SearchIndexer] = []


def install(*, head: Sequence[HeadListener], search: Sequence[SearchIndexer]) -> None:
    """Take the listeners that composition names."""
    _head_listeners[:] = head
    _search_indexers[:] = search


def head_moved(version: int, *, access_changed: bool) -> None:
    """Tell the live stream, after commit, that the head is at `version`."""
    for listener in _head_listeners:
        listener(version, access_changed=access_changed)


def search_index(sync_type: SyncType, ids: Sequence[UUID]) -> None:
    """Bring the search documents of these rows up to date, inside the unit's transaction."""
    for indexer in _search_indexers:
        indexer(sync_type, ids)
