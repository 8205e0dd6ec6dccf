"""What becomes of a field that two people edited: the rules F1 to F8, by kind. Pure."""

from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from roadbook.foundation.sync.pushing.merging import both_texts, merge_texts


class FieldKind(StrEnum):
    """How concurrent edits of a field are settled. What is not declared is never taken."""

    PLAIN = "plain"
    TEXT = "text"
    COMPOSITE = "composite"
    REFERENCE = "reference"
    ORDER = "order"
    MONEY = "money"
    SET = "set"
    COUNTER = "counter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The value to store; `overwritten` when somebody else's goes, `is_merged` when both remain."""

    value: Any
    is_change: bool
    overwritten: bool = False
    is_merged: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The lines that stand above and below kept blocks of a text."""

    theirs: str
    ours: str
    end: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An element of a set as it is stored: since which version, and whether the actor put it."""

    version: int
    is_own: bool


def text_hash(text: str) -> str:
    """Give the hash by which a device names the text it began with."""
    return sha256(text.encode()).hexdigest()


def settle_value(*, was: object, to: object, current: object, is_own: bool) -> Settled:
    """F1, also for F5 to F7: the arriving value wins, somebody else's is kept as overwritten."""
    if current == to:
        return Settled(value=current, is_change=False)
    is_foreign = current != was and not is_own
    return Settled(value=to, is_change=True, overwritten=is_foreign)


def settle_text(  # the rule, its four texts and how their authors are named
    *, base: str | None, was_hash: str, to: str, current: str, is_own: bool, marks: Marks
) -> Settled:
    """F2: merge by lines; where both wrote, or the old text is not known, both blocks stay."""
    if current == to:
        return Settled(value=current, is_change=False)
    if text_hash(current) == was_hash or (base is None and is_own):
        return Settled(value=to, is_change=True)
    if base is None:
        merged = both_texts(
            theirs=current,
            ours=to,
            their_mark=marks.theirs,
            our_mark=marks.ours,
            end_mark=marks.end,
        )
    else:
        merged = merge_texts(
            base=base,
            theirs=current,
            ours=to,
            their_mark=marks.theirs,
            our_mark=marks.ours,
            end_mark=marks.end,
        )
    return Settled(
        value=merged.text,
        is_change=merged.text != current,
        overwritten=merged.overlaps > 0,
        is_merged=True,
    )


def settle_set(
    *, held: Mapping[str, Held], add: Collection[str], remove: Collection[str], base: int
) -> AbstractSet[str]:
    """F3: an element that somebody else put there after `base` outlives a removal."""
    leaving = {
        element
        for element in remove
        if element in held and (held[element].version <= base or held[element].is_own)
    }
    return (held.keys() - leaving) | set(add)


def settle_counter(*, current: int, step: int) -> int:
    """F4: steps add up, in any order."""
    return current + step
