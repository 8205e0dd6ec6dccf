"""The doors to rhythms: seen with the account, set by who works the account."""

from django.db.models import QuerySet

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import AccountId
from roadbook.domains.cadence.contracts import NotYourRhythm, RhythmUnknown
from roadbook.domains.cadence.models import AccountRhythm
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity


def visible_rhythms(actor: Actor) -> QuerySet[AccountRhythm]:
    """Rhythms of the accounts the actor may read."""
    living = AccountRhythm.objects.filter(deleted_at=None, account__deleted_at=None)
    if actor.sees_everything:
        return living
    return living.filter(account_id__in=customers.visible_account_ids(actor))


def access_rhythm(*, actor: Actor, account_id: AccountId) -> AccountRhythm:
    """Lock a rhythm for a change: the owner of the account, who leads them, admins."""
    row = (
        visible_rhythms(actor).select_for_update(of=("self",)).filter(account_id=account_id).first()
    )
    if row is None:
        raise RhythmUnknown
    owner = customers.account_owners([account_id])[account_id]
    is_ours = owner == actor.person_id or identity.led_person_ids(actor).filter(id=owner).exists()
    if not (is_ours or actor.is_clockwork or actor.has(Role.ADMIN)):
        raise NotYourRhythm
    return row
