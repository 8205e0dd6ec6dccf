"""Send what must be refused, and show that the refusal helps and leaves the database as it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponse
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from roadbook.foundation.changes.models import AuditEntry, SyncHead
from tests.matrix.cells import filled
from tests.matrix.traces import Fingerprint, differences, fingerprint
from tests.matrix.world import World

MEDIA_TYPES = {
    "csv": "text/csv",
    "ofd": "application/ofd",
    "pdf": "application/pdf",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
_PLACEHOLDERS = ("{", "}", "…")


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All rows with their versions, and the heads of the change log and of the audit chain."""

    rows: Fingerprint
    version: int
    audit_count: int
    audit_head: str


def state() -> State:
    """Take the state of the whole database."""
    head = SyncHead.objects.get()
    return State(
        rows=fingerprint(),
        version=head.version,
        audit_count=AuditEntry.objects.count(),
        audit_head=head.audit_hash,
    )


def assert_unchanged(before: State) -> None:
    """Fail with the tables that differ."""
    after = state()
    assert differences(before.rows, after.rows) == []
    assert (after.version, after.audit_count, after.audit_head) == (
        before.version,
        before.audit_count,
        before.audit_head,
    )


def send(world: World, persona: str, method: str, path: str, body: object = None) -> HttpResponse:
    """Send JSON as a persona; "$name" in path and body stands for the world's id."""
    parts = "/".join(filled(list(path.split("/")), world.names))
    cache.clear()
    if body is None:
        return world.ask(persona, method, f"/api/v1/{parts}")
    text = json.dumps(filled(body, world.names))
    return world.ask(
        persona, method, f"/api/v1/{parts}", data=text, content_type="application/json"
    )


def upload(world: World, persona: str, path: str, name: str, content: bytes) -> HttpResponse:
    """Send a file as a persona."""
    media_type = MEDIA_TYPES[name.rpartition(".")[2]]
    part = {"file": SimpleUploadedFile(name, content, media_type)}
    body = encode_multipart(BOUNDARY, part)
    cache.clear()
    return world.ask(persona, "POST", f"/api/v1/{path}", data=body, content_type=MULTIPART_CONTENT)


def told_by(answer: HttpResponse) -> dict[str, Any]:
    """Give what an answer says."""
    told: dict[str, Any] = json.loads(answer.content)
    return told


def problem_of(answer: HttpResponse, *, status: int, code: str) -> Mapping[str, Any]:
    """Give the problem document of a refusal that helps in words."""
    content = answer.content.decode()
    assert answer.status_code == status, content
    assert answer["Content-Type"] == "application/problem+json"
    problem = told_by(answer)
    assert problem["code"] == code, content
    for sentence in (problem["title"], problem["action"]):
        assert sentence
        assert not any(mark in sentence for mark in _PLACEHOLDERS), sentence
    return problem


def assert_refused(
    answer: HttpResponse, *, before: State, status: int, code: str
) -> Mapping[str, Any]:
    """Give the problem of a refusal that changed nothing."""
    problem = problem_of(answer, status=status, code=code)
    connection.check_constraints()
    assert_unchanged(before)
    return problem
