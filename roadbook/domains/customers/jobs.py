"""Jobs of customers: find out where they are."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.errors import Unavailable
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import commands, queries
from roadbook.domains.customers.ports import Geocoding
from roadbook.foundation.jobs.contracts import JobArgs, JobContext, JobKind, JobResult
from roadbook.foundation.wiring import port

CLOCKWORK: Final = Actor(person_id=PersonId(UUID(int=0)), is_clockwork=True)
MOST_AT_ONCE: Final = 500
_DAY: Final = timedelta(days=1)


def find_positions(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Look up the addresses of accounts that were entered or changed."""
    return _search(context, [AccountId(UUID(str(each))) for each in args.get("ids", [])], now)


def repair_positions(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Look up whatever waits: after an import, a day's limit, a new geocoder, a failure."""
    return _search(context, None, now)


def _search(context: JobContext, ids: Sequence[AccountId] | None, now: datetime) -> JobResult:
    geocoding = port(Geocoding)
    source = geocoding.geocoder.source
    limit = MOST_AT_ONCE
    if geocoding.searches_a_day:
        limit = min(limit, geocoding.searches_a_day - queries.searches_since(now - _DAY))
    waiting = queries.searches_to_make(ids, source=source, limit=max(0, limit))
    done, trouble = 0, ""
    for account_id, asked, city_name in waiting:
        found = None
        try:
            found = geocoding.geocoder.find(asked, city_name)
        except Unavailable as error:
            trouble = error.code
        commands.settle_search(
            actor=CLOCKWORK,
            account_id=account_id,
            asked=asked,
            source=source,
            found=found,
            trouble=trouble,
            now=now,
        )
        if trouble:
            break
        done += 1
        context.report(done, len(waiting))
    return {"searched": done, "waiting": len(waiting) - done, "trouble": trouble}


JOBS: Final = (
    JobKind(name="find_positions", run=find_positions),
    JobKind(name="repair_positions", run=repair_positions, every=timedelta(hours=6)),
)
REACTIONS: Final = {
    "account.created": ("find_positions",),
    "account.changed": ("find_positions",),
    "account.imported": ("find_positions",),
}
