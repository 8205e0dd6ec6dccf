"""What customers needs from outside."""

from collections.abc import Collection, Mapping
from typing import Protocol
from uuid import UUID


class AccountFollowers(Protocol):
    """Knows which rows of higher slices are seen with an account: its interactions, its visits."""

    def __call__(self, account_ids: Collection[UUID], /) -> Mapping[str, Collection[UUID]]:
        """Give type name → ids of the rows whose audiences follow these accounts."""
        ...
