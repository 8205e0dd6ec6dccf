"""Logging what was said: who may, who reads it, what is refused."""

from datetime import timedelta

import pytest

from roadbook.core.actor import Role
from roadbook.core.ids import AccountId, PersonId
from roadbook.domains.customers import commands as customers
from roadbook.domains.customers.tests.factories import NOW, make_account, make_contact
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.interactions import commands, queries
from roadbook.domains.interactions.contracts import (
    FieldsRefused,
    InteractionKind,
    NotTheAuthor,
    NotYourAccount,
    TimelineEntry,
    Visibility,
)
from roadbook.foundation.changes.models import AuditEntry, SyncEntry

pytestmark = pytest.mark.django_db


def _log(
    person: Person,
    account_id: AccountId,
    *,
    kind: InteractionKind = InteractionKind.CALL,
    visibility: Visibility = Visibility.ACCOUNT,
    hours_ago: int = 0,
    summary: str = "谈了二期扩产",
) -> TimelineEntry:
    return commands.log_interaction(
        actor=actor_for(person),
        account_id=account_id,
        kind=kind,
        happened_at=NOW - timedelta(hours=hours_ago),
        summary=summary,
        visibility=visibility,
        now=NOW,
    )


def _summaries(person: Person, account_id: AccountId) -> list[str]:
    entries, _ = queries.timeline(actor=actor_for(person), account_id=account_id)
    return [entry.summary for entry in entries]


def test_owner_and_leader_read_it_and_a_stranger_does_not() -> None:
    team = make_team()
    owner, boss = make_person(team=team), make_person(role=Role.MANAGER, team=team, leads=team)
    account = make_account(owner=owner)

    _log(owner, account.id)

    assert _summaries(owner, account.id) == ["谈了二期扩产"]
    assert _summaries(boss, account.id) == ["谈了二期扩产"]
    assert _summaries(make_person(), account.id) == []


def test_finance_sees_the_account_but_not_what_was_said() -> None:
    owner = make_person()
    account = make_account(owner=owner)

    _log(owner, account.id)

    assert _summaries(make_person(role=Role.FINANCE), account.id) == []


def test_a_private_line_is_read_by_its_author_only() -> None:
    team = make_team()
    owner, boss = make_person(team=team), make_person(role=Role.MANAGER, team=team, leads=team)
    account = make_account(owner=owner)

    entry = _log(owner, account.id, visibility=Visibility.PRIVATE)

    assert _summaries(owner, account.id) == ["谈了二期扩产"]
    assert _summaries(boss, account.id) == []
    scopes = SyncEntry.objects.filter(rtype=50, rid=entry.id).values_list("scope", flat=True)
    assert list(scopes) == [f"u:{owner.id}"]


def test_refuses_finance_writing_in_anothers_file() -> None:
    account = make_account(owner=make_person())
    lines = AuditEntry.objects.count()

    with pytest.raises(NotYourAccount):
        _log(make_person(role=Role.FINANCE), account.id)

    assert AuditEntry.objects.count() == lines


@pytest.mark.parametrize(
    ("summary", "hours_ago", "field"),
    [("  ", 0, "summary"), ("x" * 241, 0, "summary"), ("电话", -2, "happened_at")],
)
def test_refuses_what_cannot_be_meant(summary: str, hours_ago: int, field: str) -> None:
    owner = make_person()
    account = make_account(owner=owner)

    with pytest.raises(FieldsRefused) as refusal:
        _log(owner, account.id, summary=summary, hours_ago=hours_ago)

    assert set(refusal.value.fields) == {field}
    assert _summaries(owner, account.id) == []


def test_refuses_people_of_another_customer() -> None:
    owner = make_person()
    here, there = make_account(owner=owner), make_account(owner=owner)
    contact = make_contact(owner=owner, account_id=there.id)

    with pytest.raises(FieldsRefused):
        commands.log_interaction(
            actor=actor_for(owner),
            account_id=here.id,
            kind=InteractionKind.CALL,
            happened_at=NOW,
            summary="电话",
            contact_ids=[contact.id],
            now=NOW,
        )

    assert _summaries(owner, here.id) == []


def test_only_the_author_corrects_it() -> None:
    team = make_team()
    owner, boss = make_person(team=team), make_person(role=Role.MANAGER, team=team, leads=team)
    account = make_account(owner=owner)
    entry = _log(owner, account.id)

    with pytest.raises(NotTheAuthor):
        commands.remove_interaction(actor=actor_for(boss), interaction_id=entry.id, now=NOW)

    assert _summaries(owner, account.id) == ["谈了二期扩产"]


def test_notes_do_not_count_as_contact() -> None:
    owner = make_person()
    account = make_account(owner=owner)
    _log(owner, account.id, kind=InteractionKind.VISIT, hours_ago=48)
    _log(owner, account.id, kind=InteractionKind.CALL, hours_ago=24)
    _log(owner, account.id, kind=InteractionKind.NOTE, hours_ago=1)

    last = queries.last_contacts([account.id])[account.id]

    assert last.last_visit_at == NOW - timedelta(hours=48)
    assert last.last_contact_at == NOW - timedelta(hours=24)


def test_the_timeline_pages_without_gap_or_double() -> None:
    owner = make_person()
    account = make_account(owner=owner)
    for hours in range(5):
        _log(owner, account.id, hours_ago=hours, summary=f"第{hours}条")
    actor = actor_for(owner)

    first, key = queries.timeline(actor=actor, account_id=account.id, limit=3)
    second, end = queries.timeline(actor=actor, account_id=account.id, after=key, limit=3)

    assert [e.summary for e in (*first, *second)] == [f"第{n}条" for n in range(5)]
    assert end is None


def test_it_moves_with_the_account_to_its_new_owner() -> None:
    owner, successor = make_person(), make_person()
    account = make_account(owner=owner)
    entry = _log(owner, account.id)

    customers.assign_owner(
        actor=actor_for(owner),
        account_id=account.id,
        owner_id=PersonId(successor.id),
        now=NOW,
    )

    puts = SyncEntry.objects.filter(rtype=50, rid=entry.id, op="put")
    assert set(puts.values_list("scope", flat=True)) == {f"u:{owner.id}", f"u:{successor.id}"}
    assert _summaries(successor, account.id) == ["谈了二期扩产"]
