"""Money and approvals from devices: drafts only, against what was seen, decided once."""

from typing import Any

import pytest

from roadbook.core.ids import ReportId, TripId
from roadbook.domains.approvals.contracts import SubjectKind
from roadbook.domains.approvals.models import ApprovalTask
from roadbook.domains.approvals.ports import Subjects
from roadbook.domains.approvals.tests.factories import (
    SEEN,
    HearingSubject,
    make_company_of_three,
    open_for,
    task_of,
)
from roadbook.domains.approvals.tests.factories import Company as ApprovalsCompany
from roadbook.domains.expenses import commands, queries
from roadbook.domains.expenses.jobs import register_receipts
from roadbook.domains.expenses.models import Expense, ExpenseReceipt, ExpenseReport, Invoice
from roadbook.domains.expenses.ports import TripBook
from roadbook.domains.expenses.tests.factories import (
    DAY,
    NOW,
    Company,
    approve_all,
    content,
    make_company_people,
    make_expense,
    make_report,
)
from roadbook.domains.recognition.jobs import read_arrived, read_documents
from roadbook.domains.recognition.models import Document
from roadbook.domains.recognition.tests.factories import QuietContext, make_document, make_file
from roadbook.engines.invoices.tests import specimens
from roadbook.foundation import wiring
from roadbook.foundation.changes.models import RowHistory, new_id
from roadbook.foundation.files.contracts import Storage
from roadbook.foundation.files.models import StoredFile
from roadbook.foundation.files.storage import DirectoryStorage
from tests.sync.phone import Content, Phone, codes, grouped

pytestmark = pytest.mark.django_db
LINE = {"category": "local", "amount_minor": 26800, "currency": "CNY", "spent_on": DAY}


