"""People as they are now, for what their devices sent earlier."""

from collections.abc import Collection, Mapping
from uuid import UUID

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.identity import queries
from roadbook.domains.identity.contracts import PersonNotFound


class LivePeople:
    """Implements `foundation.sync.pushing.ports.PeopleBehindOps` from the live tables."""

    def present(self, actor: Actor) -> Actor | None:
        try:
            return queries.actor_of(
                actor.person_id,
                device=actor.device,
                address=actor.address,
                request_id=actor.request_id,
                has_reading_token=actor.has_reading_token,
            )
        except PersonNotFound:
            return None

    def names(self, person_ids: Collection[UUID]) -> Mapping[UUID, str]:
        found = queries.person_names([PersonId(pk) for pk in person_ids])
        return {UUID(str(pk)): name for pk, name in found.items()}
