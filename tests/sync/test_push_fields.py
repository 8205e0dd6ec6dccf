"""Concurrent edits through the engine: nothing is thrown away, both authors see what met."""

import pytest

from roadbook.core.ids import AccountId
from roadbook.domains.customers import commands
from roadbook.domains.customers.models import Account, TagLink
from roadbook.domains.customers.tests.factories import make_account, make_contact
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.foundation.changes.models import RowHistory, new_id
from roadbook.foundation.sync.pushing import ledger
from roadbook.foundation.sync.pushing.conflicts import overwritten_values
from roadbook.foundation.sync.pushing.declarations import (
    CounterRule,
    OpContext,
    WriteType,
    write_types,
)
from tests.sync.phone import NOW, Phone, codes

pytestmark = pytest.mark.django_db


class Two:
    """A rep and their manager, both with the same customer on their phones."""

    def __init__(self) -> None:
        team = make_team()
        self.rep: Person = make_person("李娜", team=team)
        self.mate: Person = make_person("王强", team=team)
        self.account_id = make_account(
            owner=self.rep, name="华辰泵业", values={"phone": "021-1", "note": "一\n二\n三"}
        ).id
        commands.add_member(
            actor=actor_for(self.rep),
            account_id=self.account_id,
            person_id=actor_for(self.mate).person_id,
            role="co_owner",  # type: ignore[arg-type]
            now=NOW,
        )
        self.one, self.other = Phone(actor_for(self.rep)), Phone(actor_for(self.mate))

    def row(self) -> Account:
        return Account.objects.get(id=self.account_id)


@pytest.fixture
def two() -> Two:
    return Two()


def test_different_fields_of_two_do_not_meet(two: Two) -> None:
    first = two.one.patch("account", two.account_id, phone=("021-1", "021-2"))
    second = two.other.patch("account", two.account_id, industry=("", "泵"))

    assert codes([two.one.result(first), two.other.result(second)]) == ["applied", "applied"]
    assert (two.row().phone, two.row().industry) == ("021-2", "泵")
    assert not RowHistory.objects.filter(conflict=True).exists()


def test_an_overwritten_value_is_kept_and_both_see_it(two: Two) -> None:
    first = two.one.patch("account", two.account_id, phone=("021-1", "021-2"))
    second = two.other.patch("account", two.account_id, phone=("021-1", "021-3"))

    two.one.push(first)
    result = two.other.result(second)

    assert result.status == "merged"
    assert [(m.field, m.other, m.by) for m in result.merged] == [("phone", "021-2", two.rep.id)]
    assert two.row().phone == "021-3"
    line = RowHistory.objects.get(conflict=True)
    assert (line.old, line.new, line.other_id, line.actor_id) == (
        "021-2",
        "021-3",
        two.rep.id,
        two.mate.id,
    )
    assert str(line.op_id) == second["op_id"]
    people = two.other.desk().people
    for actor in (two.one.actor, two.other.actor):
        shown = overwritten_values(actor=actor, people=people)
        assert [(s.old, s.old_by_name, s.new, s.new_by_name) for s in shown] == [
            ("021-2", "李娜", "021-3", "王强")
        ]
    stranger = actor_for(make_person("赵磊"))
    assert overwritten_values(actor=stranger, people=people) == []


def test_who_may_not_read_the_row_any_more_is_not_shown_the_conflict(two: Two) -> None:
    two.one.push(two.one.patch("account", two.account_id, phone=("021-1", "021-2")))
    two.other.push(two.other.patch("account", two.account_id, phone=("021-1", "021-3")))

    commands.remove_member(
        actor=two.one.actor,
        account_id=two.account_id,
        person_id=two.other.actor.person_id,
        now=NOW,
    )

    assert overwritten_values(actor=two.other.actor, people=two.one.desk().people) == []


def test_a_stored_answer_shows_no_more_than_may_be_read_now(two: Two) -> None:
    first = two.one.patch("account", two.account_id, phone=("021-1", "021-2"))
    second = two.other.patch("account", two.account_id, phone=("021-1", "021-3"))
    two.one.push(first)
    shown = two.other.result(second)
    assert shown.merged
    assert two.other.result(second) == shown

    commands.remove_member(
        actor=two.one.actor,
        account_id=two.account_id,
        person_id=two.other.actor.person_id,
        now=NOW,
    )

    again = two.other.result(second)
    assert (again.status, again.version, again.merged) == ("merged", shown.version, [])
    op_ids = [again.op_id]
    assert ledger.answers(actor=two.other.actor, op_ids=op_ids) == [again]


