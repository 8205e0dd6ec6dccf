"""Idempotency and order: whatever is repeated, reordered or restored is done once."""

import pytest
from django.db import OperationalError

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import AccountId
from roadbook.domains.customers.models import Account
from roadbook.domains.customers.tests.factories import make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.interactions.models import Interaction
from roadbook.domains.visits import commands as visits
from roadbook.domains.visits.models import Visit, VisitCheck
from roadbook.domains.visits.tests.factories import AT
from roadbook.foundation.changes.door import RetryLater
from roadbook.foundation.changes.models import SyncHead, new_id
from roadbook.foundation.sync.models import Device, SyncOp
from roadbook.foundation.sync.pushing import ledger
from roadbook.foundation.sync.pushing.results import (
    DeviceForked,
    NoSuchDevice,
    OpReused,
    SeqGap,
    SessionOver,
)
from tests.sync.phone import NOW, Phone, codes, grouped, renumbered, sober

pytestmark = pytest.mark.django_db


@pytest.fixture
def rep() -> Person:
    return make_person("李娜", team=make_team())


@pytest.fixture
def phone(rep: Person) -> Phone:
    return Phone(actor_for(rep))


@pytest.fixture
def account_id(rep: Person) -> AccountId:
    return make_account(owner=rep, name="华辰泵业").id


def call(phone: Phone, account_id: AccountId, words: str = "电话") -> dict[str, object]:
    return phone.create(
        "interaction", account_id=account_id, kind="call", happened_at=NOW, summary=words
    )


def test_answers_with_the_version_of_its_effect(phone: Phone, account_id: AccountId) -> None:
    result = phone.result(call(phone, account_id))

    row = Interaction.objects.get()
    assert codes([result]) == ["applied"]
    assert result.version == row.version == SyncHead.objects.get().version
    assert SyncOp.objects.get().version == row.version
    assert Device.objects.get().last_seq == 1


def test_gives_the_same_answer_two_and_three_times(phone: Phone, account_id: AccountId) -> None:
    ops = [call(phone, account_id, word) for word in "abc"]

    first, second, third = phone.results(*ops), phone.results(*ops), phone.results(*ops)

    assert first == second == third
    assert Interaction.objects.count() == 3
    assert Device.objects.get().last_seq == 3


def test_interleaved_repeats_have_one_effect(phone: Phone, account_id: AccountId) -> None:
    a, b, c = (call(phone, account_id, word) for word in "abc")

    answers = [phone.results(a), phone.results(a, b), phone.results(b), phone.results(a, b, c)]

    assert [codes(results) for results in answers] == [
        ["applied"],
        ["applied", "applied"],
        ["applied"],
        ["applied"] * 3,
    ]
    assert answers[3][:2] == [answers[0][0], answers[1][1]]
    assert Interaction.objects.count() == 3


def test_a_repeated_rejection_is_answered_again(phone: Phone) -> None:
    op = call(phone, AccountId(new_id()))

    first = phone.result(op)
    version = SyncHead.objects.get().version
    second = phone.result(op)

    assert first == second
    assert codes([first]) == ["ref_gone"]
    assert first.version == 0
    assert SyncHead.objects.get().version == version
    assert Device.objects.get().last_seq == 1


def test_a_used_id_with_other_content_is_a_defect(phone: Phone, account_id: AccountId) -> None:
    op = call(phone, account_id)
    phone.push(op)

    with pytest.raises(OpReused):
        phone.push({**op, "args": {**op["args"], "summary": "anders"}})  # type: ignore[dict-item]

    assert Interaction.objects.count() == 1


def test_another_persons_operation_is_not_answered(phone: Phone, account_id: AccountId) -> None:
    op = call(phone, account_id)
    phone.push(op)
    other = Phone(actor_for(make_person("王强")))

    with pytest.raises(OpReused):
        other.push(op)

    assert ledger.answers(actor=other.actor, op_ids=[SyncOp.objects.get().op_id]) == []


def test_a_number_given_twice_is_a_fork(phone: Phone, account_id: AccountId) -> None:
    phone.push(call(phone, account_id))
    again = {**call(phone, account_id), "seq": 1}

    with pytest.raises(DeviceForked):
        phone.push(again)

    assert Interaction.objects.count() == 1


def test_a_missing_number_is_a_gap(phone: Phone, account_id: AccountId) -> None:
    phone.push(call(phone, account_id))
    phone.seq += 1

    with pytest.raises(SeqGap) as told:
        phone.push(call(phone, account_id))

    assert told.value.facts["expected"] == 2


def test_a_gap_further_on_keeps_the_answers_before_it(phone: Phone, account_id: AccountId) -> None:
    first = call(phone, account_id)
    phone.seq += 1
    second = call(phone, account_id)

    answer = phone.push(first, second)

    assert codes(answer.results) == ["applied"]
    assert answer.stopped_at is not None
    assert (answer.stopped_at.code, answer.stopped_at.expected) == ("sync.seq_gap", 2)
    assert str(answer.stopped_at.op_id) == second["op_id"]


def test_a_new_registration_gets_the_stored_answers(phone: Phone, account_id: AccountId) -> None:
    ops = [call(phone, account_id, word) for word in "abc"]
    before = phone.results(*ops[:2])

    after = phone.registered_anew().results(*renumbered(ops))

    assert [sober(r) for r in after[:2]] == [sober(r) for r in before]
    assert codes(after) == ["applied"] * 3
    assert Interaction.objects.count() == 3
    assert sorted(Device.objects.values_list("last_seq", flat=True)) == [2, 3]


