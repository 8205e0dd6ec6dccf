"""Reads of customers, as records."""

from roadbook.domains.customers.queries._accounts import (
    account_page,
    accounts_matching,
    map_points,
    sort_width,
)
from roadbook.domains.customers.queries._dates import (
    key_dates_between,
)
from roadbook.domains.customers.queries._deals import (
    custom_fields,
    lead,
    lead_page,
    opportunity,
    opportunity_board,
    opportunity_page,
    pipelines,
    saved_views,
    tags,
)
from roadbook.domains.customers.queries._lookups import (
    account_audiences,
    account_names,
    account_owners,
    account_places,
    account_summaries,
    contact_names,
    contacts_of,
    may_work,
    open_opportunities,
    opportunities_by_ids,
    orders_between,
    readable_accounts,
    stage_moves_between,
    stages_beside,
    tag_links_of_account,
    visible_account_ids,
    worked_account_ids,
)
from roadbook.domains.customers.queries._page import (
    account_detail_page,
)
from roadbook.domains.customers.queries._positions import (
    position_tasks,
    searches_since,
    searches_to_make,
)
from roadbook.domains.customers.queries._twins import likely_twins, name_key_of
from roadbook.domains.customers.queries._uses import accounts_with_deals, edited_accounts

__all__ = [
    "account_audiences",
    "account_detail_page",
    "account_names",
    "account_owners",
    "account_page",
    "account_places",
    "account_summaries",
    "accounts_matching",
    "accounts_with_deals",
    "contact_names",
    "contacts_of",
    "custom_fields",
    "edited_accounts",
    "key_dates_between",
    "lead",
    "lead_page",
    "likely_twins",
    "map_points",
    "may_work",
    "name_key_of",
    "open_opportunities",
    "opportunities_by_ids",
    "opportunity",
    "opportunity_board",
    "opportunity_page",
    "orders_between",
    "pipelines",
    "position_tasks",
    "readable_accounts",
    "saved_views",
    "searches_since",
    "searches_to_make",
    "sort_width",
    "stage_moves_between",
    "stages_beside",
    "tag_links_of_account",
    "tags",
    "visible_account_ids",
    "worked_account_ids",
]
