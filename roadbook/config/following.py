"""Rows of higher slices that are seen with an account: named here, because customers knows none."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from roadbook.domains.cadence.sync import rhythms_of_accounts
from roadbook.domains.customers.ports import AccountFollowers
from roadbook.domains.interactions.sync import rows_of_accounts as interactions_of_accounts
from roadbook.domains.visits.sync import visit_rows_of_accounts

# each slice above customers whose rows take an account's audience adds its function
FOLLOWERS: Sequence[AccountFollowers] = (
    interactions_of_accounts,
    rhythms_of_accounts,
    visit_rows_of_accounts,
)


class RowsOfAccounts:
    """Ask every slice that has rows which follow accounts."""

    def __call__(self, account_ids: Collection[UUID], /) -> Mapping[str, Collection[UUID]]:
        found: dict[str, Collection[UUID]] = {}
        for followers in FOLLOWERS:
            found |= followers(account_ids)
        return found
