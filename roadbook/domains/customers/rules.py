"""Decisions about customers: limits of fields, stage moves, lead life cycle, duplicate keys."""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from roadbook.core.limits import (
    AMOUNT,
    Choice,
    Currency,
    Day,
    Flag,
    Id,
    Limit,
    Number,
    Pattern,
    Text,
    refusals,
)
from roadbook.domains.customers.contracts import (
    Closure,
    CustomerClass,
    FieldsRefused,
    KeyDateCalendar,
    LeadSettled,
    LeadStatus,
    LifecycleStage,
    LossReason,
    LossReasonMissing,
    OpportunityClosed,
    StageType,
    VisitWindow,
)

Limits = Mapping[str, Limit]
DEFAULT_SERVICE_MINUTES: Final = 60
MOST_WINDOWS: Final = 21
MOST_CLOSURES: Final = 50
_MINUTES_A_DAY: Final = 24 * 60
_DAYS_A_WEEK: Final = 7
_CITY_CODE: Final = r"\d{6}"


@dataclass(frozen=True, slots=True)
class _Windows:
    def refusal(self, value: object, /) -> str:
        if not isinstance(value, Sequence) or not all(isinstance(w, VisitWindow) for w in value):
            return "wrong_type"
        if len(value) > MOST_WINDOWS:
            return "too_many"
        return "" if all(_window_is_possible(w) for w in value) else "out_of_range"


@dataclass(frozen=True, slots=True)
class _Closures:
    def refusal(self, value: object, /) -> str:
        if not isinstance(value, Sequence) or not all(isinstance(c, Closure) for c in value):
            return "wrong_type"
        if len(value) > MOST_CLOSURES:
            return "too_many"
        reasons_fit = all(not Text(longest=80).refusal(c.reason) for c in value)
        return "" if reasons_fit and all(c.first <= c.last for c in value) else "out_of_range"


ACCOUNT_LIMITS: Final[Limits] = {
    "name": Text(longest=120, is_required=True),
    "name_latin": Text(longest=160),
    "industry": Text(longest=60),
    "customer_class": Choice(of=CustomerClass),
    "lifecycle_stage": Choice(of=LifecycleStage),
    "territory_id": Id(is_optional=True),
    "parent_id": Id(is_optional=True),
    "city_code": Pattern(regex=_CITY_CODE),
    "district": Text(longest=60),
    "address": Text(longest=240),
    "phone": Text(longest=40),
    "email": Text(longest=120),
    "website": Text(longest=200),
    "tax_number": Pattern(regex=r"[0-9A-Za-z\-]{5,30}"),
    "note": Text(longest=4000),
    "service_minutes": Number(least=5, most=720),
    "visit_windows": _Windows(),
    "closures": _Closures(),
}
CONTACT_LIMITS: Final[Limits] = {
    "name": Text(longest=80, is_required=True),
    "name_latin": Text(longest=120),
    "title": Text(longest=80),
    "department": Text(longest=80),
    "phone": Text(longest=40),
    "mobile": Text(longest=40),
    "email": Text(longest=120),
    "wechat": Text(longest=60),
    "note": Text(longest=2000),
}
LEAD_LIMITS: Final[Limits] = {
    "name": Text(longest=80),
    "company": Text(longest=120, is_required=True),
    "title": Text(longest=80),
    "phone": Text(longest=40),
    "email": Text(longest=120),
    "source": Text(longest=60),
    "city_code": Pattern(regex=_CITY_CODE),
    "address": Text(longest=240),
    "note": Text(longest=4000),
    "territory_id": Id(is_optional=True),
}
OPPORTUNITY_LIMITS: Final[Limits] = {
    "name": Text(longest=120, is_required=True),
    "amount_minor": AMOUNT,
    "currency": Currency(),
    "close_date": Day(is_optional=True),
    "next_step": Text(longest=240),
    "competitor": Text(longest=120),
    "primary_contact_id": Id(is_optional=True),
    "probability_pct": Number(least=0, most=100, is_optional=True),
}
ORDER_LIMITS: Final[Limits] = {
    "number": Text(longest=60, is_required=True),
    "ordered_on": Day(),
    "currency": Currency(),
    "opportunity_id": Id(is_optional=True),
    "note": Text(longest=1000),
}
ORDER_LINE_LIMITS: Final[Limits] = {
    "product": Text(longest=160, is_required=True),
    "quantity_milli": Number(least=1, most=10**12),
    "unit": Text(longest=20),
    "amount_minor": AMOUNT,
}
CONTRACT_LIMITS: Final[Limits] = {
    "title": Text(longest=160, is_required=True),
    "number": Text(longest=60),
    "starts_on": Day(),
    "ends_on": Day(is_optional=True),
    "amount_minor": AMOUNT,
    "currency": Currency(),
    "renews_itself": Flag(),
    "note": Text(longest=2000),
}
NAME_LIMITS: Final[Limits] = {"name": Text(longest=60, is_required=True)}


