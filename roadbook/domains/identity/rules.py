"""Decisions of identity: who may grant what, what a name or an address may look like. Pure."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from zoneinfo import available_timezones

from roadbook.core.actor import Role
from roadbook.core.errors import Invalid
from roadbook.domains.identity.contracts import CompanyDraft, PersonDraft, RoleWish

MAX_TEAM_DEPTH = 20
MAX_TOKENS = 20
_GRANTABLE: Mapping[Role, frozenset[Role]] = {
    Role.ADMIN: frozenset(Role),
    Role.MANAGER: frozenset({Role.REP}),
}
_EMAIL = re.compile(r"[^@\s\x00-\x1f]{1,64}@[^@\s.\x00-\x1f]+(\.[^@\s.\x00-\x1f]+)+")
_CURRENCY = re.compile(r"[A-Z]{3}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_BROWSERS = (
    ("MicroMessenger", "微信"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)


def grantable(roles: AbstractSet[Role]) -> frozenset[Role]:
    """Give the roles that a holder of `roles` may grant: none above their own."""
    return frozenset[Role]().union(*(_GRANTABLE.get(role, frozenset()) for role in roles))


def checked_texts(
    values: Mapping[str, str], *, limits: Mapping[str, int], required: Collection[str] = ()
) -> dict[str, str]:
    """Give the texts trimmed. Raises Invalid: required, too_long, bad_characters."""
    trimmed = {name: value.strip() for name, value in values.items()}
    fields: dict[str, str] = {}
    for name, value in trimmed.items():
        if not value and name in required:
            fields[name] = "required"
        elif len(value) > limits[name]:
            fields[name] = "too_long"
        elif _CONTROL.search(value):
            fields[name] = "bad_characters"
    if fields:
        raise Invalid(fields)
    return trimmed


def checked_person(draft: PersonDraft) -> dict[str, str]:
    """Give the trimmed texts of a person, the address in lower case. Raises Invalid by field."""
    texts = checked_texts(
        {
            "name": draft.name,
            "email": draft.email,
            "name_latin": draft.name_latin,
            "phone": draft.phone,
            "time_zone": draft.time_zone,
        },
        limits={"name": 80, "email": 254, "name_latin": 120, "phone": 40, "time_zone": 64},
        required={"name", "email", "time_zone"},
    )
    texts["email"] = texts["email"].lower()
    if not _EMAIL.fullmatch(texts["email"]):
        raise Invalid({"email": "not_an_address"})
    check_time_zone(texts["time_zone"])
    return texts | {"locale": draft.locale}


def checked_company(draft: CompanyDraft) -> dict[str, str]:
    """Give the trimmed texts of the company. Raises Invalid by field."""
    texts = checked_texts(
        {
            "name": draft.name,
            "name_latin": draft.name_latin,
            "tax_number": draft.tax_number,
            "base_currency": draft.base_currency,
            "time_zone": draft.time_zone,
        },
        limits={
            "name": 120,
            "name_latin": 120,
            "tax_number": 30,
            "base_currency": 3,
            "time_zone": 64,
        },
        required={"name", "base_currency", "time_zone"},
    )
    if not _CURRENCY.fullmatch(texts["base_currency"]):
        raise Invalid({"base_currency": "not_a_currency"})
    check_time_zone(texts["time_zone"])
    return texts | {"locale": draft.locale}


def checked_roles(wishes: Sequence[RoleWish]) -> frozenset[RoleWish]:
    """Give the wishes without doubles. A manager names a team, nobody else does. Raises Invalid."""
    if not wishes:
        raise Invalid({"roles": "required"})
    for wish in wishes:
        if (wish.role is Role.MANAGER) != (wish.team_id is not None):
            raise Invalid({"roles": "team_for_managers_only"})
    return frozenset(wishes)


def check_time_zone(name: str, *, field: str = "time_zone") -> None:
    """Raise Invalid unless `name` is an IANA time zone."""
    if name not in _zones():
        raise Invalid({field: "unknown_time_zone"})


def child_path(*, parent_path: str, own_hex: str) -> str:
    """Give the path of a team below `parent_path` ("" for a root). Raises Invalid when too deep."""
    path = f"{parent_path or '/'}{own_hex}/"
    if path.count("/") - 1 > MAX_TEAM_DEPTH:
        raise Invalid({"parent_id": "too_deep"})
    return path


def token_scopes(scopes: Iterable[str], *, known: Collection[str]) -> list[str]:
    """Give the scopes sorted and without doubles. Raises Invalid for none or an unknown one."""
    wanted = sorted(set(scopes))
    if not wanted:
        raise Invalid({"scopes": "required"})
    if not set(wanted) <= set(known):
        raise Invalid({"scopes": "unknown"})
    return wanted


def device_of(user_agent: str) -> str:
    """Name the browser and system of a user agent ("Chrome · Windows"); its start when unknown."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return " · ".join(part for part in (browser, system) if part) or user_agent[:40]


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
