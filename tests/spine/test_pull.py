"""The pull: pages, leaves, scopes that come and go, masks, cursors."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from roadbook.domains.identity.models import Grade
from roadbook.foundation.changes.door import record, record_many, unit_of_work
from roadbook.foundation.changes.models import SyncHead
from roadbook.foundation.sync.cursor import BadPullCursor
from roadbook.foundation.sync.pull import EpochChanged, pull_page
from tests.spine.replica import ACTOR, Replica, Scopes

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@unit_of_work
def add_grades(count: int) -> list[Grade]:
    grades = Grade.objects.bulk_create(
        [Grade(code=uuid4().hex[:12], name="x") for _ in range(count)]
    )
    record_many(actor=ACTOR, kind="grade.imported", rows=grades, happened_at=NOW)
    return grades


@unit_of_work
def change(grade: Grade, **fields: object) -> None:
    row = Grade.objects.get(pk=grade.pk)
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
    record(actor=ACTOR, kind="grade.changed", row=row, happened_at=NOW)


@pytest.mark.parametrize("limit", [1, 3, 7, 2_000])
def test_a_version_larger_than_a_page_arrives_whole(limit: int) -> None:
    grades = add_grades(10)
    replica = Replica()

    replica.pull(limit)

    assert replica.rows.keys() == {g.pk for g in grades}


def test_a_second_pull_brings_only_what_changed() -> None:
    first, *_ = add_grades(5)
    replica = Replica()
    replica.pull()
    change(first, name="Senior")

    page = replica.pull()

    assert [(e.id, e.row["name"]) for e in page.entries if e.row] == [(first.pk, "Senior")]


def test_a_deleted_row_leaves_the_replica() -> None:
    first, second = add_grades(2)
    replica = Replica()
    replica.pull()
    change(first, deleted_at=NOW)

    replica.pull()

    assert replica.rows.keys() == {second.pk}


def test_a_first_sync_is_not_told_of_rows_that_left_before_it() -> None:
    first, second = add_grades(2)
    change(first, deleted_at=NOW)

    page = Replica().pull()

    assert [e.id for e in page.entries] == [second.pk]


def test_a_withdrawn_scope_takes_its_rows_along_and_a_new_one_brings_them() -> None:
    grades = add_grades(3)
    replica = Replica()
    replica.pull()

    replica.scopes.held = frozenset()
    replica.pull()
    gone = dict(replica.rows)
    replica.scopes.held = frozenset({"r:ref"})
    replica.pull(limit=2)

    assert gone == {}
    assert replica.rows.keys() == {g.pk for g in grades}


def test_private_fields_never_leave_the_server() -> None:
    from roadbook.domains.identity.tests.factories import make_person

    make_person()
    page = Replica().pull()

    people = [e.row for e in page.entries if e.type == "person" and e.row]
    assert all("password" not in row for row in people)


def test_a_changed_mask_sends_the_type_again(monkeypatch: pytest.MonkeyPatch) -> None:
    grades = add_grades(3)
    replica = Replica()
    replica.pull()
    monkeypatch.setattr("roadbook.foundation.sync.pull.mask_of", lambda t, a: f"new-{t.name}")

    page = replica.pull()

    assert "grade" in page.reset
    assert {e.id for e in page.entries} >= {g.pk for g in grades}


def test_pruned_tombstones_reset_an_old_replica() -> None:
    first, second = add_grades(2)
    replica = Replica()
    replica.pull()
    change(first, deleted_at=NOW)
    SyncHead.objects.update(floor=2)

    page = replica.pull()

    assert "grade" in page.reset
    assert replica.rows.keys() == {second.pk}


def test_refuses_a_cursor_of_another_device() -> None:
    add_grades(1)
    replica = Replica()
    replica.pull()

    with pytest.raises(BadPullCursor):
        pull_page(actor=ACTOR, device="other", epoch=None, cursor=replica.cursor, scopes=Scopes())


def test_says_when_the_server_has_a_new_life() -> None:
    add_grades(1)

    with pytest.raises(EpochChanged):
        pull_page(actor=ACTOR, device="d", epoch=uuid4(), cursor=None, scopes=Scopes())
