"""Writes of cadence: keep rhythms current, set one by hand."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId
from roadbook.domains.cadence import policies, queries, rules
from roadbook.domains.cadence.contracts import Channel, Rhythm
from roadbook.domains.cadence.models import AccountRhythm
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import AccountSummary
from roadbook.domains.interactions import queries as interactions
from roadbook.domains.interactions.contracts import LastContact
from roadbook.foundation.changes import door as changes

MOST_AT_ONCE: Final = 1_000
_HOME_ZONE: Final = ZoneInfo("Asia/Shanghai")  # days of contact are days of the head office


@changes.unit_of_work
def recalculate(*, actor: Actor, account_ids: Iterable[AccountId], now: datetime) -> int:
    """Bring the rhythms of accounts up to date; gives how many rows changed.

    At most MOST_AT_ONCE accounts a call; accounts the actor may not read are left alone.
    """
    ids = list(dict.fromkeys(account_ids))[:MOST_AT_ONCE]
    accounts = customers.account_summaries(actor, ids)
    deals = customers.open_opportunities(actor, list(accounts))
    contacts = interactions.last_contacts(list(accounts))
    rows = {
        AccountId(row.account_id): row
        for row in AccountRhythm.objects.select_for_update(of=("self",)).filter(
            account_id__in=list(accounts), deleted_at=None
        )
    }
    fresh, changed = [], []
    for account_id, account in accounts.items():
        row = rows.get(account_id)
        is_new = row is None
        row = row or AccountRhythm(account_id=account_id, anchor_on=_day(now))
        _refresh(row, account, has_deal=account_id in deals, contacts=contacts.get(account_id))
        if is_new:
            _introduce(row)
            fresh.append(row)
        elif row.changed_fields():
            changed.append(row)
    AccountRhythm.objects.bulk_create(fresh, batch_size=200)
    for row in changed:
        row.save()
    changes.record_many(
        actor=actor, kind="rhythm.recalculated", rows=[*fresh, *changed], happened_at=now
    )
    return len(fresh) + len(changed)


@changes.unit_of_work
def set_rhythm(
    *,
    actor: Actor,
    account_id: AccountId,
    interval_days: int,
    channel: Channel,
    tolerance_pct: int,
    note: str,
    now: datetime,
) -> Rhythm:
    """Set an account's interval by hand. Raises RhythmUnknown, NotYourRhythm, Invalid."""
    rules.check_setting(interval_days=interval_days, tolerance_pct=tolerance_pct, note=note)
    row = policies.access_rhythm(actor=actor, account_id=account_id)
    row.set_days, row.set_channel, row.set_note = interval_days, channel, note
    row.tolerance_pct = tolerance_pct
    _settle(row)
    row.save()
    changes.record(actor=actor, kind="rhythm.set", row=row, happened_at=now)
    return queries.rhythm(actor=actor, account_id=account_id)


@changes.unit_of_work
def follow_recommendation(*, actor: Actor, account_id: AccountId, now: datetime) -> Rhythm:
    """Take a setting by hand back. Raises RhythmUnknown, NotYourRhythm."""
    row = policies.access_rhythm(actor=actor, account_id=account_id)
    row.set_days, row.set_channel, row.set_note = None, "", ""
    row.tolerance_pct = rules.DEFAULT_TOLERANCE_PCT
    _settle(row)
    row.save()
    changes.record(actor=actor, kind="rhythm.reset", row=row, happened_at=now)
    return queries.rhythm(actor=actor, account_id=account_id)


def _refresh(
    row: AccountRhythm, account: AccountSummary, *, has_deal: bool, contacts: LastContact | None
) -> None:
    advice = rules.recommendation(
        customer_class=account.customer_class,
        lifecycle_stage=account.lifecycle_stage,
        has_open_deal=has_deal,
    )
    row.recommended_days, row.recommended_channel = advice.interval_days, advice.channel
    row.base_days, row.stage_pct = advice.reason.base_days, advice.reason.stage_pct
    row.opportunity_pct = advice.reason.opportunity_pct
    visit_at = contacts.last_visit_at if contacts else None
    contact_at = contacts.last_contact_at if contacts else None
    row.last_visit_on = _day(visit_at) if visit_at else None
    row.last_contact_on = _day(contact_at) if contact_at else None
    _settle(row)


def _settle(row: AccountRhythm) -> None:
    """Derive what holds from what is recommended, set and known."""
    row.interval_days = row.set_days or row.recommended_days
    row.channel = row.set_channel or row.recommended_channel
    anchor = rules.anchor_of(
        Channel(row.channel),
        last_visit_on=row.last_visit_on,
        last_contact_on=row.last_contact_on,
        known_since=row.anchor_on,
    )
    row.anchor_on, row.anchor_day = anchor, anchor.toordinal()
    row.due_on = rules.due_on(anchor=anchor, interval_days=row.interval_days)


def _introduce(row: AccountRhythm) -> None:
    """Make the first contact due at once when there was none."""
    if row.last_contact_on is None:
        anchor = rules.first_anchor(known_since=row.anchor_on, interval_days=row.interval_days)
        row.anchor_on, row.anchor_day = anchor, anchor.toordinal()
        row.due_on = rules.due_on(anchor=anchor, interval_days=row.interval_days)


def _day(instant: datetime) -> date:
    return instant.astimezone(_HOME_ZONE).date()
