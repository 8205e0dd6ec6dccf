"""The writes that devices may send, each through its slice's command with the route's own body."""

from datetime import timedelta

import pytest

from roadbook.core.actor import Role
from roadbook.domains.customers.commands import ensure_default_pipeline
from roadbook.domains.customers.models import Contact, KeyDate, Opportunity, Stage
from roadbook.domains.customers.tests.factories import CLOCKWORK, make_account
from roadbook.domains.identity.models import Person
from roadbook.domains.identity.tests.factories import actor_for, make_person, make_team
from roadbook.domains.interactions.models import Interaction
from roadbook.domains.visits.models import Visit, VisitCheck, VisitReport
from roadbook.domains.visits.tests.factories import AT, make_visit
from roadbook.foundation.changes.models import AuditEntry, new_id
from tests.sync.phone import NOW, Content, Phone, codes

pytestmark = pytest.mark.django_db


@pytest.fixture
def rep() -> Person:
    return make_person("李娜", team=make_team())


@pytest.fixture
def phone(rep: Person) -> Phone:
    return Phone(actor_for(rep))


def planned(phone: Phone, account_id: object, **more: object) -> Content:
    return phone.create(
        "visit", None, account_id=account_id, starts_at=AT, ends_at=AT + timedelta(hours=1), **more
    )


def test_a_whole_day_without_network(phone: Phone, rep: Person) -> None:
    account = make_account(owner=rep, name="华辰泵业")
    at = AT
    visit = planned(phone, account.id, goal="交期")
    ops = [visit]
    for minutes, command, args in (
        (-20, "set_off", None),
        (2, "check_in", {"fix": {"lat": 31.2304, "lon": 121.4737, "accuracy_m": 12, "age_s": 2}}),
        (50, "check_out", {"fix": None}),
        (55, "report", {"outcome": "met", "notes": "谈定三台"}),
    ):
        parts = {"args": args} if args is not None else {}
        told = (at + timedelta(minutes=minutes)).isoformat()
        ops.append(phone.command("visit", visit["id"], command, client_time=told, **parts))

    assert codes(phone.results(*ops)) == ["applied"] * 5

    row = Visit.objects.get()
    assert row.status == "reported"
    assert row.set_off_at == at - timedelta(minutes=20)
    assert row.checked_in_at == at + timedelta(minutes=2)
    assert row.checked_out_at == at + timedelta(minutes=50)
    report = VisitReport.objects.get()
    assert report.reported_at == at + timedelta(minutes=55)
    arrived = VisitCheck.objects.get(kind="in")
    assert (arrived.grade, arrived.happened_at) == ("verified", row.checked_in_at)
    assert not arrived.is_clock_doubtful
    assert Interaction.objects.get().happened_at == row.checked_in_at


@pytest.mark.parametrize(
    ("offset", "told", "stored", "is_doubtful"),
    [
        (0, NOW - timedelta(hours=2), NOW - timedelta(hours=2), False),
        (60_000, NOW - timedelta(hours=2), NOW - timedelta(hours=2, minutes=-1), False),
        (-3_600_000, NOW, NOW - timedelta(hours=1), True),
        (0, NOW + timedelta(days=1), NOW, True),
        (86_400_000 * 400, NOW - timedelta(days=400), NOW, True),
    ],
    ids=["right", "a minute slow", "an hour fast", "in the future", "a year slow"],
)
def test_a_fact_has_the_corrected_time_of_the_device(
    phone: Phone,
    rep: Person,
    offset: int,
    told: object,
    stored: object,
    is_doubtful: bool,  # noqa: FBT001
) -> None:
    visit = make_visit(phone.actor, make_account(owner=rep).id)
    op = phone.command("visit", visit.id, "check_in", args={})
    op |= {"client_time": told.isoformat(), "clock_offset_ms": offset}  # type: ignore[attr-defined]

    assert codes(phone.results(op)) == ["applied"]

    check = VisitCheck.objects.get()
    assert (check.happened_at, check.is_clock_doubtful) == (stored, is_doubtful)
    assert Visit.objects.get().checked_in_at == stored
    audited = AuditEntry.objects.filter(kind="visit.checked_in").get()
    assert audited.at == NOW


def test_a_double_visit_is_a_warning(phone: Phone, rep: Person) -> None:
    account = make_account(owner=rep)
    make_visit(phone.actor, account.id)

    result = phone.result(planned(phone, account.id))

    assert result.status == "applied"
    assert [warning["kind"] for warning in result.warnings] == ["clash"]


