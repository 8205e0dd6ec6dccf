"""The customers, visits and opportunities that a line names: seen with the actor's eyes."""

from collections.abc import Collection
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, OpportunityId, VisitId
from roadbook.domains.customers import queries as customers
from roadbook.domains.visits import queries as visits


def unknown_references(
    *,
    actor: Actor,
    account_ids: Collection[UUID],
    visit_ids: Collection[UUID],
    opportunity_ids: Collection[UUID],
) -> list[str]:
    """Give the names of the fields that hold an id the actor may not see, or that is not there."""
    unknown = []
    accounts = [AccountId(pk) for pk in account_ids]
    if set(accounts) - set(customers.readable_accounts(actor, accounts)):
        unknown.append("account_id")
    wanted = [VisitId(pk) for pk in visit_ids]
    if wanted and set(wanted) - set(visits.visits_by_ids(actor=actor, visit_ids=wanted)):
        unknown.append("visit_id")
    deals = [OpportunityId(pk) for pk in opportunity_ids]
    if deals and set(deals) - set(customers.opportunities_by_ids(actor, deals)):
        unknown.append("opportunity_id")
    return unknown
