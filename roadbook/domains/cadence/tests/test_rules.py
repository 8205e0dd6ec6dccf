"""Intervals, channels and due states by table."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadbook.core.errors import Invalid
from roadbook.domains.cadence import rules
from roadbook.domains.cadence.contracts import Channel, DueState
from roadbook.domains.customers.contracts import CustomerClass, LifecycleStage


@pytest.mark.parametrize(
    ("customer_class", "stage", "has_deal", "days", "channel"),
    [
        (CustomerClass.A, LifecycleStage.ACTIVE, False, 30, Channel.VISIT),
        (CustomerClass.A, LifecycleStage.AT_RISK, True, 11, Channel.VISIT),
        (CustomerClass.B, LifecycleStage.GROWING, False, 45, Channel.VISIT),
        (CustomerClass.C, LifecycleStage.DORMANT, False, 135, Channel.CALL),
        (CustomerClass.D, LifecycleStage.LOST, False, 360, Channel.MESSAGE),
        (CustomerClass.D, LifecycleStage.LOST, True, 270, Channel.VISIT),
    ],
)
def test_recommends_by_class_stage_and_deal(
    customer_class: CustomerClass,
    stage: LifecycleStage,
    has_deal: bool,  # noqa: FBT001  # parametrized
    days: int,
    channel: Channel,
) -> None:
    advice = rules.recommendation(
        customer_class=customer_class, lifecycle_stage=stage, has_open_deal=has_deal
    )

    assert (advice.interval_days, advice.channel) == (days, channel)


@pytest.mark.parametrize(
    ("ratio", "state"),
    [
        (0, DueState.RESTING),
        (69, DueState.RESTING),
        (70, DueState.SOON),
        (99, DueState.SOON),
        (100, DueState.DUE),
        (125, DueState.DUE),
        (126, DueState.OVERDUE),
    ],
)
def test_parts_due_from_overdue_by_the_tolerance(ratio: int, state: DueState) -> None:
    assert rules.state_of(ratio, tolerance_pct=25) is state


def test_counts_any_contact_when_a_call_will_do() -> None:
    days = {
        channel: rules.anchor_of(
            channel,
            last_visit_on=date(2026, 1, 5),
            last_contact_on=date(2026, 3, 5),
            known_since=date(2025, 1, 1),
        )
        for channel in Channel
    }

    assert days[Channel.VISIT] == date(2026, 1, 5)
    assert days[Channel.CALL] == days[Channel.MESSAGE] == date(2026, 3, 5)


@given(days=st.integers(1, 730), gone=st.integers(-50, 5_000))
def test_is_overdue_exactly_after_the_due_day(days: int, gone: int) -> None:
    anchor = date(2020, 1, 1)
    today = date.fromordinal(anchor.toordinal() + gone)

    ratio = rules.ratio_pct(anchor=anchor, interval_days=days, today=today)

    assert (ratio >= 100) == (today >= rules.due_on(anchor=anchor, interval_days=days))


def test_refuses_settings_out_of_bounds() -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_setting(interval_days=0, tolerance_pct=101, note="x" * 201)

    assert set(refused.value.fields) == {"interval_days", "tolerance_pct", "note"}
