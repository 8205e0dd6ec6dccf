"""Bring search documents in line with rows, inside the unit of work that changed them."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from roadbook.engines.matching.tokens import tokens_of
from roadbook.foundation.changes.types import SearchText, SyncType
from roadbook.foundation.search.engine import engine, rtype_token, scope_token
from roadbook.foundation.search.models import SearchDocument

_CHUNK: Final = 500
_TITLE, _SUBTITLE, _WORDS = 300, 300, 2000
_SHOWN: Final = ("parent_id", "title", "subtitle", "words")


def index_rows(sync_type: SyncType, ids: Sequence[UUID]) -> None:
    """Write the documents of rows that are alive and have an audience, drop the others."""
    for start in range(0, len(ids), _CHUNK):
        _index(sync_type, ids[start : start + _CHUNK])


def reindex(sync_type: SyncType) -> int:
    """Write all documents of a type again, in steps. Gives how many rows were looked at."""
    rows = sync_type.model._default_manager.order_by("pk").values_list("pk", flat=True)
    ids: list[UUID] = list(rows)
    index_rows(sync_type, ids)
    return len(ids)


def _index(sync_type: SyncType, ids: Sequence[UUID]) -> None:
    if sync_type.search is None:
        return
    living = sync_type.model._default_manager.filter(pk__in=ids, deleted_at=None)
    alive = set(living.values_list("pk", flat=True))
    scopes = sync_type.scopes(ids)
    texts = {
        rid: text for rid, text in sync_type.search(ids).items() if rid in alive and scopes.get(rid)
    }
    known = {
        document.rid: document
        for document in SearchDocument.objects.filter(rid__in=ids, rtype=sync_type.rtype)
    }
    _drop([document for rid, document in known.items() if rid not in texts])
    documents = _write(sync_type, texts, known)
    engine().put(
        {
            documents[rid].id: [
                *tokens_of(title=text.title, words=f"{text.subtitle} {text.words}"),
                *sorted(scope_token(scope) for scope in scopes[rid]),
                rtype_token(sync_type.rtype),
            ]
            for rid, text in texts.items()
        }
    )


def _write(
    sync_type: SyncType,
    texts: dict[UUID, SearchText],
    known: dict[UUID, SearchDocument],
) -> dict[UUID, SearchDocument]:
    documents: dict[UUID, SearchDocument] = {}
    moved: list[SearchDocument] = []
    for rid, text in texts.items():
        document = known.get(rid) or SearchDocument(rtype=sync_type.rtype, rid=rid)
        before = {name: getattr(document, name) for name in _SHOWN}
        document.parent_id = text.parent_id
        document.title = text.title[:_TITLE]
        document.subtitle = text.subtitle[:_SUBTITLE]
        document.words = text.words[:_WORDS]
        documents[rid] = document
        if document.pk and before != {name: getattr(document, name) for name in _SHOWN}:
            moved.append(document)
    SearchDocument.objects.bulk_update(moved, _SHOWN, batch_size=100)
    SearchDocument.objects.bulk_create([d for d in documents.values() if not d.pk])
    return documents


def _drop(documents: Sequence[SearchDocument]) -> None:
    if documents:
        ids = [document.id for document in documents]
        engine().drop(ids)
        SearchDocument.objects.filter(id__in=ids).delete()
