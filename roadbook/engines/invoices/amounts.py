"""Amounts and dates as people print them."""

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation

from roadbook.core.money import exponent_of

LARGEST_MINOR = 10**12
_NUMBER = re.compile(r"^[+-]?\d{1,13}(\.\d{1,6})?$")
_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d{2})\s*[-年./]?\s*(1[0-2]|0?[1-9])\s*[-月./]?\s*(3[01]|[12]\d|0?[1-9])(?:日|(?!\d))"
)
_DATE_DAY_FIRST = re.compile(
    r"(?<!\d)(3[01]|[12]\d|0?[1-9])[./](1[0-2]|0?[1-9])[./]((?:19|20)\d{2})(?!\d)"
)
_DIGITS = {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")} | {
    "〇": 0,
    "两": 2,
    "陸": 6,
    "貳": 2,
    "參": 3,
    "弍": 2,
}
_UNITS = {"拾": 10, "佰": 100, "仟": 1000}
_CAPITALS = re.compile(r"[零〇壹贰貳叁參肆伍陆陸柒捌玖两拾佰仟万亿圆元角分整正]{3,}")


def plain(text: str) -> str:
    """Give text in compatibility form: full-width letters, digits and punctuation become ASCII."""
    return unicodedata.normalize("NFKC", text)


def amount_minor(text: str, *, currency: str = "CNY") -> int | None:
    """Read one amount into minor units; None when the text is not exactly one amount.

    Accepts a currency mark, thousands separators and full-width forms. An amount with more
    decimals than the currency has is read only when the extra ones are zeros.
    """
    cleaned = re.sub(r"[¥￥$€£元圆\s]|CNY|RMB|EUR|USD", "", plain(text)).replace(",", "")
    cleaned = cleaned.replace("−", "-")
    if not _NUMBER.match(cleaned):
        return None
    try:
        scaled = Decimal(cleaned).scaleb(exponent_of(currency))
    except InvalidOperation:
        return None
    if scaled != scaled.to_integral_value() or abs(scaled) > LARGEST_MINOR:
        return None
    return int(scaled)


def date_in(text: str, *, day_first: bool = False) -> date | None:
    """Give the first date in the text; None when there is none that exists in the calendar."""
    text = plain(text)
    for match in _DATE.finditer(text):
        found = _existing(int(match[1]), int(match[2]), int(match[3]))
        if found is not None:
            return found
    for match in _DATE_DAY_FIRST.finditer(text) if day_first else ():
        found = _existing(int(match[3]), int(match[2]), int(match[1]))
        if found is not None:
            return found
    return None


def _existing(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def capitals_minor(text: str) -> int | None:
    """Read an amount in Chinese capitals (贰佰陆拾捌圆整) into 分; None when there is none.

    It is printed on every Chinese invoice beside the total and so confirms it independently.
    """
    found = _CAPITALS.search(text)
    if found is None:
        return None
    total, section, digit, cents, seen_unit = 0, 0, 0, 0, False
    for char in found[0]:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[char], 0
        elif char in "万亿":
            total, section, digit = (
                (total + section + digit) * (10_000 if char == "万" else 10**8),
                0,
                0,
            )
        elif char in "圆元":
            total, section, digit, seen_unit = total + section + digit, 0, 0, True
        elif char in "角分":
            cents, digit, seen_unit = cents + digit * (10 if char == "角" else 1), 0, True
    minor = total * 100 + cents
    return minor if seen_unit and minor <= LARGEST_MINOR else None
