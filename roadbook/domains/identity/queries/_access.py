"""Tokens, sessions and second factors."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import PersonId
from roadbook.domains.identity import policies
from roadbook.domains.identity.contracts import (
    QrDrawing,
    SessionSummary,
    TokenId,
    TokenScope,
    TokenSummary,
)
from roadbook.domains.identity.models import ApiToken, CompanySettings
from roadbook.domains.identity.rules import device_of

TOKEN_PREFIX = "rb_"  # noqa: S105  # nosec B105  # a mark that secret scanners know, not a secret
_MAX_ROWS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenOwner:
    """Whose token it is and whether it may write."""

    token_id: TokenId
    person_id: PersonId
    name: str
    may_write: bool


def digest_of(secret: str) -> str:
    """Give the SHA-256 of a token's secret: it has 256 random bits, so no slow hash is needed."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def token_owner(*, secret: str, now: datetime) -> TokenOwner | None:
    """Give the owner of a usable token, None when it is unknown, expired or revoked."""
    if not secret.startswith(TOKEN_PREFIX):
        return None
    row = ApiToken.objects.usable(now=now).filter(digest=digest_of(secret)).first()
    if row is None:
        return None
    return TokenOwner(
        token_id=TokenId(row.id),
        person_id=PersonId(row.person_id),
        name=row.name,
        may_write=TokenScope.WRITE in row.scopes,
    )


def tokens(*, actor: Actor) -> list[TokenSummary]:
    """Give the actor's own living tokens, newest first."""
    rows = policies.visible_tokens(actor).filter(person_id=actor.person_id)
    return [token_summary(row) for row in rows.order_by("-created_at", "id")[:_MAX_ROWS]]


def token_summary(row: ApiToken) -> TokenSummary:
    """Give the record of a token's row."""
    return TokenSummary(
        id=TokenId(row.id),
        name=row.name,
        hint=row.hint,
        scopes=tuple(TokenScope(scope) for scope in row.scopes),
        created_at=row.created_at,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
    )


def sessions(*, actor: Actor, person_id: PersonId, current_key: str = "") -> list[SessionSummary]:
    """Give the living sessions of oneself, or of anybody for an admin, last used first."""
    policies.access_sessions(actor=actor, person_id=person_id)
    rows = UserSession.objects.filter(user_id=person_id).order_by("-last_seen_at", "id")
    return [
        SessionSummary(
            id=row.pk,
            device=device_of(row.user_agent),
            user_agent=row.user_agent,
            address=row.ip,
            created_at=row.created_at,
            last_seen_at=row.last_seen_at,
            is_current=bool(current_key) and row.session_key == current_key,
        )
        for row in rows[:_MAX_ROWS]
    ]


def holds_second_factor(person_id: PersonId) -> bool:
    """Say whether a person has set up a second factor; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user_id=person_id)
    return bool(factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def demands_second_factor(actor: Actor) -> bool:
    """Say whether a role of the actor demands a second factor."""
    demanded = CompanySettings.objects.values_list("mfa_required_roles", flat=True).first() or []
    return not actor.roles.isdisjoint({Role(role) for role in demanded})


def needs_second_factor(actor: Actor) -> bool:
    """Say whether a role of the actor demands a second factor that is not set up yet."""
    return demands_second_factor(actor) and not holds_second_factor(actor.person_id)


def qr_drawing(text: str) -> QrDrawing:
    """Draw a text as a QR code (error correction M, four units of quiet zone)."""
    import qrcode
    from qrcode.constants import ERROR_CORRECT_M

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    dots = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return QrDrawing(size=len(rows), path="".join(dots))
