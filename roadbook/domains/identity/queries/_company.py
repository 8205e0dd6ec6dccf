"""The company, and who I am in it."""

from collections.abc import Sequence

from roadbook.core.actor import Actor, Role
from roadbook.domains.identity import policies
from roadbook.domains.identity.contracts import CompanyProfile, Locale, Me, Welcome
from roadbook.domains.identity.models import CompanySettings
from roadbook.domains.identity.queries._access import holds_second_factor, needs_second_factor
from roadbook.domains.identity.queries._people import demo_people, person, role_grants


def company(*, actor: Actor) -> CompanyProfile:
    """Give the company's settings; a nameless one before it was set up."""
    return _profile(policies.visible_company(actor).first() or CompanySettings(name=""))


def base_currency() -> str:
    """Give the company's currency; CNY before it is set up."""
    found = CompanySettings.objects.filter(deleted_at=None).values_list("base_currency", flat=True)
    return found.first() or "CNY"


def company_buyers() -> Sequence[tuple[str, str]]:
    """Give name and tax number of the company as they must stand on invoices."""
    rows = CompanySettings.objects.filter(deleted_at=None).exclude(tax_number="")
    return tuple(rows.values_list("name", "tax_number"))


def is_set_up() -> bool:
    """Say whether the first-run wizard is done."""
    return CompanySettings.objects.filter(set_up_at__isnull=False).exists()


def welcome() -> Welcome:
    """Give what a page may know before anybody has signed in."""
    row = CompanySettings.objects.filter(deleted_at=None).first() or CompanySettings(name="")
    return Welcome(
        is_set_up=row.set_up_at is not None,
        is_demo=row.is_demo,
        company_name=row.name,
        locale=Locale(row.locale),
        demo_people=demo_people() if row.is_demo else (),
    )


def me(*, actor: Actor) -> Me:
    """Give the signed-in person, what they lead and what their roles ask of them."""
    grants = role_grants(actor=actor, person_id=actor.person_id)
    led = tuple(grant.team_id for grant in grants if grant.team_id is not None)
    own = person(actor=actor, person_id=actor.person_id)
    return Me(
        id=own.id,
        name=own.name,
        name_latin=own.name_latin,
        email=own.email,
        phone=own.phone,
        locale=own.locale,
        time_zone=own.time_zone,
        team_id=own.team_id,
        team_name=own.team_name,
        grade_code=own.grade_code,
        roles=own.roles,
        led_team_ids=led,
        is_leader=bool(led),
        company=company(actor=actor),
        has_second_factor=holds_second_factor(actor.person_id),
        must_set_up_second_factor=needs_second_factor(actor),
    )


def _profile(row: CompanySettings) -> CompanyProfile:
    return CompanyProfile(
        name=row.name,
        name_latin=row.name_latin,
        tax_number=row.tax_number,
        base_currency=row.base_currency,
        time_zone=row.time_zone,
        locale=Locale(row.locale),
        mfa_required_roles=tuple(Role(role) for role in row.mfa_required_roles),
        is_demo=row.is_demo,
        set_up_at=row.set_up_at,
        version=row.version,
    )
