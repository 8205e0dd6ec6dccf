"""Many customers at once: what an import brings, and what it looks like."""

from collections.abc import Sequence
from dataclasses import dataclass

from roadbook.core.geo import Position
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers.contracts._values import AccountValues


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountImport:
    """A customer to be made, its values checked already; a contact is made when it has a name."""

    id: AccountId
    owner_id: PersonId
    values: AccountValues
    position: Position | None = None
    contact_name: str = ""
    contact_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TwinProbe:
    """Facts of something that may be a customer we have. `key` is the asker's own."""

    key: str
    name: str
    phone: str = ""
    tax_number: str = ""
    position: Position | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountTwin:
    """A customer that looks the same. `why`: tax_number, name, phone, place.

    `account_id` and its name are empty for customers that the asker may not read.
    """

    account_id: AccountId | None
    name: str
    why: Sequence[str]
