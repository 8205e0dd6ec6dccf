"""The rules of concurrent edits as pure functions, and the merge of texts by lines."""

from random import Random

import pytest

from roadbook.foundation.sync.pushing.fields import (
    Held,
    Marks,
    Settled,
    settle_counter,
    settle_set,
    settle_text,
    settle_value,
    text_hash,
)
from roadbook.foundation.sync.pushing.merging import merge_texts

MARKS = Marks(theirs="【甲】", ours="【乙】", end="【—】")


def merged(base: str, theirs: str, ours: str) -> tuple[str, int]:
    found = merge_texts(
        base=base, theirs=theirs, ours=ours, their_mark="<", our_mark="=", end_mark=">"
    )
    return found.text, found.overlaps


@pytest.mark.parametrize(
    ("was", "current", "to", "is_own", "value", "is_change", "overwritten"),
    [
        ("a", "a", "b", False, "b", True, False),
        ("a", "b", "b", False, "b", False, False),
        ("a", "c", "b", False, "b", True, True),
        ("a", "c", "b", True, "b", True, False),
        ([1], [1], [1, 2], False, [1, 2], True, False),
        (None, "x", None, False, None, True, True),
    ],
    ids=["as seen", "same edit", "met another", "met oneself", "whole list", "emptied"],
)
def test_a_plain_value(  # the rule's table
    was: object,
    current: object,
    to: object,
    is_own: bool,  # noqa: FBT001
    value: object,
    is_change: bool,  # noqa: FBT001
    overwritten: bool,  # noqa: FBT001
) -> None:
    settled = settle_value(was=was, to=to, current=current, is_own=is_own)

    assert settled == Settled(value=value, is_change=is_change, overwritten=overwritten)


def test_edits_in_different_lines_are_both_there() -> None:
    assert merged("1\n2\n3\n4", "1 mine\n2\n3\n4", "1\n2\n3\n4 yours") == (
        "1 mine\n2\n3\n4 yours",
        0,
    )
    assert merged("1\n2\n3", "0\n1\n2\n3", "1\n2\n3\n4") == ("0\n1\n2\n3\n4", 0)
    assert merged("1\n2\n3", "1\n3", "1\n2\n3\n4") == ("1\n3\n4", 0)


def test_the_same_edit_twice_stands_once() -> None:
    assert merged("1\n2", "1\nx\n2", "1\nx\n2") == ("1\nx\n2", 0)


def test_both_blocks_stay_where_both_wrote() -> None:
    assert merged("1\n2\n3", "1\na\n3", "1\nb\n3") == ("1\n<\na\n=\nb\n>\n3", 1)
    assert merged("", "a", "b") == ("<\na\n=\nb\n>", 1)


def test_nothing_that_somebody_wrote_is_lost_in_a_merge() -> None:
    dice = Random(7)
    for _ in range(400):
        base = [f"b{dice.randrange(4)}" for _ in range(dice.randrange(8))]
        theirs, ours = _edited(base, "t", dice), _edited(base, "o", dice)

        text, overlaps = merged("\n".join(base), "\n".join(theirs), "\n".join(ours))

        lines = text.split("\n")
        wrote = {line for line in (*theirs, *ours) if line[:1] in {"t", "o"}}
        assert wrote <= set(lines), (base, theirs, ours)
        if theirs == base:
            assert (text, overlaps) == ("\n".join(ours), 0)
        if ours == base:
            assert (text, overlaps) == ("\n".join(theirs), 0)


def _edited(base: list[str], mark: str, dice: Random) -> list[str]:
    lines = list(base)
    for number in range(dice.randrange(3)):
        at = dice.randrange(len(lines) + 1)
        cut = dice.randrange(2)
        lines[at : at + cut] = [f"{mark}{number}"] if dice.randrange(3) else []
    return lines


def test_long_texts_of_equal_lines_are_merged_at_once() -> None:
    base = "\n" * 30_000
    text, _ = merged(base, "a" + base + "b", "c" + base + "d")
    assert {"a", "b", "c", "d"} <= set(text.split("\n"))


def test_a_text_whose_origin_is_unknown_keeps_both() -> None:
    settled = settle_text(
        base=None, was_hash=text_hash("x"), to="ours", current="theirs", is_own=False, marks=MARKS
    )

    assert settled.value == "【甲】\ntheirs\n【乙】\nours\n【—】"
    assert settled.overwritten
    assert settled.is_merged


def test_ones_own_text_is_replaced_when_its_origin_is_unknown() -> None:
    settled = settle_text(
        base=None, was_hash=text_hash("x"), to="new", current="old", is_own=True, marks=MARKS
    )

    assert settled == Settled(value="new", is_change=True)


def test_add_wins_over_a_removal_that_did_not_see_it() -> None:
    held = {
        "seen": Held(version=3, is_own=False),
        "new": Held(version=9, is_own=False),
        "mine": Held(version=9, is_own=True),
    }

    left = settle_set(held=held, add=["more"], remove=["seen", "new", "mine", "gone"], base=5)

    assert left == {"new", "more"}
    assert settle_set(held=held, add=["seen"], remove=["seen"], base=5) == held.keys()


def test_steps_add_up() -> None:
    assert settle_counter(current=7, step=-2) == 5
