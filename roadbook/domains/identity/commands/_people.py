"""Invite, change, deactivate and reactivate people."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from roadbook.core.actor import Actor
from roadbook.core.ids import PersonId
from roadbook.domains.identity import policies, queries, rules
from roadbook.domains.identity.commands._endings import end_access
from roadbook.domains.identity.commands._roles import write_roles
from roadbook.domains.identity.contracts import (
    EmailTaken,
    Locale,
    OwnAccount,
    PersonChanged,
    PersonDraft,
    PersonSummary,
    RoleWish,
)
from roadbook.domains.identity.models import Person
from roadbook.foundation.changes import door as changes


@changes.unit_of_work
def invite_person(
    *, actor: Actor, draft: PersonDraft, roles: Sequence[RoleWish], now: datetime
) -> PersonSummary:
    """Add a person who cannot sign in yet: issue a welcome key next.

    Admins invite anybody; a manager invites reps into the teams below them.
    """
    wishes = rules.checked_roles(roles)
    policies.require_inviter(actor=actor, roles={w.role for w in wishes}, team_id=draft.team_id)
    texts = rules.checked_person(draft)
    policies.check_references(actor=actor, team_id=draft.team_id, grade_id=draft.grade_id)
    row = Person(**texts, team_id=draft.team_id, grade_id=draft.grade_id)
    row.set_unusable_password()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        raise EmailTaken from error
    changes.record(actor=actor, kind="identity.person_invited", row=row, happened_at=now)
    write_roles(actor=actor, person_id=PersonId(row.id), wishes=wishes, now=now)
    return queries.person(actor=actor, person_id=PersonId(row.id))


@changes.unit_of_work
def change_person(
    *,
    actor: Actor,
    person_id: PersonId,
    draft: PersonDraft,
    seen_version: int | None = None,
    now: datetime,
) -> PersonSummary:
    """Change what an admin says about a person. Raises PersonChanged when it was changed since."""
    policies.require_admin(actor)
    row = policies.access_person(actor=actor, person_id=person_id)
    if seen_version is not None and row.version != seen_version:
        raise PersonChanged(version=row.version)
    texts = rules.checked_person(draft)
    policies.check_references(actor=actor, team_id=draft.team_id, grade_id=draft.grade_id)
    for name, value in texts.items():
        setattr(row, name, value)
    row.team_id, row.grade_id = draft.team_id, draft.grade_id
    try:
        with transaction.atomic():
            row.save(update_fields=[*texts, "team", "grade"])
    except IntegrityError as error:
        raise EmailTaken from error
    changes.record(actor=actor, kind="identity.person_changed", row=row, happened_at=now)
    return queries.person(actor=actor, person_id=person_id)


@changes.unit_of_work
def change_profile(
    *,
    actor: Actor,
    name_latin: str,
    phone: str,
    locale: Locale,
    time_zone: str,
    now: datetime,
) -> PersonSummary:
    """Change what people say about themselves."""
    row = policies.access_person(actor=actor, person_id=actor.person_id)
    texts = rules.checked_texts(
        {"name_latin": name_latin, "phone": phone, "time_zone": time_zone},
        limits={"name_latin": 120, "phone": 40, "time_zone": 64},
        required={"time_zone"},
    )
    rules.check_time_zone(texts["time_zone"])
    row.name_latin, row.phone, row.time_zone = (
        texts["name_latin"],
        texts["phone"],
        texts["time_zone"],
    )
    row.locale = locale
    row.save(update_fields=["name_latin", "phone", "time_zone", "locale"])
    changes.record(actor=actor, kind="identity.profile_changed", row=row, happened_at=now)
    return queries.person(actor=actor, person_id=actor.person_id)


@changes.unit_of_work
def deactivate_person(*, actor: Actor, person_id: PersonId, now: datetime) -> PersonSummary:
    """End a person's access now: no sign-in, every session and token ended. Their records stay.

    Raises LastAdmin, OwnAccount.
    """
    policies.require_admin(actor)
    row = policies.access_person(actor=actor, person_id=person_id)
    if person_id == actor.person_id:
        raise OwnAccount
    policies.check_admin_remains(without=person_id)
    row.is_active = False
    row.save(update_fields=["is_active"])
    ended = end_access(person_id=person_id, now=now)
    changes.record(
        actor=actor,
        kind="identity.person_deactivated",
        row=row,
        happened_at=now,
        facts={"sessions_ended": ended.sessions, "tokens_revoked": ended.tokens},
    )
    return queries.person(actor=actor, person_id=person_id)


@changes.unit_of_work
def reactivate_person(*, actor: Actor, person_id: PersonId, now: datetime) -> PersonSummary:
    """Let a person sign in again, with the password and factors they had."""
    policies.require_admin(actor)
    row = policies.access_person(actor=actor, person_id=person_id)
    row.is_active = True
    row.save(update_fields=["is_active"])
    changes.record(actor=actor, kind="identity.person_reactivated", row=row, happened_at=now)
    return queries.person(actor=actor, person_id=person_id)
