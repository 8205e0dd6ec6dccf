"""Writes of customers, one transaction each."""

from roadbook.domains.customers.commands._accounts import (
    add_member,
    archive_account,
    assign_owner,
    create_account,
    remove_member,
    set_position,
    update_account,
)
from roadbook.domains.customers.commands._contacts import (
    add_contact,
    link_contact,
    unlink_contact,
    update_contact,
)
from roadbook.domains.customers.commands._dates import (
    add_key_date,
    add_milestone,
    add_project,
    finish_milestone,
    record_contract,
    remove_key_date,
    update_contract,
)
from roadbook.domains.customers.commands._imports import import_accounts, withdraw_accounts
from roadbook.domains.customers.commands._leads import (
    convert_lead,
    create_lead,
    step_lead,
    update_lead,
)
from roadbook.domains.customers.commands._opportunities import (
    create_opportunity,
    move_opportunity,
    record_order,
    remove_order,
    update_opportunity,
)
from roadbook.domains.customers.commands._pipelines import (
    add_stage,
    change_stage,
    ensure_default_pipeline,
    remove_stage,
)
from roadbook.domains.customers.commands._positions import (
    accept_suggestion,
    mark_unfindable,
    settle_search,
)
from roadbook.domains.customers.commands._shape import (
    create_tag,
    define_field,
    remove_view,
    retire_field,
    save_view,
    set_field_values,
    set_tags,
)

__all__ = [
    "accept_suggestion",
    "add_contact",
    "add_key_date",
    "add_member",
    "add_milestone",
    "add_project",
    "add_stage",
    "archive_account",
    "assign_owner",
    "change_stage",
    "convert_lead",
    "create_account",
    "create_lead",
    "create_opportunity",
    "create_tag",
    "define_field",
    "ensure_default_pipeline",
    "finish_milestone",
    "import_accounts",
    "link_contact",
    "mark_unfindable",
    "move_opportunity",
    "record_contract",
    "record_order",
    "remove_key_date",
    "remove_member",
    "remove_order",
    "remove_stage",
    "remove_view",
    "retire_field",
    "save_view",
    "set_field_values",
    "set_position",
    "set_tags",
    "settle_search",
    "step_lead",
    "unlink_contact",
    "update_account",
    "update_contact",
    "update_contract",
    "update_lead",
    "update_opportunity",
    "withdraw_accounts",
]