def test_a_visit_is_edited_field_by_field_and_moved(phone: Phone, rep: Person) -> None:
    visit = make_visit(phone.actor, make_account(owner=rep).id)
    later = AT + timedelta(days=1)

    results = phone.results(
        phone.patch("visit", visit.id, goal=(visit.goal, "新目标")),
        phone.patch("visit", visit.id, certainty=("exact", "confirmed")),
        phone.command(
            "visit",
            visit.id,
            "move",
            expect_state="planned",
            args={"starts_at": later, "ends_at": later + timedelta(hours=1)},
        ),
        phone.command("visit", visit.id, "cancel", args={"reason": "客户出差"}),
        phone.command("visit", visit.id, "reopen", expect_state="planned"),
        phone.command("visit", visit.id, "reopen"),
        phone.command("visit", visit.id, "miss", args={"reason": ""}),
    )

    assert codes(results) == [*["applied"] * 4, "state_changed", "applied", "invalid"]
    refused = results[4]
    assert refused.current is not None
    assert (refused.current["status"], refused.detail) == ("cancelled", {"state": "cancelled"})
    assert refused.current_version == results[3].version
    row = Visit.objects.get()
    assert (row.goal, row.certainty, row.starts_at) == ("新目标", "confirmed", later)


def test_a_refused_state_says_why_in_the_persons_language(phone: Phone, rep: Person) -> None:
    visit = make_visit(phone.actor, make_account(owner=rep).id)

    result = phone.result(phone.command("visit", visit.id, "check_out", args={}))

    assert codes([result]) == ["state_changed"]
    assert result.detail["refusal"] == "visits.not_in_this_state"
    assert result.detail["title"]
    assert result.current is not None


def test_a_manager_may_not_check_in_for_a_rep(phone: Phone, rep: Person) -> None:
    visit = make_visit(phone.actor, make_account(owner=rep).id)
    boss = Phone(actor_for(make_person("陈立", role=Role.MANAGER, leads=rep.team)))

    assert codes(boss.results(boss.command("visit", visit.id, "check_in", args={}))) == [
        "forbidden"
    ]
    assert not VisitCheck.objects.exists()


def test_a_customer_and_what_is_in_its_file(phone: Phone) -> None:
    ensure_default_pipeline(actor=CLOCKWORK, now=NOW)
    account = phone.create("account", values={"name": "新客户", "phone": "021"})
    contact = phone.create("contact", account_id=account["id"], values={"name": "王敏"})
    deal = phone.create(
        "opportunity", account_id=account["id"], values={"name": "三台泵", "amount_minor": 100}
    )
    day = phone.create(
        "key_date",
        account_id=account["id"],
        contact_id=contact["id"],
        values={"kind": "birthday", "title": "生日", "month": 3, "day": 8},
    )
    step = phone.patch("opportunity", deal["id"], next_step=("", "报价"))
    renamed = phone.patch("contact", contact["id"], title=("", "采购"))

    results = phone.results(account, contact, deal, day, step, renamed)

    assert codes(results) == ["applied"] * 6, results
    assert str(Contact.objects.get().id) == contact["id"]
    assert Contact.objects.get().title == "采购"
    assert str(KeyDate.objects.get().id) == day["id"]
    row = Opportunity.objects.get()
    assert (str(row.id), row.next_step) == (deal["id"], "报价")
    stage = Stage.objects.filter(stage_type="open").exclude(id=row.stage_id).first()
    assert stage is not None
    moved = phone.command(
        "opportunity",
        row.id,
        "move",
        expect_state=str(row.stage_id),
        args={"stage_id": str(stage.id)},
    )
    assert codes(phone.results(moved, moved | {"op_id": str(new_id()), "seq": phone.seq + 1})) == [
        "applied",
        "state_changed",
    ]


def test_a_call_from_a_phone_with_a_fast_clock_is_not_in_the_future(
    phone: Phone, rep: Person
) -> None:
    account = make_account(owner=rep)
    phone.clock_offset_ms = -7_200_000
    told = NOW + timedelta(hours=2)

    result = phone.result(
        phone.create(
            "interaction", account_id=account.id, kind="call", happened_at=told, summary="电话"
        )
    )

    assert codes([result]) == ["applied"]
    assert Interaction.objects.get().happened_at == NOW
