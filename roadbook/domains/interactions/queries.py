"""Reads of interactions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Max, Q

from roadbook.core.actor import Actor
from roadbook.core.ids import (
    AccountId,
    ContactId,
    InteractionId,
    OpportunityId,
    PersonId,
    VisitId,
)
from roadbook.domains.customers import queries as customers
from roadbook.domains.identity import queries as identity
from roadbook.domains.interactions import policies
from roadbook.domains.interactions.contracts import (
    CONTACT_KINDS,
    Direction,
    InteractionFact,
    InteractionKind,
    LastContact,
    TimelineContact,
    TimelineEntry,
    Visibility,
)
from roadbook.domains.interactions.models import Interaction, InteractionContact
from roadbook.foundation.changes.history import overwritten_rows

_CHUNK: Final = 500
NEVER: Final = LastContact(last_visit_at=None, last_contact_at=None)


def timeline(
    *,
    actor: Actor,
    account_id: AccountId,
    after: tuple[datetime, UUID] | None = None,
    kinds: Collection[InteractionKind] = (),
    limit: int = 30,
) -> tuple[Sequence[TimelineEntry], tuple[datetime, UUID] | None]:
    """Give a customer's timeline, the latest first, and the key to go on from (None at the end).

    Three statements. An invisible account has an empty timeline.
    """
    rows = policies.visible_interactions(actor).filter(account_id=account_id)
    if kinds:
        rows = rows.filter(kind__in=list(kinds))
    if after is not None:
        at, last_id = after
        rows = rows.filter(Q(happened_at__lt=at) | Q(happened_at=at, id__lt=last_id))
    page = list(rows.order_by("-happened_at", "-id")[: limit + 1])
    shown = page[:limit]
    more = (shown[-1].happened_at, shown[-1].id) if len(page) > limit else None
    return _entries(shown), more


def interactions_by_ids(
    *, actor: Actor, ids: Collection[InteractionId]
) -> Mapping[InteractionId, TimelineEntry]:
    """Give the interactions that the actor may read, by id."""
    rows = policies.visible_interactions(actor).filter(id__in=list(ids))
    return {entry.id: entry for entry in _entries(list(rows))}


def interactions_between(
    *,
    actor: Actor,
    account_ids: Iterable[AccountId],
    first: datetime,
    last: datetime,
) -> Sequence[InteractionFact]:
    """Give what happened with accounts in [first, last), the oldest first."""
    found: list[InteractionFact] = []
    for chunk in _chunks(account_ids):
        rows = policies.visible_interactions(actor).filter(
            account_id__in=chunk, happened_at__gte=first, happened_at__lt=last
        )
        found += [_fact_of(row) for row in rows.only(*_FACT_FIELDS)]
    return sorted(found, key=lambda fact: (fact.happened_at, fact.id))


def last_contacts(account_ids: Iterable[AccountId]) -> Mapping[AccountId, LastContact]:
    """Give when each customer was last visited and reached, whoever asks; never reached: absent."""
    found: dict[AccountId, LastContact] = {}
    for chunk in _chunks(account_ids):
        rows = (
            Interaction.objects.filter(
                account_id__in=chunk, kind__in=list(CONTACT_KINDS), deleted_at=None
            )
            .values("account_id")
            .annotate(
                visited=Max("happened_at", filter=Q(kind=InteractionKind.VISIT)),
                reached=Max("happened_at"),
            )
        )
        for row in rows:
            found[AccountId(row["account_id"])] = LastContact(
                last_visit_at=row["visited"], last_contact_at=row["reached"]
            )
    return found


def accounts_talked_to(account_ids: Iterable[AccountId]) -> set[AccountId]:
    """Give those with something logged or changed after they were made, whoever asks.

    What came in with an imported customer has its time and does not count.
    """
    found: set[AccountId] = set()
    for chunk in _chunks(account_ids):
        rows = Interaction.objects.filter(account_id__in=chunk, deleted_at=None)
        later = rows.exclude(created_at=F("account__created_at"))
        found.update(AccountId(pk) for pk in later.values_list("account_id", flat=True))
        pairs = dict(rows.values_list("id", "account_id"))
        found.update(AccountId(pairs[pk]) for pk in overwritten_rows(Interaction, pairs))
    return found


def reached(*, actor: Actor, account_ids: Collection[AccountId]) -> Mapping[AccountId, LastContact]:
    """Give when the accounts that the actor may read were last visited and reached."""
    readable = customers.readable_accounts(actor, account_ids)
    found = last_contacts(readable)
    return {account: found.get(account, NEVER) for account in readable}


_FACT_FIELDS: Final = ("id", "account_id", "person_id", "kind", "happened_at")


def _fact_of(row: Interaction) -> InteractionFact:
    return InteractionFact(
        id=row.id,
        account_id=AccountId(row.account_id),
        person_id=PersonId(row.person_id),
        kind=InteractionKind(row.kind),
        happened_at=row.happened_at,
    )


def _chunks(ids: Iterable[AccountId]) -> Iterable[list[AccountId]]:
    wanted = list(dict.fromkeys(ids))
    return (wanted[start : start + _CHUNK] for start in range(0, len(wanted), _CHUNK))


def _entries(rows: Sequence[Interaction]) -> list[TimelineEntry]:
    names = identity.person_names({PersonId(row.person_id) for row in rows})
    links = InteractionContact.objects.filter(
        interaction_id__in=[row.id for row in rows], deleted_at=None
    )
    contacts: dict[UUID, list[TimelineContact]] = {}
    for link in links.select_related("contact").order_by("id"):
        contacts.setdefault(link.interaction_id, []).append(
            TimelineContact(id=ContactId(link.contact_id), name=link.contact.name)
        )
    return [entry_of(row, names, contacts.get(row.id, [])) for row in rows]


def entry_of(
    row: Interaction,
    names: Mapping[PersonId, str],
    contacts: Sequence[TimelineContact],
) -> TimelineEntry:
    """Build the record of a row from what was read with it."""
    person_id = PersonId(row.person_id)
    return TimelineEntry(
        id=InteractionId(row.id),
        account_id=AccountId(row.account_id),
        kind=InteractionKind(row.kind),
        direction=Direction(row.direction),
        visibility=Visibility(row.visibility),
        happened_at=row.happened_at,
        duration_minutes=row.duration_minutes,
        summary=row.summary,
        body=row.body,
        person_id=person_id,
        person_name=names.get(person_id, ""),
        contacts=tuple(contacts),
        opportunity_id=OpportunityId(row.opportunity_id) if row.opportunity_id else None,
        visit_id=VisitId(row.visit_id) if row.visit_id else None,
        version=row.version,
    )
