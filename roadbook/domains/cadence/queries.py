"""Reads of cadence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db.models import ExpressionWrapper, F, IntegerField, Q, QuerySet, Value

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.cadence import policies, rules
from roadbook.domains.cadence.contracts import (
    Channel,
    DueCounts,
    DueFacts,
    DueFilters,
    DueItem,
    DueState,
    OpenDeal,
    Rhythm,
    RhythmReason,
    RhythmUnknown,
    VisitNeed,
)
from roadbook.domains.cadence.models import AccountRhythm
from roadbook.domains.customers import queries as customers
from roadbook.domains.customers.contracts import (
    AccountSummary,
    CustomerClass,
    LifecycleStage,
    OpportunitySummary,
)
from roadbook.domains.identity import queries as identity
from roadbook.engines import places

_CHUNK: Final = 500


def rhythm(*, actor: Actor, account_id: AccountId) -> Rhythm:
    """Give the rhythm of one account. Raises RhythmUnknown."""
    row = policies.visible_rhythms(actor).select_related("account").filter(account_id=account_id)
    found = row.first()
    if found is None:
        raise RhythmUnknown
    return rhythm_of(found)


def due_facts(
    actor: Actor, account_ids: Iterable[AccountId], *, today: date
) -> Mapping[AccountId, DueFacts]:
    """Say how due the accounts are that the actor may read and that have a rhythm."""
    wanted, found = list(dict.fromkeys(account_ids)), {}
    for start in range(0, len(wanted), _CHUNK):
        rows = policies.visible_rhythms(actor).select_related("account")
        for row in rows.filter(account_id__in=wanted[start : start + _CHUNK]):
            found[AccountId(row.account_id)] = facts_of(row, today)
    return found


def due_list(
    *, actor: Actor, filters: DueFilters, today: date, after: Sequence[Any] | None, limit: int
) -> tuple[Sequence[DueItem], Sequence[Any] | None]:
    """Give a page of customers, the most due first, and the key to go on after."""
    rows = _filtered(actor, filters, today)
    if after is not None:
        ratio, last_id = int(after[0]), UUID(str(after[1]))
        rows = rows.filter(Q(ratio__lt=ratio) | Q(ratio=ratio, id__gt=last_id))
    page = list(rows.select_related("account").order_by("-ratio", "id")[: limit + 1])
    items = _items(actor, page[:limit], today)
    if len(page) <= limit:
        return items, None
    last = page[limit - 1]
    return items, [getattr(last, "ratio", 0), str(last.id)]


def due_accounts(
    *, actor: Actor, filters: DueFilters, today: date, limit: int
) -> Sequence[AccountId]:
    """Give the ids of the most due accounts, the most due first."""
    rows = _filtered(actor, filters, today).order_by("-ratio", "id")
    return [AccountId(each) for each in rows.values_list("account_id", flat=True)[:limit]]


def visit_needs(*, actor: Actor, owner_ids: Sequence[PersonId]) -> Sequence[VisitNeed]:
    """Give the owners' customers that are kept in touch with by visits."""
    rows = policies.visible_rhythms(actor).filter(
        account__owner_id__in=list(owner_ids), channel=Channel.VISIT
    )
    fields = ("account_id", "account__owner_id", "account__customer_class", "interval_days")
    return [
        VisitNeed(
            account_id=AccountId(account_id),
            owner_id=PersonId(owner_id),
            customer_class=CustomerClass(customer_class),
            interval_days=interval_days,
        )
        for account_id, owner_id, customer_class, interval_days in rows.order_by("id").values_list(
            *fields
        )
    ]


def due_counts(*, actor: Actor, filters: DueFilters, today: date) -> DueCounts:
    """Count the customers of a list by state. Two statements would tear; this is one each."""
    rows = _filtered(actor, filters, today)
    count = {state: rows.filter(_in_state(state)).count() for state in DueState}
    return DueCounts(
        overdue=count[DueState.OVERDUE],
        due=count[DueState.DUE],
        soon=count[DueState.SOON],
        resting=count[DueState.RESTING],
    )