def test_a_value_of_an_import_is_overwritten_as_nobodys(two: Two) -> None:
    Account.objects.filter(id=two.account_id).update(phone="021-9")  # no history, as in old data

    result = two.other.result(two.other.patch("account", two.account_id, phone=("021-1", "021-3")))

    assert result.merged[0].other == "021-9"
    assert result.merged[0].by == two.rep.id  # who made the row


def test_ones_own_edits_do_not_conflict_with_each_other(two: Two) -> None:
    first = two.one.patch("account", two.account_id, phone=("021-1", "021-2 "))
    second = two.one.patch("account", two.account_id, phone=("021-2 ", "021-4"))
    tablet = Phone(two.one.actor)
    third = tablet.patch("account", two.account_id, phone=("021-1", "021-5"))

    assert codes(two.one.results(first, second)) == ["applied", "applied"]
    assert codes(tablet.results(third)) == ["applied"]
    assert two.row().phone == "021-5"
    assert not RowHistory.objects.filter(conflict=True).exists()
    values = RowHistory.objects.filter(field="phone").order_by("id").values_list("old", "new")
    assert list(values) == [("021-1", "021-2"), ("021-2", "021-4"), ("021-4", "021-5")]


def test_an_edit_to_what_stands_there_changes_nothing(two: Two) -> None:
    version = two.row().version

    result = two.one.result(two.one.patch("account", two.account_id, phone=("x", "021-1")))

    assert codes([result]) == ["applied"]
    assert two.row().version == version
    assert result.version >= version


def test_notes_are_merged_by_lines(two: Two) -> None:
    first = two.one.write("account", two.account_id, "note", "一\n二\n三", "一 改\n二\n三")
    second = two.other.write("account", two.account_id, "note", "一\n二\n三", "一\n二\n三\n四")

    two.one.push(first)
    result = two.other.result(second)

    assert result.status == "merged"
    assert two.row().note == "一 改\n二\n三\n四"


def test_notes_in_the_same_place_stay_both_under_their_authors(two: Two) -> None:
    two.one.push(two.one.write("account", two.account_id, "note", "一\n二\n三", "一\n李的\n三"))

    result = two.other.result(
        two.other.write("account", two.account_id, "note", "一\n二\n三", "一\n王的\n三")
    )

    assert result.merged[0].by == two.rep.id
    assert two.row().note.split("\n") == [
        "一",
        "【李娜 2026-11-26 12:00】",
        "李的",
        "【王强 2026-11-26 12:00】",
        "王的",
        "【—】",
        "三",
    ]


def test_the_next_edit_of_a_merged_note_begins_with_what_was_sent(two: Two) -> None:
    mine = [
        two.one.write("account", two.account_id, "note", "一\n二\n三", "一\n二\n三\n四"),
        two.one.write("account", two.account_id, "note", "一\n二\n三\n四", "一\n二\n三\n四\n五"),
    ]
    two.other.push(
        two.other.write("account", two.account_id, "note", "一\n二\n三", "零\n一\n二\n三")
    )

    results = two.one.results(*mine)

    assert codes(results) == ["merged", "merged"]
    assert two.row().note == "零\n一\n二\n三\n四\n五"


def test_a_note_from_an_unknown_text_keeps_both(two: Two) -> None:
    result = two.other.result(two.other.write("account", two.account_id, "note", "?", "王的"))

    assert result.status == "merged"
    assert {"一", "二", "三", "王的"} <= set(two.row().note.split("\n"))


def test_tags_are_added_and_removed_not_set(two: Two) -> None:
    tags = [commands.create_tag(actor=two.one.actor, name=name, now=NOW) for name in "abc"]
    a, b, c = (str(tag) for tag in tags)
    add = two.one.op("delta", "account", two.account_id, add={"tags": [a, b]})
    added = two.other.op("delta", "account", two.account_id, add={"tags": [c, a]})
    removed = two.other.op("delta", "account", two.account_id, remove={"tags": [b]})

    assert codes(two.one.results(add)) == ["applied"]
    assert codes(two.other.results(added, removed)) == ["applied", "applied"]

    links = TagLink.objects.filter(account_id=two.account_id, deleted_at=None)
    assert {str(link.tag_id) for link in links} == {a, b, c}  # b was put there unseen: add wins
    seen = two.other.op("delta", "account", two.account_id, remove={"tags": [b]})
    two.other.push(seen)
    assert {str(link.tag_id) for link in links.all()} == {a, c}
    own = [
        two.one.op("delta", "account", two.account_id, add={"tags": [b]}),
        two.one.op("delta", "account", two.account_id, remove={"tags": [b]}),
    ]
    two.one.push(*own)
    assert {str(link.tag_id) for link in links.all()} == {a, c}


