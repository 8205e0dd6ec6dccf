"""The index: put and take documents' tokens, find document ids. FTS5 and tsvector alike.

A token is made of letters and digits only, so it is safe inside a query once quoted.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from django.db import connection

from roadbook.engines.matching.tokens import Term

_UNSAFE = re.compile(r"[\W_]+")


class SearchEngine(Protocol):
    """Keeps tokens by document id and finds documents that meet every term."""

    def put(self, tokens: Mapping[int, Sequence[str]]) -> None: ...

    def drop(self, document_ids: Sequence[int]) -> None: ...

    def find(
        self,
        terms: Sequence[Term],
        *,
        scopes: Sequence[str] | None,
        rtypes: Sequence[int],
        limit: int,
    ) -> list[int]: ...


def scope_token(scope: str) -> str:
    """Give the token of an audience; "z" begins no token of a text."""
    return "z" + _UNSAFE.sub("", scope)


def _alternatives(term: Term, *, exact: str, prefix: str) -> str:
    parts = [exact.format(token) for token in term.exact]
    parts += [prefix.format(token) for token in term.prefixes]
    return "(" + (" OR " if '"' in exact else " | ").join(parts) + ")"


class SqliteEngine:
    """FTS5; one row per document, rowid is the document's id."""

    def put(self, tokens: Mapping[int, Sequence[str]]) -> None:
        self.drop(list(tokens))
        rows = [(document, " ".join(words)) for document, words in tokens.items()]
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_index(rowid, tokens) VALUES (%s, %s)", rows)

    def drop(self, document_ids: Sequence[int]) -> None:
        with connection.cursor() as cursor:
            cursor.executemany(
                "DELETE FROM search_index WHERE rowid = %s", [(i,) for i in document_ids]
            )

    def find(
        self,
        terms: Sequence[Term],
        *,
        scopes: Sequence[str] | None,
        rtypes: Sequence[int],
        limit: int,
    ) -> list[int]:
        clauses = [_alternatives(term, exact='"{}"', prefix='"{}"*') for term in terms]
        if scopes is not None:
            audience = Term(exact=tuple(scope_token(scope) for scope in scopes))
            clauses.append(_alternatives(audience, exact='"{}"', prefix='"{}"*'))
        if rtypes:
            kinds = Term(exact=tuple(rtype_token(rtype) for rtype in rtypes))
            clauses.append(_alternatives(kinds, exact='"{}"', prefix='"{}"*'))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT rowid FROM search_index WHERE search_index MATCH %s LIMIT %s",
                [" AND ".join(clauses), limit],
            )
            return [row[0] for row in cursor.fetchall()]


class PostgresEngine:
    """A tsvector column on the documents with a GIN index; no dictionary takes part."""

    def put(self, tokens: Mapping[int, Sequence[str]]) -> None:
        rows = [(sorted(set(words)), document) for document, words in tokens.items()]
        with connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE search_document SET tokens = array_to_tsvector(%s::text[]) WHERE id = %s",
                rows,
            )

    def drop(self, document_ids: Sequence[int]) -> None:
        """Nothing to do: the tokens go with the documents."""

    def find(
        self,
        terms: Sequence[Term],
        *,
        scopes: Sequence[str] | None,
        rtypes: Sequence[int],
        limit: int,
    ) -> list[int]:
        clauses = [_alternatives(term, exact="'{}'", prefix="'{}':*") for term in terms]
        if scopes is not None:
            audience = Term(exact=tuple(scope_token(scope) for scope in scopes))
            clauses.append(_alternatives(audience, exact="'{}'", prefix="'{}':*"))
        if rtypes:
            kinds = Term(exact=tuple(rtype_token(rtype) for rtype in rtypes))
            clauses.append(_alternatives(kinds, exact="'{}'", prefix="'{}':*"))
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM search_document WHERE tokens @@ %s::tsquery LIMIT %s",
                [" & ".join(clauses), limit],
            )
            return [row[0] for row in cursor.fetchall()]


def rtype_token(rtype: int) -> str:
    """Give the token of a record type; "t" begins no token of a text."""
    return f"t{rtype}x"


def engine() -> SearchEngine:
    """Give the engine of the database in use."""
    return PostgresEngine() if connection.vendor == "postgresql" else SqliteEngine()
