"""Answer a search: at most 500 unranked hits of the index, the read rule, then a rank."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor, Role
from roadbook.engines.matching.tokens import matches, normalized, terms_of
from roadbook.foundation.changes.types import registry
from roadbook.foundation.search.contracts import SearchHit
from roadbook.foundation.search.engine import engine
from roadbook.foundation.search.models import SearchDocument
from roadbook.foundation.sync.ports import ScopesOfPerson

_MOST_HITS: Final = 500
_MOST_SCOPES: Final = 300
_HITS_WITHOUT_SCOPES: Final = 2_000
_CHUNK: Final = 500
_FIRST_OF_A_KIND: Final = 5
_EXACT, _BEGINS, _IN_TITLE, _IN_WORDS = 100, 60, 40, 10
_WEIGHT_OF_KIND: Final[Mapping[str, int]] = {
    "account": 12,
    "contact": 9,
    "opportunity": 7,
    "trip": 7,
    "person": 6,
    "lead": 5,
    "visit": 3,
}


def find(
    *,
    actor: Actor,
    query: str,
    holder: ScopesOfPerson,
    kinds: Collection[str] = (),
    limit: int = 20,
) -> Sequence[SearchHit]:
    """Give the records that contain every part of the query, the best first.

    Nothing is found for a query without letters or digits. The index narrows by the actor's
    audiences; the general read rule of each type decides.
    """
    terms = terms_of(query)
    if not terms:
        return ()
    rtypes = [registry.by_name[kind].rtype for kind in kinds if kind in registry.by_name]
    if kinds and not rtypes:
        return ()
    scopes = _scopes(actor, holder)
    most = _MOST_HITS if scopes is not None else _HITS_WITHOUT_SCOPES
    ids = engine().find(terms, scopes=scopes, rtypes=rtypes, limit=most)
    readable = _readable(actor, _documents(ids))
    ranked = sorted(readable, key=lambda document: _rank(query, document))
    return [
        SearchHit(
            type=registry.by_rtype[document.rtype].name,
            id=document.rid,
            title=document.title,
            subtitle=document.subtitle,
            parent_id=document.parent_id,
        )
        for document in _varied(ranked)[:limit]
    ]


def _scopes(actor: Actor, holder: ScopesOfPerson) -> Sequence[str] | None:
    """Give the audiences to narrow by; None for those who read beyond them, or hold too many."""
    if actor.sees_everything or actor.has(Role.FINANCE):
        return None
    scopes = holder.scopes_of(actor)
    return sorted(scopes) if len(scopes) <= _MOST_SCOPES else None


def _documents(ids: Sequence[int]) -> list[SearchDocument]:
    found: list[SearchDocument] = []
    for start in range(0, len(ids), _CHUNK):
        found += SearchDocument.objects.filter(id__in=ids[start : start + _CHUNK])
    return found


def _readable(actor: Actor, documents: Sequence[SearchDocument]) -> list[SearchDocument]:
    by_type: dict[int, list[UUID]] = {}
    for document in documents:
        by_type.setdefault(document.rtype, []).append(document.rid)
    allowed: set[UUID] = set()
    for rtype, ids in by_type.items():
        sync_type = registry.by_rtype.get(rtype)
        if sync_type is not None:
            for start in range(0, len(ids), _CHUNK):
                allowed |= sync_type.readable(actor, ids[start : start + _CHUNK])
    return [document for document in documents if document.rid in allowed]


def _varied(ranked: Sequence[SearchDocument]) -> list[SearchDocument]:
    """Let at most five of a kind come first, so that one kind does not hide the others."""
    seen: dict[int, int] = {}
    first: list[SearchDocument] = []
    rest: list[SearchDocument] = []
    for document in ranked:
        seen[document.rtype] = seen.get(document.rtype, 0) + 1
        (first if seen[document.rtype] <= _FIRST_OF_A_KIND else rest).append(document)
    return first + rest


def _rank(query: str, document: SearchDocument) -> tuple[int, int, str, int]:
    """Sort by where the query stands in the document; then shorter titles, then by title."""
    wanted, title = normalized(query).strip(), normalized(document.title)
    score = _IN_TITLE * matches(query, document.title)
    score += _IN_WORDS * matches(query, document.subtitle, document.words)
    score += _EXACT if title == wanted else _BEGINS if title.startswith(wanted) else 0
    score += _WEIGHT_OF_KIND.get(registry.by_rtype[document.rtype].name, 0)
    return (-score, len(title), title, document.id)
