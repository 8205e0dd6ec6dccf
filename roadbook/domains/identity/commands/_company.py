"""The company and its founding."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from roadbook.core.actor import Actor, Role
from roadbook.core.errors import Invalid
from roadbook.core.ids import PersonId
from roadbook.domains.identity import policies, queries, rules
from roadbook.domains.identity.commands._roles import write_roles
from roadbook.domains.identity.contracts import (
    AlreadySetUp,
    CompanyDraft,
    CompanyProfile,
    PersonDraft,
    PersonNotFound,
    PersonSummary,
    RoleWish,
)
from roadbook.domains.identity.models import CompanySettings, Person
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def change_company(*, actor: Actor, draft: CompanyDraft, now: datetime) -> CompanyProfile:
    """Change the company's settings; the first call makes the row."""
    policies.require_admin(actor)
    row = policies.visible_company(actor).select_for_update().first() or CompanySettings()
    for name, value in rules.checked_company(draft).items():
        setattr(row, name, value)
    row.mfa_required_roles = sorted(set(draft.mfa_required_roles))
    row.set_up_at = row.set_up_at or now
    row.save()
    changes.record(actor=actor, kind="identity.company_changed", row=row, happened_at=now)
    return queries.company(actor=actor)


@changes.unit_of_work
def found_company(
    *, company: CompanyDraft, admin: PersonDraft, password: str, now: datetime
) -> PersonSummary:
    """Make the company and its first admin on an empty installation.

    Raises AlreadySetUp, and Invalid for a password that the validators refuse.
    """
    if Person.objects.exists():
        raise AlreadySetUp
    row = Person(**rules.checked_person(admin))
    _check_password(password, row)
    row.set_password(password)
    row.save(force_insert=True)
    founder = Actor(person_id=PersonId(row.id), roles=frozenset({Role.ADMIN}), locale=row.locale)
    changes.record(actor=founder, kind="identity.company_founded", row=row, happened_at=now)
    wishes = {RoleWish(role=Role.ADMIN)}
    write_roles(actor=founder, person_id=founder.person_id, wishes=wishes, now=now)
    change_company(actor=founder, draft=company, now=now)
    return queries.person(actor=founder, person_id=founder.person_id)


@changes.unit_of_work
def admit_demo_person(*, person_id: PersonId, now: datetime) -> PersonId:
    """Note that somebody enters the demo company as one of its people. Raises PersonNotFound."""
    if person_id not in {person.id for person in queries.welcome().demo_people}:
        raise PersonNotFound
    changes.note(
        actor=queries.actor_of(person_id),
        kind="identity.demo_entered",
        happened_at=now,
        subject_type="person",
        subject_id=person_id,
    )
    return person_id


def _check_password(password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Invalid({"password": str(error.error_list[0].code)}) from error
