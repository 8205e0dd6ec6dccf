"""Interval, channel and due state: tables and arithmetic, in days and per cent."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from roadbook.core.errors import Invalid
from roadbook.domains.cadence.contracts import Channel, DueFacts, DueState, RhythmReason
from roadbook.domains.customers.contracts import CustomerClass, LifecycleStage

SHORTEST_DAYS: Final = 1
LONGEST_DAYS: Final = 730
SOON_PCT: Final = 70  # the earliest share of the interval at which a visit makes sense
DEFAULT_TOLERANCE_PCT: Final = 25
MOST_TOLERANCE_PCT: Final = 100
NOTE_MAX: Final = 200

BASE_DAYS: Final = {
    CustomerClass.A: 30,
    CustomerClass.B: 60,
    CustomerClass.C: 90,
    CustomerClass.D: 180,
}
STAGE_PCT: Final = {
    LifecycleStage.PROSPECT: 75,
    LifecycleStage.ACTIVE: 100,
    LifecycleStage.GROWING: 75,
    LifecycleStage.AT_RISK: 50,
    LifecycleStage.DORMANT: 150,
    LifecycleStage.LOST: 200,
}
OPPORTUNITY_PCT: Final = 75  # an open opportunity asks for a shorter interval
NO_OPPORTUNITY_PCT: Final = 100
_CALLED: Final = frozenset(
    {
        (CustomerClass.C, LifecycleStage.DORMANT),
        (CustomerClass.C, LifecycleStage.LOST),
        (CustomerClass.D, LifecycleStage.ACTIVE),
        (CustomerClass.D, LifecycleStage.PROSPECT),
        (CustomerClass.D, LifecycleStage.GROWING),
        (CustomerClass.D, LifecycleStage.AT_RISK),
    }
)
_WRITTEN_TO: Final = frozenset(
    {(CustomerClass.D, LifecycleStage.DORMANT), (CustomerClass.D, LifecycleStage.LOST)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """An interval and a channel with their reason."""

    interval_days: int
    channel: Channel
    reason: RhythmReason


def recommendation(
    *, customer_class: CustomerClass, lifecycle_stage: LifecycleStage, has_open_deal: bool
) -> Recommendation:
    """Recommend how often and over which channel a customer is seen."""
    reason = RhythmReason(
        customer_class=customer_class,
        lifecycle_stage=lifecycle_stage,
        base_days=BASE_DAYS[customer_class],
        stage_pct=STAGE_PCT[lifecycle_stage],
        opportunity_pct=OPPORTUNITY_PCT if has_open_deal else NO_OPPORTUNITY_PCT,
    )
    days = reason.base_days * reason.stage_pct * reason.opportunity_pct // 10_000
    return Recommendation(
        interval_days=min(max(days, SHORTEST_DAYS), LONGEST_DAYS),
        channel=_channel(customer_class, lifecycle_stage, has_open_deal=has_open_deal),
        reason=reason,
    )


def _channel(
    customer_class: CustomerClass, lifecycle_stage: LifecycleStage, *, has_open_deal: bool
) -> Channel:
    if has_open_deal:
        return Channel.VISIT
    if (customer_class, lifecycle_stage) in _WRITTEN_TO:
        return Channel.MESSAGE
    return Channel.CALL if (customer_class, lifecycle_stage) in _CALLED else Channel.VISIT


def due_on(*, anchor: date, interval_days: int) -> date:
    return anchor + timedelta(days=interval_days)


def anchor_of(
    channel: Channel, *, last_visit_on: date | None, last_contact_on: date | None, known_since: date
) -> date:
    """Give the day the interval counts from: the last visit, or any contact when a call will do."""
    last = last_visit_on if channel is Channel.VISIT else last_contact_on
    return last or known_since


def first_anchor(*, known_since: date, interval_days: int) -> date:
    """Give the anchor of a customer whom nobody has reached yet: due since it is known."""
    return known_since - timedelta(days=interval_days)


def ratio_pct(*, anchor: date, interval_days: int, today: date) -> int:
    """Give the elapsed share of the interval, never below 0."""
    return max(0, (today - anchor).days) * 100 // interval_days


def state_of(ratio: int, *, tolerance_pct: int) -> DueState:
    """Say where a share of the interval stands; the tolerance parts due from overdue."""
    if ratio > 100 + tolerance_pct:
        return DueState.OVERDUE
    if ratio >= 100:  # noqa: PLR2004  # the whole interval
        return DueState.DUE
    return DueState.SOON if ratio >= SOON_PCT else DueState.RESTING


def due_facts(
    *,
    anchor: date,
    interval_days: int,
    tolerance_pct: int,
    channel: Channel,
    reason: RhythmReason,
    today: date,
    last_on: tuple[date | None, date | None],
) -> DueFacts:
    """Put together how due an account is; `last_on` is the last visit and the last contact."""
    ratio = ratio_pct(anchor=anchor, interval_days=interval_days, today=today)
    due = due_on(anchor=anchor, interval_days=interval_days)
    return DueFacts(
        interval_days=interval_days,
        channel=channel,
        due_on=due,
        ratio_pct=ratio,
        days_overdue=max(0, (today - due).days),
        state=state_of(ratio, tolerance_pct=tolerance_pct),
        reason=reason,
        last_visit_on=last_on[0],
        last_contact_on=last_on[1],
    )


def check_setting(*, interval_days: int, tolerance_pct: int, note: str) -> None:
    """Raise Invalid for an interval, tolerance or note out of bounds."""
    fields = {}
    if not SHORTEST_DAYS <= interval_days <= LONGEST_DAYS:
        fields["interval_days"] = "out_of_range"
    if not 0 <= tolerance_pct <= MOST_TOLERANCE_PCT:
        fields["tolerance_pct"] = "out_of_range"
    if len(note) > NOTE_MAX:
        fields["note"] = "too_long"
    if fields:
        raise Invalid(fields)