def test_a_strangers_device_is_none(phone: Phone, account_id: AccountId) -> None:
    thief = Phone(actor_for(make_person("王强")))
    thief.device = phone.device

    with pytest.raises(NoSuchDevice):
        thief.push(call(thief, account_id))


def test_rights_are_those_at_apply_time(phone: Phone, rep: Person, account_id: AccountId) -> None:
    op = call(phone, account_id)
    Account.objects.filter(id=account_id).update(owner_id=make_person("王强").id)

    assert codes(phone.results(op)) == ["ref_gone"]

    rep.is_active = False
    rep.save()
    with pytest.raises(SessionOver):
        phone.push(call(phone, account_id))
    assert Device.objects.get().last_seq == 1


def visit(phone: Phone, account_id: AccountId) -> dict[str, object]:
    return phone.create("visit", account_id=account_id, starts_at=AT, ends_at=AT.replace(hour=7))


def test_a_group_is_one_transaction(phone: Phone, account_id: AccountId) -> None:
    planned = visit(phone, account_id)
    arrived = phone.command("visit", planned["id"], "check_in", args={})  # type: ignore[arg-type]

    results = phone.results(*grouped(planned, arrived))

    row = Visit.objects.get()
    assert codes(results) == ["applied", "applied"]
    assert {r.version for r in results} == {row.version}
    assert row.status == "checked_in"
    assert str(row.id) == planned["id"]


def test_a_refused_part_takes_the_whole_group_back(phone: Phone, account_id: AccountId) -> None:
    planned = visit(phone, account_id)
    reopened = phone.command("visit", planned["id"], "reopen")  # type: ignore[arg-type]
    logged = call(phone, account_id)

    results = phone.results(*grouped(planned, reopened), logged)

    assert codes(results) == ["depends_on_rejected", "state_changed", "applied"]
    assert not Visit.objects.exists()
    assert not VisitCheck.objects.exists()
    assert Interaction.objects.count() == 1
    assert Device.objects.get().last_seq == 3


def test_a_group_repeated_or_torn_apart(phone: Phone, account_id: AccountId) -> None:
    ops = grouped(*(call(phone, account_id, word) for word in "ab"))
    between = call(phone, account_id, "c")
    late = {**call(phone, account_id, "d"), "group": ops[0]["group"]}

    first = phone.results(*ops, between, late)

    assert codes(first) == ["applied", "applied", "applied", "bad_op"]
    assert first[3].detail == {"fault": "group_not_contiguous"}
    assert phone.results(*ops) == first[:2]


def test_a_group_has_at_most_a_hundred_parts(phone: Phone, account_id: AccountId) -> None:
    fits = phone.results(*grouped(*(call(phone, account_id) for _ in range(100))))
    assert set(codes(fits)) == {"applied"}
    assert len({r.version for r in fits}) == 1

    too_many = phone.results(*grouped(*(call(phone, account_id) for _ in range(101))))
    assert set(codes(too_many)) == {"bad_op"}
    assert Interaction.objects.count() == 100


def test_what_hangs_on_a_rejected_create_is_told_so(phone: Phone, account_id: AccountId) -> None:
    wrong = phone.create("account", values={"name": ""})
    contact = phone.create("contact", account_id=wrong["id"], values={"name": "王敏"})
    named = phone.patch("account", wrong["id"], phone=("", "021"))
    fine = call(phone, account_id)

    results = phone.results(wrong, contact, named, fine)

    assert codes(results) == ["invalid", "depends_on_rejected", "depends_on_rejected", "applied"]
    assert results[0].detail["fields"] == {"name": "required"}


def test_the_actor_needs_no_more_than_their_role() -> None:
    auditor: Actor = actor_for(make_person("郑", role=Role.AUDITOR))
    account = make_account(owner=make_person("王强"))
    phone = Phone(auditor)

    results = phone.results(
        call(phone, account.id), phone.patch("account", account.id, phone=("", "021"))
    )

    assert codes(results) == ["forbidden", "forbidden"]
    assert not Interaction.objects.exists()


def test_what_may_pass_ends_the_batch_and_loses_nothing(
    phone: Phone, account_id: AccountId, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, planned = call(phone, account_id), visit(phone, account_id)
    ops = [
        first,
        planned,
        phone.command("visit", planned["id"], "set_off"),  # type: ignore[arg-type]
        call(phone, account_id),
    ]
    for passing in (OperationalError("disk I/O error"), RetryLater(retry_after_s=2)):

        def fail(*, passing: Exception = passing, **_: object) -> None:
            raise passing

        with monkeypatch.context() as broken:
            broken.setattr(visits, "plan_visit", fail)
            answer = phone.push(*ops)
        assert codes(answer.results) == ["applied"]
        assert answer.stopped_at is not None
        assert str(answer.stopped_at.op_id) == planned["op_id"]
        assert answer.stopped_at.code == "core.retry_later"
        assert answer.stopped_at.retry_after_s > 0

    assert codes(phone.results(*ops)) == ["applied"] * 4
    assert Visit.objects.get().status == "en_route"
