"""Who acts: the narrow, frozen answer to "who, in what role, from where"."""

from dataclasses import dataclass
from enum import StrEnum

from roadbook.core.ids import PersonId


class Role(StrEnum):
    """What a person may do in principle; to which rows, the slices' policies decide."""

    REP = "rep"
    MANAGER = "manager"
    FINANCE = "finance"
    ADMIN = "admin"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person (or the clockwork) acting now.

    `device` and `address` are facts for the audit trail. `has_reading_token` marks an API token
    that may only read. `is_clockwork` marks jobs, imports and the
    demo: no person acts.
    """

    person_id: PersonId
    roles: frozenset[Role] = frozenset()
    is_clockwork: bool = False
    has_reading_token: bool = False
    locale: str = "zh-Hans"
    device: str = ""
    address: str = ""
    request_id: str = ""

    def has(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def sees_everything(self) -> bool:
        """Admins, auditors and the clockwork read every business record."""
        return self.is_clockwork or self.has(Role.ADMIN, Role.AUDITOR)

    @property
    def may_write(self) -> bool:
        """A person whose only role is auditor changes nothing, nor does a reading token."""
        return self.roles != frozenset({Role.AUDITOR}) and not self.has_reading_token
