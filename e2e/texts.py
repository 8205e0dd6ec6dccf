"""The app's own words, so that a test presses what the language calls the button."""

import json
import re
from functools import lru_cache
from pathlib import Path

from e2e.people import Language

FEATURES = Path(__file__).resolve().parent.parent / "web/src/features"


@lru_cache
def _texts(feature: str, language: str) -> dict[str, str]:
    path = FEATURES / feature / "i18n" / f"{language}.json"
    words: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return words


def word(feature: str, key: str, language: Language = "zh-Hans") -> str:
    """Give a text of a feature."""
    return _texts(feature, language)[key]


def words(feature: str, key: str, language: Language = "zh-Hans") -> re.Pattern[str]:
    """Give a text of a feature as a pattern that takes anything for its {{facts}}."""
    parts = re.split(r"\{\{\w+\}\}", word(feature, key, language))
    return re.compile(".*".join(re.escape(part) for part in parts))
