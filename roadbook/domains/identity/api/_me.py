"""Me: profile, tokens, sessions."""

from uuid import UUID

from ninja import Router, Status

from roadbook.domains.identity import commands, queries
from roadbook.domains.identity.contracts import (
    IssuedToken,
    Me,
    PersonSummary,
    QrDrawing,
    SessionSummary,
    TokenId,
    TokenSummary,
)
from roadbook.domains.identity.schemas import ProfileBody, QrBody, SessionsBody, TokenBody
from roadbook.foundation.http.requests import ActorRequest, SessionActor, now

router = Router()
SESSION_ONLY = [SessionActor()]


@router.get(
    "/me", response=Me, operation_id="getMe", summary="Who I am and what my roles ask of me"
)
def get_me(request: ActorRequest) -> Me:
    """Open even before a demanded second factor is set up, so that the app can ask for it."""
    return queries.me(actor=request.actor)


@router.put(
    "/me",
    response=PersonSummary,
    operation_id="changeProfile",
    summary="Change what I say about myself",
)
def change_profile(request: ActorRequest, body: ProfileBody) -> PersonSummary:
    """Refused: core.invalid for an unknown time zone."""
    return commands.change_profile(
        actor=request.actor,
        name_latin=body.name_latin,
        phone=body.phone,
        locale=body.locale,
        time_zone=body.time_zone,
        now=now(),
    )


@router.get(
    "/me/tokens",
    response=list[TokenSummary],
    operation_id="listMyTokens",
    summary="My API tokens",
)
def list_my_tokens(request: ActorRequest) -> list[TokenSummary]:
    """Newest first, without their secrets."""
    return queries.tokens(actor=request.actor)


@router.post(
    "/me/tokens",
    response={201: IssuedToken},
    auth=SESSION_ONLY,
    operation_id="createToken",
    summary="Issue an API token",
)
def create_token(request: ActorRequest, body: TokenBody) -> Status[IssuedToken]:
    """The secret is in this answer only. Refused: identity.too_many_tokens."""
    issued = commands.create_token(
        actor=request.actor,
        name=body.name,
        scopes=body.scopes,
        expires_at=body.expiry(),
        now=now(),
    )
    return Status(201, issued)


@router.delete(
    "/tokens/{token_id}",
    response={204: None},
    auth=SESSION_ONLY,
    operation_id="revokeToken",
    summary="Revoke an API token",
)
def revoke_token(request: ActorRequest, token_id: UUID) -> Status[None]:
    """One's own, or anybody's for an admin. Refused: identity.token_not_found."""
    commands.revoke_token(actor=request.actor, token_id=TokenId(token_id), now=now())
    return Status(204, None)


@router.get(
    "/me/sessions",
    response=list[SessionSummary],
    operation_id="listMySessions",
    summary="Browsers I am signed in with",
)
def list_my_sessions(request: ActorRequest) -> list[SessionSummary]:
    """Last used first."""
    return queries.sessions(
        actor=request.actor,
        person_id=request.actor.person_id,
        current_key=request.session.session_key or "",
    )


@router.post(
    "/me/sessions/end",
    response=list[SessionSummary],
    auth=SESSION_ONLY,
    operation_id="endMySessions",
    summary="Sign other browsers out",
)
def end_my_sessions(request: ActorRequest, body: SessionsBody) -> list[SessionSummary]:
    """They are refused from their next request on. Refused: identity.session_not_found."""
    commands.end_sessions(
        actor=request.actor,
        person_id=request.actor.person_id,
        session_ids=body.session_ids,
        now=now(),
    )
    return queries.sessions(
        actor=request.actor,
        person_id=request.actor.person_id,
        current_key=request.session.session_key or "",
    )


@router.post("/me/qr", response=QrDrawing, operation_id="drawQr", summary="Draw a QR code")
def draw_qr(request: ActorRequest, body: QrBody) -> QrDrawing:
    """For the authenticator app and for welcome links; the text is neither stored nor logged."""
    return queries.qr_drawing(body.text)