def checked(values: Mapping[str, object], limits: Limits) -> None:
    """Refuse values outside their limits, naming every field that is wrong."""
    wrong = refusals(values, limits)
    if wrong:
        raise FieldsRefused(wrong)


def checked_new(values: Mapping[str, object], limits: Limits, *, needed: Sequence[str]) -> None:
    """Refuse as `checked` does, and when a needed field is absent."""
    wrong = refusals(values, limits)
    wrong |= {name: "required" for name in needed if name not in values}
    if wrong:
        raise FieldsRefused(wrong)


def stored_window(window: VisitWindow) -> list[int]:
    return [window.weekday, window.opens_minute, window.closes_minute]


def window_of(stored: Sequence[int]) -> VisitWindow:
    weekday, opens, closes = stored
    return VisitWindow(weekday=weekday, opens_minute=opens, closes_minute=closes)


def stored_closure(closure: Closure) -> list[str]:
    return [closure.first.isoformat(), closure.last.isoformat(), closure.reason]


def closure_of(stored: Sequence[str]) -> Closure:
    first, last, reason = stored
    return Closure(first=date.fromisoformat(first), last=date.fromisoformat(last), reason=reason)


def day_exists(calendar: KeyDateCalendar, year: int | None, month: int, day: int) -> bool:
    """Tell whether a month has this day: 29 February in some years, at most 30 in lunar months."""
    if calendar is KeyDateCalendar.LUNAR:
        return day <= _LONGEST_LUNAR_MONTH
    return day <= monthrange(year or _SOME_LEAP_YEAR, month)[1]


def milli_of(text: str) -> int:
    """Read a written number into thousandths. Raises ValueError when it is none or too large."""
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise ValueError(text) from error
    if not number.is_finite() or abs(number) > _LARGEST_NUMBER:
        raise ValueError(text)
    return int(number.scaleb(3).to_integral_value())


_SOME_LEAP_YEAR: Final = 2000
_LONGEST_LUNAR_MONTH: Final = 30
_LARGEST_NUMBER: Final = Decimal(10**15)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageEffect:
    """What a stage move means for the opportunity."""

    closes: bool
    clears_loss: bool


_STAGE_MOVES: Final[Mapping[tuple[StageType, StageType], StageEffect]] = {
    (StageType.OPEN, StageType.OPEN): StageEffect(closes=False, clears_loss=False),
    (StageType.OPEN, StageType.WON): StageEffect(closes=True, clears_loss=True),
    (StageType.OPEN, StageType.LOST): StageEffect(closes=True, clears_loss=False),
    (StageType.WON, StageType.OPEN): StageEffect(closes=False, clears_loss=True),
    (StageType.LOST, StageType.OPEN): StageEffect(closes=False, clears_loss=True),
}


