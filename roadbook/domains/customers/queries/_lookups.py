"""Reads for other slices: by ids, as records."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, ContactId, OpportunityId, PersonId
from roadbook.domains.customers import policies
from roadbook.domains.customers.contracts import (
    AccountPlace,
    AccountSummary,
    AccountUnknown,
    ContactSummary,
    OpportunitySummary,
    OrderSummary,
    StageChoice,
    StageMoveFact,
    StageType,
)
from roadbook.domains.customers.models import Account, TagLink
from roadbook.domains.customers.queries._records import (
    SUMMARY_FIELDS,
    account_place_of,
    account_summary_of,
    contact_summary_of,
    opportunity_summary_of,
    order_summary_of,
)

_CHUNK: Final = 500
T = TypeVar("T")


def chunks(items: Iterable[T]) -> Iterator[list[T]]:
    """Cut a collection into statement-sized pieces."""
    rest = list(dict.fromkeys(items))
    for start in range(0, len(rest), _CHUNK):
        yield rest[start : start + _CHUNK]


def account_names(ids: Iterable[AccountId]) -> Mapping[AccountId, str]:
    """Give the names of accounts whoever asks, archived ones too; unknown ids are left out.

    For labels on records that the reader may read anyway.
    """
    names: dict[AccountId, str] = {}
    for chunk in chunks(ids):
        rows = Account.objects.filter(id__in=chunk).values_list("id", "name")
        names.update((AccountId(pk), name) for pk, name in rows)
    return names


def account_owners(ids: Iterable[AccountId]) -> Mapping[AccountId, PersonId]:
    """Give the owners of accounts whoever asks, for routing and reminders."""
    owners: dict[AccountId, PersonId] = {}
    for chunk in chunks(ids):
        rows = Account.objects.filter(id__in=chunk).values_list("id", "owner_id")
        owners.update((AccountId(pk), PersonId(owner)) for pk, owner in rows)
    return owners


def account_audiences(ids: Collection[UUID]) -> Mapping[UUID, set[str]]:
    """Give the sync scopes of accounts, for rows of other slices that are seen with them."""
    return policies.account_scopes(list(ids))


def readable_accounts(actor: Actor, ids: Collection[AccountId]) -> set[AccountId]:
    """Give those of the ids that the actor may read."""
    found: set[AccountId] = set()
    for chunk in chunks(ids):
        rows = policies.visible_accounts(actor).filter(id__in=chunk)
        found.update(AccountId(pk) for pk in rows.values_list("id", flat=True))
    return found


def visible_account_ids(actor: Actor) -> QuerySet[Account, UUID]:
    """Give the ids of the accounts the actor may read, as a subquery for `account_id__in`."""
    return policies.visible_accounts(actor).values_list("id", flat=True)


def worked_account_ids(actor: Actor) -> QuerySet[Account, UUID]:
    """Give the ids of the accounts whose history the actor may read, as a subquery.

    Narrower than `visible_account_ids` for finance, who sees accounts but not what was talked of.
    """
    return policies.worked_accounts(actor).values_list("id", flat=True)


def may_work(actor: Actor, account_id: AccountId) -> bool:
    """Tell whether the actor may write in an account's file. Raises AccountUnknown."""
    account = policies.visible_accounts(actor).filter(id=account_id).first()
    if account is None:
        raise AccountUnknown
    return policies.may_work(actor, account)


def account_summaries(actor: Actor, ids: Iterable[AccountId]) -> Mapping[AccountId, AccountSummary]:
    """Give the accounts that the actor may read, by id, with their tags."""
    found: dict[AccountId, AccountSummary] = {}
    for chunk in chunks(ids):
        rows = list(policies.visible_accounts(actor).filter(id__in=chunk).only(*SUMMARY_FIELDS))
        tags = tags_of_accounts(row.id for row in rows)
        for row in rows:
            found[AccountId(row.id)] = account_summary_of(row, tags.get(row.id, ()))
    return found


def account_places(actor: Actor, ids: Iterable[AccountId]) -> Mapping[AccountId, AccountPlace]:
    """Give where and when the accounts that the actor may read can be visited, by id.

    An account of which only the city is known gets the city's centre as its position.
    """
    found: dict[AccountId, AccountPlace] = {}
    for chunk in chunks(ids):
        for row in policies.visible_accounts(actor).filter(id__in=chunk):
            found[AccountId(row.id)] = account_place_of(row)
    return found


def tag_links_of_account(account_id: AccountId) -> Mapping[str, TagLink]:
    """Give the rows that hold the tags of an account to which the caller has a right, by tag id."""
    links = TagLink.objects.filter(account_id=account_id, deleted_at=None, tag__deleted_at=None)
    return {str(link.tag_id): link for link in links}


