"""Taken times of somebody's days."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from roadbook.core.actor import Actor
from roadbook.core.clock import clock_seconds
from roadbook.core.ids import PersonId
from roadbook.domains.planning.rules import Busy
from roadbook.domains.schedule import queries as schedule
from roadbook.domains.schedule.contracts import EventKind

_DAY_S: Final = 86_400


def days_between(first: date, last: date) -> list[date]:
    """Give the days, both ends included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def busy_days(
    actor: Actor, person_id: PersonId, days: Sequence[date], zone: ZoneInfo
) -> Mapping[date, Sequence[Busy]]:
    """Give taken times by day; visits and trips are not in a plan's way, they are part of it."""
    begin = datetime.combine(days[0], time(), zone)
    end = datetime.combine(days[-1] + timedelta(days=1), time(), zone)
    found: dict[date, list[Busy]] = defaultdict(list)
    for busy in schedule.busy_times(actor=actor, person_ids=[person_id], start=begin, end=end):
        if busy.kind in {EventKind.VISIT, EventKind.TRIP} or busy.is_tentative:
            continue
        for day in days:
            start_s = max(0, clock_seconds(busy.starts_at, day, zone))
            until_s = min(_DAY_S, clock_seconds(busy.ends_at, day, zone))
            if start_s < until_s:
                found[day].append(Busy(from_s=start_s, until_s=until_s))
    return found
