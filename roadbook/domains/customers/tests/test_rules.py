"""Decisions about customers: tables walked whole, keys as properties."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.domains.customers import rules
from roadbook.domains.customers.contracts import (
    FieldsRefused,
    KeyDateCalendar,
    LeadSettled,
    LeadStatus,
    LossReason,
    LossReasonMissing,
    OpportunityClosed,
    StageType,
    VisitWindow,
)
from roadbook.domains.customers.rules import LeadStep

POSSIBLE = {
    (StageType.OPEN, StageType.OPEN): False,
    (StageType.OPEN, StageType.WON): True,
    (StageType.OPEN, StageType.LOST): True,
    (StageType.WON, StageType.OPEN): False,
    (StageType.LOST, StageType.OPEN): False,
}


@pytest.mark.parametrize(("now_in", "to"), list(product(StageType, StageType)))
def test_every_stage_move_is_decided(now_in: StageType, to: StageType) -> None:
    if (now_in, to) in POSSIBLE:
        effect = rules.stage_effect(now_in=now_in, to=to, loss_reason=LossReason.PRICE)
        assert effect.closes is POSSIBLE[now_in, to]
    else:
        with pytest.raises(OpportunityClosed):
            rules.stage_effect(now_in=now_in, to=to, loss_reason=LossReason.PRICE)


def test_a_loss_without_reason_is_refused() -> None:
    with pytest.raises(LossReasonMissing):
        rules.stage_effect(now_in=StageType.OPEN, to=StageType.LOST, loss_reason=None)


@pytest.mark.parametrize(("status", "step"), list(product(LeadStatus, LeadStep)))
def test_every_lead_step_is_decided(status: LeadStatus, step: LeadStep) -> None:
    settled = status in {LeadStatus.CONVERTED, LeadStatus.DISQUALIFIED}
    reopens = status is LeadStatus.DISQUALIFIED and step is LeadStep.REOPEN
    if reopens or (not settled and step is not LeadStep.REOPEN):
        assert rules.next_lead_status(status, step) in set(LeadStatus)
    else:
        with pytest.raises(LeadSettled):
            rules.next_lead_status(status, step)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("上海华辰泵业有限公司", "上海华辰泵业（股份）有限公司"),
        ("Siemens AG", "ＳＩＥＭＥＮＳ"),
        ("华东重工集团有限公司", "华东重工"),
        ("Acme Co., Ltd.", "ACME"),
    ],
)
def test_legal_forms_do_not_tell_names_apart(a: str, b: str) -> None:
    assert rules.name_key(a) == rules.name_key(b)


@given(st.text(min_size=1, max_size=120))
def test_a_name_key_is_short_and_its_own_key(name: str) -> None:
    key = rules.name_key(name)

    assert len(key) <= 120
    assert rules.name_likeness(key, key) in {0.0, 1.0}


@pytest.mark.parametrize(
    ("phone", "key"),
    [("+86 138-1234-5678", "13812345678"), ("021-6488 1234", "02164881234"), ("110", ""), ("", "")],
)
def test_phones_are_compared_by_their_last_digits(phone: str, key: str) -> None:
    assert rules.phone_key(phone) == key


@pytest.mark.parametrize(
    ("calendar", "year", "month", "day", "exists"),
    [
        (KeyDateCalendar.SOLAR, None, 2, 29, True),
        (KeyDateCalendar.SOLAR, 2026, 2, 29, False),
        (KeyDateCalendar.SOLAR, None, 4, 31, False),
        (KeyDateCalendar.LUNAR, None, 8, 30, True),
        (KeyDateCalendar.LUNAR, None, 8, 31, False),
    ],
)
def test_knows_which_days_exist(
    *, calendar: KeyDateCalendar, year: int | None, month: int, day: int, exists: bool
) -> None:
    assert rules.day_exists(calendar, year, month, day) is exists


@pytest.mark.parametrize("text", ["1e99", "NaN", "Infinity", "abc", "9" * 40])
def test_refuses_numbers_that_no_column_holds(text: str) -> None:
    with pytest.raises(ValueError, match=text[:3]):
        rules.milli_of(text)


@pytest.mark.parametrize(
    ("values", "field", "reason"),
    [
        ({"name": ""}, "name", "required"),
        ({"name": "x" * 121}, "name", "too_long"),
        ({"name": "a\x00b"}, "name", "bad_characters"),
        ({"city_code": "31"}, "city_code", "bad_format"),
        ({"service_minutes": 0}, "service_minutes", "out_of_range"),
        ({"customer_class": "E"}, "customer_class", "unknown_choice"),
        ({"owner": "x"}, "owner", "unknown_field"),
        (
            {"visit_windows": [VisitWindow(weekday=7, opens_minute=0, closes_minute=60)]},
            "visit_windows",
            "out_of_range",
        ),
    ],
)
def test_names_the_field_and_the_reason(values: dict[str, object], field: str, reason: str) -> None:
    with pytest.raises(FieldsRefused) as refusal:
        rules.checked(values, rules.ACCOUNT_LIMITS)

    assert refusal.value.fields == {field: reason}
