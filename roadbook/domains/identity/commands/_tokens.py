"""API tokens: issue, use, revoke."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from roadbook.core.actor import Actor
from roadbook.core.errors import Invalid
from roadbook.domains.identity import policies, queries, rules
from roadbook.domains.identity.contracts import (
    IssuedToken,
    TokenId,
    TokenScope,
    TooManyTokens,
)
from roadbook.domains.identity.models import ApiToken
from roadbook.foundation.changes import door as changes

USE_RESOLUTION = timedelta(minutes=1)


@changes.unit_of_work
def create_token(
    *,
    actor: Actor,
    name: str,
    scopes: Iterable[str],
    expires_at: datetime | None,
    now: datetime,
) -> IssuedToken:
    """Issue a token for oneself; the secret is in the answer and nowhere else."""
    texts = rules.checked_texts({"name": name}, limits={"name": 80}, required={"name"})
    wanted = rules.token_scopes(scopes, known=list(TokenScope))
    if expires_at is not None and expires_at <= now:
        raise Invalid({"expires_at": "in_the_past"})
    policies.access_person(actor=actor, person_id=actor.person_id)
    if (
        ApiToken.objects.filter(person_id=actor.person_id, revoked_at=None).count()
        >= rules.MAX_TOKENS
    ):
        raise TooManyTokens(limit=rules.MAX_TOKENS)
    secret = queries.TOKEN_PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        person_id=actor.person_id,
        name=texts["name"],
        digest=queries.digest_of(secret),
        hint=secret[-4:],
        scopes=wanted,
        created_at=now,
        expires_at=expires_at,
    )
    changes.note(
        actor=actor,
        kind="identity.token_issued",
        happened_at=now,
        subject_type="api_token",
        subject_id=row.id,
        facts={"name": row.name, "scopes": " ".join(wanted)},
    )
    return IssuedToken(token=queries.token_summary(row), secret=secret)


@changes.unit_of_work
def revoke_token(*, actor: Actor, token_id: TokenId, now: datetime) -> None:
    """Revoke a token: one's own, or anybody's for an admin. It stops working at once."""
    row = policies.access_token(actor=actor, token_id=token_id)
    row.revoked_at = now
    row.save(update_fields=["revoked_at"])
    changes.note(
        actor=actor,
        kind="identity.token_revoked",
        happened_at=now,
        subject_type="api_token",
        subject_id=row.id,
        facts={"name": row.name},
    )


def mark_token_used(*, token_id: TokenId, now: datetime) -> bool:
    """Remember when a token was last used, to the minute. Says whether it wrote."""
    stale = ApiToken.objects.filter(id=token_id).exclude(last_used_at__gt=now - USE_RESOLUTION)
    return bool(stale.update(last_used_at=now))
