"""The only doors to imports: one's own, and all of them for admins and auditors."""

from django.db.models import QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import PersonId
from roadbook.domains.identity import queries as identity
from roadbook.domains.rollout.contracts import ImportAction, ImportId, ImportState, ImportUnknown
from roadbook.domains.rollout.models import ImportBatch, ImportRow
from roadbook.domains.rollout.rules import next_state


def visible_imports(actor: Actor) -> QuerySet[ImportBatch]:
    """Imports the actor may read."""
    living = ImportBatch.objects.filter(deleted_at=None)
    return living if actor.sees_everything else living.filter(owner_id=actor.person_id)


def visible_lines(actor: Actor, import_id: ImportId) -> QuerySet[ImportRow]:
    """Lines of an import the actor may read."""
    return ImportRow.objects.filter(batch__in=visible_imports(actor), batch_id=import_id)


def access_import(*, actor: Actor, import_id: ImportId, action: ImportAction) -> ImportBatch:
    """Lock an import for an action, in its next state. Raises ImportUnknown, ImportNotReady."""
    batch = visible_imports(actor).select_for_update().filter(id=import_id).first()
    if batch is None:
        raise ImportUnknown
    batch.state = next_state(ImportState(batch.state), action)
    return batch


def assignable_owners(actor: Actor) -> dict[str, list[PersonId]]:
    """Give the people the actor may give customers to, by name: oneself, those led; admins all."""
    ids: set[PersonId] = {actor.person_id}
    if actor.has(Role.ADMIN):
        ids.update(identity.people_with_role(Role.REP))
        ids.update(identity.people_with_role(Role.MANAGER))
    else:
        ids.update(PersonId(led) for led in identity.led_person_ids(actor))
    by_name: dict[str, list[PersonId]] = {}
    for person_id, name in identity.person_names(ids).items():
        by_name.setdefault(name, []).append(person_id)
    return by_name
