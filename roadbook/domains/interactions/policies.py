"""The only doors to interactions.

Whoever works an account reads what was said with it; private lines only their author reads.
Finance sees accounts, not their history.
"""

from django.db.models import Q, QuerySet

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, InteractionId
from roadbook.domains.customers import queries as customers
from roadbook.domains.interactions.contracts import (
    InteractionUnknown,
    NotTheAuthor,
    NotYourAccount,
    Visibility,
)
from roadbook.domains.interactions.models import Interaction, InteractionContact


def visible_interactions(actor: Actor) -> QuerySet[Interaction]:
    living = Interaction.objects.filter(deleted_at=None)
    own = Q(person_id=actor.person_id)
    if actor.sees_everything:
        return living.filter(own | Q(visibility=Visibility.ACCOUNT))
    shared = Q(visibility=Visibility.ACCOUNT, account_id__in=customers.worked_account_ids(actor))
    return living.filter(own | shared)


def visible_interaction_contacts(actor: Actor) -> QuerySet[InteractionContact]:
    return InteractionContact.objects.filter(
        deleted_at=None, interaction__in=visible_interactions(actor)
    )


def require_work(*, actor: Actor, account_id: AccountId) -> None:
    """Raise AccountUnknown or NotYourAccount unless the actor may write in the account's file."""
    if not customers.may_work(actor, account_id):
        raise NotYourAccount


def access_interaction(*, actor: Actor, interaction_id: InteractionId) -> Interaction:
    """Lock an interaction for a change by its author."""
    row = (
        visible_interactions(actor)
        .select_for_update(of=("self",))
        .filter(id=interaction_id)
        .first()
    )
    if row is None:
        raise InteractionUnknown
    if not actor.may_write or (row.person_id != actor.person_id and not actor.is_clockwork):
        raise NotTheAuthor
    return row
