"""Tables of customers."""

from roadbook.domains.customers.models._accounts import Account, AccountMember
from roadbook.domains.customers.models._dates import Contract, KeyDate, Milestone, Project
from roadbook.domains.customers.models._deals import (
    Opportunity,
    Order,
    OrderLine,
    Pipeline,
    Stage,
    StageMove,
)
from roadbook.domains.customers.models._people import AccountContact, Contact, Lead
from roadbook.domains.customers.models._positions import (
    PositionSearch,
)
from roadbook.domains.customers.models._shape import (
    CustomField,
    FieldValue,
    SavedView,
    Tag,
    TagLink,
)

__all__ = [
    "Account",
    "AccountContact",
    "AccountMember",
    "Contact",
    "Contract",
    "CustomField",
    "FieldValue",
    "KeyDate",
    "Lead",
    "Milestone",
    "Opportunity",
    "Order",
    "OrderLine",
    "Pipeline",
    "PositionSearch",
    "Project",
    "SavedView",
    "Stage",
    "StageMove",
    "Tag",
    "TagLink",
]