def _filtered(actor: Actor, filters: DueFilters, today: date) -> QuerySet[Any]:
    elapsed = Value(today.toordinal()) - F("anchor_day")
    ratio = ExpressionWrapper(
        elapsed * Value(100) / F("interval_days"), output_field=IntegerField()
    )
    rows: QuerySet[Any] = policies.visible_rhythms(actor).annotate(ratio=ratio)
    wanted: Mapping[str, Sequence[Any]] = {
        "account__owner_id__in": filters.owner_ids,
        "account__customer_class__in": filters.customer_classes,
        "account__lifecycle_stage__in": filters.lifecycle_stages,
        "account__city_code__in": filters.city_codes,
        "channel__in": filters.channels,
    }
    rows = rows.filter(**{path: list(values) for path, values in wanted.items() if values})
    if filters.states:
        states = Q()
        for state in filters.states:
            states |= _in_state(state)
        rows = rows.filter(states)
    return rows


def _in_state(state: DueState) -> Q:
    """The bounds of `rules.state_of`, for the database."""
    late = F("tolerance_pct") + Value(100)
    match state:
        case DueState.OVERDUE:
            return Q(ratio__gt=late)
        case DueState.DUE:
            return Q(ratio__gte=100, ratio__lte=late)
        case DueState.SOON:
            return Q(ratio__gte=rules.SOON_PCT, ratio__lt=100)
        case DueState.RESTING:
            return Q(ratio__lt=rules.SOON_PCT)


def _items(actor: Actor, rows: Sequence[AccountRhythm], today: date) -> list[DueItem]:
    ids = [AccountId(row.account_id) for row in rows]
    summaries = customers.account_summaries(actor, ids)
    deals = customers.open_opportunities(actor, ids)
    owners = identity.person_names(summary.owner_id for summary in summaries.values())
    return [
        _item(summaries[account_id], deals.get(account_id, ()), owners, facts_of(row, today))
        for row in rows
        if (account_id := AccountId(row.account_id)) in summaries
    ]


def _item(
    account: AccountSummary,
    deals: Sequence[OpportunitySummary],
    owners: Mapping[PersonId, str],
    due: DueFacts,
) -> DueItem:
    return DueItem(
        account_id=account.id,
        name=account.name,
        owner_id=account.owner_id,
        owner_name=owners.get(account.owner_id, ""),
        customer_class=account.customer_class,
        lifecycle_stage=account.lifecycle_stage,
        city_code=account.city_code,
        city_name=city_name(account.city_code),
        district=account.district,
        position=account.position,
        due=due,
        deal=open_deal(deals),
    )


def open_deal(deals: Sequence[OpportunitySummary]) -> OpenDeal | None:
    """Sum open opportunities in the currency of the largest; None without any."""
    if not deals:
        return None
    first = deals[0]
    return OpenDeal(
        count=len(deals),
        amount_minor=sum(each.amount_minor for each in deals if each.currency == first.currency),
        currency=first.currency,
        stage_name=first.stage_name,
    )


def city_name(city_code: str) -> str:
    place = places.place_of(city_code) if city_code else None
    return place.name if place else city_code


def reason_of(row: AccountRhythm) -> RhythmReason:
    """Put a row's facts together (the account joined)."""
    return RhythmReason(
        customer_class=CustomerClass(row.account.customer_class),
        lifecycle_stage=LifecycleStage(row.account.lifecycle_stage),
        base_days=row.base_days,
        stage_pct=row.stage_pct,
        opportunity_pct=row.opportunity_pct,
        set_days=row.set_days,
        note=row.set_note,
    )


def facts_of(row: AccountRhythm, today: date) -> DueFacts:
    """Say how due a row is on a day (the account joined)."""
    return rules.due_facts(
        anchor=row.anchor_on,
        interval_days=row.interval_days,
        tolerance_pct=row.tolerance_pct,
        channel=Channel(row.channel),
        reason=reason_of(row),
        today=today,
        last_on=(row.last_visit_on, row.last_contact_on),
    )


def rhythm_of(row: AccountRhythm) -> Rhythm:
    """Turn a row (the account joined) into its record."""
    return Rhythm(
        account_id=AccountId(row.account_id),
        interval_days=row.interval_days,
        channel=Channel(row.channel),
        tolerance_pct=row.tolerance_pct,
        is_set_by_hand=row.set_days is not None,
        recommended_days=row.recommended_days,
        recommended_channel=Channel(row.recommended_channel),
        reason=reason_of(row),
        last_visit_on=row.last_visit_on,
        last_contact_on=row.last_contact_on,
        due_on=row.due_on,
        version=row.version,
    )
