"""The world in which every cell is played: people in every relation, and one of each thing.

`names` maps what cells call "$trip" to an id. Each slice adds its things in `worlds/<slice>.py`.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.http import HttpResponse
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from roadbook.core.actor import Actor, Role
from roadbook.domains.identity import commands as identity
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import (
    actor_for,
    make_company,
    make_grade,
    make_person,
    make_team,
    make_territory,
)
from tests.matrix.files import uploaded

NOW = datetime.now(UTC)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
REFUSED = 400
Made = Any  # what the API answers, as JSON says it
PERSONAS = (
    "owner",
    "mate",
    "stranger",
    "manager",
    "other_manager",
    "finance",
    "admin",
    "auditor",
    "anonymous",
    "reading_token",
    "writing_token",
)


@dataclass(kw_only=True)
class World:
    """People by persona, and ids by the name cells use."""

    people: dict[str, Person] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    def actor(self, persona: str) -> Actor:
        return actor_for(self.people[persona])

    def ask(self, persona: str, method: str, path: str, **content: object) -> HttpResponse:
        """Send a request as a persona."""
        client = self.clients[persona]
        headers = {"accept-language": "en", "user-agent": "matrix"}
        if persona in self.secrets:
            headers["authorization"] = f"Bearer {self.secrets[persona]}"
        return client.generic(method, path, headers=headers, **content)  # type: ignore[arg-type,return-value]  # the client's signature lists each keyword

    def make(self, persona: str, method: str, path: str, body: object = None) -> Made:
        """Make a thing through the API as a persona; give the answer."""
        text = "" if body is None else json.dumps(body)
        answer = self.ask(persona, method, path, data=text, content_type="application/json")
        assert answer.status_code < REFUSED, (path, answer.content.decode())
        return json.loads(answer.content or b"{}")

    def upload(self, persona: str, path: str, kind: str, **fields: str) -> dict[str, Any]:
        """Send a file through the API as a persona; give the answer."""
        body = encode_multipart(BOUNDARY, {**fields, **uploaded(kind)})
        answer = self.ask(persona, "POST", path, data=body, content_type=MULTIPART_CONTENT)
        assert answer.status_code < REFUSED, (path, answer.content.decode())
        found: dict[str, Any] = json.loads(answer.content)
        return found


def people(world: World) -> None:
    """Two teams side by side, their leaders, the offices, and tokens of the owner."""
    sales = make_team("销售部")
    east, north = make_team("华东", parent=sales), make_team("华北", parent=sales)
    grade = make_grade("P5", name="专员", rank=5)
    world.people = {
        "owner": make_person("李娜", team=east, grade=grade),
        "mate": make_person("周杰", team=east, grade=grade),
        "stranger": make_person("吴刚", team=north, grade=grade),
        "manager": make_person("王强", role=Role.MANAGER, team=east, leads=east),
        "other_manager": make_person("韩冰", role=Role.MANAGER, team=north, leads=north),
        "finance": make_person("钱丽", role=Role.FINANCE),
        "admin": make_person("孙伟", role=Role.ADMIN),
        "auditor": make_person("郑审", role=Role.AUDITOR),
    }
    territory = make_territory("江浙沪", world.people["owner"])
    make_company()
    world.names |= {name: str(person.id) for name, person in world.people.items()}
    world.names |= {
        "team": str(east.id),
        "empty_team": str(make_team("新队").id),
        "grade": str(grade.id),
        "unused_grade": str(make_grade("P9", name="无人", rank=9).id),
        "territory": str(territory.id),
        "unused_territory": str(make_territory("空白").id),
        "absent": "01a20000-0000-7000-8000-000000000000",
        "today": NOW.date().isoformat(),
        "tomorrow": (NOW + timedelta(days=1)).date().isoformat(),
    }


def tokens(world: World) -> None:
    """Give the owner a reading and a writing token."""
    for persona, scopes in (("reading_token", ["read"]), ("writing_token", ["read", "write"])):
        issued = identity.create_token(
            actor=world.actor("owner"), name=persona, scopes=scopes, expires_at=None, now=NOW
        )
        world.secrets[persona] = issued.secret
        world.names[persona] = str(issued.token.id)


def sign_in(world: World) -> None:
    """Open a browser for each persona."""
    for persona in PERSONAS:
        client = Client(raise_request_exception=False)
        if persona in world.people:
            client.force_login(world.people[persona], backend=BACKEND)
            session = client.session  # as after a sign-in with both factors
            session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "at": NOW.timestamp()}]
            session.save()
        world.clients[persona] = client
        answer = world.ask(persona, "GET", "/api/v1/identity/me")
        assert answer.status_code == (401 if persona == "anonymous" else 200), answer.content


def build() -> World:
    """Build the whole world."""
    from tests.matrix.worlds import THINGS

    world = World()
    people(world)
    tokens(world)
    sign_in(world)
    for add in THINGS:
        add(world)
    return world