def stage_effect(
    *, now_in: StageType, to: StageType, loss_reason: LossReason | None
) -> StageEffect:
    """Decide a move between stages by their types.

    Raises `OpportunityClosed` for a move between closed stages and `LossReasonMissing` for a loss
    without its reason.
    """
    effect = _STAGE_MOVES.get((now_in, to))
    if effect is None:
        raise OpportunityClosed(stage_type=now_in.value)
    if to is StageType.LOST and loss_reason is None:
        raise LossReasonMissing({"loss_reason": "required"})
    return effect


class LeadStep(StrEnum):
    CONTACT = "contact"
    NURTURE = "nurture"
    QUALIFY = "qualify"
    CONVERT = "convert"
    DISQUALIFY = "disqualify"
    REOPEN = "reopen"


_UNSETTLED: Final = (
    LeadStatus.NEW,
    LeadStatus.CONTACTED,
    LeadStatus.NURTURING,
    LeadStatus.QUALIFIED,
)
_LEAD_STEPS: Final[Mapping[tuple[LeadStatus, LeadStep], LeadStatus]] = {
    **{(status, LeadStep.CONTACT): LeadStatus.CONTACTED for status in _UNSETTLED},
    **{(status, LeadStep.NURTURE): LeadStatus.NURTURING for status in _UNSETTLED},
    **{(status, LeadStep.QUALIFY): LeadStatus.QUALIFIED for status in _UNSETTLED},
    **{(status, LeadStep.CONVERT): LeadStatus.CONVERTED for status in _UNSETTLED},
    **{(status, LeadStep.DISQUALIFY): LeadStatus.DISQUALIFIED for status in _UNSETTLED},
    (LeadStatus.DISQUALIFIED, LeadStep.REOPEN): LeadStatus.NEW,
}


def next_lead_status(status: LeadStatus, step: LeadStep) -> LeadStatus:
    """Give the status after a step; raises `LeadSettled` when the step is not possible."""
    after = _LEAD_STEPS.get((status, step))
    if after is None:
        raise LeadSettled(status=status.value)
    return after


_LEGAL_FORMS: Final = re.compile(
    r"(集团)?(股份)?有限(责任)?公司|集团|公司"
    r"|\b(co|company|corp|corporation|inc|ltd|limited|llc|gmbh|ag|bv|sa|plc|group)\b\.?",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"[()\[\]【】]")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_SHORTEST_PHONE: Final = 7
_LONGEST_LOCAL_PHONE: Final = 11
SIMILAR_NAMES: Final = 0.6


def name_key(name: str) -> str:
    """Reduce a company's name to what tells it apart: no legal form, punctuation, case or width."""
    plain = _BRACKETS.sub("", name.translate(_HALF_WIDTH).casefold())
    bare = _NOT_WORD.sub("", _LEGAL_FORMS.sub(" ", plain))
    return (bare or _NOT_WORD.sub("", plain))[:120]


def phone_key(phone: str) -> str:
    """Reduce a phone number to its last eleven digits; too short a number has no key."""
    digits = "".join(c for c in phone.translate(_HALF_WIDTH) if c in "0123456789")
    return digits[-_LONGEST_LOCAL_PHONE:] if len(digits) >= _SHORTEST_PHONE else ""


def name_likeness(a: str, b: str) -> float:
    """Compare two name keys by their shared pairs of letters (Dice), 0 to 1."""
    pairs_a, pairs_b = _pairs(a), _pairs(b)
    if not pairs_a or not pairs_b:
        return 1.0 if a and a == b else 0.0
    return 2 * len(pairs_a & pairs_b) / (len(pairs_a) + len(pairs_b))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


_HALF_WIDTH: Final = {0xFF01 + i: 0x21 + i for i in range(94)} | {0x3000: 0x20}


def _window_is_possible(window: VisitWindow) -> bool:
    in_week = 0 <= window.weekday < _DAYS_A_WEEK
    return in_week and 0 <= window.opens_minute < window.closes_minute <= _MINUTES_A_DAY
