"""What customers needs from outside."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from roadbook.domains.customers.contracts import FoundPlace


class AccountFollowers(Protocol):
    """Knows which rows of higher slices are seen with an account: its interactions, its visits."""

    def __call__(self, account_ids: Collection[UUID], /) -> Mapping[str, Collection[UUID]]:
        """Give type name → ids of the rows whose audiences follow these accounts."""
        ...


class Geocoder(Protocol):
    """Knows where addresses are."""

    @property
    def source(self) -> str:
        """Say who tells: atlas, nominatim, amap."""
        ...

    def find(self, address: str, city_name: str, /) -> FoundPlace | None:
        """Give the best place for an address, in WGS-84; None when there is none.

        One call to the outside at most. Raises Unavailable.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Geocoding:
    """The geocoder of this installation; `searches_a_day` 0: no limit."""

    geocoder: Geocoder
    searches_a_day: int = 0
