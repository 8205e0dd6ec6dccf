"""Three-way merge of long texts by lines. Pure.

Lines that only one side changed are taken from it. Where both changed the same place, both blocks
stay, one under the other, under the names of their authors.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

Lines = Sequence[str]
_MOST_CELLS = 4_000_000  # of comparing; beyond it a changed middle counts as one block


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """A text with the edits of both; `overlaps` counts the places where both blocks were kept."""

    text: str
    overlaps: int


@dataclass(frozen=True, slots=True)
class _Same:
    """A run of lines that all three texts share, by its places in each."""

    base: int
    theirs: int
    ours: int
    length: int


def merge_texts(
    *, base: str, theirs: str, ours: str, their_mark: str, our_mark: str, end_mark: str
) -> Merged:
    """Merge what is stored (`theirs`) and what arrives (`ours`) against what both began with."""
    b, t, o = base.split("\n"), theirs.split("\n"), ours.split("\n")
    out: list[str] = []
    overlaps = 0
    at = _Same(0, 0, 0, 0)
    for same in _shared(b, t, o):
        old, left, right = (
            b[at.base : same.base],
            t[at.theirs : same.theirs],
            o[at.ours : same.ours],
        )
        block, is_overlap = _block(old, left, right, (their_mark, our_mark, end_mark))
        out += block
        overlaps += is_overlap
        out += b[same.base : same.base + same.length]
        at = _Same(same.base + same.length, same.theirs + same.length, same.ours + same.length, 0)
    return Merged(text="\n".join(out), overlaps=overlaps)


def both_texts(*, theirs: str, ours: str, their_mark: str, our_mark: str, end_mark: str) -> Merged:
    """Keep both texts whole: what both began with is not known any more."""
    block = [their_mark, theirs, our_mark, ours, end_mark]
    return Merged(text="\n".join(block), overlaps=1)


def _block(
    old: Lines, theirs: Lines, ours: Lines, marks: tuple[str, str, str]
) -> tuple[list[str], bool]:
    if ours in (theirs, old):
        return list(theirs), False
    if theirs == old:
        return list(ours), False
    their_mark, our_mark, end_mark = marks
    return [their_mark, *theirs, our_mark, *ours, end_mark], True


def _shared(base: Lines, theirs: Lines, ours: Lines) -> list[_Same]:
    """Give the runs that base has in common with both others, in order, and the end."""
    left, right = _matches(base, theirs), _matches(base, ours)
    found: list[_Same] = []
    i = j = 0
    while i < len(left) and j < len(right):
        (lb, lt, ln), (rb, ro, rn) = left[i], right[j]
        start, end = max(lb, rb), min(lb + ln, rb + rn)
        if start < end:
            found.append(_Same(start, lt + start - lb, ro + start - rb, end - start))
        if lb + ln < rb + rn:
            i += 1
        else:
            j += 1
    return [*found, _Same(len(base), len(theirs), len(ours), 0)]


def _matches(a: Lines, b: Lines) -> list[tuple[int, int, int]]:
    """Give (place in a, place in b, length) of equal runs; the ends are compared first."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    inner_a, inner_b = a[head : len(a) - tail], b[head : len(b) - tail]
    found = [(0, 0, head)] if head else []
    if inner_a and inner_b and len(inner_a) * len(inner_b) <= _MOST_CELLS:
        blocks = SequenceMatcher(None, inner_a, inner_b, autojunk=False).get_matching_blocks()
        found += [(head + m.a, head + m.b, m.size) for m in blocks if m.size]
    if tail:
        found.append((len(a) - tail, len(b) - tail, tail))
    return found
