"""A file becomes customers, and stops being them again."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from roadbook.core.actor import Actor, Role
from roadbook.core.ids import AccountId, ExpenseId
from roadbook.domains.customers import commands as customers
from roadbook.domains.customers.contracts import AccountValues, ContactValues, OpportunityValues
from roadbook.domains.customers.models import Account
from roadbook.domains.customers.tests.factories import make_pipeline
from roadbook.domains.expenses import commands as expenses
from roadbook.domains.expenses.tests.factories import Trips, content
from roadbook.domains.identity.tests.factories import make_actor, make_company, make_team
from roadbook.domains.interactions import commands as interaction_commands
from roadbook.domains.interactions import queries as interactions
from roadbook.domains.interactions.contracts import InteractionKind
from roadbook.domains.rollout import commands, queries
from roadbook.domains.rollout.contracts import (
    ColumnsRefused,
    FileUnreadable,
    ImportNotReady,
    ImportUnknown,
    KeptFor,
    LineDecision,
    LineState,
)
from roadbook.domains.rollout.tests.factories import GOOD, NOW, applied, checked, start
from roadbook.domains.trips.tests.factories import delta_content, make_trip
from roadbook.domains.visits.tests.factories import make_visit
from roadbook.foundation.changes.models import new_id
from roadbook.foundation.jobs.runner import run_due

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def admin() -> Actor:
    make_company()
    return make_actor(role=Role.ADMIN, name="唐宁")


def _names() -> set[str]:
    rows = Account._default_manager.filter(deleted_at=None)
    return set(rows.values_list("name", flat=True))


def _visit(actor: Actor, account_id: AccountId) -> None:
    make_visit(actor, account_id)


def _call(actor: Actor, account_id: AccountId) -> None:
    interaction_commands.log_interaction(
        actor=actor,
        account_id=account_id,
        kind=InteractionKind.CALL,
        happened_at=LATER,
        summary="问了交期",
        now=LATER,
    )


def _opportunity(actor: Actor, account_id: AccountId) -> None:
    make_pipeline()
    customers.create_opportunity(
        actor=actor, account_id=account_id, values=OpportunityValues(name="三台泵"), now=LATER
    )


def _trip(actor: Actor, account_id: AccountId) -> None:
    make_trip(actor, delta_content(account_ids=[account_id]))


def _expense(actor: Actor, account_id: AccountId) -> None:
    expenses.add_expense(
        actor=actor,
        expense_id=ExpenseId(new_id()),
        content=content(account_id=account_id),
        trips=Trips(),
        now=LATER + timedelta(days=3),
    )


def _new_contact(actor: Actor, account_id: AccountId) -> None:
    customers.add_contact(
        actor=actor, account_id=account_id, values=ContactValues(name="王工"), now=LATER
    )


def test_guesses_the_columns_of_an_upload(admin: Actor) -> None:
    batch = start(admin)

    assert batch.form == "gb18030"
    assert dict(batch.columns) == {
        "name": 0,
        "address": 1,
        "customer_class": 2,
        "last_visit": 3,
        "owner": 4,
    }
    assert batch.counts == {"lines": 5}


def test_checks_without_writing_a_customer(admin: Actor) -> None:
    batch = checked(admin)

    assert batch.counts == {
        "lines": 5,
        "to_create": 2,
        "ready": 2,
        "error": 2,
        "duplicate": 1,
    }
    assert _names() == set()


def test_shows_errors_by_line(admin: Actor) -> None:
    batch = checked(admin)

    page = queries.import_lines(
        actor=admin, import_id=batch.id, state=LineState.ERROR, cursor=None, limit=50
    )

    assert [(row.line, dict(row.errors)) for row in page.items] == [
        (4, {"customer_class": "unknown_choice"}),
        (5, {"name": "required"}),
    ]


def test_finds_twins_in_the_file_and_among_customers(admin: Actor) -> None:
    customers.create_account(actor=admin, values=AccountValues(name="上海恒力泵业公司"), now=NOW)

    batch = checked(admin)

    page = queries.import_lines(
        actor=admin, import_id=batch.id, state=LineState.DUPLICATE, cursor=None, limit=50
    )
    assert [(row.line, row.twins[0].why, row.twins[0].line) for row in page.items] == [
        (3, ["name"], None),
        (6, ["name"], 2),
    ]


def test_names_no_customer_that_the_importer_may_not_read(admin: Actor) -> None:
    customers.create_account(actor=admin, values=AccountValues(name="上海恒力泵业公司"), now=NOW)
    stranger = make_actor(team=make_team("别的团队"))

    batch = checked(stranger)

    line = queries.import_lines(
        actor=stranger, import_id=batch.id, state=LineState.DUPLICATE, cursor=None, limit=1
    ).items[0]
    assert (line.twins[0].account_id, line.twins[0].name) == (None, "")


def test_applies_the_lines_that_are_ready(admin: Actor) -> None:
    batch = applied(admin)

    assert batch.counts["created"] == 2
    assert batch.counts["skipped"] == 1
    assert _names() == {"苏州华源化工有限公司", "上海恒力泵业有限公司"}
    row = Account._default_manager.get(name="苏州华源化工有限公司")
    assert (row.customer_class, row.city_code, row.district) == ("A", "320500", "吴中区")
    assert row.position_state == "city"


def test_brings_a_likely_twin_in_when_told_to(admin: Actor) -> None:
    batch = checked(admin)

    commands.decide_line(
        actor=admin, import_id=batch.id, line=6, decision=LineDecision.CREATE, now=NOW
    )
    commands.begin_apply(actor=admin, import_id=batch.id, now=NOW)
    run_due()

    assert len(_names()) == 3


def test_gives_customers_to_the_owner_named_in_the_file(admin: Actor) -> None:
    rep = make_actor(name="林晓雯")

    applied(admin, GOOD + "华源,苏州,A,,林晓雯\n恒力,上海,B,,不存在\n")

    assert Account._default_manager.get().owner_id == rep.person_id


def test_undoes_what_nobody_has_worked_on(admin: Actor) -> None:
    batch = applied(admin)
    touched = Account._default_manager.get(name="上海恒力泵业有限公司")
    customers.update_account(
        actor=admin,
        account_id=AccountId(touched.id),
        values=AccountValues(note="重要"),
        now=NOW,
    )

    commands.begin_undo(actor=admin, import_id=batch.id, now=NOW)
    run_due()

    counts = queries.import_summary(actor=admin, import_id=batch.id).counts
    assert (counts["removed"], counts["kept"]) == (1, 1)
    assert _names() == {"上海恒力泵业有限公司"}


@pytest.mark.parametrize(
    ("work", "reason"),
    [
        (_visit, KeptFor.VISITS),
        (_call, KeptFor.INTERACTIONS),
        (_opportunity, KeptFor.DEALS),
        (_trip, KeptFor.TRIPS),
        (_expense, KeptFor.EXPENSES),
        (_new_contact, KeptFor.EDITED),
    ],
)
def test_keeps_what_was_worked_on_since_and_says_why(
    admin: Actor, work: Callable[[Actor, AccountId], None], reason: KeptFor
) -> None:
    batch = applied(admin)
    work(admin, AccountId(Account._default_manager.get(name="苏州华源化工有限公司").id))

    commands.begin_undo(actor=admin, import_id=batch.id, now=LATER)
    run_due()

    counts = queries.import_summary(actor=admin, import_id=batch.id).counts
    assert (counts["removed"], counts["kept"], counts[f"kept_{reason}"]) == (1, 1, 1)
    line = queries.import_lines(
        actor=admin, import_id=batch.id, state=LineState.KEPT, cursor=None, limit=5
    ).items[0]
    assert (line.line, line.kept_for) == (2, [reason])
    assert _names() == {"苏州华源化工有限公司"}


def test_can_import_the_same_file_again_after_undoing(admin: Actor) -> None:
    batch = applied(admin)
    commands.begin_undo(actor=admin, import_id=batch.id, now=NOW)
    run_due()

    again = applied(admin)

    assert again.counts["created"] == 2


def test_remembers_the_columns_of_a_heading(admin: Actor) -> None:
    batch = start(admin)
    commands.map_columns(
        actor=admin,
        import_id=batch.id,
        columns={"name": 0, "note": 1},
        default_owner_id=None,
        now=NOW,
    )

    again = start(admin)

    assert again.columns == {"name": 0, "note": 1}


def test_gives_the_lines_left_out_as_a_file(admin: Actor) -> None:
    batch = applied(admin)

    text = queries.lines_left_out(actor=admin, import_id=batch.id).decode("utf-8-sig")

    assert [row.split(",")[0] for row in text.splitlines()] == ["line", "4", "5", "6"]
    assert "customer_class: unknown_choice" in text


def test_refuses_a_picture_and_keeps_nothing(admin: Actor) -> None:
    with pytest.raises(FileUnreadable) as refused:
        commands.start_import(actor=admin, name="a.png", content=b"\x89PNG\x00", now=NOW)

    assert refused.value.facts == {"reason": "not_a_table"}
    assert queries.imports(actor=admin, cursor=None, limit=10).items == []


def test_refuses_to_apply_before_the_dry_run(admin: Actor) -> None:
    batch = start(admin)

    with pytest.raises(ImportNotReady):
        commands.begin_apply(actor=admin, import_id=batch.id, now=NOW)

    assert _names() == set()


def test_hides_an_import_from_everybody_else(admin: Actor) -> None:
    team = make_team()
    owner, mate = make_actor(team=team), make_actor(team=team)
    batch = start(owner)

    with pytest.raises(ImportUnknown):
        queries.import_summary(actor=mate, import_id=batch.id)
    with pytest.raises(ImportUnknown):
        commands.begin_check(actor=mate, import_id=batch.id, now=NOW)
    assert queries.import_summary(actor=admin, import_id=batch.id).id == batch.id


def test_lets_a_seller_give_customers_only_to_oneself(admin: Actor) -> None:
    seller, other = make_actor(name="李娜"), make_actor(name="周俊杰")
    batch = start(seller)

    with pytest.raises(ColumnsRefused):
        commands.map_columns(
            actor=seller,
            import_id=batch.id,
            columns={"name": 0},
            default_owner_id=other.person_id,
            now=NOW,
        )


def test_writes_the_last_visit_into_the_timeline(admin: Actor) -> None:
    applied(admin)

    account = AccountId(Account._default_manager.get(name="苏州华源化工有限公司").id)

    last = interactions.last_contacts([account])[account]
    assert last.last_visit_at is not None
    assert last.last_visit_at.date() == date(2026, 10, 1)
