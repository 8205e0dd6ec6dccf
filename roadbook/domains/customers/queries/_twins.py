"""Customers that look like the ones somebody is about to enter."""

from collections.abc import Mapping, Sequence
from typing import Final

from django.db.models import Q

from roadbook.core.actor import Actor
from roadbook.core.geo import Position, distance_km
from roadbook.core.ids import AccountId
from roadbook.domains.customers import policies, rules
from roadbook.domains.customers.contracts import AccountTwin, TwinProbe
from roadbook.domains.customers.models import Account
from roadbook.domains.customers.queries._records import position_of

_PROBES_A_STATEMENT: Final = 50
_SAME_PLACE_KM: Final = 0.08
_BOX_DEGREES: Final = 0.001
_MOST_TWINS: Final = 3


def name_key_of(name: str) -> str:
    """Give what tells a company's name apart, without legal form, punctuation and width."""
    return rules.name_key(name)


def likely_twins(
    *, actor: Actor, probes: Sequence[TwinProbe]
) -> Mapping[str, Sequence[AccountTwin]]:
    """Give by key the customers like each probe, at most three, the surest first.

    All customers are compared, and the ones the actor may not read are named to nobody.
    """
    found: dict[str, Sequence[AccountTwin]] = {}
    for start in range(0, len(probes), _PROBES_A_STATEMENT):
        part = probes[start : start + _PROBES_A_STATEMENT]
        accounts = list(
            Account.objects.filter(_like_any(part), deleted_at=None).only(
                "id", "name", "name_key", "phone_key", "tax_number", "lat", "lon"
            )
        )
        ids = [account.id for account in accounts]
        seen = set(policies.visible_accounts(actor).filter(id__in=ids).values_list("id", flat=True))
        for probe in part:
            twins = [
                AccountTwin(
                    account_id=AccountId(account.id) if account.id in seen else None,
                    name=account.name if account.id in seen else "",
                    why=why,
                )
                for account in accounts
                if (why := _why(probe, account))
            ]
            if twins:
                found[probe.key] = sorted(twins, key=lambda t: -len(t.why))[:_MOST_TWINS]
    return found


def _like_any(probes: Sequence[TwinProbe]) -> Q:
    names = {rules.name_key(probe.name) for probe in probes}
    phones = {rules.phone_key(probe.phone) for probe in probes} - {""}
    taxes = {probe.tax_number.upper() for probe in probes} - {""}
    like = Q(name_key__in=names) | Q(phone_key__in=phones) | Q(tax_number__in=taxes)
    for probe in probes:
        if probe.position is not None:
            like |= _near(probe.position)
    return like


def _near(position: Position) -> Q:
    return Q(
        lat__range=(position.lat - _BOX_DEGREES, position.lat + _BOX_DEGREES),
        lon__range=(position.lon - _BOX_DEGREES, position.lon + _BOX_DEGREES),
    )


def _why(probe: TwinProbe, account: Account) -> Sequence[str]:
    key = rules.name_key(probe.name)
    phone, place = rules.phone_key(probe.phone), position_of(account)
    why = []
    if probe.tax_number and probe.tax_number.upper() == account.tax_number:
        why.append("tax_number")
    if key == account.name_key:
        why.append("name")
    if phone and phone == account.phone_key:
        why.append("phone")
    if (
        probe.position is not None
        and place is not None
        and distance_km(probe.position, place) <= _SAME_PLACE_KM
        and rules.name_likeness(key, account.name_key) >= rules.SIMILAR_NAMES
    ):
        why.append("place")
    return why
