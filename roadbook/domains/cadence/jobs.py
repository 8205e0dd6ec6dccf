"""Jobs of cadence: rhythms follow what happens to accounts."""

from datetime import datetime
from typing import Final
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, InteractionId, OpportunityId, PersonId
from roadbook.domains.cadence import commands
from roadbook.domains.customers import queries as customers
from roadbook.domains.interactions import queries as interactions
from roadbook.foundation.jobs.contracts import JobArgs, JobContext, JobKind, JobResult

CLOCKWORK: Final = Actor(person_id=PersonId(UUID(int=0)), is_clockwork=True)


def _ids(args: JobArgs) -> list[UUID]:
    return [UUID(str(each)) for each in args.get("ids", [])]


def follow_accounts(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Recalculate the rhythms of accounts that changed."""
    return _recalculate(context, [AccountId(each) for each in _ids(args)], now)


def follow_opportunities(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Recalculate where a deal was opened, moved or closed."""
    found = customers.opportunities_by_ids(CLOCKWORK, [OpportunityId(i) for i in _ids(args)])
    return _recalculate(context, [each.account_id for each in found.values()], now)


def follow_interactions(context: JobContext, args: JobArgs, now: datetime) -> JobResult:
    """Recalculate where somebody was in touch."""
    found = interactions.interactions_by_ids(
        actor=CLOCKWORK, ids=[InteractionId(each) for each in _ids(args)]
    )
    accounts = list(dict.fromkeys(each.account_id for each in found.values()))
    return _recalculate(context, accounts, now)


def _recalculate(context: JobContext, accounts: list[AccountId], now: datetime) -> JobResult:
    changed = 0
    for start in range(0, len(accounts), commands.MOST_AT_ONCE):
        piece = accounts[start : start + commands.MOST_AT_ONCE]
        changed += commands.recalculate(actor=CLOCKWORK, account_ids=piece, now=now)
        context.report(min(start + len(piece), len(accounts)), len(accounts))
    return {"changed": changed}


JOBS: Final = (
    JobKind(name="follow_accounts", run=follow_accounts),
    JobKind(name="follow_opportunities", run=follow_opportunities),
    JobKind(name="follow_interactions", run=follow_interactions),
)
REACTIONS: Final = {
    "account.created": ("follow_accounts",),
    "account.changed": ("follow_accounts",),
    "account.imported": ("follow_accounts",),
    "opportunity.created": ("follow_opportunities",),
    "opportunity.changed": ("follow_opportunities",),
    "interaction.logged": ("follow_interactions",),
    "interaction.changed": ("follow_interactions",),
}
