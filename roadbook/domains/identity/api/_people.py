"""People: the directory, invitations, roles, access."""

from uuid import UUID

from ninja import Query, Router, Status

from roadbook.core.ids import PersonId
from roadbook.domains.identity import commands, queries
from roadbook.domains.identity.contracts import (
    PersonSummary,
    RoleGrantSummary,
    SessionSummary,
    WelcomeKey,
)
from roadbook.domains.identity.schemas import (
    InvitationBody,
    PeopleQuery,
    PersonChangeBody,
    RolesBody,
    SessionsBody,
)
from roadbook.foundation.http.paging import Page, read_cursor, write_cursor
from roadbook.foundation.http.requests import ActorRequest, SessionActor, now

router = Router()
SESSION_ONLY = [SessionActor()]
_LIST = "identity.people"


@router.get(
    "/people",
    response=Page[PersonSummary],
    operation_id="listPeople",
    summary="Colleagues by name",
)
def list_people(request: ActorRequest, query: Query[PeopleQuery]) -> Page[PersonSummary]:
    """Filter by words of name or address, by a team with everything below it, and by role."""
    key = read_cursor(_LIST, query.cursor, parts=2)
    page = queries.people(
        actor=request.actor,
        wanted=query.wanted(),
        after=(key[0], UUID(key[1])) if key else None,
        limit=query.limit,
    )
    after = page.next_after
    return Page(
        items=page.items,
        next_cursor=write_cursor(_LIST, (after[0], str(after[1]))) if after else None,
    )


@router.post(
    "/people",
    response={201: PersonSummary},
    operation_id="invitePerson",
    summary="Add a person",
)
def invite_person(request: ActorRequest, body: InvitationBody) -> Status[PersonSummary]:
    """Admins add anybody; managers add reps below them. Refused: identity.admin_only,
    identity.role_above_own, identity.not_your_team, identity.email_taken."""
    person = commands.invite_person(
        actor=request.actor,
        draft=body.draft(),
        roles=[role.wish() for role in body.roles],
        now=now(),
    )
    return Status(201, person)


@router.get(
    "/people/{person_id}",
    response=PersonSummary,
    operation_id="getPerson",
    summary="One colleague",
)
def get_person(request: ActorRequest, person_id: UUID) -> PersonSummary:
    """Refused: identity.person_not_found."""
    return queries.person(actor=request.actor, person_id=PersonId(person_id))


@router.put(
    "/people/{person_id}",
    response=PersonSummary,
    operation_id="changePerson",
    summary="Change a person",
)
def change_person(request: ActorRequest, person_id: UUID, body: PersonChangeBody) -> PersonSummary:
    """Refused: identity.admin_only, identity.changed_meanwhile, identity.email_taken."""
    return commands.change_person(
        actor=request.actor,
        person_id=PersonId(person_id),
        draft=body.draft(),
        seen_version=body.version,
        now=now(),
    )


@router.post(
    "/people/{person_id}/deactivate",
    response=PersonSummary,
    operation_id="deactivatePerson",
    summary="End a person's access",
)
def deactivate_person(request: ActorRequest, person_id: UUID) -> PersonSummary:
    """Sessions and tokens end at once. Refused: identity.last_admin, identity.own_account."""
    return commands.deactivate_person(actor=request.actor, person_id=PersonId(person_id), now=now())


@router.post(
    "/people/{person_id}/reactivate",
    response=PersonSummary,
    operation_id="reactivatePerson",
    summary="Let a person sign in again",
)
def reactivate_person(request: ActorRequest, person_id: UUID) -> PersonSummary:
    """Admins only. Refused: identity.admin_only."""
    return commands.reactivate_person(actor=request.actor, person_id=PersonId(person_id), now=now())


@router.get(
    "/people/{person_id}/roles",
    response=list[RoleGrantSummary],
    operation_id="listRoles",
    summary="Roles a person holds",
)
def list_roles(request: ActorRequest, person_id: UUID) -> list[RoleGrantSummary]:
    """Everybody may know who approves and whom to ask."""
    return queries.role_grants(actor=request.actor, person_id=PersonId(person_id))


@router.put(
    "/people/{person_id}/roles",
    response=PersonSummary,
    auth=SESSION_ONLY,
    operation_id="setRoles",
    summary="Set the roles a person holds",
)
def set_roles(request: ActorRequest, person_id: UUID, body: RolesBody) -> PersonSummary:
    """Admins only. Refused: identity.admin_only, identity.last_admin, identity.team_not_found."""
    return commands.set_roles(
        actor=request.actor,
        person_id=PersonId(person_id),
        roles=[role.wish() for role in body.roles],
        now=now(),
    )


@router.post(
    "/people/{person_id}/welcome-key",
    response=WelcomeKey,
    auth=SESSION_ONLY,
    operation_id="issueWelcomeKey",
    summary="Make a one-time link to set a password",
)
def issue_welcome_key(request: ActorRequest, person_id: UUID) -> WelcomeKey:
    """For new people and forgotten passwords. Refused: identity.admin_only."""
    return commands.issue_welcome_key(actor=request.actor, person_id=PersonId(person_id), now=now())


@router.post(
    "/people/{person_id}/reset-factors",
    response={204: None},
    auth=SESSION_ONLY,
    operation_id="resetFactors",
    summary="Take away a person's second factors",
)
def reset_factors(request: ActorRequest, person_id: UUID) -> Status[None]:
    """For somebody who lost them all; ends their sessions. Refused: identity.admin_only."""
    commands.reset_factors(actor=request.actor, person_id=PersonId(person_id), now=now())
    return Status(204, None)


@router.get(
    "/people/{person_id}/sessions",
    response=list[SessionSummary],
    operation_id="listSessions",
    summary="Browsers a person is signed in with",
)
def list_sessions(request: ActorRequest, person_id: UUID) -> list[SessionSummary]:
    """Of oneself, or of anybody for an admin. Refused: identity.admin_only."""
    return queries.sessions(actor=request.actor, person_id=PersonId(person_id))


@router.post(
    "/people/{person_id}/sessions/end",
    response=list[SessionSummary],
    auth=SESSION_ONLY,
    operation_id="endSessions",
    summary="Sign a person's browsers out",
)
def end_sessions(
    request: ActorRequest, person_id: UUID, body: SessionsBody
) -> list[SessionSummary]:
    """Refused: identity.admin_only, identity.session_not_found."""
    commands.end_sessions(
        actor=request.actor,
        person_id=PersonId(person_id),
        session_ids=body.session_ids,
        now=now(),
    )
    return queries.sessions(actor=request.actor, person_id=PersonId(person_id))