def tags_of_accounts(ids: Iterable[UUID]) -> Mapping[UUID, tuple[UUID, ...]]:
    """Give the ids of the tags on each account, in order of being put on."""
    tags: dict[UUID, tuple[UUID, ...]] = {}
    links = TagLink.objects.filter(
        account_id__in=list(ids), deleted_at=None, tag__deleted_at=None
    ).order_by("id")
    for link in links.only("account_id", "tag_id"):
        if link.account_id:
            tags[link.account_id] = (*tags.get(link.account_id, ()), link.tag_id)
    return tags


def contacts_of(
    actor: Actor, account_ids: Iterable[AccountId]
) -> Mapping[AccountId, Sequence[ContactSummary]]:
    """Give the people at accounts, the primary one first."""
    found: dict[AccountId, list[ContactSummary]] = {}
    for chunk in chunks(account_ids):
        links = (
            policies.visible_account_contacts(actor)
            .filter(account_id__in=chunk)
            .select_related("contact")
            .order_by("-is_primary", "contact__name", "id")
        )
        for link in links:
            people = found.setdefault(AccountId(link.account_id), [])
            people.append(contact_summary_of(link.contact, link))
    return found


def contact_names(ids: Iterable[ContactId], actor: Actor) -> Mapping[ContactId, str]:
    """Give the names of the contacts that the actor may read."""
    names: dict[ContactId, str] = {}
    for chunk in chunks(ids):
        rows = policies.visible_contacts(actor).filter(id__in=chunk)
        names.update((ContactId(pk), name) for pk, name in rows.values_list("id", "name"))
    return names


def opportunities_by_ids(
    actor: Actor, ids: Iterable[OpportunityId]
) -> Mapping[OpportunityId, OpportunitySummary]:
    """Give the opportunities that the actor may read, by id."""
    found: dict[OpportunityId, OpportunitySummary] = {}
    for chunk in chunks(ids):
        rows = policies.visible_opportunities(actor).filter(id__in=chunk)
        for row in rows.select_related("account", "stage"):
            found[OpportunityId(row.id)] = opportunity_summary_of(row)
    return found


def open_opportunities(
    actor: Actor, account_ids: Iterable[AccountId]
) -> Mapping[AccountId, Sequence[OpportunitySummary]]:
    """Give the open opportunities of accounts, the largest first."""
    found: dict[AccountId, list[OpportunitySummary]] = {}
    for chunk in chunks(account_ids):
        rows = (
            policies.visible_opportunities(actor)
            .filter(account_id__in=chunk, stage_type=StageType.OPEN)
            .select_related("account", "stage")
            .order_by("-amount_minor", "id")
        )
        for row in rows:
            found.setdefault(AccountId(row.account_id), []).append(opportunity_summary_of(row))
    return found


def stages_beside(actor: Actor, stage_ids: Iterable[UUID]) -> Sequence[StageChoice]:
    """Give all stages of the pipelines that these stages belong to, in their order."""
    stages = policies.visible_stages(actor)
    pipelines = stages.filter(id__in=list(stage_ids)).values("pipeline_id")
    return tuple(
        StageChoice(
            id=row.id,
            pipeline_id=row.pipeline_id,
            name=row.name,
            stage_type=StageType(row.stage_type),
        )
        for row in stages.filter(pipeline_id__in=pipelines).order_by("pipeline_id", "rank", "id")
    )


def orders_between(
    actor: Actor, account_ids: Iterable[AccountId], first: date, last: date
) -> Sequence[OrderSummary]:
    """Give the orders of accounts from `first` to `last`, both included, the oldest first."""
    found: list[OrderSummary] = []
    for chunk in chunks(account_ids):
        rows = policies.visible_orders(actor).filter(
            account_id__in=chunk, ordered_on__range=(first, last)
        )
        found += [order_summary_of(row) for row in rows]
    return sorted(found, key=lambda order: (order.ordered_on, order.id))


def stage_moves_between(
    actor: Actor, account_ids: Iterable[AccountId], first: datetime, last: datetime
) -> Sequence[StageMoveFact]:
    """Give the stage moves at accounts in [first, last), the oldest first."""
    found: list[StageMoveFact] = []
    for chunk in chunks(account_ids):
        rows = (
            policies.visible_stage_moves(actor)
            .filter(opportunity__account_id__in=chunk, moved_at__gte=first, moved_at__lt=last)
            .select_related("opportunity", "from_stage", "to_stage")
        )
        found += [
            StageMoveFact(
                id=row.id,
                opportunity_id=OpportunityId(row.opportunity_id),
                account_id=AccountId(row.opportunity.account_id),
                from_type=StageType(row.from_stage.stage_type) if row.from_stage else None,
                to_type=StageType(row.to_stage.stage_type),
                to_stage_name=row.to_stage.name,
                moved_at=row.moved_at,
                moved_by_id=PersonId(row.moved_by_id),
                amount_minor=row.amount_minor,
                currency=row.currency,
            )
            for row in rows
        ]
    return sorted(found, key=lambda move: (move.moved_at, move.id))
