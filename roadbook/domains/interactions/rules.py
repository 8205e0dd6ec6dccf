"""Limits of what is written down about an interaction."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from roadbook.core.limits import Choice, Limit, Number, Text, refusals
from roadbook.domains.interactions.contracts import (
    Direction,
    FieldsRefused,
    InteractionKind,
    Visibility,
)

MOST_CONTACTS: Final = 30
CLOCK_TOLERANCE: Final = timedelta(minutes=10)
LIMITS: Final[Mapping[str, Limit]] = {
    "kind": Choice(of=InteractionKind),
    "direction": Choice(of=Direction),
    "visibility": Choice(of=Visibility),
    "summary": Text(longest=240),
    "body": Text(longest=20_000),
    "duration_minutes": Number(least=1, most=24 * 60, is_optional=True),
}


def checked(
    values: Mapping[str, object],
    *,
    happened_at: datetime,
    contacts: Sequence[object],
    now: datetime,
) -> None:
    """Refuse an interaction without words, in the future, or outside the limits."""
    wrong = refusals(values, LIMITS)
    texts = (values.get("summary"), values.get("body"))
    if not any(isinstance(text, str) and text.strip() for text in texts):
        wrong["summary"] = "required"
    if happened_at > now + CLOCK_TOLERANCE:
        wrong["happened_at"] = "in_the_future"
    if len(contacts) > MOST_CONTACTS:
        wrong["contact_ids"] = "too_many"
    if wrong:
        raise FieldsRefused(wrong)


def headline(summary: str, body: str) -> str:
    """Give the summary, or the beginning of the first line of the body."""
    stripped = summary.strip()
    return stripped or body.strip().split("\n", 1)[0][:80]
