"""API tokens: less than their owner, gone when revoked, expired or deactivated."""

from datetime import timedelta

import pytest

from roadbook.core.actor import Role
from roadbook.core.errors import Invalid
from roadbook.core.ids import PersonId
from roadbook.domains.identity import commands, queries
from roadbook.domains.identity.contracts import IssuedToken, TokenNotFound, TooManyTokens
from roadbook.domains.identity.models import ApiToken, Person
from roadbook.domains.identity.rules import MAX_TOKENS
from roadbook.domains.identity.tests.browsers import Browser, signed_in
from roadbook.domains.identity.tests.factories import (
    PASSWORD,
    actor_for,
    make_actor,
    make_person,
)
from roadbook.foundation.changes.models import AuditEntry
from roadbook.foundation.http.requests import now

pytestmark = pytest.mark.django_db
ME = "/api/v1/identity/me"
PROFILE = {"locale": "en", "time_zone": "Europe/Berlin"}


def issue(person: Person, *scopes: str) -> IssuedToken:
    return commands.create_token(
        actor=actor_for(person), name="脚本", scopes=scopes or ("read",), expires_at=None, now=now()
    )


def bearer(secret: str) -> Browser:
    browser = Browser()
    browser.defaults["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return browser


def test_secret_is_stored_nowhere() -> None:
    issued = issue(make_person())

    row = ApiToken.objects.get()

    assert issued.secret.startswith("rb_")
    assert issued.secret not in f"{row.digest}{row.hint}{row.name}"
    assert issued.secret not in str(AuditEntry.objects.get().facts)


def test_reading_token_reads_and_does_not_write() -> None:
    person = make_person()
    browser = bearer(issue(person, "read").secret)

    assert browser.send("GET", ME).status_code == 200
    assert browser.send("PUT", ME, PROFILE).status_code == 403
    person.refresh_from_db()
    assert person.locale == "zh-Hans"


def test_writing_token_writes_in_its_own_name() -> None:
    browser = bearer(issue(make_person(), "read", "write").secret)

    assert browser.send("PUT", ME, PROFILE).status_code == 200
    assert AuditEntry.objects.get(kind="identity.profile_changed").device == "token 脚本"


def test_use_is_remembered() -> None:
    bearer(issue(make_person()).secret).send("GET", ME)

    assert ApiToken.objects.get().last_used_at is not None


@pytest.mark.parametrize("secret", ["", "rb_", "rb_wrong", "other", "rb_\udcff"])
def test_unknown_token_opens_nothing(secret: str) -> None:
    assert queries.token_owner(secret=secret, now=now()) is None


def test_revoked_token_opens_nothing() -> None:
    person = make_person()
    issued = issue(person)

    commands.revoke_token(actor=actor_for(person), token_id=issued.token.id, now=now())

    assert bearer(issued.secret).send("GET", ME).status_code == 401
    assert queries.tokens(actor=actor_for(person)) == []


def test_expired_token_opens_nothing() -> None:
    issued = commands.create_token(
        actor=make_actor(),
        name="短",
        scopes=["read"],
        expires_at=now() + timedelta(minutes=5),
        now=now(),
    )

    assert queries.token_owner(secret=issued.secret, now=now()) is not None
    later = now() + timedelta(minutes=6)
    assert queries.token_owner(secret=issued.secret, now=later) is None


def test_token_makes_no_tokens() -> None:
    browser = bearer(issue(make_person(), "read", "write").secret)

    answer = browser.send("POST", f"{ME}/tokens", {"name": "新", "scopes": ["write"]})

    assert answer.status_code == 401
    assert ApiToken.objects.count() == 1


def test_strangers_token_is_not_found_but_an_admin_revokes_it() -> None:
    issued = issue(make_person())

    with pytest.raises(TokenNotFound):
        commands.revoke_token(actor=make_actor(), token_id=issued.token.id, now=now())
    commands.revoke_token(actor=make_actor(role=Role.ADMIN), token_id=issued.token.id, now=now())

    assert ApiToken.objects.get().revoked_at is not None


def test_tokens_are_bounded() -> None:
    person = make_person()
    for _ in range(MAX_TOKENS):
        issue(person)

    with pytest.raises(TooManyTokens):
        issue(person)

    assert ApiToken.objects.count() == MAX_TOKENS


@pytest.mark.parametrize("scopes", [[], ["admin"]])
def test_senseless_scopes_are_refused(scopes: list[str]) -> None:
    with pytest.raises(Invalid):
        commands.create_token(
            actor=make_actor(), name="x", scopes=scopes, expires_at=None, now=now()
        )


def test_token_of_a_person_who_lacks_the_demanded_factor_opens_nothing() -> None:
    person = make_person(role=Role.ADMIN)
    issued = issue(person)
    draft = queries.company(actor=actor_for(person))
    assert draft.mfa_required_roles == ()
    from roadbook.domains.identity.contracts import CompanyDraft

    commands.change_company(
        actor=actor_for(person),
        draft=CompanyDraft(name="江海", mfa_required_roles=(Role.ADMIN,)),
        now=now(),
    )

    answer = bearer(issued.secret).send("GET", "/api/v1/identity/people")

    assert answer.status_code == 403


def test_sessions_of_others_are_the_admins_to_end() -> None:
    person = make_person(password=PASSWORD)
    browser = signed_in(person)
    browser.send("GET", ME)
    admin = make_actor(role=Role.ADMIN)
    (session,) = queries.sessions(actor=admin, person_id=PersonId(person.id))

    commands.end_sessions(
        actor=admin, person_id=PersonId(person.id), session_ids=[session.id], now=now()
    )

    assert browser.send("GET", ME).status_code == 401
