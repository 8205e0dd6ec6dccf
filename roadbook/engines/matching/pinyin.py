"""Pinyin of Chinese text, to sort by and to find by initials."""

import re
import unicodedata
from functools import lru_cache

_RUNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]+|[^\u3400-\u9fff\uf900-\ufaff]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LONGEST_SORT_KEY = 200


@lru_cache(maxsize=20_000)
def _sounds(han: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin

    return tuple(lazy_pinyin(han, style=Style.NORMAL))


def syllables(text: str) -> list[str]:
    """Give the pinyin of each Chinese character, in order; other characters are left out.

    Characters with several sounds are read by the word they stand in (重庆 chong qing).
    """
    return [sound for run in _RUNS.findall(text) if _HAN.match(run) for sound in _sounds(run)]


def sort_key(text: str) -> str:
    """Give a key that sorts Chinese names by pinyin and Latin names by letter, case folded.

    A sound is followed by its character, so that equal sounds keep a fixed order.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    parts: list[str] = []
    for run in _RUNS.findall(plain):
        if _HAN.match(run):
            parts += [f"{sound}{char}" for sound, char in zip(_sounds(run), run, strict=True)]
        else:
            parts.append(run)
    return "".join(parts)[:_LONGEST_SORT_KEY]
