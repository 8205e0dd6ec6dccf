"""Text lines put into rows, and searched by label, without losing whose confidence a value has."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from roadbook.engines.invoices.facts import Reading, Source, TextLine

_GAP = "  "
_HAN = re.compile(r"[㐀-鿿]")
_SAME_ROW = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Lines of one height from left to right. `text` is their plain form; `spots[i]` is where
    character i came from.
    """

    text: str
    spots: tuple[tuple[TextLine, int] | None, ...]
    lines: tuple[TextLine, ...]


def rows_of(lines: Sequence[TextLine]) -> list[Row]:
    """Put lines into rows, top to bottom, left to right. Lines without a place make a row each, in
    the given order.
    """
    placed = sorted(
        (line for line in lines if line.box), key=lambda line: line.box.middle if line.box else 0.0
    )
    groups: list[list[TextLine]] = [[line] for line in lines if line.box is None]
    current: list[TextLine] = []
    for line in placed:
        if current and not _same_row(current[0], line):
            groups.append(current)
            current = []
        current.append(line)
    if current:
        groups.append(current)
    return [
        _row(sorted(group, key=lambda line: line.box.left if line.box else 0.0)) for group in groups
    ]


def _same_row(first: TextLine, other: TextLine) -> bool:
    if first.box is None or other.box is None:
        return False
    reach = _SAME_ROW * min(max(first.box.height, 1e-6), max(other.box.height, 1e-6))
    return abs(first.box.middle - other.box.middle) <= reach


def _row(lines: Sequence[TextLine]) -> Row:
    text: list[str] = []
    spots: list[tuple[TextLine, int] | None] = []
    for line in lines:
        if text:
            text.append(_GAP)
            spots += [None] * len(_GAP)
        for char, at in _plain_with_places(line.text):
            text.append(char)
            spots.append((line, at))
    return Row(text="".join(text), spots=tuple(spots), lines=tuple(lines))


def _plain_with_places(text: str) -> Iterator[tuple[str, int]]:
    """Yield (plain character, position), without the blanks that a printer puts between Chinese
    characters.
    """
    pieces = [(c, at) for at, raw in enumerate(text) for c in unicodedata.normalize("NFKC", raw)]
    for index, (char, at) in enumerate(pieces):
        if char.isspace():
            before = next((c for c, _ in reversed(pieces[:index]) if not c.isspace()), "")
            after = next((c for c, _ in pieces[index:] if not c.isspace()), "")
            if _HAN.match(before) and _HAN.match(after):
                continue
            char = " "  # noqa: PLW2901  # one kind of blank
        yield char, at


def reading(row: Row, start: int, end: int, *, source: Source) -> Reading[str]:
    """Give the text between two positions with the confidence, doubts and box of the line it came
    from.
    """
    spots = [spot for spot in row.spots[start:end] if spot is not None]
    if not spots:
        return Reading(value=row.text[start:end].strip(), confidence=0.0, source=source)
    doubts = []
    for at in range(start, end):
        spot = row.spots[at]
        if spot is not None:
            doubts += [(at - start, score) for place, score in spot[0].doubts if place == spot[1]]
    confidence = min(line.confidence for line, _ in spots)
    return Reading(
        value=row.text[start:end].strip(),
        confidence=min([confidence, *(score for _, score in doubts)]),
        source=source,
        doubts=tuple(doubts),
        box=spots[0][0].box,
    )


def after_label(
    rows: Sequence[Row], label: str, value: str, *, source: Source
) -> Iterator[Reading[str]]:
    """Yield what stands after a label in its row, or else alone at the start of the row below.

    `label` and `value` are regular expressions without groups.
    """
    labelled = re.compile(rf"(?:{label})\s*[:：]?\s*({value})", re.IGNORECASE)
    bare = re.compile(rf"(?:{label})\s*[:：]?\s*$", re.IGNORECASE)
    below = re.compile(rf"\s*({value})", re.IGNORECASE)
    for row, following in pairwise([*rows, Row(text="", spots=(), lines=())]):
        found = list(labelled.finditer(row.text))
        for match in found:
            yield reading(row, match.start(1), match.end(1), source=source)
        if not found and bare.search(row.text) and (match_below := below.match(following.text)):
            yield reading(following, match_below.start(1), match_below.end(1), source=source)


def matches(rows: Sequence[Row], value: str, *, source: Source) -> Iterator[Reading[str]]:
    """Yield every match of a regular expression (its first group if it has one), row by row."""
    pattern = re.compile(value, re.IGNORECASE)
    for row in rows:
        for match in pattern.finditer(row.text):
            group = 1 if pattern.groups else 0
            yield reading(row, match.start(group), match.end(group), source=source)
