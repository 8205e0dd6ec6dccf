"""End sessions and tokens of a person."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession

from roadbook.core.ids import PersonId
from roadbook.domains.identity.models import ApiToken


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How many of each were ended."""

    sessions: int
    tokens: int


def end_access(*, person_id: PersonId, now: datetime) -> Ended:
    """End every session and revoke every token of a person."""
    sessions = list(UserSession.objects.filter(user_id=person_id))
    for session in sessions:
        session.end()
    tokens = ApiToken.objects.filter(person_id=person_id, revoked_at=None).update(revoked_at=now)
    return Ended(sessions=len(sessions), tokens=tokens)