def test_an_unknown_tag_is_refused(two: Two) -> None:
    result = two.one.result(
        two.one.op("delta", "account", two.account_id, add={"tags": ["nonsense"]})
    )

    assert codes([result]) == ["ref_gone"]


def test_a_counter_takes_steps_only(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(context: OpContext, row_id: object, value: int) -> None:
        commands.update_account(
            actor=context.actor,
            account_id=AccountId(row_id),  # type: ignore[arg-type]
            values={"service_minutes": value},
            now=context.now,
        )

    made_up = WriteType(name="account", counters={"service_minutes": CounterRule(run=write)})
    monkeypatch.setitem(write_types.by_name, "account", made_up)
    before = two.row().service_minutes

    two.one.push(two.one.op("delta", "account", two.account_id, inc={"service_minutes": 3}))
    two.other.push(two.other.op("delta", "account", two.account_id, inc={"service_minutes": -1}))
    absolute = two.one.op(
        "patch", "account", two.account_id, set={"service_minutes": {"was": 1, "to": 2}}
    )

    assert two.row().service_minutes == before + 2
    assert codes(two.one.results(absolute)) == ["bad_op"]


def test_opening_hours_are_one_value(two: Two) -> None:
    morning = [{"weekday": 0, "opens_minute": 480, "closes_minute": 720}]
    evening = [{"weekday": 0, "opens_minute": 900, "closes_minute": 1080}]
    two.one.push(two.one.patch("account", two.account_id, visit_windows=([], morning)))

    result = two.other.result(
        two.other.patch("account", two.account_id, visit_windows=([], evening))
    )

    assert result.merged[0].other == morning
    assert two.row().visit_windows == [[0, 900, 1080]]


def test_a_reference_must_be_there_for_the_actor(two: Two) -> None:
    hidden = make_account(owner=make_person("赵磊"), name="别人的客户").id
    ops = [
        two.one.patch("account", two.account_id, parent_id=(None, str(target)))
        for target in (hidden, new_id())
    ]

    first, second = two.one.results(*ops)

    assert codes([first, second]) == ["ref_gone", "ref_gone"]
    assert first.detail == second.detail


@pytest.mark.parametrize("name", ["owner_id", "territory_id", "version", "sort_key", "lat", "id"])
def test_other_fields_are_not_taken(two: Two, name: str) -> None:
    op = two.one.op(
        "patch",
        "account",
        two.account_id,
        set={name: {"was": None, "to": "x"}, "phone": {"was": "021-1", "to": "slipped in"}},
    )

    result = two.one.result(op)

    assert codes([result]) == ["field_forbidden"]
    assert result.detail == {"fields": {name: "forbidden"}}
    assert two.row().phone == "021-1"


def test_values_that_do_not_fit_are_named(two: Two) -> None:
    result = two.one.result(two.one.patch("account", two.account_id, service_minutes=(60, "soon")))

    assert codes([result]) == ["invalid"]
    assert result.detail == {"fields": {"service_minutes": "int_parsing"}}


def test_invisible_and_absent_are_the_same_answer(two: Two) -> None:
    hidden = make_account(owner=make_person("赵磊")).id
    results = two.one.results(
        two.one.patch("account", hidden, phone=("", "1")),
        two.one.patch("account", new_id(), phone=("", "1")),
    )

    assert codes(results) == ["forbidden", "forbidden"]
    assert results[0].detail == results[1].detail == {}
    assert results[0].current is results[1].current is None


def test_an_edit_of_a_deleted_row_is_gone(two: Two) -> None:
    op = two.other.patch("account", two.account_id, phone=("021-1", "021-2"))
    commands.archive_account(actor=two.one.actor, account_id=two.account_id, now=NOW)

    assert codes(two.other.results(op)) == ["gone"]
    stranger = Phone(actor_for(make_person("赵磊")))
    assert codes(stranger.results(stranger.patch("account", two.account_id, phone=("", "1")))) == [
        "forbidden"
    ]


def test_an_id_of_any_row_is_taken(two: Two) -> None:
    contact = make_contact(owner=two.rep, account_id=two.account_id)
    results = two.one.results(
        two.one.create("account", contact.id, values={"name": "x"}),
        two.one.create("contact", contact.id, account_id=two.account_id, values={"name": "x"}),
    )

    assert codes(results) == ["id_taken", "id_taken"]
