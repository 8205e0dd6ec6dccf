"""Limits of single values: what may be written in a field, whoever writes it.

A slice states a table `{field: limit}` once; API, phone, import and job all pass through it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol
from uuid import UUID

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_CURRENCY = re.compile(r"[A-Z]{3}")
MONEY_LIMIT_MINOR = 10**15


class Limit(Protocol):
    """Answers the reason why a value is refused, or an empty string."""

    def refusal(self, value: object, /) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text of at most `longest` characters; required means not blank."""

    longest: int
    is_required: bool = False

    def refusal(self, value: object, /) -> str:
        if not isinstance(value, str):
            return "wrong_type"
        if self.is_required and not value.strip():
            return "required"
        if len(value) > self.longest:
            return "too_long"
        return "bad_characters" if _CONTROL.search(value) or not _encodes(value) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number within [least, most]; absent only when optional."""

    least: float
    most: float
    is_optional: bool = False
    is_whole: bool = True

    def refusal(self, value: object, /) -> str:
        if value is None:
            return "" if self.is_optional else "required"
        if isinstance(value, bool) or not isinstance(value, int if self.is_whole else (int, float)):
            return "wrong_type"
        return "" if self.least <= value <= self.most else "out_of_range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of an enum's values; `""` is allowed when optional."""

    of: type[StrEnum]
    is_optional: bool = False

    def refusal(self, value: object, /) -> str:
        if value == "" and self.is_optional:
            return ""
        return "" if value in list(self.of) else "unknown_choice"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A text that matches a regular expression as a whole; blank is allowed."""

    regex: str

    def refusal(self, value: object, /) -> str:
        if not isinstance(value, str):
            return "wrong_type"
        return "" if not value or re.fullmatch(self.regex, value) else "bad_format"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A calendar date from 1900 to 2199."""

    is_optional: bool = False

    def refusal(self, value: object, /) -> str:
        if value is None:
            return "" if self.is_optional else "required"
        if not isinstance(value, date):
            return "wrong_type"
        return "" if 1900 <= value.year < 2200 else "out_of_range"  # noqa: PLR2004  centuries


@dataclass(frozen=True, slots=True, kw_only=True)
class Id:
    """A UUID."""

    is_optional: bool = False

    def refusal(self, value: object, /) -> str:
        if value is None:
            return "" if self.is_optional else "required"
        return "" if isinstance(value, UUID) else "wrong_type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """True or false."""

    def refusal(self, value: object, /) -> str:
        return "" if isinstance(value, bool) else "wrong_type"


@dataclass(frozen=True, slots=True, kw_only=True)
class Currency:
    """An ISO 4217 code."""

    def refusal(self, value: object, /) -> str:
        return "" if isinstance(value, str) and _CURRENCY.fullmatch(value) else "bad_format"


AMOUNT = Number(least=0, most=MONEY_LIMIT_MINOR)


def refusals(values: Mapping[str, object], limits: Mapping[str, Limit]) -> dict[str, str]:
    """Give {field: reason} for every value outside its limit; an unknown field is refused too."""
    found: dict[str, str] = {}
    for name, value in values.items():
        limit = limits.get(name)
        reason = limit.refusal(value) if limit else "unknown_field"
        if reason:
            found[name] = reason
    return found


def _encodes(value: str) -> bool:
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
