"""The unit of work on identity's rows: versions, entries, history, audit, refusals."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from roadbook.core.actor import Actor
from roadbook.core.errors import Conflict
from roadbook.core.ids import PersonId
from roadbook.domains.identity.models import Grade
from roadbook.foundation.changes import audit
from roadbook.foundation.changes.door import (
    OutsideUnitOfWork,
    note,
    record,
    record_many,
    unit_of_work,
)
from roadbook.foundation.changes.models import AuditEntry, RowHistory, SyncEntry, SyncHead

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ACTOR = Actor(
    person_id=PersonId(UUID(int=7)), is_clockwork=True, device="phone", address="10.0.0.9"
)

pytestmark = pytest.mark.django_db


@unit_of_work
def add_grade(code: str, *, fail: bool = False) -> Grade:
    grade = Grade.objects.create(code=code, name=code)
    record(actor=ACTOR, kind="grade.added", row=grade, happened_at=NOW)
    if fail:
        raise Conflict
    return grade


@unit_of_work
def rename_grade(grade_id: UUID, name: str) -> None:
    grade = Grade.objects.get(pk=grade_id)
    grade.name = name
    grade.save(update_fields=["name"])
    record(actor=ACTOR, kind="grade.renamed", row=grade, happened_at=NOW)


@unit_of_work
def remove_grade(grade_id: UUID) -> None:
    grade = Grade.objects.get(pk=grade_id)
    grade.deleted_at = NOW
    grade.save(update_fields=["deleted_at"])
    record(actor=ACTOR, kind="grade.removed", row=grade, happened_at=NOW)


def test_gives_each_unit_the_next_version() -> None:
    first, second = add_grade("P1"), add_grade("P2")

    versions = Grade.objects.in_bulk([first.pk, second.pk])

    assert [versions[first.pk].version, versions[second.pk].version] == [1, 2]
    assert SyncHead.objects.get().version == 2


def test_puts_the_row_into_its_scopes_with_its_version() -> None:
    grade = add_grade("P1")

    entry = SyncEntry.objects.get()

    assert (entry.scope, entry.rtype, entry.rid, entry.version, entry.op) == (
        "r:ref",
        3,
        grade.pk,
        1,
        "put",
    )


def test_a_deleted_row_leaves_its_scopes() -> None:
    grade = add_grade("P1")

    remove_grade(grade.pk)

    entry = SyncEntry.objects.get()
    assert (entry.version, entry.op) == (2, "leave")


def test_keeps_the_overwritten_value() -> None:
    grade = add_grade("P1")

    rename_grade(grade.pk, "Senior")

    line = RowHistory.objects.get()
    assert (line.rid, line.field, line.old, line.new, line.version) == (
        grade.pk,
        "name",
        "P1",
        "Senior",
        2,
    )


def test_writes_actor_device_address_before_and_after_to_the_audit_trail() -> None:
    grade = add_grade("P1")
    rename_grade(grade.pk, "Senior")

    entry = AuditEntry.objects.get(seq=2)

    assert (entry.kind, entry.actor_id, entry.device, entry.address) == (
        "grade.renamed",
        UUID(int=7),
        "phone",
        "10.0.0.9",
    )
    assert (entry.before, entry.after) == ({"name": "P1"}, {"name": "Senior"})


def test_a_refused_command_leaves_nothing() -> None:
    with pytest.raises(Conflict):
        add_grade("P1", fail=True)

    assert not Grade.objects.exists()
    assert not AuditEntry.objects.exists()
    assert not SyncHead.objects.exists()


def test_a_nested_refusal_takes_back_only_its_own_part() -> None:
    @unit_of_work
    def outer() -> None:
        add_grade("P1")
        with pytest.raises(Conflict):
            add_grade("P2", fail=True)

    outer()

    assert list(Grade.objects.values_list("code", flat=True)) == ["P1"]
    assert AuditEntry.objects.count() == 1
    assert SyncHead.objects.get().version == 1


def test_many_rows_are_one_audit_line() -> None:
    @unit_of_work
    def many() -> None:
        grades = Grade.objects.bulk_create([Grade(code=f"P{i}", name="x") for i in range(1200)])
        record_many(actor=ACTOR, kind="grade.imported", rows=grades, happened_at=NOW)

    many()

    assert AuditEntry.objects.get().facts["count"] == 1200
    assert SyncEntry.objects.filter(version=1, op="put").count() == 1200
    assert Grade.objects.filter(version=1).count() == 1200


def test_recording_outside_a_unit_is_a_defect() -> None:
    with pytest.raises(OutsideUnitOfWork):
        note(actor=ACTOR, kind="session.started", happened_at=NOW)


def test_the_chain_verifies() -> None:
    for code in ("P1", "P2", "P3"):
        add_grade(code)

    report = audit.verify()

    assert (report.checked, report.broken_at) == (3, None)


def test_the_database_refuses_to_edit_the_audit_trail() -> None:
    add_grade("P1")

    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.update(kind="grade.nothing")


@pytest.mark.parametrize(
    ("tamper", "broken_at"),
    [
        ("UPDATE audit_entry SET kind = 'grade.nothing' WHERE seq = 2", 2),
        ("DELETE FROM audit_entry WHERE seq = 2", 2),
        ("DELETE FROM audit_entry WHERE seq = 3", 3),
    ],
)
def test_verification_finds_a_tampered_line(tamper: str, broken_at: int) -> None:
    for code in ("P1", "P2", "P3"):
        add_grade(code)
    drop = "DROP TRIGGER audit_entry_no_edit"
    with connection.cursor() as cursor:
        cursor.execute(drop if connection.vendor == "sqlite" else f"{drop} ON audit_entry")
        cursor.execute(tamper)

    report = audit.verify()

    assert report.broken_at == broken_at
