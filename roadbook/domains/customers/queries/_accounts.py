"""Lists of accounts: filters, sorts, keyset pages, map points."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q, QuerySet

from roadbook.core.actor import Actor
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import policies
from roadbook.domains.customers.contracts import (
    AccountFilters,
    AccountSort,
    AccountSummary,
    FieldKind,
    FieldsRefused,
    MapPoints,
)
from roadbook.domains.customers.models import Account, CustomField, FieldValue, TagLink
from roadbook.domains.customers.queries._lookups import tags_of_accounts
from roadbook.domains.customers.queries._records import SUMMARY_FIELDS, account_summary_of
from roadbook.domains.identity import queries as identity
from roadbook.engines.matching.pinyin import sort_key

MOST_POINTS: Final = 100_000
MOST_MATCHES: Final = 5_000
_SORT_COLUMNS: Final[Mapping[AccountSort, tuple[str, ...]]] = {
    AccountSort.NAME: ("sort_key", "id"),
    AccountSort.CLASS: ("customer_class", "sort_key", "id"),
    AccountSort.CITY: ("city_code", "sort_key", "id"),
    AccountSort.NEWEST: ("-created_at", "-id"),
}


def account_page(
    *,
    actor: Actor,
    filters: AccountFilters,
    sort: AccountSort,
    after: Sequence[Any] | None,
    limit: int,
) -> tuple[Sequence[AccountSummary], Sequence[str] | None]:
    """Give at most `limit` accounts after a sort key, and the key to go on from (None at the end).

    Four statements however long the list is; nothing is counted.
    """
    columns = _SORT_COLUMNS[sort]
    rows = _filtered(actor, filters).order_by(*columns).only(*SUMMARY_FIELDS)
    if after is not None:
        rows = rows.filter(_beyond(columns, after))
    page = list(rows[: limit + 1])
    shown = page[:limit]
    tags = tags_of_accounts(row.id for row in shown)
    owners = identity.person_names({PersonId(row.owner_id) for row in shown})
    records = [
        account_summary_of(row, tags.get(row.id, ()), owners.get(PersonId(row.owner_id), ""))
        for row in shown
    ]
    return records, _key_of(shown[-1], columns) if len(page) > limit else None


def sort_width(sort: AccountSort) -> int:
    """Give the number of parts of a sort's key."""
    return len(_SORT_COLUMNS[sort])


def accounts_matching(
    actor: Actor, filters: AccountFilters, limit: int = MOST_MATCHES
) -> Sequence[AccountId]:
    """Give the ids of the accounts that match, by name, at most `limit`."""
    rows = _filtered(actor, filters).order_by("sort_key", "id")
    return [AccountId(pk) for pk in rows.values_list("id", flat=True)[:limit]]


def map_points(*, actor: Actor, filters: AccountFilters) -> MapPoints:
    """Give the accounts with a position as columns, at most 100,000, and how many have none.

    Columns, because fifty thousand objects cost the phone more than the drawing does.
    """
    rows = _filtered(actor, filters)
    placed = rows.filter(lat__isnull=False).values_list(
        "id", "lat", "lon", "customer_class", "lifecycle_stage", "owner_id", "position_state"
    )[:MOST_POINTS]
    columns = list(zip(*placed, strict=True)) or [()] * 7
    ids, lats, lons, classes, stages, owner_ids, states = columns
    owners = list(dict.fromkeys(owner_ids))
    number_of = {owner: number for number, owner in enumerate(owners)}
    return MapPoints(
        ids=ids,
        lats=[round(lat, 5) for lat in lats],
        lons=[round(lon, 5) for lon in lons],
        classes="".join(classes),
        stages=stages,
        owners=owners,
        owner_numbers=[number_of[owner] for owner in owner_ids],
        confirmed="".join("1" if state == "confirmed" else "0" for state in states),
        without_position=rows.filter(lat__isnull=True).count(),
    )


def _filtered(actor: Actor, filters: AccountFilters) -> QuerySet[Account]:
    rows = policies.visible_accounts(actor)
    for column, wanted in (
        ("owner_id", filters.owner_ids),
        ("customer_class", filters.customer_classes),
        ("lifecycle_stage", filters.lifecycle_stages),
        ("territory_id", filters.territory_ids),
        ("position_state", filters.position_states),
        ("id", filters.account_ids),
    ):
        if wanted:
            rows = rows.filter(**{f"{column}__in": list(wanted)})
    if filters.city_codes:
        rows = rows.filter(_in_cities(filters.city_codes))
    if filters.name_part:
        part = filters.name_part.strip()
        rows = rows.filter(
            Q(name__icontains=part)
            | Q(name_latin__icontains=part)
            | Q(sort_key__startswith=sort_key(part))
        )
    if filters.tag_ids:
        tagged = TagLink.objects.filter(tag_id__in=list(filters.tag_ids), deleted_at=None)
        rows = rows.filter(id__in=tagged.filter(account__isnull=False).values("account_id"))
    for field_id, wanted_value in filters.field_values.items():
        rows = rows.filter(id__in=_with_field_value(actor, field_id, wanted_value))
    return rows


def _in_cities(codes: Sequence[str]) -> Q:
    """Match cities; a province's code (xx0000) matches everything in it."""
    wanted = Q()
    for code in codes:
        whole_province = code.endswith("0000")
        wanted |= Q(city_code__startswith=code[:2]) if whole_province else Q(city_code=code)
    return wanted


def _with_field_value(actor: Actor, field_id: UUID, wanted: str) -> QuerySet[Any]:
    custom = policies.visible_custom_fields(actor).filter(id=field_id).first()
    if custom is None:
        raise FieldsRefused({f"field_{field_id}": "unknown"})
    values = FieldValue.objects.filter(
        custom_field_id=field_id, deleted_at=None, account__isnull=False
    )
    return values.filter(_matching(custom, wanted)).values("account_id")


def _matching(custom: CustomField, wanted: str) -> Q:
    """Match a custom field's value: texts by part, numbers and days by "from..to"."""
    match FieldKind(custom.kind):
        case FieldKind.TEXT:
            return Q(text__icontains=wanted)
        case FieldKind.CHOICE | FieldKind.FLAG:
            return Q(text=wanted)
        case FieldKind.NUMBER:
            return _ranged("number_milli", wanted, parse=lambda part: round(float(part) * 1000))
        case FieldKind.DATE:
            return _ranged("day", wanted, parse=date.fromisoformat)


def _ranged(column: str, wanted: str, *, parse: Callable[[str], Any]) -> Q:
    least, is_range, most = wanted.partition("..")
    try:
        if not is_range:
            return Q(**{column: parse(least)})
        from_least = Q(**{f"{column}__gte": parse(least)}) if least else Q()
        return from_least & (Q(**{f"{column}__lte": parse(most)}) if most else Q())
    except (ValueError, OverflowError) as error:
        raise FieldsRefused({"field_values": "bad_format"}) from error


def _beyond(columns: Sequence[str], key: Sequence[Any]) -> Q:
    """Match the rows that come after a key in a mixed order of columns."""
    beyond, equal = Q(), Q()
    for column, value in zip(columns, key, strict=True):
        name = column.lstrip("-")
        side = "lt" if column.startswith("-") else "gt"
        beyond |= equal & Q(**{f"{name}__{side}": value})
        equal &= Q(**{name: value})
    return beyond


def _key_of(row: Account, columns: Sequence[str]) -> Sequence[str]:
    values = (getattr(row, column.lstrip("-")) for column in columns)
    return [value.isoformat() if isinstance(value, datetime) else str(value) for value in values]
