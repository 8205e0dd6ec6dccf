"""Search tokens: pairs of Chinese characters, Latin words, phone tails, pinyin.

Source: STACK.md 3.2. Bigrams made in the application give the same recall as LIKE on SQLite (FTS5)
and PostgreSQL (tsvector), for terms of two characters and more, without an extension.

A token is made of letters and digits only. Kinds are told apart by the first letter of the token:
`h` pair of Han characters, `w` Latin word, `n` tail of a number, `i` initials and `y` syllables of
pinyin. A query term is a set of alternatives, all terms must be met.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadbook.engines.matching.pinyin import syllables

_RUNS = re.compile(r"(?P<han>[\u3400-\u9fff\uf900-\ufaff]+)|(?P<word>[^\W_]+)")
_HAN_CHAR = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_SEPARATED_DIGITS = re.compile(r"(?<=\d)[\s\-()]+(?=\d)")
_SHORTEST_TAIL = 3
_LONGEST_NUMBER = 20
_LONGEST_WORD = 40
_MOST_INITIALS = 12
_MOST_SPELLINGS = 8
MOST_TERMS = 12
MOST_TOKENS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One thing that must be found: any of `exact`, or a token beginning with any of `prefixes`."""

    exact: tuple[str, ...] = ()
    prefixes: tuple[str, ...] = ()


def normalized(text: str) -> str:
    """Fold width and case, and join the digits of a written phone number."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return _SEPARATED_DIGITS.sub("", plain)


def tokens_of(*, title: str, words: str = "") -> list[str]:
    """Give the distinct tokens of a document; pinyin is made of the title only. At most 600."""
    found: dict[str, None] = {}
    for token in (*_text_tokens(title), *_pinyin_tokens(title), *_text_tokens(words)):
        found[token] = None
        if len(found) == MOST_TOKENS:
            break
    return list(found)


def terms_of(query: str) -> list[Term]:
    """Give what a document must contain to be found; empty for a query without letters."""
    terms: dict[Term, None] = {}
    for run in _RUNS.finditer(normalized(query)):
        if run["han"]:
            terms.update(dict.fromkeys(_han_terms(run["han"])))
        else:
            terms[_word_term(run["word"])] = None
    return list(terms)[:MOST_TERMS]


def _text_tokens(text: str) -> Iterable[str]:
    for run in _RUNS.finditer(normalized(text)):
        if run["han"]:
            han = run["han"]
            yield from (f"h{han[i : i + 2]}" for i in range(len(han)))
        else:
            yield from _word_tokens(run["word"][:_LONGEST_WORD])


def _word_tokens(word: str) -> Iterable[str]:
    yield f"w{word}"
    digits = "".join(c for c in word if c.isdecimal())
    if len(digits) >= _SHORTEST_TAIL:
        tail = digits[-_LONGEST_NUMBER:]
        yield from (f"n{tail[i:]}" for i in range(len(tail) - _SHORTEST_TAIL + 1))


def _pinyin_tokens(title: str) -> Iterable[str]:
    sounds = syllables(title)
    initials = "".join(sound[0] for sound in sounds if sound)
    yield from (f"i{initials[i : i + 20]}" for i in range(min(len(initials) - 1, _MOST_INITIALS)))
    for i in range(min(len(sounds), _MOST_SPELLINGS)):
        yield f"y{''.join(sounds[i : i + 6])}"


def _han_terms(han: str) -> Sequence[Term]:
    if len(han) == 1:
        return [Term(prefixes=(f"h{han}",))]
    return [Term(exact=(f"h{han[i : i + 2]}",)) for i in range(len(han) - 1)]


def _word_term(word: str) -> Term:
    short = word[:_LONGEST_WORD]
    prefixes = [f"w{short}"]
    if short.isdecimal() and len(short) >= _SHORTEST_TAIL:
        prefixes.append(f"n{short[-_LONGEST_NUMBER:]}")
    if short.isascii() and short.isalpha() and len(short) > 1:
        prefixes += [f"i{short[:20]}", f"y{short}"]
    return Term(prefixes=tuple(prefixes))


def matches(query: str, *texts: str) -> int:
    """Count how many Chinese or Latin runs of the query occur as written in the texts."""
    haystack = normalized(" ".join(texts))
    runs = [run.group() for run in _RUNS.finditer(normalized(query))]
    return sum(1 for run in runs if run in haystack)


def is_han(text: str) -> bool:
    """Tell whether the text contains a Chinese character."""
    return bool(_HAN_CHAR.search(text))