@pytest.fixture
def company(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> Company:  # noqa: ANN401  # a path
    made = make_company_people()
    ports: dict[type[Any], Any] = {Storage: DirectoryStorage(tmp_path), TripBook: made.trips}
    monkeypatch.setattr(wiring, "_ports", {**wiring._ports, **ports})
    return made


@pytest.fixture
def phone(company: Company) -> Phone:
    return Phone(company.rep)


def line(phone: Phone, **more: object) -> Content:
    return phone.create("expense", None, **{**LINE, "note": "出租车，无发票", **more})


def test_a_claim_made_on_the_way(company: Company, phone: Phone) -> None:
    trip = company.trips.add(company.rep)
    report = phone.create("expense_report", trip_id=str(trip))
    lines = [line(phone, report_id=report["id"], amount_minor=minor) for minor in (1200, 3400)]
    submitted = phone.command("expense_report", report["id"], "submit", expect_state="draft")

    results = phone.results(*grouped(report, *lines, submitted))

    assert codes(results) == ["applied"] * 4, results
    assert len({result.version for result in results}) == 1
    page = queries.report_page(
        actor=company.rep, report_id=ReportId(ExpenseReport.objects.get().id)
    )
    assert str(page.summary.id) == report["id"]
    assert [one.state for one in page.lines] == ["submitted", "submitted"]
    recalled = phone.command("expense_report", report["id"], "recall", expect_state="submitted")
    assert codes(phone.results(recalled)) == ["applied"]
    assert {one.state for one in Expense.objects.all()} == {"draft"}


def test_a_second_report_of_a_trip_points_to_the_first(company: Company, phone: Phone) -> None:
    first = make_report(company, submitted=False)
    trip = ExpenseReport.objects.get().trip_id

    result = phone.result(phone.create("expense_report", trip_id=str(trip)))

    assert codes([result]) == ["duplicate"]
    assert result.detail == {"id": str(first.id)}
    assert ExpenseReport.objects.count() == 1


def test_a_strangers_trip_is_no_trip(company: Company, phone: Phone) -> None:
    others = company.trips.add(company.mate)

    results = phone.results(
        phone.create("expense_report", trip_id=str(others)),
        phone.create("expense_report", trip_id=str(TripId(new_id()))),
        line(phone, trip_id=str(others)),
    )

    assert codes(results) == ["ref_gone"] * 3


def test_a_draft_is_patched_whole_or_not_at_all(company: Company, phone: Phone) -> None:
    made = make_expense(company)
    seen = phone.patch(
        "expense", made.id, amount_minor=(26800, 30000), merchant=("平江里餐饮", "x")
    )
    stale = phone.patch("expense", made.id, amount_minor=(999, 40000), note=("n", "neu"))

    assert codes(phone.results(seen)) == ["applied"]
    row = Expense.objects.get()
    assert (row.amount_minor, row.base_minor, row.merchant) == (30000, 30000, "x")

    RowHistory.objects.filter(rid=row.id).update(actor_id=company.mate.person_id)
    result = phone.result(stale)
    assert codes([result]) == ["changed_since_base"]
    assert result.current is not None
    assert result.current["amount_minor"] == 30000
    assert Expense.objects.get().note == "出租车，无发票"


@pytest.mark.parametrize(
    "name", ["base_minor", "tax_minor", "approved_minor", "is_approved", "paid_minor", "owner_id"]
)
def test_computed_money_is_never_taken(company: Company, phone: Phone, name: str) -> None:
    made = make_expense(company)

    result = phone.result(phone.patch("expense", made.id, **{name: (0, 1)}))

    assert codes([result]) == ["field_forbidden"]


def test_what_was_submitted_is_not_edited(company: Company, phone: Phone) -> None:
    report = make_report(company)
    row = Expense.objects.get()

    results = phone.results(
        phone.patch("expense", row.id, amount_minor=(26800, 1)),
        phone.op("delete", "expense", row.id),
        line(phone, report_id=str(report.id)),
    )

    assert codes(results)[:2] == ["state_changed", "state_changed"]
    assert results[0].current is not None
    assert Expense.objects.get(id=row.id).amount_minor == 26800


def test_a_draft_is_deleted_unless_somebody_changed_it(company: Company, phone: Phone) -> None:
    first, second = make_expense(company), make_expense(company)
    delete, late = (phone.op("delete", "expense", one.id) for one in (first, second))
    commands.update_expense(
        actor=company.rep,
        expense_id=second.id,
        content=content(amount_minor=777, note="无发票"),
        trips=company.trips,
        now=NOW,
    )
    RowHistory.objects.filter(rid=second.id).update(actor_id=company.mate.person_id)

    results = phone.results(delete, late)

    assert codes(results) == ["applied", "changed_since_base"]
    assert list(Expense.objects.filter(deleted_at=None).values_list("id", flat=True)) == [second.id]


def test_a_managers_hand_is_not_on_a_reps_draft(company: Company) -> None:
    made = make_expense(company)
    boss = Phone(company.manager)

    results = boss.results(
        boss.patch("expense", made.id, amount_minor=(26800, 1)),
        boss.op("delete", "expense", made.id),
    )

    assert codes(results) == ["forbidden", "forbidden"]


def test_an_invoice_is_claimed_once(company: Company, phone: Phone) -> None:
    mine = make_document(company.rep, specimens.fapiao_xml())
    theirs = make_document(company.stranger, specimens.fapiao_xml())
    other = Phone(company.stranger)
    first = line(phone, document_ids=[str(mine.id)])
    second = line(other, document_ids=[str(theirs.id)])

    assert codes(phone.results(first)) == ["applied"]
    refused = other.result(second)

    assert codes([refused]) == ["duplicate"]
    assert first["id"] not in str(refused.detail)
    assert Invoice.objects.count() == ExpenseReceipt.objects.count() == 1


def test_a_receipt_is_put_on_a_line_under_the_phones_id(company: Company, phone: Phone) -> None:
    made = make_expense(company)
    document = make_document(company.rep, specimens.fapiao_xml())

    op = phone.create("expense_receipt", expense_id=str(made.id), document_id=str(document.id))

    assert codes(phone.results(op)) == ["applied"]
    assert str(ExpenseReceipt.objects.get().id) == op["id"]


def test_nothing_is_submitted_before_its_receipt_has_arrived(
    company: Company, phone: Phone
) -> None:
    document = make_document(company.rep, specimens.fapiao_xml())
    report = make_report(company, submitted=False)
    added = line(phone, report_id=str(report.id), document_ids=[str(document.id)])
    files = StoredFile.objects.filter(id=document.file_id)
    files.update(deleted_at=NOW)
    submit = phone.command("expense_report", report.id, "submit")

    results = phone.results(added, submit)

    assert codes(results) == ["applied", "file_missing"]
    assert results[1].detail["facts"] == {"count": 1}
    files.update(deleted_at=None)
    assert codes(phone.results(phone.command("expense_report", report.id, "submit"))) == ["applied"]


def decided(phone: Phone, report_id: object, **more: Any) -> Content:  # noqa: ANN401
    page = queries.report_page(actor=phone.actor, report_id=ReportId(report_id))  # type: ignore[arg-type]
    decisions = [
        {"expense_id": str(one.id), "is_approved": True, "approved_minor": one.base_minor}
        for one in page.lines
    ]
    parts = {
        "args": {"decisions": decisions},
        "seen": page.seen,
        "expect_state": "submitted",
        **more,
    }
    return phone.command("expense_report", report_id, "decide", **parts)  # type: ignore[arg-type]


def test_an_approval_counts_for_what_was_seen(company: Company, phone: Phone) -> None:
    report = make_report(company)
    boss = Phone(company.manager)
    approval = decided(boss, report.id)
    commands.withdraw_report(actor=company.rep, report_id=report.id, now=NOW)
    row = Expense.objects.get()
    assert codes(phone.results(phone.patch("expense", row.id, amount_minor=(26800, 99900)))) == [
        "applied"
    ]

    withdrawn = boss.result(approval)
    commands.submit_report(actor=company.rep, report_id=report.id, now=NOW)
    changed = boss.result(
        {**approval, "op_id": str(new_id()), "seq": 2, "expect_state": "submitted"}
    )

    assert codes([withdrawn, changed]) == ["state_changed", "changed_since_seen"]
    assert changed.current is not None
    assert Expense.objects.get().is_approved is None


def test_an_approval_wants_state_and_content(company: Company) -> None:
    report = make_report(company)
    boss = Phone(company.manager)

    results = boss.results(
        decided(boss, report.id, seen=None),
        decided(boss, report.id, expect_state=None),
        decided(boss, report.id),
        decided(boss, report.id, expect_state="approved"),
    )

    assert codes(results) == ["bad_op", "bad_op", "applied", "state_changed"]
    assert results[3].detail["refusal"] == "expenses.already_decided"
    assert Expense.objects.get().is_approved is True


def test_nobody_approves_their_own(company: Company) -> None:
    report = make_report(company)
    approve_all(company, report.id)
    own = make_report(company, amounts=(100,))
    rep = Phone(company.rep)

    assert codes(rep.results(decided(rep, own.id))) == ["self_approval"]
    assert Expense.objects.get(report_id=own.id).is_approved is None


@pytest.fixture
def chain(monkeypatch: pytest.MonkeyPatch) -> tuple[ApprovalsCompany, HearingSubject]:
    subject = HearingSubject()
    subjects = Subjects({SubjectKind.TRIP: subject})
    monkeypatch.setattr(wiring, "_ports", {**wiring._ports, Subjects: subjects})
    people = make_company_of_three()
    open_for(people.rep)
    return people, subject


def test_a_request_is_decided_from_a_phone(
    chain: tuple[ApprovalsCompany, HearingSubject],
) -> None:
    people, subject = chain
    task = task_of(people.boss)
    boss, other = Phone(people.boss), Phone(people.rep)
    parts = {"expect_state": "pending", "seen": SEEN}

    own = other.result(other.command("approval_task", task, "approve", **parts))
    stale = boss.command("approval_task", task, "approve", **parts | {"seen": "sha256:" + "b" * 64})
    silent = boss.command("approval_task", task, "reject", **parts)
    yes = boss.command("approval_task", task, "approve", args={"comment": "好"}, **parts)
    late = boss.command("approval_task", task, "return", args={"comment": "再看"}, **parts)

    assert codes([own]) == ["self_approval"]
    assert codes(boss.results(stale, silent, yes, late)) == [
        "changed_since_seen",
        "invalid",
        "applied",
        "state_changed",
    ]
    assert ApprovalTask.objects.get(id=task).state == "approved"
    assert [word for word, *_ in subject.heard] == ["approved"]


def test_a_photographed_receipt_is_read_when_its_bytes_arrive(
    company: Company, phone: Phone
) -> None:
    content = specimens.fapiao_xml()
    file_id = make_file(company.rep, content)
    files = StoredFile.objects.filter(id=file_id)
    document = phone.create("document", file_id=str(file_id))
    made = line(phone, document_ids=[document["id"]])
    again = phone.create("document", file_id=str(file_id))
    strangers = phone.create("document", file_id=str(make_file(company.mate, content)))

    results = phone.results(*grouped(document, made), again, strangers)

    assert codes(results) == ["applied", "applied", "duplicate", "ref_gone"]
    assert results[2].detail == {"id": document["id"]}
    files.update(deleted_at=NOW)  # as long as the bytes are not there
    read_documents(QuietContext(), {"ids": [document["id"]]}, NOW)  # type: ignore[arg-type]  # ids are ids
    assert Document.objects.get().state == "waiting"
    files.update(deleted_at=None)
    read_arrived(QuietContext(), {"ids": [str(file_id)]}, NOW)  # type: ignore[arg-type]  # as above
    assert Document.objects.get().state == "read"
    row = Expense.objects.get()
    assert (ExpenseReceipt.objects.get().expense_id, row.tax_minor) == (row.id, 0)
    register_receipts(QuietContext(), {"ids": [document["id"]]}, NOW)  # type: ignore[arg-type]  # as above
    row.refresh_from_db()
    assert ExpenseReceipt.objects.get().invoice == Invoice.objects.get()
    assert (row.tax_minor, Invoice.objects.get().state) == (1517, "in_use")


def test_two_claims_on_one_unread_invoice_meet_at_the_latest_when_submitted(
    company: Company, phone: Phone
) -> None:
    other = Phone(company.stranger)
    reports = {}
    for one in (phone, other):
        trip = company.trips.add(one.actor)
        document = make_document(one.actor, specimens.fapiao_xml())
        rows = Document.objects.filter(id=document.id)
        read = rows.values("state", "invoice_key", "facts").get()
        rows.update(state="waiting", invoice_key="", facts=None)
        report = one.create("expense_report", trip_id=str(trip))
        added = line(one, report_id=report["id"], document_ids=[str(document.id)])
        assert codes(one.results(report, added)) == ["applied", "applied"]
        rows.update(**read)
        reports[one.actor.person_id] = report["id"]

    first, second = (
        one.result(one.command("expense_report", reports[one.actor.person_id], "submit"))
        for one in (phone, other)
    )

    assert codes([first, second]) == ["applied", "duplicate"]
    assert ExpenseReceipt.objects.exclude(invoice=None).count() == 1
