"""Sign-in and its traces: sessions ended, welcome keys, factors taken away, the audit line."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from roadbook.core.actor import Actor
from roadbook.core.errors import Fact
from roadbook.core.ids import PersonId
from roadbook.domains.identity import policies
from roadbook.domains.identity.commands._endings import end_access
from roadbook.domains.identity.contracts import SessionNotFound, WelcomeKey
from roadbook.foundation.changes import door as changes

WELCOME_KEY_LIFE = timedelta(days=3)


@changes.unit_of_work
def end_sessions(
    *, actor: Actor, person_id: PersonId, session_ids: Sequence[int], now: datetime
) -> int:
    """End sessions of oneself, or of anybody for an admin. Raises SessionNotFound."""
    policies.access_person(actor=actor, person_id=person_id)
    sessions = list(UserSession.objects.filter(user_id=person_id, id__in=session_ids))
    if len(sessions) != len(set(session_ids)):
        raise SessionNotFound
    for session in sessions:
        session.end()
        changes.note(
            actor=actor,
            kind="identity.session_revoked",
            happened_at=now,
            subject_type="person",
            subject_id=person_id,
            facts={"user_agent": session.user_agent[:120], "address": session.ip},
        )
    return len(sessions)


@changes.unit_of_work
def issue_welcome_key(*, actor: Actor, person_id: PersonId, now: datetime) -> WelcomeKey:
    """Make a key with which the person sets a password once; it dies with use or after three days.

    An existing second factor is still asked for.
    """
    policies.require_inviter_of(actor=actor, person_id=person_id)
    row = policies.visible_people(actor).get(id=person_id)
    changes.note(
        actor=actor,
        kind="identity.welcome_key_issued",
        happened_at=now,
        subject_type="person",
        subject_id=person_id,
    )
    key = f"{user_pk_to_url_str(row)}-{default_token_generator.make_token(row)}"
    return WelcomeKey(person_id=person_id, key=key, expires_at=now + WELCOME_KEY_LIFE)


@changes.unit_of_work
def reset_factors(*, actor: Actor, person_id: PersonId, now: datetime) -> int:
    """Take away all second factors of somebody who lost them; end their sessions and tokens."""
    policies.require_admin(actor)
    policies.access_person(actor=actor, person_id=person_id)
    count: int
    count, _ = Authenticator.objects.filter(user_id=person_id).delete()
    end_access(person_id=person_id, now=now)
    changes.note(
        actor=actor,
        kind="identity.factors_reset",
        happened_at=now,
        subject_type="person",
        subject_id=person_id,
        facts={"factors": count},
    )
    return count


@changes.unit_of_work
def note_sign_in(
    *,
    actor: Actor,
    kind: str,
    person_id: PersonId | None,
    facts: Mapping[str, Fact],
    now: datetime,
) -> None:
    """Write a sign-in, a failure, a sign-out or a change of factors to the audit trail."""
    changes.note(
        actor=actor,
        kind=kind,
        happened_at=now,
        subject_type="person",
        subject_id=person_id,
        facts=facts,
    )
