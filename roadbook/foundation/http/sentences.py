"""The sentences people read: refusal code → title and what to do, in both languages."""

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from roadbook.core.errors import Fact

LANGUAGES = ("zh-Hans", "en")
_DIR = Path(__file__).parent / "texts"


class Sentence(NamedTuple):
    """What happened and what to do next."""

    title: str
    action: str


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


@lru_cache
def sentences(language: str) -> Mapping[str, Sentence]:
    """Give all sentences of a language, from every slice's file; no code stands in two."""
    found: dict[str, Sentence] = {}
    for path in sorted((_DIR / language).glob("*.json")):
        for code, text in json.loads(path.read_text(encoding="utf-8")).items():
            if code in found:
                raise ValueError(f"{path.name} repeats {code}")
            found[code] = Sentence(title=text["title"], action=text["action"])
    return found


def sentence(code: str, language: str, facts: Mapping[str, Fact]) -> Sentence:
    """Give the sentence of a code with its facts filled in."""
    known = sentences(language if language in LANGUAGES else "zh-Hans")
    text = known.get(code) or known["core.refused"]
    words = _Facts({name: str(value) for name, value in facts.items()})
    return Sentence(title=text.title.format_map(words), action=text.action.format_map(words))


def language_of(header: str) -> str:
    """Choose from Accept-Language: English when it comes before Chinese, else Chinese."""
    for part in header.split(","):
        tag = part.split(";")[0].strip().lower()
        if tag.startswith("zh"):
            return "zh-Hans"
        if tag.startswith("en"):
            return "en"
    return "zh-Hans"
